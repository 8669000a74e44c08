"""Another style or script writes all pages again: each page has the digest of the file in the address (``?v=``).

Sphinx writes a page again when its text changed; a page that it keeps would name the old digest, and a browser that
has the old file in its cache would go on using it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tutorial_utils.snippets.index import digest_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let all pages depend on the styles and scripts of this site; those of the theme change with its version."""
    static = [path for path in Path(app.confdir, "_static").rglob("*") if path.suffix in {".css", ".js"}]
    app.add_config_value("static_digest", digest_of(*sorted(static)), "html", types=frozenset({str}))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
