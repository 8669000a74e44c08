"""A build with warnings leaves no cache: Sphinx does not repeat the warnings of a page it has kept.

Without this, a build that failed for a warning would pass when it is simply run again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]

ENVIRONMENT = "environment.pickle"


def _forget(app: Sphinx, exception: Exception | None) -> None:
    """Remove the stored environment, so that the next build reads every page again."""
    if exception is not None or app._warncount:  # noqa: SLF001  # Sphinx shows this count in no other way
        (Path(app.doctreedir) / ENVIRONMENT).unlink(missing_ok=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the rule."""
    app.connect("build-finished", _forget, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
