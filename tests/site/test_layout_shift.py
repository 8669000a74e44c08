"""Nothing moves once it is shown: not when fonts come, not when scripts start, not on the way to the end of a page.

Every visit is cold, so that the font of formulas comes late. The browser itself reports what moves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.site.host import hosted
from tests.site.visits import WATCH, read, shifts

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

LIMIT = 0.01
"""A tenth of what counts as good: a line of text that moves by its height at the top of a phone."""

WIDTHS = (390, 1280)
KINDS = [  # one page of each kind
    "index.html",
    "start/tour.html",  # figures and formulas
    "changes.html",  # a table of sentences
    "tensors/dtype.html",  # tables with filters
    "operations/creation.html",
    "storage/strides.html",  # the stride explorer
    "autograd/vector-jacobian.html",  # formulas
    "reference/type-promotion.html",  # the chooser
    "reference/numpy-to-torch.html",  # the longest page
    "gallery/index.html",  # pictures
    "gallery/plot_linear_regression_by_hand.html",  # a figure with frames
    "gallery/plot_learning_rates.html",
    "api/index.html",
    "verification.html",
    "genindex.html",
    "search.html",
]
PLANTED = """<!doctype html><meta name="viewport" content="width=device-width"><title>x</title>
<link rel="icon" href="data:,"><body style="overflow-anchor: none">
<div id="above"></div><p class="below" style="height: 3000px">text</p>
<script>addEventListener("scroll", () => { above.style.height = "200px" }, { once: true })</script>"""
"""Moves at the first scrolling, when it has surely been shown: what moves before is no shift."""
SCROLL_TO = """place => new Promise((done) => {
  addEventListener("scrollend", done, { once: true });
  location.hash = place;
})"""
ALWAYS_FAR = "article table.facts-table.stacked tbody tr { content-visibility: auto !important }"
SIZED = re.compile(r"<(?:img|svg(?=[^>]*\sviewBox=))(?=[^>]*\swidth=)(?=[^>]*\sheight=)")


def moved(browser: Browser, address: str, width: int) -> list[tuple[float, str]]:
    """Visit a page cold, to its end; what moved."""
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        read(page, address)
        return shifts(page)


@pytest.mark.parametrize(("style", "lands"), [("a {}", True), (ALWAYS_FAR, False)])
@pytest.mark.parametrize("place", ["code-for-pytorch-0-4-and-1-0", "errors-removed-Function-without-static-methods"])
def test_a_link_on_a_phone_lands_where_it_leads(
    browser: Browser, built_site: Path, place: str, style: str, *, lands: bool
) -> None:
    """Rows far from the window have a guessed height; a jump over them would miss by screens, were they left so."""
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/reference/errors.html", wait_until="load")
        page.add_style_tag(content=style)
        page.evaluate(SCROLL_TO, place)
        top = page.evaluate("place => document.getElementById(place).getBoundingClientRect().top", place)
    assert (0 < top < 160) is lands


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves(browser: Browser, built_site: Path, width: int) -> None:
    with hosted(built_site) as host:
        found = {name: moved(browser, f"{host.origin}/{name}", width) for name in KINDS}
    assert {name: all_of for name, all_of in found.items() if sum(value for value, _ in all_of) > LIMIT} == {}


def test_a_planted_shift_is_found(browser: Browser, tmp_path: Path) -> None:
    tmp_path.joinpath("page.html").write_text(PLANTED)
    with hosted(tmp_path) as host:
        ((value, names),) = moved(browser, f"{host.origin}/page.html", 390)
        tmp_path.joinpath("page.html").write_text(PLANTED.replace("200px", "0px"))
        assert moved(browser, f"{host.origin}/page.html", 390) == []
    assert value > LIMIT
    assert "p.below" in names


def test_pictures_have_dimensions(built_site: Path) -> None:
    """So that their room is kept before they are there, or before the style sheet is."""
    looked_at = 0
    for path in built_site.rglob("*.html"):
        if path.relative_to(built_site).parts[0].startswith("_"):
            continue
        article = path.read_text("utf-8").partition("<article")[2].partition("</article>")[0]
        pictures = re.findall(r'<img (?!src="_static/minus)[^>]*>|<svg[^>]*role=[^>]*>', article)
        assert [picture for picture in pictures if not SIZED.match(picture)] == [], path.name
        looked_at += len(pictures)
    assert looked_at > 40


@pytest.mark.parametrize("width", WIDTHS)
def test_pictures_of_the_gallery_are_in_sight_and_in_proportion(browser: Browser, built_site: Path, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/gallery/index.html")
        images = page.locator(".sphx-glr-thumbcontainer img")
        shapes = images.evaluate_all("all => all.map(it => [it.clientWidth, it.clientHeight])")
        fits = images.evaluate_all("all => all.map(it => getComputedStyle(it).objectFit)")
    assert len(shapes) == 6
    assert min(shape[0] for shape in shapes) > 200
    # All cards have one shape, and a picture keeps its own inside.
    assert [shape[0] / shape[1] for shape in shapes] == pytest.approx([4 / 3] * 6, rel=0.02)
    assert fits == ["contain"] * 6
