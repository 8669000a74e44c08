"""The host compresses what is text, gives each file a lifetime, and counts what it sends."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.site.host import hosted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.site.host import Host

PAGE = b"<p>same</p>" * 1000
FONT = bytes(range(256)) * 4


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    tmp_path.joinpath("index.html").write_bytes(PAGE)
    tmp_path.joinpath("font.woff2").write_bytes(FONT)
    with hosted(tmp_path) as host:
        yield host


def get(address: str, encodings: str = "gzip, br") -> tuple[dict[str, str], bytes]:
    request = urllib.request.Request(address, headers={"Accept-Encoding": encodings})  # noqa: S310 - this machine
    with urllib.request.urlopen(request) as response:  # noqa: S310
        return dict(response.headers), response.read()


def test_text_is_compressed_for_those_who_take_it(host: Host) -> None:
    headers, packed = get(f"{host.origin}/")
    assert (headers["Content-Encoding"], headers["Cache-Control"]) == ("gzip", "max-age=600")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert gzip.decompress(packed) == PAGE
    headers, plain = get(f"{host.origin}/", encodings="identity")
    assert ("Content-Encoding" in headers, plain) == (False, PAGE)


def test_a_font_is_sent_as_it_is(host: Host) -> None:
    headers, body = get(f"{host.origin}/font.woff2?v=1")
    assert ("Content-Encoding" in headers, headers["Content-Type"], body) == (False, "font/woff2", FONT)


def test_what_was_sent_is_counted_once(host: Host) -> None:
    _, packed = get(f"{host.origin}/index.html?v=2")
    get(f"{host.origin}/font.woff2")
    get(f"{host.origin}/font.woff2")
    assert host.take() == {"/index.html": len(packed), "/font.woff2": 2 * len(FONT)}
    assert host.take() == {}


def test_what_is_not_there_is_said(host: Host) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404") as raised:
        get(f"{host.origin}/nothing.html")
    raised.value.close()
