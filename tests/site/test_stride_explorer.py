"""The stride explorer as a reader meets it: by keyboard, without scripts, from a link, and without a jump."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.chains import Chain, by_torch
from tests.site.test_pages import watch
from tests.site.test_stride_figure import elements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

PAGE = "storage/strides.html"
NOT_COMPATIBLE = (
    "RuntimeError: view size is not compatible with input tensor's size and stride (at least one dimension spans "
    "across two contiguous subspaces). Use .reshape(...) instead."
)
SHIFTED = """new Promise(done => {
    const moved = [];
    const inside = ({ node }) => node?.parentElement?.closest(".stride-explorer");
    const name = ({ node }) => node.className || node.nodeName;
    const note = entry => moved.push(...entry.sources.filter(inside).map(name));
    new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(moved), 500);
})"""


@pytest.fixture
def page(browser: Browser, built_site: Path) -> Iterator[Page]:
    """Open the page from the disk; a console message or an exception is a failure."""
    problems: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        watch(page, "file:", problems)
        page.goto(f"{built_site.as_uri()}/{PAGE}")
        yield page
    assert problems == []


def said(page: Page) -> list[str]:
    return page.locator(".stride-said p").all_inner_texts()


def steps(page: Page) -> list[str]:
    return [" ".join(row.split()) for row in page.locator(".stride-steps tr").all_inner_texts()]


def type_in(page: Page, label: str, text: str) -> None:
    page.get_by_role("textbox", name=label).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def test_a_reader_types_a_chain_and_reads_the_result(page: Page) -> None:
    page.get_by_role("textbox", name="Shape of x").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("4, 6")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("x[::2, 1:4].t()")
    page.locator(".stride-steps tr").nth(2).wait_for()
    (answer,) = said(page)
    assert answer == (
        "x[::2, 1:4].t() has shape (3, 2), strides (1, 12) and offset 1. It is not contiguous, and a view of the "
        "storage of x. Element [i, j] lies in cell 1 + i * 1 + j * 12."
    )
    assert steps(page) == [
        "x (4, 6) (6, 1) 0 yes x",
        "[::2, 1:4] (2, 3) (12, 1) 1 no same",
        ".t() (3, 2) (1, 12) 1 no same",
    ]
    label = page.locator(".stride-picture svg").get_attribute("aria-label")
    assert label
    assert "it reads storage cells 1, 13, 2, 14, 3, 15." in label


def test_a_refused_view_shows_the_reason_at_once_on_enter(page: Page) -> None:
    type_in(page, "Shape of x", "2, 3, 4")
    type_in(page, "Operations", "x.permute(0, 2, 1).view(2, 12)")
    page.keyboard.press("Enter")
    where, words, why = said(page)
    assert (where, words) == ("torch refuses .view(2, 12):", NOT_COMPATIBLE)
    assert why == (
        "Dimension 1 of the view, of length 12, would have to run across the dimensions 1 and 2 of a tensor with shape "
        "(2, 4, 3) and strides (12, 1, 4). They do not chain: stride[1] is 1, but stride[2] * size[2] is 4 * 3 = 12."
    )
    assert steps(page)[-1] == ".view(2, 12) RuntimeError"


def test_half_a_chain_keeps_what_is_there(page: Page) -> None:
    type_in(page, "Operations", "x.t().view(")
    page.keyboard.press("Enter")
    assert said(page) == ["Expected a whole number after x.t().view(, but the text ends."]
    assert steps(page) == ["x (2, 3) (3, 1) 0 yes x", ".t() (3, 2) (1, 3) 0 no same"]


def test_a_copy_says_so(page: Page) -> None:
    type_in(page, "Operations", "x.t().reshape(6)")
    page.keyboard.press("Enter")
    (answer,) = said(page)
    assert "It is contiguous, and a copy with a storage of its own, of 6 cells." in answer
    assert steps(page)[-1] == ".reshape(6) (6,) (1,) 0 yes new"
    page.keyboard.type("[1:]")
    page.keyboard.press("Enter")
    (answer,) = said(page)
    assert "It is contiguous, and a view of a copy's storage, of 6 cells." in answer
    assert steps(page)[-1] == "[1:] (5,) (1,) 1 yes same"


@pytest.mark.parametrize(
    ("chain", "end"),
    [("x[1, 2]", "Its one element lies in cell 5."), ("x[2:]", "It has no elements.")],
)
def test_a_tensor_without_a_formula_says_so(page: Page, chain: str, end: str) -> None:
    type_in(page, "Operations", chain)
    page.keyboard.press("Enter")
    assert said(page)[0].endswith(end)


def test_what_is_too_large_is_not_drawn(page: Page) -> None:
    type_in(page, "Shape of x", "32, 3, 224, 224")
    type_in(page, "Operations", "x.permute(0, 2, 3, 1)")
    page.keyboard.press("Enter")
    assert steps(page)[-1] == ".permute(0, 2, 3, 1) (32, 224, 224, 3) (150528, 224, 1, 50176) 0 no same"
    text = "Too large to draw: the picture holds 4 dimensions and 64 elements."
    assert page.locator(".stride-picture").inner_text() == text


def test_typed_markup_stays_text(page: Page) -> None:
    type_in(page, "Operations", "x.view(<img src=y onerror=alert(1)>)")
    page.keyboard.press("Enter")
    assert said(page) == ["Expected a whole number after x.view(, but got <."]
    assert page.locator(".stride-live img").count() == 0


def test_every_example_says_what_torch_says(page: Page) -> None:
    buttons = page.locator(".stride-examples button")
    refused = 0
    for button in buttons.all():
        button.press("Enter")
        shape, text = (page.get_by_role("textbox", name=label).input_value() for label in ("Shape of x", "Operations"))
        assert button.inner_text() == f"{shape} {text}"
        torch: dict[str, Any] = by_torch(Chain(shape, text.removeprefix("x")))
        answer = said(page)
        if "type" in torch:
            refused += 1
            assert answer[1] == f"{torch['type']}: {torch['words']}"
            continue
        lengths, strides = tuple(torch["shape"]), tuple(torch["strides"])
        wanted = f"{text} has shape {lengths}, strides {strides} and offset {torch['offset']}. "
        assert answer[0].startswith(wanted)
        assert ("not contiguous" in answer[0]) is not torch["contiguous"]
    assert buttons.count() > 8
    assert refused > 2


def test_fields_and_answer_have_names(page: Page) -> None:
    assert page.get_by_role("textbox", name="Shape of x").count() == 1
    assert page.get_by_role("textbox", name="Operations").count() == 1
    assert page.get_by_role("group", name="Examples").get_by_role("button").count() > 8
    assert page.locator(".stride-live").get_by_role("status").get_attribute("class") == "stride-said stride-done"
    assert page.get_by_role("group", name="Step by step").get_by_role("columnheader").count() == 6


def test_a_chain_can_be_linked(page: Page) -> None:
    type_in(page, "Shape of x", "3, 1")
    type_in(page, "Operations", "x.expand(3, 4)")
    page.keyboard.press("Enter")
    address = page.get_by_role("link", name="Link to this chain").evaluate("link => link.href")
    assert address.endswith("#shape=3%2C+1&chain=x.expand%283%2C+4%29")
    page.goto("about:blank")
    page.goto(address)
    assert steps(page)[-1] == ".expand(3, 4) (3, 4) (1, 0) 0 no same"
    assert 0 <= page.locator(".stride-explorer").evaluate("it => it.getBoundingClientRect().top") < 200


def test_without_scripts_the_figure_of_the_page_stands_there(browser: Browser, built_site: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/{PAGE}")
        assert page.locator(".stride-live").is_hidden()
        assert page.locator(".stride-still svg").is_visible()


def test_the_figure_without_scripts_is_the_first_answer(page: Page) -> None:
    still = page.locator(".stride-still svg")
    assert still.is_hidden()
    drawn = page.evaluate("""() => {
        const [shape, chain] = [...document.querySelectorAll(".stride-live input")].map(input => input.value);
        const { states } = Strides.run(shape, chain);
        const shown = [{ name: "x", ...states[0] }, { name: chain, ...states.at(-1) }];
        return [new XMLSerializer().serializeToString(Strides.drawStorage(shown)), Strides.describeStorage(shown)];
    }""")
    assert still.get_attribute("aria-label") == drawn[1]
    serialized = still.evaluate("svg => new XMLSerializer().serializeToString(svg)")
    plain = re.sub(r' (role|aria-label)="[^"]*"', "", serialized)
    assert elements(plain) == elements(drawn[0])


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_scripts_arrive(
    browser: Browser, serve: Callable[[Path], str], built_site: Path, width: int
) -> None:
    held: list[Route] = []
    with browser.new_context(viewport={"width": width, "height": 4000}) as context:
        page = context.new_page()
        page.route("**/strides/text.js*", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright marks the function
        page.goto(f"{serve(built_site)}/{PAGE}", wait_until="commit")
        page.locator(".stride-live").wait_for()
        page.wait_for_function("document.querySelector('#where-to-go-next') !== null")
        before = page.locator(".stride-live").bounding_box()
        assert said(page) == []
        while not held:
            page.wait_for_timeout(20)
        held[0].continue_()
        page.locator(".stride-said p").wait_for()
        assert page.locator(".stride-live").bounding_box() == before
        assert page.evaluate(SHIFTED) == []  # the rest of the page has fonts and a header that settle


@pytest.mark.parametrize("width", [390, 1280])
def test_every_example_fits_the_window(browser: Browser, built_site: Path, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/{PAGE}")
        for button in page.locator(".stride-examples button").all():
            button.press("Enter")
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert page.locator(".stride-live").evaluate("it => it.scrollWidth - it.clientWidth") == 0
            assert page.locator(".stride-picture").evaluate("it => it.scrollWidth - it.clientWidth") == 0


def test_only_pages_with_an_explorer_load_its_files(built_site: Path) -> None:
    pages = [path for path in built_site.rglob("*.html") if "strides/" in path.read_text("utf-8")]
    using = [path for path in pages if "_static/strides/" in path.read_text("utf-8")]
    assert using == [built_site / PAGE]
