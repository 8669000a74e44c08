"""The scripts of the stride explorer in an empty page of the browser. Not a test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tutorial_utils.sphinxext.stride_explorer import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

__all__ = ["Mutation", "evaluate_script"]

FOLDER = Path(__file__).parents[2] / "docs/_static/strides"


class Mutation(NamedTuple):
    """A bug to plant: in this script, `old`, which must stand there once, becomes `new`."""

    script: str
    old: str
    new: str


def evaluate_script(browser: Browser, function: str, argument: Sequence[object], *bugs: Mutation) -> list[Any]:
    """Load all scripts into one empty page and call a JavaScript function there, once.

    Argument and result travel as JSON text, which for thousands of numbers is ten times faster than as objects.
    """
    sources = {name: FOLDER.joinpath(f"{name}.js").read_text("utf-8") for name in SCRIPTS}
    for bug in bugs:
        assert sources[bug.script].count(bug.old) == 1
        sources[bug.script] = sources[bug.script].replace(bug.old, bug.new)
    with browser.new_context() as context:
        page = context.new_page()
        page.add_script_tag(content="\n".join(sources.values()))
        text = page.evaluate(f"text => JSON.stringify(({function})(JSON.parse(text)))", json.dumps(argument))
    found: list[Any] = json.loads(text)
    return found
