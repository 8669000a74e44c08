"""A change of the text of every page when it is written; no extension itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutorial_utils.snippets.index import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["change_bodies"]


def change_bodies(app: Sphinx, change: Callable[[str], str], file: str) -> ExtensionMetadata:
    """Set up an extension that changes the HTML of each page, and does so again to all when its own code changed.

    Args:
        app: The application.
        change: From the text of a page to the text that is written.
        file: The extension, as its ``__file__`` says.
    """

    def apply(_app: Sphinx, _name: str, _template: str, context: dict[str, Any], _tree: nodes.document | None) -> None:
        if "body" in context:
            context["body"] = change(context["body"])

    path = Path(file)
    app.connect("html-page-context", apply)
    app.add_config_value(f"{path.stem}_code", digest_of(path), "html", types=frozenset({str}))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
