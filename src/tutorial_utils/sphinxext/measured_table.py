"""The directive ``{measured-table} NAME``: what was timed once, with the day and the machine above.

Times are no facts about torch, so no cell is compared and no stamp speaks for them; but a record of another torch,
or of other code, is a warning. How times are measured and kept is the room ``tutorial_utils.facts``.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from tutorial_utils.errors import TimingRecordError, UnknownTableError
from tutorial_utils.facts.kept_timings import code_files, recorded, subject_of
from tutorial_utils.facts.timing_text import ratio_text, seconds_text
from tutorial_utils.sphinxext.facts_markup import inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from tutorial_utils.facts.kept_timings import Measured, Subject
    from tutorial_utils.facts.timings import Pair, Timing

__all__ = ["MeasuredTable", "setup"]

logger = logging.getLogger(__name__)


class MeasuredTable(SphinxDirective):
    """A table of timings of one machine."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The sentence that says when and where, the table, and its inputs; nothing where there is no record."""
        name, docs = self.arguments[0], Path(self.env.srcdir)
        try:
            subject = subject_of(name)
            for path in (docs / subject.record, *code_files()):
                self.env.note_dependency(str(path))
            found = recorded(name, docs)
        except (UnknownTableError, TimingRecordError) as error:
            logger.warning(
                "measured-table: %s", error, location=self.get_location(), type="measured_table", subtype="failed"
            )
            self.env.note_reread()  # Sphinx says nothing about a page it did not read again
            return []
        # No caption of the table: on a phone it would be as wide as the table and scroll away with it.
        label = nodes.paragraph("", f"Measured {found.where}. Other machines differ.", classes=["measured-on"])
        given = nodes.paragraph("", "", *inline(subject.given), classes=["facts-given"])
        rendered: list[nodes.Node] = [label, _table_node(subject, found), given]
        for node in rendered:
            self.set_source_info(node)
        return rendered


def _table_node(subject: Subject, found: Measured) -> nodes.table:
    headings = ("operation", "contiguous, then other strides", *subject.sizes)
    table = nodes.table("", classes=["facts-table", "measured-table"])
    group = nodes.tgroup(cols=len(headings))
    for index, _ in enumerate(headings):
        group += nodes.colspec(colwidth=24, **({"stub": 1} if index == 0 else {}))
    group += nodes.thead("", _row_node([nodes.Text(heading)] for heading in headings))
    rows = (list(_cells(pair, timings)) for pair, timings in zip(subject.pairs, found.rows, strict=True))
    group += nodes.tbody("", *map(_row_node, rows))
    table += group
    return table


def _cells(pair: Pair, timings: Iterable[Timing]) -> Iterator[list[nodes.Node]]:
    """The cells of a row: beside each expression stands what it took."""
    yield [nodes.Text(pair.does)]
    yield [nodes.literal("", pair.plain), nodes.literal("", pair.strided)]
    for timing in timings:
        yield [nodes.Text(seconds_text(timing.seconds)), nodes.Text(ratio_text(timing.ratios))]


def _row_node(cells: Iterable[list[nodes.Node]]) -> nodes.row:
    """A row whose cells are lists of paragraphs."""
    return nodes.row("", *(nodes.entry("", *(nodes.paragraph("", "", part) for part in cell)) for cell in cells))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive; another torch means that every page is read again."""
    app.add_directive("measured-table", MeasuredTable)
    app.add_config_value("measured_table_torch", version("torch"), "env", types=frozenset({str}))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
