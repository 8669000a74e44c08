"""One style sheet for the whole site: a browser draws nothing before it has all of them, and each is a round trip.

The sheets that every page would load, of the theme, the extensions and this site, are joined in their order; a
second page finds the one file in the cache. What an extension adds to single pages stays a link of its own, and so
does what ``stylesheets_apart`` names. The text of the sheets is not changed, but for comments, which go.

>>> from tutorial_utils.sphinxext.one_stylesheet import without_comments
>>> without_comments("/*! license */ a { b: c } /* why */")
'/*! license */ a { b: c }'
"""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import StylesheetError
from tutorial_utils.sphinxext.files import write_changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["NAME", "joined", "setup", "without_comments"]

NAME = "all.css"
ORDINARY = {"rel": "stylesheet", "type": "text/css"}

_COMMENT = re.compile(r"\s*/\*(?!!).*?\*/", re.DOTALL)
_ADDRESS = re.compile(r"url\(\s*[\"']?(?!data:|#|/|https?:)([^\"')]+)")


def without_comments(css: str) -> str:
    """Return a style sheet without comments, but with notices of licenses (``/*!``).

    >>> from tutorial_utils.sphinxext.one_stylesheet import without_comments
    >>> without_comments("a { b: c } /* why */")
    'a { b: c }'
    """
    return _COMMENT.sub("", css)


def joined(sheets: Iterable[tuple[str, str]]) -> str:
    r"""Return several style sheets as one.

    Args:
        sheets: Name, relative to the directory of the result, and text of each.

    Raises:
        StylesheetError: A sheet in another directory names a file by a relative address, which would now be wrong.

    >>> from tutorial_utils.sphinxext.one_stylesheet import joined
    >>> joined([("a.css", "a { b: c }"), ("deep/d.css", "d { e: f }")])
    'a { b: c }\nd { e: f }\n'
    """
    parts = []
    for name, text in sheets:
        css = without_comments(text).strip()
        if "/" in name and (found := _ADDRESS.search(css)):
            msg = (
                f"expected no relative address in {name}, which is joined with other style sheets into {NAME}, "
                f"got url({found[1]}): name the sheet in stylesheets_apart of docs/conf.py"
            )
            raise StylesheetError(msg)
        parts.append(f"{css}\n")
    return "".join(parts)


def _everywhere(builder: StandaloneHTMLBuilder) -> list[str]:
    """Return the names, relative to ``_static``, of the sheets that every page loads and that can be joined."""
    apart = builder.config.stylesheets_apart
    sheets = sorted(builder._orig_css_files, key=lambda sheet: sheet.priority)  # noqa: SLF001  # Sphinx keeps them only there
    names = (str(sheet.filename).removeprefix("_static/") for sheet in sheets if sheet.attributes == ORDINARY)
    return [name for name in names if name != NAME and not any(fnmatch(name, pattern) for pattern in apart)]


def _write(builder: StandaloneHTMLBuilder) -> None:
    """Write the sheet, unless it is there already with this text."""
    static = Path(builder.outdir, "_static")
    text = joined((name, _text(builder, static / name)) for name in _everywhere(builder))
    write_changed(static / NAME, text)


def _text(builder: StandaloneHTMLBuilder, path: Path) -> str:
    if path.name == "pygments.css" and builder.config.html_theme == "furo":
        import furo

        # Furo writes this file, with the colors for the dark, when all pages are done.
        return str(furo.get_pygments_stylesheet())
    return path.read_text("utf-8")


def _link(app: Sphinx, _name: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
    """Let a page load the one sheet instead of those in it."""
    builder: Any = app.builder
    if not getattr(builder, "one_stylesheet_written", False):  # the first page is written before processes are forked
        _write(builder)
        builder.one_stylesheet_written = True
    inside = {f"_static/{name}" for name in _everywhere(builder)}
    context["css_files"] = [sheet for sheet in context["css_files"] if str(sheet.filename) not in inside]


def _keep_up(app: Sphinx, exception: Exception | None) -> None:
    """Write the sheet also where a style sheet changed and no page did."""
    if exception is None and app.builder.format == "html" and hasattr(app.builder, "_orig_css_files"):
        _write(app.builder)  # type: ignore[arg-type]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Link the one sheet first: what single pages add comes after it."""
    app.add_config_value("stylesheets_apart", (), "html", types=frozenset({list, tuple}))
    app.add_css_file(NAME, priority=100)
    app.connect("html-page-context", _link, priority=900)
    app.connect("build-finished", _keep_up)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
