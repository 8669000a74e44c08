"""Description and keywords of a gallery page: what a Markdown page has in ``html_meta``, a script has in comments.

They are comments of sphinx-gallery's own form, which it leaves out of the page and of the downloads:
``# sphinx_gallery_description = "..."`` and ``# sphinx_gallery_keywords = "..."``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["meta_of", "setup"]

_COMMENT = re.compile(
    r"^# sphinx_gallery_(?P<name>description|keywords) = (?P<quote>[\"'])(?P<text>.*)(?P=quote)$", re.MULTILINE
)


def meta_of(script: str) -> dict[str, str]:
    r"""Return what the comments of a script say of its page.

    >>> from tutorial_utils.sphinxext.gallery_meta import meta_of
    >>> meta_of("# sphinx_gallery_description = 'Fit a line.'\nimport torch")
    {'description': 'Fit a line.'}
    """
    return {found["name"]: found["text"] for found in _COMMENT.finditer(script)}


def _add_meta(app: Sphinx, doctree: nodes.document) -> None:
    script = Path(app.srcdir, app.env.docname).with_suffix(".py")
    if script.exists():
        app.env.note_dependency(script)
        meta = meta_of(script.read_text("utf-8"))
        doctree.insert(0, [nodes.meta("", name=name, content=text) for name, text in meta.items()])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put what is said where the search and the head of the page look for it, before others read the page."""
    app.connect("doctree-read", _add_meta, priority=300)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
