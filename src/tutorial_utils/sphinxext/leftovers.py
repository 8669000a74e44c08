"""Pages that are gone leave the site: Sphinx keeps what earlier builds wrote for them, for ever.

That is Sphinx's way (https://github.com/sphinx-doc/sphinx/issues/5908, issue 14327 asks for another); here, what is
left of a removed page would still be found by its old address and would go into the offline copy. Taken away are the
page with its Markdown and its notebook, and downloads that no page offers. What other extensions keep for a page,
such as the text for the search, they clear away themselves.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from tutorial_utils.sphinxext.take_along import NOTEBOOKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["left_over", "setup"]

_log = logging.getLogger(__name__)
_BESIDE = ("_static", "_downloads", "_images", "_search", "_sources", NOTEBOOKS)


def left_over(site: Path, pages: set[str], downloads: set[str]) -> Iterator[Path]:
    """Yield the files of a built site that belong to no page.

    Args:
        site: Directory of the site.
        pages: Names of all pages that it has, without a suffix.
        downloads: Names of all files that it offers, relative to ``_downloads``.
    """
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site)
        if name.parts[0].startswith("."):
            continue  # such as .git: no page is there
        if path.suffix in {".html", ".md"} and name.parts[0] not in _BESIDE:
            gone = name.with_suffix("").as_posix() not in pages
        elif path.suffix == ".ipynb" and name.parts[0] == NOTEBOOKS:
            gone = name.relative_to(NOTEBOOKS).with_suffix("").as_posix() not in pages
        else:
            inside = name.parts[0] == "_downloads" and path.is_file()
            gone = inside and name.relative_to("_downloads").as_posix() not in downloads
        if gone:
            yield path


def _take_away(written: set[str], app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name != "html" or not written:
        return
    if any(Path(own).is_relative_to(app.outdir) for own in (app.srcdir, app.confdir)):
        return  # a site written around its sources, as by `sphinx docs .`: their Markdown is no page of the site
    downloads = {Path(destination).as_posix() for _, destination in app.env.dlfiles.values()}
    for path in list(left_over(Path(app.outdir), app.env.all_docs.keys() | written, downloads)):
        _log.info("taking away %s, which no page has any more", path.relative_to(app.outdir))
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Look when all is written, and before the lists and the offline copy are made of it."""
    written: set[str] = set()  # with pages that have no source, which Sphinx writes in each build and in this process
    app.connect("html-page-context", lambda _app, name, *_: written.add(name))
    app.connect("build-finished", functools.partial(_take_away, written), priority=300)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
