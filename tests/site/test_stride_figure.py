"""What the explorer draws is what `draw_storage` draws at build, element for element, and its words are the same."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from tests.site.chains import Chain, by_torch, evaluate, random_chains
from tests.site.stride_scripts import Mutation, evaluate_script
from tutorial_utils.errors import LayoutError
from tutorial_utils.figures.storage import describe_storage, draw_storage
from tutorial_utils.memory import layout_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser

DRAW = """chains => chains.map(([shape, text]) => {
    const { states, stopped } = Strides.run(shape, text);
    if (stopped) return null;
    const shown = [{ name: "x", ...states[0] }, { name: "result", ...states.at(-1) }];
    if (!shown.every(({ tensor }) => Strides.drawable(tensor))) return "too large";
    return [new XMLSerializer().serializeToString(Strides.drawStorage(shown)), Strides.describeStorage(shown)];
})"""
FALLBACK = re.compile(r"(var\(--fig-\w+), #\w+\)")


def elements(svg: str) -> list[tuple[str, dict[str, str], str | None]]:
    """List the elements; the page has the stylesheet, so its colors need no fallback."""
    svg = FALLBACK.sub(r"\1)", svg)
    return [(e.tag, e.attrib, e.text) for e in ET.fromstring(svg).iter()]  # noqa: S314 -- our own


Drawing = tuple[list[tuple[str, dict[str, str], "str | None"]], str]


def by_python(chain: Chain) -> Drawing | str | None:
    """Draw the start and the result of a chain, as the directive of the site does."""
    if "type" in by_torch(chain):
        return None
    x, result = evaluate(chain)
    try:
        tensors = [layout_of(x, "x"), layout_of(result, "result")]
    except LayoutError:
        return "too large"
    return elements(draw_storage(tensors)), describe_storage(tensors)


@pytest.fixture(scope="module")
def expected() -> dict[Chain, Drawing | str | None]:
    return {chain: by_python(chain) for chain in random_chains(seed=2, number=600)}


def by_script(browser: Browser, chains: Iterable[Chain], *bugs: Mutation) -> dict[Chain, Drawing | str | None]:
    found = zip(chains, evaluate_script(browser, DRAW, list(chains), *bugs), strict=True)
    return {chain: (elements(one[0]), one[1]) if isinstance(one, list) else one for chain, one in found}


def test_explorer_draws_the_figure_of_the_site(browser: Browser, expected: dict[Chain, Drawing | str | None]) -> None:
    found = by_script(browser, expected)
    assert [chain for chain in expected if found[chain] != expected[chain]] == []
    assert sum(isinstance(one, tuple) for one in expected.values()) > 200
    assert sum(one == "too large" for one in expected.values()) > 20


@pytest.mark.parametrize(
    "bug",
    [
        Mutation("grid", "const CELL = 29", "const CELL = 30"),
        Mutation("grid", "again: seen.has(cell)", "again: false"),
        Mutation("figure", '"green", "purple"', '"purple", "green"'),
        Mutation("figure", "it reads ${read}", "reads ${read}"),
    ],
    ids=lambda bug: f"{bug.script}: {bug.old}",
)
def test_changed_drawing_is_caught(
    browser: Browser, expected: dict[Chain, Drawing | str | None], bug: Mutation
) -> None:
    assert by_script(browser, expected, bug) != expected
