"""Pages that are gone leave the site: Sphinx keeps what earlier builds wrote for them, for ever.

That is Sphinx's way (https://github.com/sphinx-doc/sphinx/issues/5908, issue 14327 asks for another); here, what is
left of a removed page would still be found by its old address and would go into the offline copy. Each build leaves a
list of the pages, with their Markdown and notebooks, and of the downloads; what stands in the list of the build before
and not in its own is taken away, and nothing else. What other extensions keep for a page, such as the text for the
search, they clear away themselves.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from tutorial_utils.sphinxext.files import write_changed
from tutorial_utils.sphinxext.take_along import NOTEBOOKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["LIST", "setup", "take_away", "written"]

LIST = ".written.json"
"""Hidden, so that it goes into no offline copy."""

_log = logging.getLogger(__name__)


def written(pages: Iterable[str], downloads: Iterable[str]) -> list[str]:
    """List the files that a build may have written for its pages; some have no notebook.

    Args:
        pages: Names without a suffix.
        downloads: Names relative to ``_downloads``.

    >>> from tutorial_utils.sphinxext.leftovers import written
    >>> written(["a"], ["1/x.py"])
    ['_downloads/1/x.py', 'a.html', 'a.md', 'notebooks/a.ipynb']
    """
    own = (name for page in pages for name in (f"{page}.html", f"{page}.md", f"{NOTEBOOKS}/{page}.ipynb"))
    return sorted({*own, *(f"_downloads/{name}" for name in downloads)})


def take_away(site: Path, now: list[str]) -> list[str]:
    """Delete what the last build wrote and this one did not, with directories that are empty then.

    Args:
        site: Directory of the site.
        now: As `written` returns it.

    Returns:
        The names of the files that were deleted.
    """
    file = site / LIST
    before = json.loads(file.read_text("utf-8")) if file.exists() else []
    gone = [name for name in sorted(set(before) - set(now)) if (site / name).exists()]
    for name in gone:
        (site / name).unlink()
        for folder in (site / name).parents:
            if folder == site or any(folder.iterdir()):
                break
            folder.rmdir()
    write_changed(file, json.dumps(now, indent=0) + "\n")
    return gone


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app.builder.name == "html":
        downloads = (Path(destination).as_posix() for _, destination in app.env.dlfiles.values())
        for name in take_away(Path(app.outdir), written(app.env.all_docs, downloads)):
            _log.info("took away %s, which no page has any more", name)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Look when all is written, and before the lists and the offline copy are made of it."""
    app.connect("build-finished", _finish, priority=300)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
