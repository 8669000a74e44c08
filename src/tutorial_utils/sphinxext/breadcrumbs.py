"""The way from the front page to each page: links above its title, and the rule which pages a new title rewrites.

The titles around a page stand in its sidebar, in its links to the next and the previous page, and here; Sphinx
writes a page again only when its own text changed, so here all are written again when any title, or their order, does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["Crumb", "crumbs_of", "setup", "way_to"]


class Crumb(NamedTuple):
    """One page on the way: its name and its title, as HTML."""

    page: str
    title: str


def way_to(page: str, parents: Mapping[str, str | None]) -> list[str]:
    """Return the pages above a page, from the front page down.

    Args:
        page: Its name.
        parents: For each page the one whose toctree names it; ``None`` for the front page.

    >>> from tutorial_utils.sphinxext.breadcrumbs import way_to
    >>> way_to("tensors/dtype", {"tensors/dtype": "tensors/index", "tensors/index": "index", "index": None})
    ['index', 'tensors/index']
    """
    way: list[str] = []
    while (parent := parents.get(page)) is not None and parent not in way:
        way.insert(0, parent)
        page = parent
    return way


def crumbs_of(app: Sphinx, page: str) -> list[Crumb]:
    """Return the way to a page with the titles that readers see; empty for the front page and for pages apart."""
    parents = {name: around[0] for name, around in app.builder.relations.items()}  # type: ignore[attr-defined]  # of HTML
    return [
        Crumb(name, app.builder.render_partial(app.env.titles[name])["title"])  # type: ignore[attr-defined]  # of HTML
        for name in way_to(page, parents)
    ]


def nav_html(links: Sequence[tuple[str, str]]) -> str:
    """Write the links, pairs of address and title, as WAI-ARIA wants them.

    See https://www.w3.org/WAI/ARIA/apg/patterns/breadcrumb/; the page itself is left out, its title follows at once.
    """
    items = "".join(f'<li><a href="{href}">{title}</a></li>' for href, title in links)
    return f'<nav class="breadcrumb" aria-label="Breadcrumb"><ol>{items}</ol></nav>\n'


def _show(app: Sphinx, name: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    crumbs = crumbs_of(app, name) if doctree is not None else []
    if crumbs:
        context["body"] = nav_html([(context["pathto"](crumb.page), crumb.title) for crumb in crumbs]) + context["body"]


def _pages_to_write(_app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return every page if a title or the order of the pages is no longer what it was."""
    titles = sorted((name, title.astext()) for name, title in env.titles.items())
    now = repr((titles, sorted(env.collect_relations().items())))
    before, env.order_of_pages = getattr(env, "order_of_pages", now), now  # type: ignore[attr-defined]  # kept with the pages
    return env.found_docs if before != now else ()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Stand above the title, and watch over titles."""
    app.connect("html-page-context", _show, priority=700)
    app.connect("env-get-updated", _pages_to_write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
