"""A page with a bug that was planted into one of its files, to see a test notice it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

__all__ = ["spoil"]


def spoil(page: Page, site: Path, file: str, right: str, wrong: str) -> None:
    """Let a page get another text for a file of ``_static``; what is to be replaced must be there."""
    text = site.joinpath("_static", file).read_text("utf-8")
    assert right in text
    page.route(f"**/_static/{file}*", lambda route: route.fulfill(body=text.replace(right, wrong)))
