"""The description of each page: one or two sentences that search engines and link cards show below its title.

A page has it in ``html_meta``, a gallery script in a comment (``gallery_meta``), and a page that Sphinx makes by
itself in `MADE`. A page without one, or with one that would be cut, is a warning.
What else such a place is told is in the neighbors ``social_card`` and ``structured_data``.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["LONGEST", "MADE", "SHORTEST", "description_of", "problem_of", "setup"]

SHORTEST, LONGEST = 50, 160  # what is longer is cut in the lists of the usual search engines
MADE = {
    "404": "There is no page at this address of the PyTorch Quickstart: a search, and the way to the front page.",
    "genindex": "Every function, class and attribute of tutorial_utils, the package behind this site, from A to Z.",
    "search": "Search the pages, tables and error messages of the PyTorch Quickstart in the browser, without a server.",
}
_LOGGER = logging.getLogger(__name__)


def problem_of(description: str) -> str:
    """Return what is wrong with a description; nothing if it is well.

    >>> from tutorial_utils.sphinxext.page_description import problem_of
    >>> print(problem_of("Too short."))
    expected a description of 50 to 160 characters, got 10 ('Too short.'): mend it in html_meta of the page, or in \
sphinx_gallery_description of the script
    >>> problem_of("What torch.dtype is, and how to ask, choose and convert it.")
    ''
    """
    if SHORTEST <= len(description) <= LONGEST:
        return ""
    got = f"{len(description)} ({description!r})" if description else "none"
    return (
        f"expected a description of {SHORTEST} to {LONGEST} characters, got {got}: "
        "mend it in html_meta of the page, or in sphinx_gallery_description of the script"
    )


def description_of(name: str, doctree: nodes.document | None) -> str:
    """Return the description of a page, wherever it stands; empty if there is none."""
    return _written(doctree) or MADE.get(name, "")


def _written(doctree: nodes.document | None) -> str:
    """Return the description that a page has among its meta nodes."""
    found = doctree.findall(nodes.meta) if doctree is not None else ()
    return next((str(node["content"]) for node in found if node.get("name") == "description"), "")


def _describe(_app: Sphinx, name: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Put the description where the theme, and the extension for link cards, will find it."""
    tags = context.get("metatags", "")
    description = description_of(name, doctree)
    if not _written(doctree):
        tags += f'<meta name="description" content="{escape(description)}" />\n'
    if name in MADE and name != "search":  # docs/_templates/search.html says it, as furo's does
        tags += '<meta name="robots" content="noindex" />\n'
    if problem := problem_of(description):
        _LOGGER.warning(problem, location=name)
    context["metatags"] = tags
    context["page_description"] = description
    context["meta"] = {**(context.get("meta") or {}), "og:description": description}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Describe a page before any other extension adds to its head."""
    app.connect("html-page-context", _describe, priority=300)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
