"""The list of all pages for search engines, in the same order from every build, and the robots.txt that names it.

sphinx-sitemap writes the list, but only of the pages that this build wrote, in the order in which they were ready
(https://github.com/jdillard/sphinx-sitemap/issues/13); before it writes, it is given all pages of the site.
Pages that Sphinx makes by itself are not in it: they tell search engines to leave them out.
"""

from __future__ import annotations

from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["robots_of", "setup"]


def robots_of(address: str) -> str:
    r"""Return the text of robots.txt.

    Crawlers read it at the root of a host only; on a site below that, the sitemap has to be handed in by hand.

    >>> from tutorial_utils.sphinxext.sitemap import robots_of
    >>> robots_of("https://guide.example/")
    'User-agent: *\nAllow: /\n\nSitemap: https://guide.example/sitemap.xml\n'
    """
    return f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n"


def _list_all(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    links: Queue[tuple[str, None]] = Queue()  # the second is a date, which no text file keeps
    for name in sorted(app.env.found_docs):
        links.put((app.builder.get_target_uri(name), None))
    app.sitemap_links = links  # type: ignore[attr-defined]  # where sphinx-sitemap looks
    Path(app.outdir, "robots.txt").write_text(robots_of(app.config.html_baseurl), "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Stand before sphinx-sitemap, which writes at 500."""
    app.connect("build-finished", _list_all, priority=400)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
