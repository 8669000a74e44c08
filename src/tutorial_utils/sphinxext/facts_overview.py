"""The directive ``{facts-overview}``: every table of facts there is, the page that shows it, and how large it is.

Nothing is listed by hand: the tables are those of ``facts.registry``, and the page of each is where its label stands.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from tutorial_utils.errors import StoredTableError
from tutorial_utils.facts import registry
from tutorial_utils.facts.table import read
from tutorial_utils.sphinxext.facts_markup import NO_ANSWER, row_node, table_label

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from tutorial_utils.facts.table import Table

__all__ = ["FactsOverview", "facts_overview_place", "setup"]

_HEADINGS = ("table", "page", "rows", "cells")


class facts_overview_place(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801 -- docutils: no types, lower case
    """Where the overview will stand."""


class FactsOverview(SphinxDirective):
    """A list of all tables of facts, with their sizes."""

    def run(self) -> list[nodes.Node]:
        """Leave a place: which page shows a table is known when all pages are read."""
        self.env.note_reread()  # any other page may change what stands here
        place = facts_overview_place()
        self.set_source_info(place)
        return [place]


class FillOverview(SphinxPostTransform):
    """Puts the overview into its place when the page is written."""

    default_priority = 6  # before references are resolved and before the theme wraps its tables

    def run(self, **_: Any) -> None:  # noqa: ANN401  # the signature is Sphinx's
        """Read the reviewed cells of every table; one that has none yet is listed without numbers."""
        for place in list(self.document.findall(facts_overview_place)):
            stored = {name: self._read(name) for name in sorted(registry.TABLES)}
            place.replace_self([_sum_node([table for table in stored.values() if table]), self._table_node(stored)])

    def _read(self, name: str) -> Table | None:
        try:
            return read(name, registry.stored_path(Path(self.env.srcdir), name))
        except StoredTableError:
            return None  # said where the table is shown

    def _table_node(self, stored: dict[str, Table | None]) -> nodes.table:
        table = nodes.table(classes=["facts-table", "facts-overview"])
        group = nodes.tgroup(cols=len(_HEADINGS))
        for index, _ in enumerate(_HEADINGS):
            group += nodes.colspec(colwidth=1, **({"stub": 1} if index == 0 else {}))
        group += nodes.thead("", row_node(([[nodes.Text(heading)]] for heading in _HEADINGS), marked=False))
        group += nodes.tbody("", *(row_node(self._cells(name, found)) for name, found in stored.items()))
        table += group
        return table

    def _cells(self, name: str, table: Table | None) -> list[list[list[nodes.Node]]]:
        label = table_label(name)
        docname, _ = self.env.domains.standard_domain.anonlabels.get(label, ("", ""))
        key: nodes.Node = nodes.literal("", name)
        page: nodes.Node = nodes.Text(NO_ANSWER)
        if docname:
            key = _link("ref", label, key)
            title = self.env.titles[docname].astext().partition(":")[0]  # the rest would make the column wide
            page = _link("doc", f"/{docname}", nodes.inline("", title))
        sizes = [f"{len(table.rows)}", f"{_cells_in(table)}"] if table else [NO_ANSWER, NO_ANSWER]
        return [[[key]], [[page]], *([[nodes.Text(size)]] for size in sizes)]


def _link(kind: str, target: str, text: nodes.Node) -> nodes.Node:
    where = {"refdomain": "std", "reftype": kind, "reftarget": target, "refexplicit": True, "refwarn": True}
    return addnodes.pending_xref("", text, **where)


def _cells_in(table: Table) -> int:
    """The cells that answer something: all but the keys."""
    return len(table.rows) * (len(table.columns) - 1)


def _sum_node(tables: list[Table]) -> nodes.paragraph:
    rows, cells = sum(len(table.rows) for table in tables), sum(map(_cells_in, tables))
    words = f"{len(tables)} tables with {rows:,} rows: {cells:,} reviewed cells, the first column not counted."
    return nodes.paragraph("", words, classes=["facts-sum"])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_node(facts_overview_place)
    app.add_directive("facts-overview", FactsOverview)
    app.add_post_transform(FillOverview)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
