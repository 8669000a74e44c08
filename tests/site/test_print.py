"""A page on paper: nothing is cut or lost, nothing of the screen's frame is there, and it is light in a dark theme."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tutorial_utils.sphinxext.hosting import Home

KINDS = {
    "index": "the front page",
    "tensors/dtype": "prose, code and a long table",
    "storage/strides": "an explorer",
    "autograd/graph": "wide figures",
    "reference/type-promotion": "a chooser and matrices",
    "reference/errors": "tables of long texts",
    "autograd/vector-jacobian": "formulas",
    "gallery/plot_learning_rates": "a script",
    "glossary": "definitions",
    "api/index": "signatures",
}
SIZES = {"A4": 680, "Letter": 702}  # format, and the width between its margins in CSS pixels
CASES = [*((name, "A4") for name in KINDS), *((name, "Letter") for name in list(KINDS)[1:5])]
FRAME = ("Skip to content", "Toggle", "Contents", "On this page", "Back to top", "Hide navigation", "Open in Colab")
TEXTS = """() => [...document.querySelectorAll("article :is(h1, h2, h3), article pre")]
  .filter(it => it.checkVisibility()).flatMap(it => it.textContent.replace(/¶$/, "").split("\\n"))"""
OUTSIDE = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (!node.data.trim() || !box.width || !node.parentElement.checkVisibility()) continue;
    let left = 0, right = wide;
    for (let it = node.parentElement; it; it = it.parentElement) {
      if (getComputedStyle(it).overflowX === "visible" || it instanceof SVGElement) continue;
      const frame = it.getBoundingClientRect();
      [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
    }
    const away = getComputedStyle(node.parentElement).clip !== "auto";  // for screen readers only
    if (!away && (box.right > right + 1 || box.left < left - 1)) found.push(node.data.trim().slice(0, 40));
  }
  return found;
}"""
COLORS = """() => [...document.querySelectorAll("body, article, article *")].map(it => {
  const style = getComputedStyle(it);
  return ["color", "backgroundColor", "borderTopColor", "fill", "stroke"].map(name => style[name]).join()
    .replace(/rgba\\([^)]*, 0\\)/g, "none");
})"""


def squeezed(text: str) -> str:
    """Take away what line breaks on paper and ligatures of its font change."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def printed(page: Page, size: str) -> list[str]:
    """Return the text of each sheet."""
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format=size))).pages]


def problems(page: Page, size: str) -> list[str]:
    """Return what is lost, cut, or should not be there."""
    text = squeezed("".join(printed(page, size)))
    found = [f"lost: {line}" for line in page.evaluate(TEXTS) if squeezed(line) and squeezed(line) not in text]
    found += [f"of the frame: {word}" for word in FRAME if squeezed(word) in text]
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": SIZES[size], "height": 900})
    found += [f"cut: {it}" for it in page.evaluate(OUTSIDE)]
    page.emulate_media(media="null", color_scheme="dark")
    return found


@pytest.fixture
def dark(browser: Browser) -> Iterator[Page]:
    with browser.new_context(color_scheme="dark") as context:
        yield context.new_page()


def show(page: Page, site: Path, name: str) -> Page:
    page.goto(site.joinpath(f"{name}.html").as_uri())
    page.evaluate("document.body.dataset.theme = 'dark'")
    return page


@pytest.mark.parametrize(("name", "size"), CASES)
def test_nothing_is_lost_or_cut(dark: Page, built_site: Path, name: str, size: str) -> None:
    page = show(dark, built_site, name)
    page.emulate_media(media="print")
    assert page.evaluate(TEXTS)
    page.emulate_media(media="null")
    assert problems(page, size) == []


def test_pictures_on_cards_are_light_on_paper(dark: Page, built_site: Path) -> None:
    page = show(dark, built_site, "gallery/index")
    pictures, filters = (
        page.locator(".sphx-glr-thumbcontainer img"),
        "all => all.map(it => getComputedStyle(it).filter)",
    )
    assert "none" not in pictures.evaluate_all(filters)
    page.emulate_media(media="print", color_scheme="dark")
    assert pictures.evaluate_all(filters) == ["none"] * 6


@pytest.mark.parametrize("name", KINDS)
def test_paper_is_light_in_a_dark_theme(browser: Browser, dark: Page, built_site: Path, name: str) -> None:
    page = show(dark, built_site, name)
    screen = page.evaluate(COLORS)
    page.emulate_media(media="print", color_scheme="dark")
    in_dark = page.evaluate(COLORS)
    with browser.new_context(color_scheme="light") as context:
        other = context.new_page()
        other.goto(built_site.joinpath(f"{name}.html").as_uri())
        other.evaluate("document.body.dataset.theme = 'light'")
        other.emulate_media(media="print", color_scheme="light")
        assert in_dark == other.evaluate(COLORS)
    assert in_dark != screen
    assert in_dark[0].split("rgb")[2].startswith("(255, 255, 255)")


def test_headings_of_a_table_stand_on_each_sheet(dark: Page, built_site: Path) -> None:
    page = show(dark, built_site, "tensors/dtype")
    heads = [number for number, sheet in enumerate(printed(page, "A4")) if "range step at 1" in sheet]
    assert heads == [heads[0], heads[0] + 1]
    page.add_style_tag(content="@media print { thead button { display: inline !important } }")
    assert sum("range step at 1" in sheet for sheet in printed(page, "A4")) == 1


def test_the_first_sheet_says_where_it_is_from(dark: Page, built_site: Path, home: Home) -> None:
    first, second, *_ = printed(show(dark, built_site, "tensors/dtype"), "A4")
    assert f"PyTorch Quickstart, {home.address}tensors/dtype.html" in first
    assert re.search(r"\b2 / \d+", second)


def test_links_can_be_followed(dark: Page, built_site: Path) -> None:
    page = show(dark, built_site, "tensors/dtype")
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    notes: list[Any] = [note.get_object() for sheet in sheets for note in sheet.get("/Annots") or []]
    assert sum("docs.pytorch.org" in str(note.get("/A", {})) for note in notes) > 10


def test_what_is_folded_is_open(dark: Page, built_site: Path) -> None:
    page = show(dark, built_site, "glossary")
    page.evaluate("document.querySelector('article h1').outerHTML += '<details><p>folded</p></details>'")
    assert "folded" in "".join(printed(page, "A4"))


def test_without_its_stylesheet_the_page_is_found_wrong(dark: Page, built_site: Path) -> None:
    page = show(dark, built_site, "tensors/dtype")
    page.evaluate("document.querySelector('link[media=print]').remove()")
    found = problems(page, "A4")
    assert [it for it in found if it.startswith("cut: ")]
    page.add_style_tag(content="@media print { article h2 { font-size: 0 } }")
    assert "lost: Ask a tensor" in problems(page, "A4")
