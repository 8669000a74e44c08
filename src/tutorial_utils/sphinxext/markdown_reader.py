r"""Read a page that Sphinx has resolved into the parts that its Markdown and its notebook consist of.

Tables are filled in by then, figures are drawn, and a block of code carries what the doctest engine has read from it
(``VERIFIED``). The text inside a paragraph is ``markdown_inline.py``.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from tutorial_utils.errors import MarkdownError
from tutorial_utils.sphinxext.markdown_inline import Place, code_span, inline_markdown
from tutorial_utils.sphinxext.markdown_parts import Code, Figure, Prose, Table, markdown_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tutorial_utils.sphinxext.markdown_parts import Part

__all__ = ["VERIFIED", "parts_of"]

VERIFIED = "verified_block"
"""The attribute of a node in which its `Block` is kept until the page is written."""

_ALT = re.compile(r'role="img" aria-label="([^"]*)"')
_BOXES = {"admonition", "note", "warning", "tip", "important", "seealso", "hint", "caution", "danger", "block_quote"}
_THROUGH = {"container", "compound", "glossary", "promotion_chooser", "stride_explorer"}
_CODE = {"literal_block", "doctest_block", "code_links_block"}
"""The last is sphinx-gallery's, which puts links into code."""
_ON_THE_PAGE = {"sphx-glr-footer"}
"""Ways to what is offered beside the page anyway."""
_GONE = {"comment", "index", "target", "meta", "image", "substitution_definition", "toctree", "transition"}


def parts_of(document: nodes.Element, place: Place) -> list[Part]:
    """Return the parts of a page in reading order.

    Args:
        document: The page, resolved.
        place: Its name, and the address of the site.

    Raises:
        MarkdownError: There is a node for which Markdown has no form here.
    """
    return list(_Reader(place).inside(document, 0, "top"))


class _Reader:
    """Walks through one page."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def inside(self, node: nodes.Element, depth: int, section: str) -> Iterator[Part]:
        """Yield the parts of all children."""
        for child in node.children:
            yield from self.parts(child, depth, section)

    def parts(self, node: nodes.Element, depth: int, section: str) -> Iterator[Part]:
        """Yield the parts of one node."""
        name = node.tagname
        if name in _GONE or _ON_THE_PAGE & set(getattr(node, "attributes", {}).get("classes", ())):
            return
        if name == "section" or name in _THROUGH:
            deeper = name == "section"
            yield from self.inside(node, depth + deeper, str(node["ids"][0]) if deeper else section)
        elif name in {"raw", "figure"}:
            yield from self._figures(node, section)
        elif name in _CODE:
            yield self._code(node, section)
        elif name == "table":
            yield self._table(node, section)
        elif name in _BOXES:
            yield from _quoted(self._box(node, depth, section), section)
        elif name == "desc":
            yield from self._described(node, depth, section)
        elif text := self._prose(node, depth):
            yield Prose(text, section)

    def _prose(self, node: nodes.Element, depth: int) -> str:
        """Write a node that is one piece of prose."""
        match node.tagname:
            case "paragraph" | "caption" | "title" | "rubric" as name:
                before, after = {"title": (f"{'#' * depth} ", ""), "rubric": ("**", "**")}.get(name, ("", ""))
                return f"{before}{inline_markdown(node, self.place)}{after}"
            case "math_block":
                return f"$$\n{node.astext().strip()}\n$$"
            case "bullet_list" | "enumerated_list" as name:
                items = enumerate(node, 1)
                dots = name == "enumerated_list"
                return "\n".join(self._item(f"{n}." if dots else "-", self.inside(item, 0, "")) for n, item in items)
            case "definition_list" | "field_list":
                return "\n".join(self._defined(item) for item in node)
        msg = (
            f"expected a part of page {self.place.docname!r} that Markdown can hold, got a node {node.tagname!r}: "
            "write it in another way, or teach sphinxext/markdown_reader.py its form"
        )
        raise MarkdownError(msg)

    def _described(self, node: nodes.Element, depth: int, section: str) -> Iterator[Part]:
        """Yield the signatures of a function or class, which stand as headings, and what is said of it."""
        *signatures, content = node
        for signature in signatures:
            yield Prose(f"{'#' * min(depth + 1, 6)} {code_span(signature.astext())}", section)
        yield from self.inside(content, depth + 1, section)

    def _item(self, mark: str, parts: Iterable[Part]) -> str:
        """Write a list item; all of it stands as deep as its first word."""
        first, *others = markdown_of(parts).split("\n")
        return "\n".join([f"{mark} {first}", *(f"{' ' * (len(mark) + 1)}{line}" if line else "" for line in others)])

    def _defined(self, item: nodes.Element) -> str:
        """Write a term, or the name of a field, as the bold beginning of a list item."""
        *terms, content = item
        words = ", ".join(inline_markdown(term, self.place) for term in terms if term.tagname != "classifier")
        parts = list(self.inside(content, 0, ""))
        lead = f"**{words}**: "
        if parts and isinstance(parts[0], Prose) and content[0].tagname == "paragraph":
            lead += parts[0].text
            del parts[0]
        return self._item("-", [Prose(lead.rstrip(), ""), *parts])

    def _box(self, node: nodes.Element, depth: int, section: str) -> Iterator[Part]:
        title, *others = node if node and node[0].tagname == "title" else [None, *node]
        if title is not None:
            yield Prose(f"**{inline_markdown(title, self.place)}**", section)
        elif node.tagname != "block_quote":
            yield Prose(f"**{node.tagname.capitalize()}**", section)
        for child in others:
            yield from self.parts(child, depth, section)

    def _code(self, node: nodes.Element, section: str) -> Code:
        language = (
            "python" if node.tagname == "doctest_block" else str(node.get("language", node.get("lang", ""))).lower()
        )
        language = "" if language in {"none", "default", "text"} else language
        return Code(node.astext().rstrip("\n"), language, section, node.get(VERIFIED))

    def _figures(self, node: nodes.Element, section: str) -> Iterator[Figure]:
        captions = [inline_markdown(it, self.place) for it in node if isinstance(it, nodes.caption)]
        for raw in node.findall(nodes.raw):
            for alt in _ALT.findall(raw.astext()):
                yield Figure(unescape(alt), " ".join(captions), section)

    def _table(self, node: nodes.Element, section: str) -> Table:
        caption = next((inline_markdown(it, self.place) for it in node if isinstance(it, nodes.title)), "")
        rows = [tuple(self._cell(cell) for cell in row) for row in node.findall(nodes.row)]
        heads = sum(len(head) for head in node.findall(nodes.thead))
        headings = rows[0] if heads else ("",) * len(rows[0])
        return Table(headings, tuple(rows[heads:]), caption, section)

    def _cell(self, cell: nodes.Element) -> str:
        parts = list(self.inside(cell, 0, ""))
        return "<br>".join(part.text.replace("\n", "<br>") for part in parts if isinstance(part, Prose))


def _quoted(parts: Iterable[Part], section: str) -> Iterator[Part]:
    """Put prose of a box behind the mark of a quote; code and tables of it stand alone, so that they can be taken."""
    for prose, group in groupby(parts, lambda part: isinstance(part, Prose)):
        if prose:
            text = markdown_of(group)
            yield Prose("\n".join(f"> {line}".rstrip() for line in text.split("\n")), section)
        else:
            yield from group
