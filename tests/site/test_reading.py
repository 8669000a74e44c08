"""What a reader stumbles over: results cut in two, titles that touch, tiny code, white pictures on a dark page.

As in ``test_look.py``, each measurement is a script that names what is wrong, and a test breaks the page on purpose.
How lines of prose end is in ``test_line_ends.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# Pixels between the words of the link back and of the link onward.
APART = """() => {
  const [onward, back] = ["next", "prev"].map((way) =>
    document.querySelector(`.related-pages .${way}-page .page-info`).getBoundingClientRect());
  return onward.left - back.right;
}"""
RESULTS = """() => {
  const all = [...document.querySelectorAll("table.facts-table td > p + p + p > code")]
    .filter((it) => it.textContent.length <= 32);
  const lines = (it) => new Set([...it.getClientRects()].map((box) => box.top)).size;
  return [all.length, all.filter((it) => lines(it) > 1).map((it) => it.textContent)];
}"""
TINY = """() => {
  const all = [...document.querySelectorAll(".toc-tree code")];
  return [all.length, all.filter((it) => parseFloat(getComputedStyle(it).fontSize) < 12).map((it) => it.textContent)];
}"""
DARKENED = """() => [...document.querySelectorAll(".sphx-glr-thumbcontainer img")].map(
  (it) => getComputedStyle(it).filter.startsWith("invert"))"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Open an empty tab on a narrow phone."""
    page = browser.new_page(viewport={"width": 390, "height": 900})
    yield page
    page.close()


@pytest.mark.parametrize("name", ["operations/linear-algebra", "gallery/plot_from_scratch_to_module"])
def test_titles_of_previous_and_next_keep_a_distance(phone: Page, built_site: Path, name: str) -> None:
    phone.goto((built_site / f"{name}.html").as_uri())
    assert phone.evaluate(APART) >= 16


def test_titles_that_touch_are_seen(phone: Page, built_site: Path) -> None:
    phone.goto((built_site / "operations/linear-algebra.html").as_uri())
    phone.add_style_tag(content=".related-pages { display: block !important }")
    assert phone.evaluate(APART) < 16


def test_only_one_neighbor_stands_on_its_own_side(phone: Page, built_site: Path) -> None:
    phone.goto((built_site / "operations/linear-algebra.html").as_uri())
    left = "() => document.querySelector('.related-pages a').getBoundingClientRect().left"
    phone.evaluate("document.querySelector('.next-page').remove()")
    assert phone.evaluate(left) < 30
    phone.goto((built_site / "index.html").as_uri())
    assert phone.evaluate(left) > 195


def test_results_of_examples_stay_on_one_line_on_a_desk(browser: Browser, built_site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((built_site / "operations/shape.html").as_uri())
    count, cut = page.evaluate(RESULTS)
    assert count >= 25
    assert cut == []
    page.add_style_tag(content="article table.facts-table td { min-width: 0 !important }")
    assert page.evaluate(RESULTS)[1] != []
    page.close()


def test_code_in_the_contents_beside_a_page_has_at_least_12_px(browser: Browser, built_site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((built_site / "tensors/methods.html").as_uri())
    assert page.evaluate(TINY) == [8, []]
    page.add_style_tag(content=".toc-tree code.literal { font-size: var(--font-size--small--2) !important }")
    assert len(page.evaluate(TINY)[1]) == 8
    page.close()


@pytest.mark.parametrize(("theme", "dark"), [("light", False), ("dark", True)])
def test_pictures_on_cards_are_as_dark_as_the_page(
    browser: Browser, built_site: Path, theme: Literal["light", "dark"], *, dark: bool
) -> None:
    """By the wish of the system, and by the button that says otherwise."""
    page = browser.new_page(color_scheme=theme)
    page.goto((built_site / "gallery/index.html").as_uri())
    assert page.evaluate(DARKENED) == [dark] * 6
    page.evaluate(f"document.body.dataset.theme = '{'light' if dark else 'dark'}'")
    assert page.evaluate(DARKENED) == [not dark] * 6
    page.close()
