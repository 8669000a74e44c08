"""Visits of pages as readers make them: cold or after other pages, scrolled to the end; what came, and what moved."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

__all__ = ["WATCH", "pages_of", "read", "reading_order", "shifts"]

WATCH = """
const found = [];
const keep = (entries) => {
  for (const entry of entries) {
    const nameOf = (node) => node && [node.nodeName.toLowerCase(), node.className || []].flat().join(".");
    const names = entry.sources.map((source) => nameOf(source.node));
    found.push([entry.value, [...new Set(names)].join(", ")]);
  }
};
const observer = new PerformanceObserver((list) => keep(list.getEntries()));
observer.observe({ type: "layout-shift", buffered: true });
window.shifts = () => {
  keep(observer.takeRecords());
  return found;
};
"""
"""A script to run before those of the page. Scrolling is no input, so no shift is left out for having followed one."""

SCROLL = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await document.fonts.ready;
  await frame();
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo({ top: y, behavior: "instant" });
    await frame();
    await frame(); // what comes near is laid out in the frame after
  }
  await document.fonts.ready;
  await frame();
}"""


def read(page: Page, address: str) -> None:
    """Open a page and scroll to its end, so that what is loaded late is loaded."""
    page.goto(address, wait_until="load")
    page.evaluate(SCROLL)


def shifts(page: Page) -> list[tuple[float, str]]:
    """Return what has moved, largest first: each shift as browsers count it, and the elements. Needs `WATCH`."""
    found: list[list[float | str]] = page.evaluate("shifts()")
    return sorted(((float(value), str(names)) for value, names in found), reverse=True)


def pages_of(site: Path) -> list[str]:
    """Return the pages of a site; HTML among the static files and the downloads is none."""
    names = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(name for name in names if not name.startswith(("_static/", "_downloads/")))


def reading_order(site: Path) -> list[str]:
    """Return all pages: first as the link to the next page leads from the front page, then the others.

    Raises:
        ValueError: The links lead in a circle.
    """
    order: list[str] = []
    at: str | None = "index.html"
    while at:
        if at in order:
            msg = f"expected links to the next page that end, got {at} twice"
            raise ValueError(msg)
        order.append(at)
        link = re.search(r'<link rel="next" [^>]*href="([^"]*)"', site.joinpath(at).read_text("utf-8"))
        at = posixpath.normpath(posixpath.join(posixpath.dirname(at), link[1])) if link else None
    return order + [name for name in pages_of(site) if name not in order]
