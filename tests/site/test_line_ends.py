"""How lines end on a phone: no sign stands at the start of one, no short code and no word of the index is broken.

Each measurement is a script that returns what is wrong, and a test breaks the page on purpose to see it speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# Formulas whose next sign stands lower than they do, and how many have a sign behind them.
SIGNS = """() => {
  const lost = [], range = document.createRange();
  let all = 0;
  for (const math of document.querySelectorAll("article p math:not([display])")) {
    const text = math.nextSibling;
    if (!text?.nodeValue || !/^[,.;:)]/.test(text.nodeValue)) continue;
    all++;
    range.setStart(text, 0); range.setEnd(text, 1);
    if (range.getBoundingClientRect().top > math.getBoundingClientRect().bottom) lost.push(math.textContent);
  }
  return [all, lost];
}"""
IN_TWO = """(which) => [...document.querySelectorAll(which)]
  .filter((it) => it.getClientRects().length > 1).map((it) => it.textContent)"""
# Words of the index that stand on two lines.
WORDS = """() => {
  const broken = [], range = document.createRange();
  for (const link of document.querySelectorAll(".genindextable a")) {
    const text = link.querySelector("strong")?.firstChild ?? link.firstChild;
    for (const { index, 0: word } of text.nodeValue.matchAll(/\\S+/g)) {
      range.setStart(text, index); range.setEnd(text, index + word.length);
      if (range.getClientRects().length > 1) broken.push(word);
    }
  }
  return broken;
}"""
HEIGHTS = """(id) => [...document.querySelectorAll(`#${id} td.short`)].map(
  (it) => it.querySelector("p").getBoundingClientRect().height / parseFloat(getComputedStyle(it).lineHeight))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 390, "height": 900}) as context:
        yield context.new_page()


def test_no_sign_behind_a_formula_begins_a_line(page: Page, built_site: Path) -> None:
    found = 0
    for name in ("higher-order", "vector-jacobian", "custom-function"):
        page.goto(f"{built_site.as_uri()}/autograd/{name}.html")
        for width in range(360, 420, 4):
            page.set_viewport_size({"width": width, "height": 900})
            signs, lost = page.evaluate(SIGNS)
            assert lost == [], (name, width)
            found += signs
    assert found > 300


def test_a_sign_that_begins_a_line_is_seen(page: Page, built_site: Path) -> None:
    page.goto(f"{built_site.as_uri()}/autograd/higher-order.html")
    page.add_style_tag(content="article .whole { white-space: normal !important }")
    lost = set()
    for width in range(360, 420, 4):
        page.set_viewport_size({"width": width, "height": 900})
        lost |= set(page.evaluate(SIGNS)[1])
    assert lost


@pytest.mark.parametrize("name", ["storage/strides", "autograd/graph", "operations/indexing", "contributing/testing"])
def test_short_code_and_words_of_headings_are_not_broken(page: Page, built_site: Path, name: str) -> None:
    page.goto(f"{built_site.as_uri()}/{name}.html")
    assert page.locator("article .whole").count() >= 9
    assert page.evaluate(IN_TWO, "article .whole") == []
    page.add_style_tag(content="article p { max-width: 6rem } article .whole { white-space: normal !important }")
    assert page.evaluate(IN_TWO, "article .whole")


@pytest.mark.parametrize("width", [390, 1280])
def test_words_of_the_index_are_whole(page: Page, built_site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{built_site.as_uri()}/genindex.html")
    assert page.locator(".genindextable a").count() >= 100
    assert page.evaluate(WORDS) == []
    page.add_style_tag(content=".genindextable a { max-width: 4rem; overflow-wrap: anywhere }")
    assert len(page.evaluate(WORDS)) > 20


def test_two_short_words_of_a_cell_stay_on_one_line(page: Page, built_site: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{built_site.as_uri()}/reference/view-or-copy.html")
    lines = page.evaluate(HEIGHTS, "table-view-or-copy-shape")
    assert len(lines) >= 20
    assert max(lines) < 1.5
    page.add_style_tag(content="article p { text-wrap: pretty }")  # the shorthand lets them break
    assert max(page.evaluate(HEIGHTS, "table-view-or-copy-shape")) > 1.5
