"""Every text of every page against what lies behind it: code, figures, marks, placeholders, in both themes."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.contrast import SCRIPT, contrast, pairs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PLANTED = {
    ".highlight .mi { color: #8a8a8a }": "pre > span.mi: ",
    ".page article div.highlight .go { color: #8a8a8a }": "pre > span.go: ",
    ".highlight { --code-surface: #555 }": "pre > span.",
    "p { opacity: 0.5 }": "p.caption > span.caption-text: ",
    "svg text { fill: #999 !important }": "g.fig-cell.at-0 > text: '0'",
    "svg rect { fill: #333 !important; fill-opacity: 1 !important }": "g.fig-cell.at-0 > text: ",
    ".sidebar-search::placeholder { color: gray !important }": "input.sidebar-search: 'Search'",
    ".verified-stamp::after { content: 'old'; color: #999 }": "::after: 'old'",
    ".admonition p.admonition-title { background: #555 !important }": "p.admonition-title: ",
    "article td { background: #555 }": "td > p: ",
}


@pytest.fixture
def open_page(browser: Browser, built_site: Path) -> Iterator[Callable[..., Page]]:
    contexts = []

    def start(name: str, **settings: Any) -> Page:
        contexts.append(browser.new_context(reduced_motion="reduce", **settings))
        page = contexts[-1].new_page()
        page.goto(f"{built_site.as_uri()}/{name}", wait_until="load")
        page.evaluate(SCRIPT)
        return page

    yield start
    for context in contexts:
        context.close()


def too_weak(page: Page, least: int = 1) -> list[str]:
    pairs = pairs_of(page)
    assert len(pairs) >= least
    return [f"{ratio:.2f} {where}" for ratio, large, where in pairs if ratio < (3 if large else 4.5)]


def test_black_on_white_is_21_and_gray_has_the_published_ratio() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((255, 255, 255), (118, 118, 118)) == pytest.approx(4.54, abs=0.005)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.005)


def test_every_text_can_be_read(open_page: Callable[..., Page], built_site: Path, names: list[str]) -> None:
    found = set()
    page = open_page(names[0])
    looks = cycle([((390, "light"), (1280, "dark")), ((1280, "light"), (390, "dark"))])
    for name, look in zip(names, looks, strict=False):
        page.goto(f"{built_site.as_uri()}/{name}", wait_until="load")
        page.evaluate(SCRIPT)
        for width, theme in look:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            found |= {f"{name}, {theme}, {width}: {it}" for it in too_weak(page, least=4)}
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_can_be_read(open_page: Callable[..., Page], theme: str) -> None:
    """What a search has found, the row a link leads to, and the cell under the pointer."""
    page = open_page("search.html?q=dtype", color_scheme=theme)
    page.locator("article mark").first.wait_for()
    assert too_weak(page) == []
    page = open_page("tensors/dtype.html", color_scheme=theme)
    row = page.locator("#table-dtypes tbody tr").nth(3)
    page.evaluate("id => { location.hash = id }", row.get_attribute("id"))
    assert row.locator("td").first.evaluate("it => getComputedStyle(it).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert too_weak(page) == []
    page = open_page("operations/shape.html", color_scheme=theme)
    cells = page.locator(".live-figure .fig-cell:visible").all()[::7]
    assert len(cells) > 3
    for cell in cells:
        cell.hover()
        assert too_weak(page) == []


def test_figures_can_be_read_where_the_system_forces_other_colors(open_page: Callable[..., Page]) -> None:
    """A reader who chose the light theme here and a dark one of high contrast in the system."""
    page = open_page("operations/shape.html", forced_colors="active", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    page.evaluate("document.body.dataset.theme = 'light'")
    in_figures = [pair for pair in pairs_of(page) if "text: " in pair[2]]
    assert len(in_figures) > 5
    assert min(ratio for ratio, *_ in in_figures) > 4.5


@pytest.mark.parametrize(("style", "place"), PLANTED.items())
def test_planted_color_is_found(open_page: Callable[..., Page], style: str, place: str) -> None:
    page = open_page("operations/shape.html")
    assert too_weak(page) == []
    page.add_style_tag(content=style)
    assert any(place in it for it in too_weak(page)), too_weak(page)


def test_every_kind_of_token_is_looked_at(open_page: Callable[..., Page]) -> None:
    """Each class that the highlighter writes gets a color of its own, so that none is like another."""
    page = open_page("autograd/custom-function.html")
    classes = page.evaluate("[...new Set([...document.querySelectorAll('pre span[class]')].map(it => it.className))]")
    colors = "".join(
        f".page pre .{name} {{ color: rgb(0, 0, {number}) !important }}" for number, name in enumerate(classes)
    )
    page.add_style_tag(content=colors)
    seen = {tuple(color) for color, *_ in page.evaluate("Colors.pairs()")}
    assert len(classes) > 15
    spaces = page.evaluate("""classes => classes.filter(name =>
        [...document.querySelectorAll(`pre .${name}`)].every(it => !it.textContent.trim()))""", classes)  # fmt: skip
    assert {name for number, name in enumerate(classes) if (0, 0, number) not in seen} == set(spaces)
