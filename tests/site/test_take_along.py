"""The row of links under the title: it can be hit with a thumb, fits a phone, and leads to files that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tutorial_utils.sphinxext.take_along import colab_link

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tutorial_utils.sphinxext.hosting import Home

PAGES = ("tensors/dtype", "reference/creation", "glossary", "gallery/plot_learning_rates")
MEASURE = """() => [document.querySelector(".take-along").getBoundingClientRect().height,
  [...document.querySelectorAll(".take-along a")].map(it => [it.href, it.getBoundingClientRect().height])]"""

STARTS = """() => {
  const row = document.querySelector(".take-along"), range = document.createRange();
  const from = (node) => { range.selectNodeContents(node); return range.getBoundingClientRect().left; };
  const starts = [...row.querySelectorAll("li")].map((it) => from(it) - row.getBoundingClientRect().left);
  return [getComputedStyle(row).clipPath, starts];
}"""


@pytest.mark.parametrize("name", PAGES)
def test_row_on_a_phone(browser: Browser, built_site: Path, name: str, home: Home) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(built_site.joinpath(f"{name}.html").as_uri())
        height, links = page.evaluate(MEASURE)
        assert 24 <= height <= 60
        has_notebook = name in {PAGES[0], PAGES[3]}
        is_script = name == PAGES[3]
        own = [address for address, _ in links if address.startswith(f"{built_site.as_uri()}/")]
        assert len(own) == 1 + has_notebook + is_script
        for address in own:
            assert built_site.joinpath(address.removeprefix(f"{built_site.as_uri()}/")).is_file()
        colab = colab_link(home.repository, name) if has_notebook else ""
        assert [address for address, _ in links if address not in own] == [colab] * bool(colab)
        assert min(high for _, high in links) >= 24
        page.emulate_media(media="print")
        assert page.evaluate(MEASURE)[0] == 0


def test_a_line_of_the_row_begins_without_a_dot(browser: Browser, built_site: Path) -> None:
    """The dot before each link is cut off where it would stand left of the text, and no word is."""
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(built_site.joinpath("reference/creation.html").as_uri())
        clip = "inset(-4px)"  # the dot is 8 px away, the line around a link in focus ends here
        assert page.evaluate(STARTS) == [clip, [0, 0]]  # two lines
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate(STARTS) == [clip, [0, 0]]  # three: the sentence needs two
        page.add_style_tag(content=".take-along li { display: list-item } .take-along li::before { float: left }")
        assert min(page.evaluate(STARTS)[1]) < -4
        page.goto(built_site.joinpath("reference/creation.html").as_uri())
        page.set_viewport_size({"width": 800, "height": 800})
        clipped, (first, second) = page.evaluate(STARTS)
        assert (clipped, first) == (clip, 0)
        assert second > 80


def test_stamp_first_then_the_row(built_site: Path) -> None:
    html = built_site.joinpath("tensors/dtype.html").read_text("utf-8")
    title, stamp, row = (html.index(it) for it in ("</h1>", 'class="verified-stamp', 'class="take-along"'))
    assert title < stamp < row


def test_other_forms_are_named_in_the_head(built_site: Path) -> None:
    head = built_site.joinpath("tensors/dtype.html").read_text("utf-8").partition("</head>")[0]
    assert head.count('<link rel="alternate" type="text/markdown" href="dtype.md">') == 1
