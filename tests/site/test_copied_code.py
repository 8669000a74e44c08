"""What is copied runs: block by block, at Python's own prompt and in IPython, with the output of the page."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tutorial_utils.snippets.compare import difference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# Errors, classes with decorators, `with` and `for` blocks, lines that go on, functions with empty lines.
PAGES = ("autograd/custom-function", "autograd/grad-modes", "tensors/methods", "operations/linear-algebra")
MARK = "=== next block ==="
QUIET = """\
import sys, warnings
sys.ps1 = sys.ps2 = ""
warnings.formatwarning = lambda message, kind, *_: f"{kind.__name__}: {str(message).splitlines()[0]}\\n"
"""
IPYTHON = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
results = [shell.run_cell(text) for text in json.load(sys.stdin)]
print()
print(json.dumps([[type(it.error_before_exec).__name__, type(it.error_in_exec).__name__] for it in results]))
"""
ONE_OF_EACH = """
>>> import contextlib
>>> @contextlib.contextmanager
... def around(word):
...
...     print("before", word)
...
...     yield word.upper()
...     print("after")
>>> with around("x") as y: print(y)
before x
X
after
>>> for number in range(2):
...     if number:
...         print("one")
...     else:
...         print("zero")
...
zero
one
>>> text = '''a
...
... b'''
>>> text
'a\\n\\nb'
>>> [1,
...  2][5]
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
IndexError: list index out of range
"""


@pytest.fixture
def open_page(browser: Browser, built_site: Path) -> Iterator[Callable[..., Page]]:
    contexts = []

    def start(address: str, **settings: Any) -> Page:
        context = browser.new_context(reduced_motion="reduce", **settings)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.goto(address if ":" in address else f"{built_site.as_uri()}/{address}", wait_until="load")
        return page

    yield start
    for context in contexts:
        context.close()


def copied(page: Page) -> list[tuple[str, str]]:
    """Press each copy button of the interactive blocks: what the page shows, and what arrived."""
    pairs = []
    for block in page.locator(".highlight-python:has(.gp):has(button.copybtn)").all():
        block.locator("button.copybtn").press("Enter")
        pairs.append((block.locator("pre").inner_text(), page.evaluate("navigator.clipboard.readText()")))
    return pairs


def outputs(block: str) -> str:
    lines = [line for line in block.splitlines() if line.strip() and line != "..."]
    return "".join(f"{line}\n" for line in lines if not line.startswith((">>> ", "... ")))


def at_the_prompt(texts: list[str]) -> list[str]:
    """Paste blocks into Python's own prompt, with Enter after each; return what it prints for each."""
    typed = "".join(f"{text}\nprint('{MARK}')\n" for text in (QUIET, *texts))
    command = [sys.executable, "-i", "-q", "-u", "-W", "always"]
    done = subprocess.run(command, input=typed, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True)
    return done.stdout.split(f"{MARK}\n")[1:-1]


def wrong(pairs: list[tuple[str, str]]) -> list[str]:
    """Return what the copied blocks do that the page does not show."""
    printed = at_the_prompt([text for _, text in pairs])
    assert len(printed) == len(pairs)
    both = [(outputs(shown), outputs(got)) for (shown, _), got in zip(pairs, printed, strict=True)]
    found = [(want, got, difference(want, got, ellipsis=True)) for want, got in both]
    return [f"{it}\nshown:\n{want}\ngot:\n{got}" for want, got, it in found if it]


@pytest.mark.parametrize("name", PAGES)
def test_copied_blocks_do_at_the_prompt_what_the_page_shows(open_page: Callable[..., Page], name: str) -> None:
    pairs = copied(open_page(f"{name}.html"))
    assert len(pairs) > 8
    assert any("Traceback" in shown for shown, _ in pairs)
    found = wrong(pairs)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", PAGES[:2])
def test_copied_blocks_run_in_ipython(open_page: Callable[..., Page], name: str) -> None:
    pairs = copied(open_page(f"{name}.html"))
    texts = json.dumps([text for _, text in pairs])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", IPYTHON], input=texts, capture_output=True, text=True, check=True
    )
    for (shown, _), (before, during) in zip(pairs, json.loads(done.stdout.splitlines()[-1]), strict=True):
        assert before == "NoneType"
        assert during == "NoneType" or f"\n{during}" in shown or f".{during}" in shown


