"""A page taken apart into what a search may lead to: sections, rows of facts tables, terms, functions.

Each piece of text goes to the innermost of them. Left out are formulas, pictures, lists of other pages, and what has
the class ``no-search``, as in Sphinx's own search. What becomes of the sections is the room ``tutorial_utils.search``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from tutorial_utils.search.sections import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["sections_of", "text_of"]

_LEFT_OUT = (nodes.raw, nodes.math_block, nodes.comment, nodes.image, nodes.thead, addnodes.toctree)
_CLASSES = {"no-search", "toctree-wrapper", "cell-heading", "sphx-glr-footer"}
_ONWARD = "Where to go next"
"""The last section of a page names the subjects of others; a reader looks for a subject on its own page."""


@dataclass
class _Draft:
    kind: str
    anchor: str
    title: str
    prose: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)

    def finished(self) -> Section:
        return Section(
            self.kind, self.anchor, self.title, tuple(self.prose), tuple(self.code), ", ".join(self.keywords)
        )


def sections_of(document: nodes.document) -> tuple[Section, ...]:
    """Take a page apart; its top comes first."""
    drafts = [_Draft("page", "", "")]
    for child in document.children:
        _collect(child, drafts[0], drafts)
    return tuple(draft.finished() for draft in drafts)


def text_of(parts: Iterable[nodes.Node], mark: str = "`") -> str:
    r"""Write the text of nodes on one line, code between marks.

    Example:
        >>> from docutils import nodes
        >>> from tutorial_utils.sphinxext.search_sections import text_of
        >>> text_of([nodes.Text("A\n"), nodes.literal("", "view")])
        'A `view`'
    """
    return " ".join("".join(piece for part in parts for piece in _pieces(part, mark)).split())


def _pieces(node: nodes.Node, mark: str) -> Iterator[str]:
    if isinstance(node, nodes.literal):
        yield f"{mark}{node.astext()}{mark}"
    elif isinstance(node, nodes.math):
        yield "\N{HORIZONTAL ELLIPSIS}"
    elif isinstance(node, nodes.Text):
        yield node.astext()
    elif not _is_left_out(node):
        for child in node.children:
            yield from _pieces(child, mark)


def _is_left_out(node: nodes.Node) -> bool:
    if isinstance(node, _LEFT_OUT):
        return True
    return isinstance(node, nodes.Element) and not _CLASSES.isdisjoint(node["classes"])


def _collect(node: nodes.Node, draft: _Draft, drafts: list[_Draft]) -> None:
    """Add what a node holds to a draft, or to new ones."""
    if isinstance(node, nodes.meta):
        kept = {"description": draft.prose, "keywords": draft.keywords}.get(node.get("name", ""), [])
        kept.append(node["content"])
    elif _is_left_out(node):
        return
    elif isinstance(node, nodes.TextElement):
        if node.tagname.endswith("_block"):  # literal, doctest, and sphinx-gallery's own, with links in it
            draft.code.append(node.astext())
        elif text := text_of(node.children):
            draft.prose.append(text)
    else:
        _collect_parts(node, draft, drafts)


def _collect_parts(node: nodes.Node, draft: _Draft, drafts: list[_Draft]) -> None:
    opened = _opened(node) if isinstance(node, nodes.Element) else None
    if opened is None:
        for child in node.children:
            _collect(child, draft, drafts)
        return
    anchor, title, body = opened
    if title == _ONWARD:
        return
    if isinstance(node, nodes.section) and not draft.anchor and not draft.title:
        draft.title = title  # the top of the page, at which its link leads without an anchor
    else:
        draft = _Draft("section" if isinstance(node, nodes.section) else "entry", anchor, title)
        drafts.append(draft)
    for child in body:
        _collect(child, draft, drafts)


def _opened(node: nodes.Element) -> tuple[str, str, list[nodes.Node]] | None:
    """Anchor, heading and body of a node that a link can lead to."""
    if not node.children:
        return None
    first, rest = node.children[0], list(node.children[1:])
    if isinstance(node, nodes.section) and isinstance(first, nodes.title):
        return node["ids"][0], text_of(first.children, ""), rest
    if isinstance(node, nodes.row) and node["ids"]:
        return node["ids"][0], text_of([first], ""), rest
    if isinstance(node, nodes.definition_list_item) and first["ids"]:
        return first["ids"][0], text_of(first.children, ""), rest
    if isinstance(node, addnodes.desc) and first["ids"]:
        return first["ids"][0], first.get("fullname") or first.astext(), rest
    return None
