"""A static host on this machine that sends as most do: compressed with gzip, with a lifetime in the browser's cache.

Compression and lifetime are those of GitHub Pages: gzip, ten minutes for every file. A host with brotli sends less.
It writes down what it sent: of each file the bytes of its content, as compressed; the headers, which differ from host
to host, are not counted. The tests of weight and Lighthouse share it; tests that need no such host use the plain
server of ``conftest.py``.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LIFETIME", "Host", "encoded", "hosted"]

LIFETIME = "max-age=600"
TEXT = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")


@dataclass(slots=True)
class Host:
    """A running server: its address, and path and size of what it has sent so far."""

    origin: str
    sent: list[tuple[str, int]] = field(default_factory=list)

    def take(self) -> dict[str, int]:
        """Return path -> bytes since the last call, and forget them."""
        taken, self.sent[:] = self.sent[:], []
        return {path: sum(size for other, size in taken if other == path) for path, _ in taken}


def encoded(body: bytes, kind: str) -> bytes | None:
    """Return what a host sends to a browser that takes gzip, or None where it does not compress."""
    return gzip.compress(body, mtime=0) if kind.startswith(TEXT) else None


class _Handler(SimpleHTTPRequestHandler):
    """A connection that stays open, as browsers expect from a host."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Send a file, or say that there is none."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        body = path.read_bytes() if path.is_file() else b"not found"
        packed = encoded(body, kind) if "gzip" in self.headers.get("Accept-Encoding", "") else None
        content = body if packed is None else packed
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", LIFETIME)
        self.send_header("Vary", "Accept-Encoding")
        if packed is not None:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.server.host.sent.append((urlsplit(self.path).path, len(content)))
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """A server that knows its directory and where to write down what it sends."""

    daemon_threads = True

    def __init__(self, directory: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.directory = directory
        self.host = Host(f"http://127.0.0.1:{self.server_port}")

    def finish_request(self, request: Any, client_address: Any) -> None:  # as in the standard library
        """Give the handler the directory."""
        _Handler(request, client_address, self, directory=str(self.directory))

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that is closed drops its connections."""


@contextmanager
def hosted(directory: Path) -> Iterator[Host]:
    """Serve a directory while the block runs."""
    server = _Server(directory)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.host
    finally:
        server.shutdown()
        server.server_close()
