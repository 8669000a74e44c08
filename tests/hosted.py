"""A small site with the hosting settings of the real one, and a host as GitHub Pages is one."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ADDRESS", "HostedSite", "host"]

ROOT = Path(__file__).parents[1]
ADDRESS = "https://guide.example/name/"
CONF = """\
import runpy
_site = runpy.run_path({conf!r})
globals().update({{name: value for name, value in _site.items() if name.startswith(("html_theme", "sitemap_"))}})
_wanted = (
    "hosting opengraph sphinx_sitemap notfound.extension page_description breadcrumbs edit_link social_card"
    " structured_data sphinxext.sitemap not_found"
)
extensions = ["myst_parser"] + [name for name in _site["extensions"] if name.endswith(tuple(_wanted.split()))]
project = "Guide"
language = "en"
html_static_path = [{static!r}]
"""
PAGE = """\
---
myst:
  html_meta:
    description: "{title}: a page of a small site, described in more than fifty characters."
---

# {title}

{text}
"""


class HostedSite:
    """Front page, a section and a page in it; ``build`` is a process of its own."""

    def __init__(self, root: Path) -> None:
        self.root, self.html = root, root / "build/html"
        (root / "docs/part").mkdir(parents=True)
        conf = CONF.format(conf=str(ROOT / "docs/conf.py"), static=str(ROOT / "docs/_static"))
        (root / "docs/conf.py").write_text(conf, "utf-8")
        (root / "pyproject.toml").write_text(
            f'[project.urls]\nDocumentation = "{ADDRESS}"\nSource = "https://github.com/ada/guide"\n', "utf-8"
        )
        self.write("index", "Front", "```{toctree}\npart/index\n```")
        self.write("part/index", "Part", "```{toctree}\npage\n```")
        self.write("part/page", "Page", "Text.")

    def write(self, name: str, title: str, text: str) -> None:
        """Write a page."""
        (self.root / f"docs/{name}.md").write_text(PAGE.format(title=title, text=text), "utf-8")

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Build the site, as no host in particular."""
        command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-d", "build/trees", "docs", "build/html"]
        plain = {k: v for k, v in os.environ.items() if not k.startswith(("SITE_", "READTHEDOCS", "GITHUB_"))}
        return subprocess.run(
            [*command, *arguments], cwd=self.root, env=plain, capture_output=True, text=True, check=False
        )

    def text(self, name: str) -> str:
        """Return a file of the site."""
        return (self.html / name).read_text("utf-8")


@contextmanager
def host(directory: Path, prefix: str) -> Iterator[str]:
    """Serve a directory below a path; any other address is answered with its 404.html and status 404."""

    class Host(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            inside = path.partition("?")[0].removeprefix(prefix)
            return str(directory / inside) if path.startswith(prefix) else str(directory / "no such file")

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            del message, explain
            body = (directory / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
