"""What a host shows at an address that has no page: ``404.html``, with a search and the way home.

A host serves this one file at any depth, so sphinx-notfound-page writes links from the root of the host; the path
below it is that of ``html_baseurl``. Opened from a disk the page has no styles: there, no address is missing.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["body_of", "setup"]

TITLE = "Page not found"


def body_of(prefix: str, home: str) -> str:
    """Return the text of the page.

    Args:
        prefix: Path of the site on its host, from slash to slash.
        home: Title of the front page.
    """
    return f"""<section id="page-not-found">
<h1>{TITLE}</h1>
<p>There is no page at this address. It may have been renamed, or the link may have a letter too few.</p>
<form class="search-field" role="search" aria-label="This site" method="get" action="{prefix}search.html">
<label>What were you looking for? <input type="search" name="q"></label>
<button type="submit">Search</button>
</form>
<p>Or begin at the front page: <a href="{prefix}index.html">{escape(home)}</a>.</p>
</section>
"""


def _configure(_app: Sphinx, config: Config) -> None:
    prefix = urlsplit(config.html_baseurl).path or "/"
    config.notfound_urls_prefix = prefix
    config.notfound_context = {"title": TITLE, "body": body_of(prefix, config.project)}


def _detach(app: Sphinx, name: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
    """Take away what would tie the page to one address: it is read at many."""
    if name == app.config.notfound_pagename:
        context["pageurl"] = None
        context["content_root"] = app.config.notfound_urls_prefix  # where scripts look for their files


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set the values behind ``hosting`` and before sphinx-notfound-page."""
    app.connect("config-inited", _configure, priority=200)
    app.connect("html-page-context", _detach)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
