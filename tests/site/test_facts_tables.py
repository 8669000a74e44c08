"""The facts tables of the built site in a browser, opened from files: filter, sort, links to rows, phone, paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.site.spoiled import spoil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

DTYPE, SHAPE = "tensors/dtype.html", "operations/shape.html"
KEYS = """selector => [...document.querySelectorAll(`${selector} tbody tr`)]
    .filter(row => row.checkVisibility()).map(row => row.cells[0].querySelector("p").textContent)"""
PLACES = """() => [...document.querySelectorAll("article :is(table.facts-table, .facts-table :is(th, td), h2)")]
    .map(it => it.getBoundingClientRect()).map(box => [box.x, box.y + scrollY, box.width, box.height])"""


@pytest.fixture
def open_page(browser: Browser, built_site: Path) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page; afterwards nothing may have gone wrong in its console."""
    problems: list[str] = []
    contexts = []

    def start(name: str, *, width: int = 1280, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda it: problems.append(it.text))
        page.on("pageerror", lambda it: problems.append(str(it)))
        page.goto(f"{built_site.as_uri()}/{name}", wait_until="load")
        return page

    yield start
    for context in contexts:
        context.close()
    assert problems == []


def keys(page: Page, table: str = "#table-dtypes") -> list[str]:
    """The names of the rows in sight, in their order."""
    found: list[str] = page.evaluate(KEYS, table)
    return found


def column(page: Page, number: int, table: str = "#table-dtypes") -> list[str]:
    return page.locator(f"{table} tbody tr > :nth-child({number})").all_inner_texts()


def check_sorting_by_bits(page: Page) -> None:
    """Up, down, and the given order again; rows with as many bits keep the order they had."""
    written, bits = keys(page), dict(zip(keys(page), map(int, column(page, 4)), strict=True))
    heading = page.locator("#table-dtypes thead th", has_text="bits")
    for direction, sign in (("ascending", 1), ("descending", -1)):
        heading.get_by_role("button").click()
        assert heading.get_attribute("aria-sort") == direction
        assert keys(page) == sorted(written, key=lambda key: sign * bits[key])
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") is None
    assert keys(page) == written


def check_filter(page: Page, typed: str, wanted: list[str]) -> None:
    tools = page.locator(".facts-tools").first
    total = len(keys(page))
    tools.get_by_label("Filter").fill(typed)
    assert keys(page) == wanted
    assert tools.get_by_role("status").inner_text() == f"{len(wanted)} of {total} rows"
    tools.get_by_label("Filter").press("Escape")
    assert len(keys(page)) == total
    assert tools.get_by_role("status").inner_text() == f"{total} rows"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("e5m2", ["float8_e5m2", "float8_e5m2fnuz"]),
        ("E4M3FN fills", ["float8_e4m3fn", "float8_e4m3fnuz"]),
        ("torch.bfloat16", ["bfloat16"]),
        ("float8e4m3fnuz", ["float8_e4m3fnuz"]),
        ("complex.32()", ["complex32"]),
        ("  cdouble ", ["complex128"]),
        ("quantum", []),
        ("()", []),
    ],
)
def test_filter_finds_what_readers_type(open_page: Callable[..., Page], typed: str, wanted: list[str]) -> None:
    check_filter(open_page(DTYPE), typed, wanted)


def test_underscore_that_a_row_has_counts(open_page: Callable[..., Page]) -> None:
    page = open_page(SHAPE)
    page.get_by_label("Filter").fill("squeeze_")
    assert keys(page, "#table-shape-functions") == ["squeeze", "unsqueeze"]
    page.get_by_label("Filter").fill(".t_")
    assert keys(page, "#table-shape-functions") == ["t"]


def test_each_table_of_a_page_has_its_own_filter(open_page: Callable[..., Page]) -> None:
    page = open_page(DTYPE)
    assert page.get_by_label("Filter").count() == 2  # the table of ten classes needs none
    page.get_by_label("Filter").last.fill("sort")
    assert keys(page, "#table-thin-dtypes") == ["x.sort()"]
    assert len(keys(page)) > 40
    assert page.locator(".facts-tools").last.get_by_role("status").inner_text() == "1 of 17 rows"


def test_sorting_understands_numbers_and_is_stable(open_page: Callable[..., Page]) -> None:
    check_sorting_by_bits(open_page(DTYPE))


