"""A page as parts: what belongs together stays together, and code stands alone wherever it was."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from tutorial_utils.errors import MarkdownError
from tutorial_utils.sphinxext.markdown_inline import Place
from tutorial_utils.sphinxext.markdown_parts import Code, Figure, Prose, Table, markdown_of
from tutorial_utils.sphinxext.markdown_reader import parts_of

if TYPE_CHECKING:
    from tutorial_utils.sphinxext.markdown_parts import Part


def read(text: str) -> list[Part]:
    settings = {"report_level": 5, "doctitle_xform": False}
    return parts_of(publish_doctree(dedent(text), settings_overrides=settings), Place("page", ""))


def test_headings_know_their_depth_and_section() -> None:
    parts = read("""
    Top
    ===
    One.

    Below
    -----
    Two
    lines.
    """)
    assert parts == [
        Prose("# Top", "top"),
        Prose("One.", "top"),
        Prose("## Below", "below"),
        Prose("Two lines.", "below"),
    ]


def test_code_in_a_box_stands_alone() -> None:
    box = read("""
    .. note::

       Before.

       >>> 1
       1

       After,

       and more.
    """)
    assert box == [
        Prose("> **Note**\n>\n> Before.", "top"),
        Code(">>> 1\n1", "python", "top"),
        Prose("> After,\n>\n> and more.", "top"),
    ]


def test_code_in_a_list_is_indented() -> None:
    (item,) = read("""
    1. Run::

          x = 1

          y = 2
    """)
    assert markdown_of([item]) == "1. Run:\n\n   ```\n   x = 1\n\n   y = 2\n   ```"


def test_lists() -> None:
    assert [markdown_of([part]) for part in read("- a\n- b\n\n  c\n\nterm\n   said\n")] == [
        "- a\n- b\n\n  c",
        "- **term**: said",
    ]


def test_table() -> None:
    (table,) = read("""
    .. table:: Two

       === =====
       a   b | c
       === =====
       1   x
       2   y|z
       === =====
    """)
    assert isinstance(table, Table)
    assert markdown_of([table]) == "**Two**\n\n| a | b \\| c |\n| --- | --- |\n| 1 | x |\n| 2 | y\\|z |"
    assert markdown_of([table], rows=1).endswith("| 1 | x |\n\n*The page has 1 more rows.*")


def test_figure_in_words() -> None:
    figure = nodes.figure("", nodes.raw("", '<svg role="img" aria-label="x &lt; y">', format="html"))
    figure += nodes.caption("", "Two cells.")
    document = nodes.container("", figure)
    assert parts_of(document, Place("page", "")) == [Figure("x < y", "Two cells.", "top")]
    assert markdown_of([Figure("x < y", "Two cells.", "top")]) == "**Figure.** Two cells. In words: x \\< y"


def test_a_fence_is_longer_than_those_in_it() -> None:
    assert markdown_of([Code("```python\n```", "markdown", "top")]) == "````markdown\n```python\n```\n````"


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(MarkdownError) as raised:
        parts_of(nodes.container("", nodes.line_block()), Place("page", ""))
    assert str(raised.value) == (
        "expected a part of page 'page' that Markdown can hold, got a node 'line_block': "
        "write it in another way, or teach sphinxext/markdown_reader.py its form"
    )
