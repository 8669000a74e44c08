"""What a reader copies is what a reader would type."""

from __future__ import annotations

import doctest
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PARSER = doctest.DocTestParser()
PROMPT = re.compile(r"formatCopyText\(text, ('.*?'), true, true, true,")


@pytest.fixture
def page(browser: Browser, built_site: Path, serve: Callable[[Path], str]) -> Iterator[Page]:
    with browser.new_context(base_url=serve(built_site)) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield context.new_page()


def copied(page: Page, kind: str) -> list[tuple[str, str]]:
    """Press each copy button of one kind of block: the text of the block, and what arrived."""
    pairs = []
    for block in page.locator(f".highlight-{kind}:has(button.copybtn)").all():
        block.scroll_into_view_if_needed()
        block.hover()
        page.evaluate("navigator.clipboard.writeText('nothing')")
        block.locator("button.copybtn").click()
        pairs.append((block.locator("pre").inner_text(), page.evaluate("navigator.clipboard.readText()")))
    return pairs


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines() if line.strip()]


def test_prompts_and_outputs_stay_behind(page: Page) -> None:
    page.goto("/tensors/dtype.html")
    pairs = copied(page, "python")
    assert len(pairs) > 10
    for shown, text in pairs:
        assert lines(text) == lines("".join(example.source for example in PARSER.get_examples(shown)))


def test_shell_command_is_copied_whole(page: Page) -> None:
    page.goto("/start/install.html")
    pairs = copied(page, "bash")
    assert pairs
    assert all(lines(shown) == lines(text) for shown, text in pairs)


def test_console_command_comes_without_its_dollar(page: Page, built_site: Path) -> None:
    page.goto("/start/install.html")
    prompt = PROMPT.search(built_site.joinpath("_static/copybutton.js").read_text())
    assert prompt
    arguments = f"'$ pip install torch\\nCollecting torch', {prompt[1]}, true, true, true, true, '', ''"
    call = f"import('/_static/copybutton_funcs.js').then(module => module.formatCopyText({arguments}))"
    assert page.evaluate(call) == "pip install torch"


def test_script_is_copied_whole_and_its_output_has_no_button(page: Page) -> None:
    page.goto("/gallery/plot_linear_regression_by_hand.html")
    pairs = copied(page, "Python")
    assert len(pairs) > 8
    assert all(lines(shown) == lines(text) for shown, text in pairs)
    assert page.locator(".sphx-glr-script-out").count() > 5
    assert page.locator(".sphx-glr-script-out button.copybtn").count() == 0