def test_no_answer_is_last_in_both_directions(open_page: Callable[..., Page]) -> None:
    page = open_page(DTYPE)
    button = page.locator("#table-dtypes thead button", has_text="step at 1")
    for _ in range(2):
        button.click()
        steps = column(page, 6)
        answers = [step for step in steps if step != "–"]  # noqa: RUF001 - the dash that stands for no answer
        assert steps[: len(answers)] == answers
        assert 10 < len(answers) < len(steps)
    exponents = [int(step.removeprefix("2**")) for step in answers if "**" in step]
    assert exponents == sorted(exponents, reverse=True)
    assert exponents[-1] == -52


def test_one_column_at_a_time_is_sorted(open_page: Callable[..., Page]) -> None:
    page = open_page(DTYPE)
    for name in ("bits", "kind"):
        page.locator("#table-dtypes thead button", has_text=name).click()
    assert page.locator("#table-dtypes th[aria-sort]").all_inner_texts() == ["kind"]
    assert column(page, 3) == sorted(column(page, 3))


def check_two_words(page: Page) -> None:
    check_filter(page, "E4M3FN fills", ["float8_e4m3fn", "float8_e4m3fnuz"])


@pytest.mark.parametrize(
    ("script", "right", "wrong", "check"),
    [
        (
            "table-sort.js",
            "numberOf(a.text) - numberOf(b.text)",
            "a.text.length - b.text.length",
            check_sorting_by_bits,
        ),
        ("table-sort.js", "descending: null", 'descending: "ascending"', check_sorting_by_bits),
        ("table-sort.js", "full.sort(", "full.reverse().sort(", check_sorting_by_bits),
        ("table-filter.js", "!hits.every(", "words.length > 0 && !hits.some(", check_two_words),
        ("table-filter.js", ".toLowerCase()", "", check_two_words),
    ],
)
def test_planted_bug_is_found(
    browser: Browser,
    serve: Callable[[Path], str],
    built_site: Path,
    script: str,
    right: str,
    wrong: str,
    check: Callable[[Page], None],
) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        spoil(page, built_site, script, right, wrong)
        page.goto(f"{serve(built_site)}/{DTYPE}", wait_until="load")
        with pytest.raises(AssertionError):
            check(page)


def test_everything_can_be_done_with_the_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page(DTYPE)
    page.get_by_label("Filter").first.focus()
    page.keyboard.type("INT64")
    assert keys(page) == ["int64", "uint64"]
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "bits"
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert page.locator("#table-dtypes th[aria-sort=descending]").all_inner_texts() == ["bits"]
    assert keys(page) == ["int64", "uint64"]
    for _ in range(4):
        page.keyboard.press("Tab")
    link = page.locator("#dtypes-int64 .headerlink")
    assert link.evaluate("it => it === document.activeElement && getComputedStyle(it).opacity") == "1"
    assert link.evaluate("it => it.ariaLabel") == "Link to this row"
    page.keyboard.press("Enter")
    assert page.url.endswith("#dtypes-int64")


def test_without_scripts_the_table_is_whole_and_no_control_is_dead(open_page: Callable[..., Page]) -> None:
    page = open_page(DTYPE, scripts=False)
    rows = page.locator("#table-dtypes tbody tr")
    assert rows.count() > 40
    assert all(row.is_visible() for row in rows.all())
    assert page.locator("article input, article table button").count() == 0
    assert not page.locator(".facts-tools").first.is_visible()


def test_link_to_a_row_that_is_filtered_out_shows_it(open_page: Callable[..., Page]) -> None:
    page = open_page(DTYPE)
    for go in ("location.hash = 'dtypes-complex64'", "location.hash = 'dtypes-bool'", "history.back()"):
        page.get_by_label("Filter").first.fill("int64")
        page.evaluate(go)
        page.wait_for_function("document.querySelector('tr:target').checkVisibility()")
        assert page.get_by_label("Filter").first.input_value() == ""
    target = page.locator("tr:target")
    assert target.get_attribute("id") == "dtypes-complex64"
    page.wait_for_function(
        "(({top}) => 0 < top && top < 800)(document.querySelector('tr:target').getBoundingClientRect())"
    )
    others = page.evaluate("getComputedStyle(document.querySelector('#dtypes-bool > td')).backgroundColor")
    assert target.locator("td").first.evaluate("it => getComputedStyle(it).backgroundColor") != others


