"""A page taken apart: what becomes a section, which text it gets, and what is left out."""

from __future__ import annotations

import pytest
from docutils import nodes
from sphinx import addnodes

from tutorial_utils.search.sections import Section
from tutorial_utils.sphinxext.search_sections import sections_of


def section(anchor: str, title: str, *children: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", "", nodes.Text(title)), *children, ids=[anchor])


def paragraph(*children: nodes.Node | str) -> nodes.paragraph:
    return nodes.paragraph("", "", *(nodes.Text(it) if isinstance(it, str) else it for it in children))


def document(*children: nodes.Node) -> nodes.document:
    page = nodes.document(None, None)
    page += list(children)
    return page


def row(*cells: str, anchor: str = "") -> nodes.row:
    entries = (nodes.entry("", paragraph(nodes.literal("", cell))) for cell in cells)
    return nodes.row("", *entries, ids=[anchor] if anchor else [])


def test_text_goes_to_the_innermost_section() -> None:
    inner = section("inner", "Inner", paragraph("below ", nodes.literal("", "x.t()")), nodes.literal_block("", ">>> 1"))
    page = section("top", "Page", paragraph("first"), section("outer", "Outer", paragraph("above"), inner))
    assert sections_of(document(page)) == (
        Section("page", "", "Page", ("first",)),
        Section("section", "outer", "Outer", ("above",)),
        Section("section", "inner", "Inner", ("below `x.t()`",), (">>> 1",)),
    )


def test_a_heading_has_no_marks() -> None:
    title = nodes.title("", "", nodes.Text("What "), nodes.literal("", "is_contiguous"), nodes.Text(" says"))
    assert sections_of(document(nodes.section("", title, ids=["a"])))[0].title == "What is_contiguous says"


def test_rows_of_facts_are_entries_and_other_rows_are_text() -> None:
    link = nodes.raw("", '<a class="headerlink" href="#fact">#</a>', format="html")
    fact = row("torch.t", "a view", anchor="fact")
    fact[0] += link
    fact[1].insert(0, nodes.inline("", "memory", classes=["cell-heading"]))
    body = nodes.tbody("", fact, row("plain", "cells"))
    table = nodes.table("", nodes.tgroup("", nodes.thead("", row("name", "memory")), body, cols=2))
    assert sections_of(document(section("top", "Page", table))) == (
        Section("page", "", "Page", ("`plain`", "`cells`")),
        Section("entry", "fact", "torch.t", ("`a view`",)),
    )


def test_words_of_the_glossary_and_functions_are_entries() -> None:
    term = nodes.term("", "leaf", ids=["term-leaf"])
    item = nodes.definition_list_item("", term, nodes.definition("", paragraph("the end")))
    signature = addnodes.desc_signature("", "", ids=["package.f"], fullname="f")
    function = addnodes.desc("", signature, addnodes.desc_content("", paragraph("does")))
    found = sections_of(document(section("top", "Page", nodes.definition_list("", item), function)))
    assert found[1:] == (
        Section("entry", "term-leaf", "leaf", ("the end",)),
        Section("entry", "package.f", "f", ("does",)),
    )


def test_description_and_keywords_belong_to_the_top() -> None:
    metas = [nodes.meta(name=name, content=name.upper()) for name in ("description", "keywords", "robots")]
    (found,) = sections_of(document(*metas, section("top", "Page")))
    assert found == Section("page", "", "Page", ("DESCRIPTION",), (), "KEYWORDS")


@pytest.mark.parametrize(
    "left_out",
    [
        nodes.raw("", "<b>lost</b>", format="html"),
        nodes.comment("", "lost"),
        nodes.math_block("", "lost"),
        nodes.container("", nodes.paragraph("", "lost"), classes=["no-search"]),
        nodes.compound("", nodes.paragraph("", "lost"), classes=["toctree-wrapper"]),
        nodes.section("", nodes.title("", "Where to go next"), nodes.paragraph("", "lost"), ids=["on"]),
    ],
    ids=lambda node: node.tagname,
)
def test_what_is_left_out(left_out: nodes.Element) -> None:
    assert sections_of(document(section("top", "Page", left_out))) == (Section("page", "", "Page"),)


def test_a_formula_leaves_a_mark() -> None:
    page = section("top", "Page", paragraph("let ", nodes.math("", "x^2"), " be"))
    assert sections_of(document(page))[0].prose == ("let \N{HORIZONTAL ELLIPSIS} be",)
