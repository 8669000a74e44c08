"""Cells of a notebook: where they end, what they are tagged with, and which outputs they hold."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest

from tutorial_utils.snippets.blocks import Block
from tutorial_utils.snippets.prompts import read_prompts
from tutorial_utils.sphinxext.markdown_parts import Code, Prose, Table
from tutorial_utils.sphinxext.notebook import RAISES, ROWS, Head, notebook_of

HEAD = Head("tensors/dtype", "The site", "", "2.13.0")
ERROR = ">>> 1 / 0\nTraceback (most recent call last):\n  ...\nZeroDivisionError: division by zero"


def code(text: str, section: str = "one", requires: tuple[str, ...] = ()) -> Code:
    examples, problems = read_prompts(text, 1)
    assert not problems
    return Code(text, "python", section, Block(f"{section}-1", "python", "a.md", 1, "", examples, requires))


def notebook(*parts: Any, head: Head = HEAD) -> dict[str, Any]:
    made = notebook_of([Prose("# Title", "title"), *parts], head)
    assert made is not None
    nbformat.validate(made)
    return made


def cells(*parts: Any) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return source and outputs of the cells behind the first two."""
    return [("".join(cell["source"]), cell.get("outputs", [])) for cell in notebook(*parts)["cells"][2:]]


def test_a_cell_ends_where_something_is_shown() -> None:
    shown = cells(code(">>> x = 1\n>>> x\n1\n>>> y = 2\n>>> def f():\n...     return 3\n>>> f()\n3\n>>> z = 4"))
    assert [source for source, _ in shown] == ["x = 1\nx", "y = 2\ndef f():\n    return 3\nf()", "z = 4"]


def test_an_error_has_a_cell_of_its_own_and_a_tag() -> None:
    made = notebook(code(f">>> x = 1\n{ERROR}"))["cells"]
    assert [cell["metadata"].get("tags") for cell in made] == [None, None, None, [RAISES]]
    (output,) = made[3]["outputs"]
    assert (output["ename"], output["evalue"]) == ("ZeroDivisionError", "division by zero")
    assert "meant to" in "".join(made[0]["source"])
    assert "meant to" not in "".join(notebook(code(">>> 1\n1"))["cells"][0]["source"])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (">>> 1\n1", ["execute_result"]),
        (">>> print(1)\n1", ["stream stdout"]),
        (">>> for x in [1]: x\n1", ["stream stdout"]),
        (">>> f()\nUserWarning: no\n1", ["stream stderr", "execute_result"]),
        (">>> print(1) or 1 / 0\n1\nTraceback (most recent call last):\na.b.Error: x: y", ["stream stdout", "error"]),
        (">>> x = 1", []),
    ],
)
def test_outputs_have_the_forms_of_a_kernel(text: str, kinds: list[str]) -> None:
    ((_, outputs),) = cells(code(text))
    assert [f"{it['output_type']} {it.get('name', '')}".strip() for it in outputs] == kinds
    assert not [
        it for it in outputs if it["output_type"] == "error" and (it["ename"], it["evalue"]) != ("Error", "x: y")
    ]


def test_a_message_of_several_lines_is_whole() -> None:
    ((_, (output,)),) = cells(code(">>> f()\nTraceback (most recent call last):\n  ...\nRuntimeError: a\n  b: c"))
    assert output["evalue"] == "a\n  b: c"
    assert output["traceback"][0] == "Traceback (most recent call last):"


def test_doctest_flags_are_not_shown() -> None:
    assert cells(code(">>> f(1)  # doctest: +ELLIPSIS\n1..."))[0][0] == "f(1)"


def test_hardware_is_a_tag_and_may_be_missing() -> None:
    made = notebook(code(">>> 1\n1\n>>> 2\n2", requires=("cuda",)))["cells"][2:]
    assert [cell["metadata"]["tags"] for cell in made] == [[RAISES, "needs-cuda"]] * 2


def test_the_first_cells_name_page_and_packages() -> None:
    first, second, *_ = notebook(code(">>> from safetensors import torch"))["cells"]
    assert "".join(first["source"]).startswith("# Title\n\nFrom The site, page `tensors/dtype`")
    assert second["source"][0] == "# pip install torch==2.13.0 numpy safetensors\n"
    linked = notebook(code(">>> 1\n1"), head=Head("tensors/dtype", "The site", "https://e.org/a.html", "2.13.0"))
    assert "From [The site](https://e.org/a.html)" in "".join(linked["cells"][0]["source"])


def test_prose_between_headings_is_one_cell_and_tables_are_bounded() -> None:
    table = Table(("a",), tuple((f"{n}",) for n in range(ROWS + 5)), "", "one")
    shown = cells(Prose("a", "one"), Prose("## b", "two"), Prose("c", "two"), table, code(">>> 1\n1"))
    assert [source.splitlines()[0] for source, _ in shown] == ["a", "## b", "1"]
    assert "*The page has 5 more rows.*" in shown[1][0]


def test_ids_stay_when_another_section_grows() -> None:
    two = code(">>> 2\n2", "two")
    short, long = notebook(code(">>> 1\n1"), two), notebook(code(">>> 1\n1\n>>> 3\n3"), two)
    assert short["cells"][-1]["id"] == long["cells"][-1]["id"]
    assert len({cell["id"] for cell in long["cells"]}) == len(long["cells"])


def test_definitions_stand_before_the_block_that_imports_them() -> None:
    use = ">>> from tutorial_utils.memory import shares_memory\n>>> shares_memory(1, 2)\nFalse"
    shown = [source for source, _ in cells(code(">>> 1\n1"), code(use, "two"))]
    assert shown[0] == "1"
    assert "here they are defined" in shown[1]
    assert "def shares_memory(" in shown[2]
    assert shown[3] == "shares_memory(1, 2)"


@pytest.mark.parametrize(
    "text",
    [
        ">>> from tutorial_utils.facts import registry",
        ">>> import tutorial_utils",
        '>>> __import__("tutorial_utils") is None\nFalse',
    ],
)
def test_a_page_that_needs_this_package_has_no_notebook(text: str) -> None:
    assert notebook_of([Prose("# Title", "title"), code(text)], HEAD) is None


def test_a_page_without_code_has_no_notebook() -> None:
    assert notebook_of([Prose("# Title", "title"), Code("$ ls", "console", "one")], HEAD) is None
