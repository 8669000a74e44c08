"""A line above each block that needs hardware, so that a block nobody has run does not look like one that was.

The requirement is the comment ``% requires: cuda``; whether the block was skipped, the verification record knows.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from tutorial_utils.runtime.requirements import REQUIREMENTS
from tutorial_utils.snippets.record import load_record

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["note_text", "setup"]

_REQUIRES = re.compile(r"^\s*requires:\s*(.+?)\s*$", re.MULTILINE)


def note_text(names: list[str], reasons: set[str]) -> str:
    """Return the line above a block.

    Args:
        names: What the block requires, keys of ``REQUIREMENTS``.
        reasons: Why blocks of this page were skipped, as recorded.

    >>> from tutorial_utils.sphinxext.requires_note import note_text
    >>> note_text(["cuda"], set())
    'Needs a machine with a CUDA device.'
    >>> note_text(["cuda"], {"needs a machine with a CUDA device; torch 2.13.0+cpu is built without CUDA"})
    'Needs a machine with a CUDA device: not run for this page.'
    """
    needed = [REQUIREMENTS[name] for name in names if name in REQUIREMENTS]
    skipped = any(reason.startswith(f"needs {need};") for need in needed for reason in reasons)
    return f"Needs {' and '.join(needed)}{': not run for this page' if skipped else ''}."


class RequiresNotes(SphinxPostTransform):
    """Puts the line above each block, when the page is written."""

    default_priority = 7

    def run(self, **_: Any) -> None:  # noqa: ANN401  # the signature is Sphinx's
        """Find each comment that stands above a block and write its line."""
        found = [node for node in self.document.findall(nodes.comment) if _REQUIRES.search(node.astext())]
        if not found:
            return
        root = Path(self.app.confdir).parent
        page = Path(self.env.doc2path(self.env.docname)).resolve().relative_to(root.resolve()).as_posix()
        record = load_record(root).get(page)
        reasons = {block.reason for block in record.blocks if block.reason} if record else set()
        for comment in found:
            names = [name for match in _REQUIRES.finditer(comment.astext()) for name in re.split(r"[,\s]+", match[1])]
            note = nodes.paragraph("", note_text(names, reasons), classes=["requires-note"])
            comment.parent.insert(comment.parent.index(comment), note)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_post_transform(RequiresNotes)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
