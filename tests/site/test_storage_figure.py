"""The storage figure of a built page, with a pointer over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

LIT = """() => [...document.querySelectorAll("svg .fig-cell")]
    .filter(cell => getComputedStyle(cell.querySelector("rect")).strokeWidth === "3px")
    .map(cell => [cell.closest(".fig-storage").querySelector("text").textContent, cell.textContent])"""


def test_cell_pointed_at_lights_up_wherever_its_storage_is_drawn(
    browser: Browser, serve: Callable[[Path], str], built_site: Path
) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{serve(built_site)}/storage/anatomy.html", wait_until="load")
        assert page.evaluate(LIT) == []
        page.locator(".storage-figure").first.locator(".fig-cell.at-2").last.hover()
        assert page.evaluate(LIT) == [["a", "212"]] * 5
        page.mouse.move(0, 0)
        assert page.evaluate(LIT) == []
