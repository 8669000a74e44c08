"""What a page is, in the words of schema.org, for machines that read pages: JSON-LD in its head.

The vocabulary is https://schema.org/TechArticle and https://schema.org/BreadcrumbList. All facts are those that the
page shows by other means.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from tutorial_utils.sphinxext.breadcrumbs import crumbs_of
from tutorial_utils.sphinxext.social_card import CARD

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["script_of", "setup"]


def script_of(data: dict[str, Any]) -> str:
    r"""Write data as a script element that no text can end early.

    >>> from tutorial_utils.sphinxext.structured_data import script_of
    >>> print(script_of({"name": "</script>"}), end="")
    <script type="application/ld+json">{"name": "\u003c/script>"}</script>
    """
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>\n'


def _tell(app: Sphinx, name: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if doctree is None:
        return
    base = app.config.html_baseurl
    site = {"@type": "WebSite", "name": app.config.project, "url": base}
    crumbs = [(crumb.page, crumb.title) for crumb in crumbs_of(app, name)] + [(name, context["title"])]
    way = [
        {
            "@type": "ListItem",
            "position": number,
            "name": _plain(title),
            "item": base + app.builder.get_target_uri(page),
        }
        for number, (page, title) in enumerate(crumbs, 1)
    ]
    article = {
        "@type": "TechArticle",
        "headline": _plain(context["title"]),
        "description": context["page_description"],
        "url": way[-1]["item"],
        "image": base + CARD,
        "inLanguage": app.config.language,
        "isPartOf": site,
    }
    page = site | {"description": context["page_description"]}
    graph = [article, {"@type": "BreadcrumbList", "itemListElement": way}] if len(way) > 1 else [page]
    context["metatags"] += script_of({"@context": "https://schema.org", "@graph": graph})


def _plain(title: str) -> str:
    return str(Markup(title).striptags())  # noqa: S704  # Sphinx's own HTML, and all of it goes


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add to the head of each page."""
    app.connect("html-page-context", _tell, priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
