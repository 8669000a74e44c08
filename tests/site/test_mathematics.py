"""Formulas are laid out by the browser: no script runs, and the font comes with the site."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, CDPSession, FloatRect, Locator, Page

PAGE = "gallery/plot_linear_regression_by_hand.html"


@pytest.fixture
def page(browser: Browser, built_site: Path) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/{PAGE}")
        yield page


def fonts_of(tools: CDPSession, selector: str) -> Counter[str]:
    """Count the glyphs of elements by font; a font that does not come with the page has a star."""
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    found: Counter[str] = Counter()
    for node in tools.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"]:
        for font in tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
            found[font["familyName"] + "*" * (not font["isCustomFont"])] += int(font["glyphCount"])
    return found


def box(locator: Locator) -> FloatRect:
    found = locator.first.bounding_box()
    assert found
    return found


def test_fraction_is_laid_out_without_script(page: Page) -> None:
    over, under = (box(page.locator(f"math mfrac > :nth-child({n})")) for n in (1, 2))
    assert over["y"] + over["height"] <= under["y"] + 1


def test_sum_is_larger_on_a_line_of_its_own(page: Page) -> None:
    assert box(page.locator("div.math mo", has_text="∑"))["height"] > 20


def test_every_formula_is_drawn_in_the_font_of_the_site(browser: Browser, built_site: Path) -> None:
    """The font holds the characters in use; the browser says where it took each glyph from."""
    pages = [path for path in sorted(built_site.rglob("*.html")) if "<math" in path.read_text("utf-8")]
    fonts: Counter[str] = Counter()
    with browser.new_context() as context:
        page = context.new_page()
        tools = context.new_cdp_session(page)
        for path in pages:
            page.goto(path.as_uri())
            page.evaluate("document.fonts.ready")
            fonts += fonts_of(tools, "math *")
    assert len(pages) > 20
    assert list(fonts) == ["STIX Two Math"]
    assert fonts.total() > 500


def test_a_character_that_the_font_lacks_is_found(page: Page) -> None:
    page.evaluate("document.querySelector('math mi').textContent = '\u0416'")
    assert len(fonts_of(page.context.new_cdp_session(page), "math *")) == 2


def test_browser_tells_readers_about_formulas(page: Page) -> None:
    assert page.locator("math").count() >= 8
    assert page.locator('div.math[tabindex="0"]').count() >= 2
