"""What a later change of style could break unseen: sizes, the measure of prose, room for tables and for messages.

Each measurement is a script that returns what is wrong, and a test breaks the page on purpose to see it speak. That
nothing sticks out of the window is in ``test_pages.py``, that nothing moves in ``test_layout_shift.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, ViewportSize

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 900}

# Letters on the first line of each paragraph that has two or more: how many, and their mean.
MEASURE = """() => {
  const letters = [];
  for (const p of document.querySelectorAll("article section > p:not([class])")) {
    const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), range = document.createRange();
    let count = 0, lines = 1, first = 0, bottom = null;
    for (let node; (node = walk.nextNode()); ) for (let i = 0; i < node.length; i++) {
      range.setStart(node, i); range.setEnd(node, i + 1);
      const box = range.getBoundingClientRect();
      if (!box.width) continue;
      bottom ??= box.bottom;
      if (box.top >= bottom) { lines++; first ||= count; bottom = box.bottom; }
      count++;
    }
    if (lines > 1) letters.push(first);
  }
  return [letters.length, letters.reduce((a, b) => a + b, 0) / letters.length];
}"""
SMALL = """() => [...document.querySelectorAll("article :is(section, dd) > p:not([class]), article li > p")]
  .filter((p) => parseFloat(getComputedStyle(p).fontSize) < 16)
  .map((p) => p.textContent.slice(0, 40))"""
WIDE = """() => [...document.querySelectorAll(".table-wrapper")].filter((box) => box.scrollWidth > box.clientWidth)
  .map((box) => box.querySelector("table").id || box.textContent.trim().slice(0, 40))"""
# Messages are counted, and those that go beyond the frame of their block named.
MESSAGES = """() => {
  const all = [...document.querySelectorAll(".highlight .message")];
  const beyond = all.filter((it) => [...it.getClientRects()].some(
    (line) => line.right > it.closest("pre").getBoundingClientRect().right + it.closest("pre").scrollLeft));
  return [all.filter((it) => it.getClientRects().length > 1).length, beyond.map((it) => it.textContent.slice(0, 40))];
}"""
COLUMNS = """() => [".sidebar-drawer", ".content", ".toc-drawer"].map((name) => {
  const box = document.querySelector(name).getBoundingClientRect();
  return [Math.round(box.left), Math.round(box.right)];
})"""
PROSE = ["reference/errors.html", "storage/strides.html", "autograd/leaves.html", "gallery/plot_learning_rates.html"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport=DESK) as context:
        yield context.new_page()


def go(page: Page, site: Path, name: str, broken: str = "") -> None:
    """Open a page; `broken` is a style that spoils it."""
    page.goto(f"{site.as_uri()}/{name}")
    if broken:
        page.add_style_tag(content=broken)


@pytest.mark.parametrize("name", PROSE)
def test_a_line_of_prose_has_60_to_80_letters(page: Page, built_site: Path, name: str) -> None:
    go(page, built_site, name)
    paragraphs, letters = page.evaluate(MEASURE)
    assert paragraphs >= 2
    assert 60 <= letters <= 80


@pytest.mark.parametrize("measure", ["30rem", "none"])
def test_another_measure_is_seen(page: Page, built_site: Path, measure: str) -> None:
    go(page, built_site, PROSE[0], f"body {{ --measure: {measure} }} .content {{ width: 60em !important }}")
    assert not 60 <= page.evaluate(MEASURE)[1] <= 80


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_text_has_at_least_16_px(page: Page, built_site: Path, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    for name in [*PROSE, "index.html", "glossary.html", "api/index.html"]:
        go(page, built_site, name)
        assert page.evaluate(SMALL) == []
    go(page, built_site, PROSE[0], "article section > p { font-size: 15px }")
    assert len(page.evaluate(SMALL)) > 5


def test_one_table_is_wider_than_a_desk(browser: Browser, built_site: Path) -> None:
    """That one compares fourteen columns. The number of tables says that they were looked at."""
    tables, wide = 0, []
    with browser.new_context(viewport=DESK, java_script_enabled=False) as context:
        page = context.new_page()
        for path in sorted(built_site.rglob("*.html")):
            tables += (found := path.read_text("utf-8").count('class="table-wrapper'))
            if found:
                go(page, built_site, path.relative_to(built_site).as_posix())
                wide += page.evaluate(WIDE)
    assert tables >= 60
    assert wide == ["table-dtype-claims"]


def test_a_wide_table_is_seen(page: Page, built_site: Path) -> None:
    go(page, built_site, "reference/view-or-copy.html", "article table { min-width: 60rem }")
    assert "table-view-or-copy-math" in page.evaluate(WIDE)


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_messages_break_into_lines(page: Page, built_site: Path, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    go(page, built_site, "autograd/leaves.html")
    in_lines, beyond = page.evaluate(MESSAGES)
    assert in_lines >= 5
    assert beyond == []
    page.add_style_tag(content=".highlight pre span { white-space: pre !important }")
    assert len(page.evaluate(MESSAGES)[1]) >= 5


def test_three_columns_stand_side_by_side_on_a_desk(page: Page, built_site: Path) -> None:
    go(page, built_site, PROSE[0])
    (left, sidebar), (content, edge), (contents, right) = page.evaluate(COLUMNS)
    assert left == 0
    assert sidebar <= content
    assert edge <= contents
    assert right <= DESK["width"]
    page.set_viewport_size({"width": 1279, "height": 900})
    assert page.evaluate(COLUMNS)[2][0] >= 1279


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_title_has_the_whole_line(page: Page, built_site: Path, size: ViewportSize) -> None:
    """The tools of the page float beside the breadcrumb; below it they would push the title to the left."""
    page.set_viewport_size(size)
    go(page, built_site, PROSE[3])
    tools, title = page.locator(".content-icon-container"), page.locator("h1")
    ends = "it => it.getBoundingClientRect().bottom + parseFloat(getComputedStyle(it).marginBottom)"
    assert tools.evaluate(ends) <= title.evaluate("it => it.getBoundingClientRect().top")
    page.add_style_tag(content=".content-icon-container { margin-bottom: 1rem }")
    assert tools.evaluate(ends) > title.evaluate("it => it.getBoundingClientRect().top")


def test_front_page_needs_no_script(browser: Browser, built_site: Path) -> None:
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        go(page, built_site, "index.html")
        assert page.locator(".front-proof svg[role=img]").is_visible()
        assert page.locator(".front-proof pre").inner_text().endswith("(1, 3)\n")
