"""The promotion chooser of the built page: each choice, in a real browser, held against torch and NumPy."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from tutorial_utils.facts.promotion import DTYPES, NUMBERS, OPERATIONS, SECONDS
from tutorial_utils.facts.promotion_numpy import IN_NUMPY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CHOOSE = """choices => choices.map(([left, operation, second, right]) => {
    const form = document.querySelector(".promotion-live form");
    const choose = (name, value) => {
        form.elements[name].value = value;
        form.elements[name].dispatchEvent(new Event("change", { bubbles: true }));
    };
    choose("left", left);
    choose("operation", operation);
    choose("second", second);
    choose(second === "number" ? "number" : "right", right);
    const said = document.querySelector(".promotion-said");
    return [said.querySelector("code"), ...said.querySelectorAll("dd"), said.lastElementChild].map(e => e.textContent);
})"""
NO_DTYPE, OPEN = "has no such dtype", "not specified"


@pytest.fixture(scope="module")
def address(built_site: Path) -> str:
    return built_site.joinpath("reference/type-promotion.html").as_uri()  # from a file: no server, no network


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(address, wait_until="load")
        yield page


def said(page: Page) -> list[str]:
    """Code, torch's answer, NumPy's, the standard's, and the reason."""
    texts = page.locator(".promotion-said :is(code, dd), .promotion-said > p:last-child")
    return texts.all_text_contents()


def choices() -> list[tuple[str, str, str, str]]:
    codes = [dtype.code for dtype in DTYPES]
    return [
        (left, operation, second, right)
        for second in SECONDS
        for left in codes
        for right in (NUMBERS if second == "number" else codes)
        for operation in OPERATIONS
    ]


def by_torch(code: str) -> str:
    """What running the shown line gives, or raises, with the names of a message left out."""
    try:
        return str(eval(code, {"torch": torch}).dtype).removeprefix("torch.")  # noqa: S307 -- the chooser's own line
    except RuntimeError as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0]}"


def by_numpy(choice: tuple[str, str, str, str]) -> str:
    names = {dtype.code: dtype.name for dtype in IN_NUMPY}
    left, operation, second, right = choice
    if left not in names or (second != "number" and right not in names):
        return NO_DTYPE
    x: Any = np.ones(2, names[left])
    y: Any = NUMBERS[right] if second == "number" else np.ones(2 if second == "tensor" else (), names[right])
    return str((x + y if operation == "+" else x / y).dtype)


def agrees(shown: str, answer: str) -> bool:
    pattern = re.escape(shown).replace(r"\.\.\.", r"\w+")
    return bool(re.fullmatch(rf"{pattern}(_e\d\w+)?", answer))


def test_every_choice_says_what_torch_and_numpy_do(page: Page) -> None:
    asked = choices()
    found = page.evaluate(CHOOSE, asked)
    assert len(found) == 1292
    assert len({code for code, *_ in found}) == 1292
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="ComplexHalf")
        wrong = [row for row in found if not agrees(row[1], by_torch(row[0]))]
    assert wrong == []
    assert [row for choice, row in zip(asked, found, strict=True) if row[2] != by_numpy(choice)] == []
    assert sum(row[1].endswith("...") or "Error" in row[1] for row in found) > 200


def test_the_standard_is_shown_where_it_says_something(page: Page) -> None:
    found = page.evaluate(CHOOSE, choices())
    specified = [row for row in found if row[3] != OPEN]
    assert len(specified) == 208
    assert all(row[3] == row[2] for row in specified)


def test_shown_lines_name_the_choice(page: Page) -> None:
    rows = page.evaluate(
        CHOOSE, [("i8", "/", "0-d tensor", "f64"), ("u16", "+", "tensor", "i8"), ("f8", "+", "number", "1j")]
    )
    assert [row[0] for row in rows] == [
        "torch.ones(2, dtype=torch.int8) / torch.ones((), dtype=torch.float64)",
        "torch.ones(2, dtype=torch.uint16) + torch.ones(2, dtype=torch.int8)",
        "torch.ones(2, dtype=torch.float8_e5m2) + 1j",
    ]
    assert rows[1][1:4] == [
        ("RuntimeError: Promotion for uint16, uint32, uint64 types is not supported, attempted to promote ... and ..."),
        "int32",
        "int32",
    ]
    assert (
        rows[0][4] == "Floating is a higher kind than integer: the tensor without dimensions brings its dtype, float64."
    )


def test_keyboard_alone_reaches_and_changes_every_field(page: Page) -> None:
    page.locator("select[name=left]").focus()
    page.keyboard.type("int64")
    order = ["left"]
    for key in ("/", "tensor with dim", "float16"):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.name"))
        page.keyboard.type(key)
    assert order == ["left", "operation", "second", "right"]
    assert said(page)[:2] == ["torch.ones(2, dtype=torch.int64) / torch.ones(2, dtype=torch.float16)", "float16"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "promotion-link"
    style = "e => getComputedStyle(e).outlineStyle"
    assert page.locator(".promotion-link").evaluate(style) != "none"


def test_every_field_has_a_name_and_the_answer_is_announced(page: Page) -> None:
    for label in ("Tensor with dimensions", "Operation", "Second operand", "Its type"):
        assert page.get_by_role("combobox", name=label, exact=True).is_visible()
    assert page.get_by_role("combobox").count() == 4
    page.get_by_role("combobox", name="Second operand").select_option("tensor without dimensions")
    assert page.get_by_role("combobox", name="Its dtype", exact=True).is_visible()
    assert page.get_by_role("combobox").count() == 4
    assert page.get_by_role("status").locator("dl").is_visible()


def test_a_choice_has_a_link_that_leads_back_to_it(browser: Browser, page: Page, address: str) -> None:
    page.evaluate(CHOOSE, [("u8", "+", "number", "1j")])
    number, shown = page.locator(".promotion-link").evaluate("e => e.hash"), said(page)
    page.evaluate(CHOOSE, [("c64", "/", "0-d tensor", "f64")])
    pair, other = page.locator(".promotion-link").evaluate("e => e.hash"), said(page)
    with browser.new_context() as context:
        fresh = context.new_page()
        fresh.goto(address + number)
        assert said(fresh) == shown
        fresh.evaluate("hash => { location.hash = hash }", pair)
        fresh.wait_for_function(
            "() => document.querySelector('.promotion-said code').textContent.includes('complex64')"
        )
        assert said(fresh) == other


@pytest.mark.parametrize("fragment", ["#left=i32", "#left=i5&operation=%2B&second=number&right=1", "#the-picture"])
def test_an_address_without_a_whole_choice_changes_nothing(page: Page, address: str, fragment: str) -> None:
    before = said(page)
    page.goto(f"{address}?{fragment}")
    assert said(page) == before


def test_what_is_below_never_moves_back_and_forth(page: Page) -> None:
    below = "() => document.querySelector('#how-it-was-measured').getBoundingClientRect().top + scrollY"
    tops = [page.evaluate(below)]
    for choice in choices()[::7]:
        page.evaluate(CHOOSE, [choice])
        tops.append(page.evaluate(below))
    assert tops == sorted(tops)
    assert tops[-1] > tops[0]


def test_without_scripts_the_body_and_the_tables_stand_there(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        assert page.locator(".promotion-live").is_hidden()
        assert page.locator(".promotion-still").is_visible()
        assert page.locator("table.facts-table").count() == 6


def test_other_pages_load_neither_script_nor_style(built_site: Path) -> None:
    using = [path.name for path in built_site.rglob("*.html") if "promotion/chooser" in path.read_text("utf-8")]
    assert using == ["type-promotion.html"]