def test_link_pressed_twice_shows_its_row_again(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{DTYPE}#dtypes-int64")
    page.evaluate("""() => document.querySelector("h1").insertAdjacentHTML("afterend",
        "<a id=again href='#dtypes-int64'>again</a>")""")
    page.get_by_label("Filter").first.fill("bool")
    page.locator("#again").click()
    assert page.locator("#dtypes-int64").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", [DTYPE, SHAPE])
def test_nothing_moves_when_the_scripts_start(
    browser: Browser, serve: Callable[[Path], str], built_site: Path, name: str, width: int
) -> None:
    places = []
    for pattern in ("**/table-*.js*", "**/nothing"):
        with browser.new_context(viewport={"width": width, "height": 800}) as context:
            page = context.new_page()
            page.route(pattern, lambda route: route.fulfill(body=""))
            page.goto(f"{serve(built_site)}/{name}", wait_until="load")
            page.wait_for_timeout(100)  # the observer of sizes has run
            places.append(page.evaluate(PLACES))
            controls = page.locator("article table button").count()
    assert controls > 4
    assert len(places[0]) > 100
    moved = [(old, new) for old, new in zip(*places, strict=True) if new != pytest.approx(old, abs=0.1)]
    assert moved == []


def test_columns_keep_their_width_while_one_types(open_page: Callable[..., Page]) -> None:
    page = open_page(DTYPE)
    places = "() => [...document.querySelectorAll('#table-dtypes thead th')].map(it => it.getBoundingClientRect().x)"
    before = page.evaluate(places)
    page.get_by_label("Filter").first.fill("bool")
    assert page.evaluate(places) == pytest.approx(before, abs=1)


def test_headings_stay_in_sight_where_the_table_fits(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{DTYPE}#dtypes-complex128")
    assert page.locator("#table-dtypes thead").evaluate("it => it.rows[0].cells[3].getBoundingClientRect().y") == 0
    assert page.locator(".table-wrapper:has(> #table-dtypes)").get_attribute("tabindex") is None
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_function("document.querySelector('.table-wrapper:has(> #table-dtypes)').tabIndex === 0")


def test_paper_has_all_rows(open_page: Callable[..., Page]) -> None:
    page = open_page(DTYPE)
    page.get_by_label("Filter").first.fill("bool")
    assert len(keys(page)) == 1
    page.emulate_media(media="print")
    assert len(keys(page)) > 40
    assert not page.locator(".facts-tools").first.is_visible()


def test_phone_shows_stacked_cells_with_their_headings(open_page: Callable[..., Page]) -> None:
    page = open_page(SHAPE, width=390)
    page.add_style_tag(content="* { content-visibility: visible !important }")  # also rows far from the window
    frame = page.locator(".table-wrapper:has(> #table-shape-functions)")
    assert frame.evaluate("it => it.scrollWidth - it.clientWidth") == 0
    cells = page.locator("#shape-functions-t > td").all_inner_texts()
    assert [re.sub(r"\s+", " ", cell) for cell in cells[1:]] == ["methods .t .t_", "memory view", "NumPy ndarray.T"]
    page.get_by_label("Filter").fill("swapaxes")
    assert keys(page, "#table-shape-functions") == ["transpose"]
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not page.locator("#shape-functions-transpose .cell-heading").first.is_visible()


def test_name_of_a_row_stays_in_sight_on_a_phone(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{DTYPE}#dtypes-int64", width=390)
    cell = page.locator("#dtypes-int64 > th")
    before = cell.bounding_box()
    page.locator(".table-wrapper:has(> #table-dtypes)").evaluate("it => it.scrollBy(200, 0)")
    assert cell.bounding_box() == before


def test_scripts_come_only_with_tables(built_site: Path) -> None:
    scripts = re.compile(r"_static/table-(\w+)\.js")
    wanted = {DTYPE: 3, SHAPE: 3, "reference/index.html": 2, "index.html": 0, "tensors/layout.html": 0}
    assert {name: len(scripts.findall(built_site.joinpath(name).read_text())) for name in wanted} == wanted


def test_no_id_stands_twice_on_a_page(built_site: Path) -> None:
    looked_at = 0
    for path in built_site.rglob("*.html"):
        if path.relative_to(built_site).parts[0].startswith("_"):
            continue
        ids = re.findall(r'<[^>]*\sid="([^"]*)"', path.read_text())
        assert sorted({found for found in ids if ids.count(found) > 1}) == [], path.name
        looked_at += 1
    assert looked_at > 40
