"""Text inside a paragraph: what Markdown would read as markup is escaped, links lead somewhere or name the page."""

from __future__ import annotations

import pytest
from docutils import nodes
from markdown_it import MarkdownIt

from tutorial_utils.errors import MarkdownError
from tutorial_utils.sphinxext.markdown_inline import Place, code_span, escaped, inline_markdown

HERE = Place("storage/strides", "")
THERE = Place("storage/strides", "https://e.org/")


def written(*children: nodes.Node, place: Place = HERE) -> str:
    return inline_markdown(nodes.paragraph("", "", *children), place)


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "2**24, and 2**24",
        "x[0](1)",
        "_version and grad_fn_",
        "a `b` c",
        "<b>",
        "\\n",
        "- 1",
        "1. x",
        "# x",
    ],
)
def test_plain_text_stays_plain(text: str) -> None:
    html = MarkdownIt().render(written(nodes.Text(text)))
    assert html == f"<p>{text.replace('<', '&lt;').replace('>', '&gt;')}</p>\n"


@pytest.mark.parametrize("code", ["x", "a `b`", "``", "`x", "x | y", " x"])
def test_code_stays_code(code: str) -> None:
    html = MarkdownIt().render(code_span(code))
    assert html == f"<p><code>{code.strip()}</code></p>\n"


def test_names_with_underscores_are_not_touched() -> None:
    assert escaped("grad_fn of saved_tensors") == "grad_fn of saved_tensors"


@pytest.mark.parametrize(
    ("uri", "named", "linked"),
    [
        ("anatomy.html#x", "text (page `storage/anatomy`)", "[text](https://e.org/storage/anatomy.html#x)"),
        ("../tensors/dtype.html", "text (page `tensors/dtype`)", "[text](https://e.org/tensors/dtype.html)"),
        ("#chains", "text", "[text](https://e.org/storage/strides.html#chains)"),
        ("https://other.org/a", "[text](https://other.org/a)", "[text](https://other.org/a)"),
        ("https://other.org/a_(b)", "[text](<https://other.org/a_(b)>)", "[text](<https://other.org/a_(b)>)"),
    ],
)
def test_links(uri: str, named: str, linked: str) -> None:
    link = nodes.reference("", "text", refuri=uri)
    assert written(link) == named
    assert written(link, place=THERE) == linked


def test_marks_and_formulas() -> None:
    math, strong = nodes.math("", "a_i * b"), nodes.strong("", "", nodes.Text("very"))
    assert (
        written(nodes.emphasis("", "so"), nodes.Text(" "), strong, nodes.Text(" "), math) == "*so* **very** $a_i * b$"
    )


def test_an_unknown_node_is_refused() -> None:
    with pytest.raises(MarkdownError) as raised:
        written(nodes.problematic("", "x"))
    assert str(raised.value) == (
        "expected text that Markdown can hold on page 'storage/strides', got a node 'problematic': "
        "write it in another way, or teach sphinxext/markdown_inline.py its form"
    )
