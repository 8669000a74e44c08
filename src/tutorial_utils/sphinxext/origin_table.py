"""The directive ``{origin-table}``: what old tutorials say, what is true today, and a link to the proof.

Its rows are the changed statements of ``docs/origin.tsv``, read by ``facts.origin``.  Of all statements, also those
that are still true and have no row, the place is looked for in the pages; one that is not there is a Sphinx warning.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from tutorial_utils.errors import OriginError
from tutorial_utils.facts.origin import STATUSES, read_statements
from tutorial_utils.sphinxext.facts_markup import inline, row_node

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from tutorial_utils.facts.origin import Statement

__all__ = ["FILE", "OriginTable", "lost", "origin_table_place", "setup"]

logger = logging.getLogger(__name__)

FILE = "origin.tsv"
_HEADINGS = ("old tutorials say", "today", "change", "proof")


class origin_table_place(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801 -- docutils: no types, lower case
    """Where the table will stand."""


class OriginTable(SphinxDirective):
    """A table of all that changed since the original was written."""

    def run(self) -> list[nodes.Node]:
        """Leave a place: what the other pages have is known when all of them are read."""
        self.env.note_dependency(str(Path(self.env.srcdir) / FILE))
        self.env.note_reread()  # a heading of any other page may go
        place = origin_table_place()
        self.set_source_info(place)
        return [place]


class FillOrigin(SphinxPostTransform):
    """Puts the table into its place when the page is written."""

    formats = ("html",)
    default_priority = 6  # before the theme wraps its tables

    def run(self, **_: Any) -> None:  # noqa: ANN401  # the signature is Sphinx's
        """Read the rows, look for their places, and make the table."""
        for place in list(self.document.findall(origin_table_place)):
            try:
                statements = read_statements(Path(self.env.srcdir) / FILE)
            except OriginError as error:
                _warn(str(error), place)
                place.parent.remove(place)
                continue
            for message in lost(statements, self.env):
                _warn(message, place)
            place.replace_self([_sum_node(statements), self._table_node(it for it in statements if it.changed)])

    def _table_node(self, statements: Iterable[Statement]) -> nodes.table:
        table = nodes.table(classes=["facts-table", "origin-table", "stacked"], facts_table="origin")
        group = nodes.tgroup(cols=len(_HEADINGS))
        for index, _ in enumerate(_HEADINGS):
            group += nodes.colspec(colwidth=1, **({"stub": 1} if index == 0 else {}))
        group += nodes.thead("", row_node(([[nodes.Text(heading)]] for heading in _HEADINGS), marked=False))
        body = nodes.tbody()
        for it in statements:
            cells = (inline(it.original), inline(it.today), [nodes.Text(STATUSES[it.status])], [self._proof(it)])
            row = row_node([cell] for cell in cells)
            row["ids"] = [f"origin-{it.id.lower()}"]
            body += row
        group += body
        table += group
        return table

    def _proof(self, it: Statement) -> nodes.Node:
        if it.dropped:
            return nodes.Text(f"left out: {it.dropped}")
        title = self.env.titles[it.page].astext() if it.page in self.env.titles else it.page
        address = f"{relative_uri(self.env.docname, f'{it.page}.html')}#{it.anchor}"
        # The rest of a title would make the column wide.
        return nodes.reference("", title.partition(":")[0], refuri=address, internal=True)


def lost(statements: Iterable[Statement], env: BuildEnvironment) -> list[str]:
    """One plain sentence for each statement whose page or anchor is not there."""
    found = []
    ids: dict[str, set[str]] = {}
    for it in statements:
        if it.page and it.page not in ids:
            ids[it.page] = _ids_of(it.page, env)
        if it.page and it.anchor not in ids[it.page]:
            found.append(f"{it.id} leads to {it.page}#{it.anchor}, which is not there; mend the row in docs/{FILE}")
    return found


def _ids_of(docname: str, env: BuildEnvironment) -> set[str]:
    if docname not in env.all_docs:
        return set()
    return {one for node in env.get_doctree(docname).findall(nodes.Element) for one in node.get("ids", [])}


def _sum_node(statements: tuple[Statement, ...]) -> nodes.paragraph:
    counts = Counter(it.status for it in statements)
    parts = ", ".join(f"{counts[status]} {words}" for status, words in STATUSES.items())
    dropped = sum(bool(it.dropped) for it in statements)
    words = f"{len(statements)} statements: {parts}. Of all of them {dropped} are left out, the others have a place."
    return nodes.paragraph("", words, classes=["facts-sum"])


def _warn(message: str, location: nodes.Node) -> None:
    logger.warning("origin-table: %s", message, location=location, type="origin_table", subtype="lost")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_node(origin_table_place)
    app.add_directive("origin-table", OriginTable)
    app.add_post_transform(FillOrigin)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
