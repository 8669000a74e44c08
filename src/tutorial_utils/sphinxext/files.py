"""Files that extensions write beside what Sphinx writes, and where; no extension itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["gallery_folder", "write_changed"]


def gallery_folder(app: Sphinx) -> Path:
    """Return the directory in which sphinx-gallery writes its pages; it stands among the sources."""
    return Path(app.srcdir, app.config.sphinx_gallery_conf["gallery_dirs"])


def write_changed(path: Path, text: str) -> bool:
    """Write a text file unless it is there with this text, so that it keeps its time; return whether it was written.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from tutorial_utils.sphinxext.files import write_changed
    >>> with TemporaryDirectory() as folder:
    ...     [write_changed(Path(folder, "deep", "a.txt"), text) for text in ("one", "one", "two")]
    [True, False, True]
    """
    if path.exists() and path.read_text("utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return True
