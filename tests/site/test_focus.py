"""Tab, through whole pages: each stop is in sight with a line around it, in the order of the page, to its end."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageChops

from tests.site.contrast import SCRIPT, contrast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# A page of each kind, and how many stops it has at least: on a phone, on a desk.
PAGES = {
    "index.html": (15, 35),
    "tensors/dtype.html": (120, 120),
    "storage/strides.html": (60, 70),
    "reference/type-promotion.html": (200, 200),
    "gallery/index.html": (20, 50),
    "gallery/plot_linear_regression_by_hand.html": (40, 40),
    "search.html?q=stride": (8, 30),
    "genindex.html": (150, 150),
}
LOOKS = [(390, "light", 0), (1280, "dark", 1), (390, "dark", 0), (1280, "light", 1)]
HIDE = "document.activeElement.style.setProperty('outline', 'none', 'important')"
SHOW = "document.activeElement.style.removeProperty('outline')"
PLANTED = {
    "a:focus-visible { outline: none }": "no line",
    "a:focus-visible { outline-color: #ddd }": "a line that is hard to see",
    "article :is(p, li, dd) { overflow: clip } article a { display: block }": "a line cut off",
    "article > * { position: relative; z-index: -1 } .page::after { content: ''; position: fixed; inset: 0; "
    "background: #fff }": "not in sight",
    "article p { display: flex; flex-direction: column-reverse }": "out of order",
}


def stops(page: Page, most: int = 500) -> Iterator[dict[str, Any]]:
    """Press Tab from the start of a page to its end; a page that holds the focus has no end."""
    page.evaluate(SCRIPT)
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return
        yield page.evaluate("Colors.focus()")
    pytest.fail(f"expected the end of the page after at most {most} stops")


def drawn(page: Page, stop: dict[str, Any], margin: int = 6) -> float:
    """Return how many pixels the line around the focus changes, per pixel of the border of what has it."""
    left, top, width, height = stop["box"]
    size = page.viewport_size
    assert size
    top -= page.evaluate("scrollY")
    x, right = max(0, left - margin), min(size["width"], left + width + margin)
    y, bottom = max(0, top - margin), min(size["height"], top + height + margin)
    pictures = []
    for script in (SHOW, HIDE):
        page.evaluate(script)
        picture = page.screenshot(clip={"x": x, "y": y, "width": right - x, "height": bottom - y})
        pictures.append(Image.open(io.BytesIO(picture)).convert("L"))
    page.evaluate(SHOW)
    changed = ImageChops.difference(*pictures).point(lambda value: 255 * (value > 24)).histogram()[255]
    return float(changed / (2 * (right - x + bottom - y - 4 * margin)))


def problems(page: Page, one: dict[str, Any], drawn_before: set[str]) -> Iterator[str]:
    """Return what is wrong with one stop; the line is looked at on the first stop of its kind."""
    if one["outline"] < 2:
        yield "no line"
    elif contrast(one["color"], one["beside"]) < 3:
        yield "a line that is hard to see"
    elif one["name"] not in drawn_before and drawn(page, one) < 1:
        yield "a line cut off"
    if not one["hit"]:
        yield "not in sight"
    drawn_before.add(one["name"])


def goes_back(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Return whether the focus moves to what is above, and not to another column at the right."""
    (x, y, *_), (other_x, other_y, _, other_height) = before["box"], after["box"]
    return bool(before["place"] == after["place"] and other_y + other_height <= y + 2 and other_x <= x)


def look(page: Page, drawn_before: set[str]) -> tuple[int, list[str]]:
    """Return the number of stops of a page, and what is wrong with them."""
    walk, found = [], []
    for one in stops(page):
        walk.append(one)
        found += [f"{one['name']}: {it}" for it in problems(page, one, drawn_before)]
    found += [f"{after['name']}: out of order" for before, after in pairwise(walk) if goes_back(before, after)]
    return len(walk), found


@pytest.mark.parametrize(("width", "theme", "column"), LOOKS)
def test_each_stop_is_seen(browser: Browser, built_site: Path, width: int, theme: Any, column: int) -> None:
    found, drawn_before = [], set[str]()
    names = list(PAGES) if theme == ("light", "dark")[column] else list(PAGES)[:2]
    size = {"width": width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=theme, reduced_motion="reduce") as context:  # type: ignore[arg-type]
        page = context.new_page()
        for name in names:
            page.goto(f"{built_site.as_uri()}/{name}", wait_until="load")
            if "search" in name:
                page.locator("#search-results li").first.wait_for()
            count, wrong = look(page, drawn_before)
            assert count >= PAGES[name][column], name
            found += [f"{name}: {it}" for it in wrong]
    assert not found, "\n".join(found)
    assert len(drawn_before) > 15


@pytest.mark.parametrize(("style", "problem"), PLANTED.items(), ids=PLANTED.values())
def test_planted_problem_is_found(browser: Browser, built_site: Path, style: str, problem: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 900}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/index.html", wait_until="load")
        page.add_style_tag(content=style)
        assert problem in {it.rpartition(": ")[2] for it in look(page, set())[1]}


def test_page_that_holds_the_focus_is_found(browser: Browser, built_site: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/verification.html", wait_until="load")
        page.evaluate("document.addEventListener('keydown', it => it.key === 'Tab' && document.activeElement.tagName"
                      " === 'A' && it.preventDefault())")  # fmt: skip
        with pytest.raises(pytest.fail.Exception, match="expected the end of the page after at most 100 stops"):
            list(stops(page, most=100))
