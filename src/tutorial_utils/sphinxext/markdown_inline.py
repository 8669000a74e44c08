r"""The text inside a paragraph as Markdown: links, code, emphasis, formulas, and letters that Markdown would read.

Paragraphs, lists and tables are the neighbor ``markdown_parts.py``.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from docutils import nodes

from tutorial_utils.errors import MarkdownError

__all__ = ["Place", "code_span", "escaped", "inline_markdown"]

_SPECIAL = re.compile(r"[\\`*\[\]<$]|(?<!\w)_|_(?!\w)")
_AT_START = re.compile(r"^(?:(#{1,6}|[-+>])(?=\s)|(\d+)([.)])(?=\s))")
_PLAIN = {"inline", "abbreviation", "target", "generated", "download_reference", "desc_name", "literal_emphasis"}
_EMPHASIS = {"emphasis": "*", "title_reference": "*", "strong": "**", "literal_strong": "**"}
_GONE = {"index", "raw", "comment", "image", "footnote_reference"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text will be read: apart from the site, so that a link needs the address of the site, or names a page.

    >>> from tutorial_utils.sphinxext.markdown_inline import Place
    >>> Place("storage/index", "https://e.org/").link("dtypes", "../tensors/dtype.html#sizes")
    '[dtypes](https://e.org/tensors/dtype.html#sizes)'
    >>> Place("storage/index", "").link("dtypes", "../tensors/dtype.html#sizes")
    'dtypes (page `tensors/dtype`)'
    """

    docname: str
    base: str

    def link(self, text: str, uri: str) -> str:
        """Return a link from this page; without an address of the site, the name of the page it leads to."""
        if re.match(r"[a-z]+:", uri):
            return f"[{text}](<{uri}>)" if re.search(r"[()\s]", uri) else f"[{text}]({uri})"
        path, _, anchor = uri.partition("#")
        folder = posixpath.dirname(self.docname)
        target = posixpath.normpath(posixpath.join(folder, path)) if path else f"{self.docname}.html"
        if self.base:
            return f"[{text}]({self.base}{target}{'#' * bool(anchor)}{anchor})"
        page = target.removesuffix(".html")
        return text if page == self.docname else f"{text} (page `{page}`)"


def inline_markdown(node: nodes.Node, place: Place) -> str:
    r"""Return the text of a node's children on one line.

    Args:
        node: A paragraph, a title, a caption, or a part of one.
        place: The page, and the address of the site.

    Raises:
        MarkdownError: There is a node for which Markdown has no form here.

    >>> from docutils import nodes
    >>> from tutorial_utils.sphinxext.markdown_inline import Place, inline_markdown
    >>> inline_markdown(nodes.paragraph("", "", nodes.Text("2 * 3\nof "), nodes.literal("", "x[0]")), Place("a", ""))
    '2 \\* 3 of `x[0]`'
    """
    text = " ".join("".join(_written(child, place) for child in node.children).split())
    return _AT_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)


def escaped(text: str) -> str:
    r"""Return plain text with a backslash before what Markdown would read as markup.

    >>> from tutorial_utils.sphinxext.markdown_inline import escaped
    >>> escaped("grad_fn of x[0] and _version")
    'grad_fn of x\\[0\\] and \\_version'
    """
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def code_span(text: str) -> str:
    """Return inline code, in as many backticks as the code needs around it.

    >>> from tutorial_utils.sphinxext.markdown_inline import code_span
    >>> code_span("a `b`")
    '`` a `b` ``'
    """
    text = " ".join(text.split())
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    pad = " " if text.startswith("`") or text.endswith("`") or longest else ""
    return f"{'`' * (longest + 1)}{pad}{text}{pad}{'`' * (longest + 1)}"


def _written(node: nodes.Node, place: Place) -> str:
    if isinstance(node, nodes.Text):
        return escaped(str(node))
    name = node.tagname
    if name in _GONE:
        return ""
    if name in {"literal", "math"}:
        return code_span(node.astext()) if name == "literal" else f"${node.astext().strip()}$"
    inner = "".join(_written(child, place) for child in node.children)
    if name not in {"reference", *_EMPHASIS, *_PLAIN}:
        msg = (
            f"expected text that Markdown can hold on page {place.docname!r}, got a node {name!r}: "
            "write it in another way, or teach sphinxext/markdown_inline.py its form"
        )
        raise MarkdownError(msg)
    if name == "reference" and inner:
        return place.link(inner, node.get("refuri") or f"#{node.get('refid', '')}")
    mark = _EMPHASIS.get(name, "") if inner.strip() else ""
    return f"{mark}{inner}{mark}"
