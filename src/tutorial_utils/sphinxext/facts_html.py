"""What a table of facts has only in HTML: a link to each row, headings in stacked cells, a place for its filter.

The scripts that fill that place and sort the rows are ``docs/_static/table-*.js``; without them the table stands whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["FILTERED_FROM", "FactsHtml", "OneIdEach", "setup"]

FILTERED_FROM = 13
"""The number of rows from which a table has a filter: fewer are seen at a glance."""


class FactsHtml(SphinxPostTransform):
    """Adds to each table of facts what readers use in a browser."""

    formats = ("html",)
    default_priority = 450  # before furo puts each table in a frame that scrolls: the filter stands outside

    def run(self, **_: Any) -> None:  # noqa: ANN401  # the signature is Sphinx's
        """Change the tables of one page."""
        for table in list(self.document.findall(nodes.table)):
            if "facts_table" not in table:
                continue
            heading, *rows = table.findall(nodes.row)
            for row in rows:
                row[0] += _link_to(row, self.config.html_permalinks_icon)
                if "stacked" in table["classes"]:
                    _repeat_headings(heading, row)
            if len(rows) >= FILTERED_FROM:
                place = nodes.container(classes=["facts-tools"])
                table.parent.insert(table.parent.index(table), place)


def _link_to(row: nodes.row, icon: str) -> nodes.raw:
    # The same words in each row, which the row's own name explains: names of their own were a tenth of a long table.
    words = 'aria-label="Link to this row"'
    link = f'<a class="headerlink" href="#{row["ids"][0]}" {words}>{icon}</a>'
    return nodes.raw("", link, format="html")


def _repeat_headings(heading: nodes.row, row: nodes.row) -> None:
    """Write in each cell what its column is; wide windows hide it."""
    for title, cell in list(zip(heading, row, strict=True))[1:]:
        cell.insert(0, nodes.inline("", title.astext(), classes=["cell-heading"]))


class OneIdEach(SphinxPostTransform):
    """Takes the ids off the frame that furo puts around a table: it copies them, and an id must stand once."""

    formats = ("html",)
    default_priority = 510  # after furo

    def run(self, **_: Any) -> None:  # noqa: ANN401  # the signature is Sphinx's
        """Change the frames of one page."""
        for table in self.document.findall(nodes.table):
            if "table-wrapper" in table.parent.get("classes", []):
                table.parent["ids"] = []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register both."""
    app.add_post_transform(FactsHtml)
    app.add_post_transform(OneIdEach)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
