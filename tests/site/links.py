"""Follow every link of a site inside its own files, without a browser: the target is there, and so is the anchor."""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["check_links"]

ATTRIBUTES = {"href", "src", "srcset", "poster", "data", "action"}
STYLE_URL = re.compile(r"""url\(\s*['"]?([^'")]+)""")


class _Page(HTMLParser):
    """What a page leads to, and what can be led to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = {"top"}
        self.links: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep ids and addresses of one tag."""
        for name, value in attrs:
            if name == "id" or (name == "name" and tag == "a"):
                self.ids.add(value or "")
            elif name.removeprefix("xlink:") == "srcset":
                self.links += [part.split()[0] for part in (value or "").split(",")]
            elif name.removeprefix("xlink:") in ATTRIBUTES:
                self.links.append(value or "")


def check_links(site: Path) -> tuple[int, list[str]]:
    """Return how many links were followed, and which are dead, each behind the file that holds it."""
    site = site.resolve()
    count, dead = 0, []
    for path in sorted(site.rglob("*")):
        for link in _links(path) if path.is_file() else ():
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            count += 1
            root = site if parts.path.startswith("/") else path.parent
            target = (root / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
            if not (target.is_relative_to(site) and target.is_file()):
                dead.append(f"{path.relative_to(site).as_posix()}: {link}: no such file")
            elif parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in _page(target).ids:
                dead.append(f"{path.relative_to(site).as_posix()}: {link}: no such place")
    return count, dead


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int) -> _Page:
    return _Page(path.read_text("utf-8"))


def _page(path: Path) -> _Page:
    return _read(path, path.stat().st_mtime_ns)


def _links(path: Path) -> list[str]:
    if path.suffix == ".html":
        return _page(path).links
    return STYLE_URL.findall(path.read_text("utf-8")) if path.suffix == ".css" else []
