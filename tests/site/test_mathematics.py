"""Formulas are laid out by the browser: no script runs, and the font comes with the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, FloatRect, Locator, Page

PAGE = "gallery/plot_linear_regression_by_hand.html"


@pytest.fixture
def page(browser: Browser, built_site: Path) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/{PAGE}")
        yield page


def box(locator: Locator) -> FloatRect:
    found = locator.first.bounding_box()
    assert found
    return found


def test_fraction_is_laid_out_without_script(page: Page) -> None:
    over, under = (box(page.locator(f"math mfrac > :nth-child({n})")) for n in (1, 2))
    assert over["y"] + over["height"] <= under["y"] + 1


def test_sum_is_larger_on_a_line_of_its_own(page: Page) -> None:
    assert box(page.locator("div.math mo", has_text="∑"))["height"] > 20


def test_formula_is_drawn_in_the_font_of_the_site(page: Page, built_site: Path) -> None:
    font = page.locator("math").first.evaluate("node => getComputedStyle(node).fontFamily")
    assert font.startswith('"STIX Two Math"')
    (shipped,) = built_site.joinpath("_static").glob("stix-two-math.*.woff2")
    assert shipped.name in built_site.joinpath("_static/mathml.css").read_text()


def test_browser_tells_readers_about_formulas(page: Page) -> None:
    assert page.locator("math").count() >= 8
    assert page.locator('div.math[tabindex="0"]').count() >= 2