@pytest.fixture
def own_page(open_page: Callable[..., Page], serve: Callable[[Path], str], built_site: Path) -> Callable[..., Page]:
    """Return a function that opens a page of the site with another block in the place of its first."""

    def start(block: str, output: str = "", script: str | None = None) -> Page:
        page = open_page("about:blank")
        if script is not None:
            page.route("**/access/copy.js*", lambda route: route.fulfill(body=script))
        lines = block.strip().splitlines()
        shown = "\n".join(re.sub(r"^(>>> |\.\.\. ?|\$ )", r'<span class="gp">\1</span>', line) for line in lines)
        html = built_site.joinpath("start/tour.html").read_text("utf-8")
        head, _, rest = html.partition('<div class="highlight"><pre')
        html = f'{head}<div class="highlight"><pre>{shown}\n{output}</pre>{rest.partition("</pre>")[2]}'
        page.route("**/start/tour.html", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto(f"{serve(built_site)}/start/tour.html", wait_until="load")
        return page

    return start


def test_every_kind_of_statement_can_be_pasted(own_page: Callable[..., Page]) -> None:
    assert wrong(copied(own_page(ONE_OF_EACH))[:1]) == []


def test_script_that_mends_the_copy_is_needed(own_page: Callable[..., Page]) -> None:
    assert "SyntaxError" in "".join(wrong(copied(own_page(ONE_OF_EACH, script=""))[:1]))


def test_output_that_looks_like_a_prompt_stays_behind(own_page: Callable[..., Page]) -> None:
    page = own_page(">>> print('... 1', '>>> 2', sep=chr(10))", "... 1\n&gt;&gt;&gt; 2")
    assert copied(page)[0][1] == "print('... 1', '>>> 2', sep=chr(10))"


def test_console_block_is_copied_without_its_dollar(own_page: Callable[..., Page]) -> None:
    page = own_page("$ pip install torch\nCollecting torch\n$ python")
    page.locator(".highlight button.copybtn").first.press("Enter")
    assert page.evaluate("navigator.clipboard.readText()").split("\n") == ["pip install torch", "python"]


@pytest.mark.parametrize("way", ["file", "server"])
def test_button_has_a_name_and_says_what_it_did(
    open_page: Callable[..., Page], built_site: Path, serve: Callable[[Path], str], way: str
) -> None:
    origin = built_site.as_uri() if way == "file" else serve(built_site)
    page = open_page(f"{origin}/tensors/dtype.html")
    buttons = page.get_by_role("button", name="Copy the code", exact=True)
    assert buttons.count() == page.locator("button.copybtn").count() > 10
    said = page.locator(".copy-said")
    assert (said.get_attribute("role"), said.inner_text()) == ("status", "")
    page.keyboard.press("Tab")
    buttons.nth(2).focus()
    assert buttons.nth(2).evaluate("it => getComputedStyle(it).opacity") == "1"
    page.keyboard.press("Space")
    assert said.inner_text() == "Copied!"
    assert buttons.nth(2).evaluate("it => it === document.activeElement")
    page.wait_for_function("document.querySelector('.copy-said').textContent === ''")


def test_copying_needs_neither_permission_nor_clipboard_api(browser: Browser, built_site: Path) -> None:
    """From a file, and where the page is not served over https, the newer API is refused or is not there."""
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        page.goto(f"{built_site.as_uri()}/start/tour.html", wait_until="load")
        page.locator("button.copybtn").first.press("Enter")
        page.locator("input[name=q]").focus()
        page.keyboard.press("Control+V")
        assert page.locator(":focus").input_value().startswith("import torch")


def test_failure_is_said_too(open_page: Callable[..., Page]) -> None:
    page = open_page("start/tour.html")
    page.evaluate("document.execCommand = () => false")
    page.locator("button.copybtn").first.press("Enter")
    assert page.locator(".copy-said").inner_text() == "Failed to copy"


def test_button_is_there_and_covers_no_code_on_a_phone(open_page: Callable[..., Page]) -> None:
    page = open_page("tensors/dtype.html", viewport={"width": 390, "height": 900}, has_touch=True, is_mobile=True)
    covered = page.locator("div.highlight:has(> button.copybtn)").evaluate_all("""blocks => blocks.map(block => {
        const [pre, button] = block.children;
        const range = document.createRange();
        range.selectNodeContents(pre);
        const { left, bottom, width, height } = button.getBoundingClientRect();
        const text = [...range.getClientRects()].filter(it => it.bottom > 0);
        const above = block.parentElement.previousElementSibling?.getBoundingClientRect().bottom ?? -Infinity;
        return [getComputedStyle(button).opacity, Math.min(width, height),
            bottom <= Math.min(...text.map(it => it.top)) + 2, bottom - height >= above - 1];
    })""")
    assert len(covered) > 10
    assert covered == [["1", 24, True, True]] * len(covered)
