"""The directive ``{measured-table} NAME``: what was timed on the machine that builds the page, with its name above.

Times are no facts about torch, so nothing is compared and no stamp speaks for them: the doctree holds only a place,
which is filled when the page is written. How times are measured and kept is the room ``tutorial_utils.facts``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from tutorial_utils.errors import TimingError, UnknownTableError
from tutorial_utils.facts.kept_timings import key_of, measured, subject_of
from tutorial_utils.facts.processor import this_machine
from tutorial_utils.facts.timing_text import ratio_text, seconds_text
from tutorial_utils.sphinxext.facts_markup import inline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from tutorial_utils.facts.kept_timings import Measured, Subject
    from tutorial_utils.facts.processor import Machine
    from tutorial_utils.facts.timings import Pair

__all__ = ["MeasuredTable", "label_of", "measured_place", "setup"]

logger = logging.getLogger(__name__)


class measured_place(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801 -- docutils: no types, lower case
    """Where the table called ``name`` will stand."""


class MeasuredTable(SphinxDirective):
    """A table of timings of the machine that builds the page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Leave a place; nothing is measured while the page is read."""
        try:
            subject_of(self.arguments[0])
        except UnknownTableError as error:
            _warn(error, self.get_location())
            self.env.note_reread()  # Sphinx says nothing about a page it did not read again
            return []
        place = measured_place(name=self.arguments[0])
        self.set_source_info(place)
        return [place]


class FillMeasured(SphinxPostTransform):
    """Puts the table into its place when the page is written, in the main process, also with ``-j``."""

    default_priority = 6  # before the theme wraps its tables

    def run(self, **_: Any) -> None:  # noqa: ANN401  # the signature is Sphinx's
        """Measure, or read what was measured before; a build that writes nothing measures nothing."""
        for place in list(self.document.findall(measured_place)):
            if not self.config.measured_table_measure:
                place.parent.remove(place)
                continue
            try:
                found = measured(place["name"], Path(self.config.measured_table_cache))
            except TimingError as error:
                _warn(error, place)
                place.parent.remove(place)
                continue
            subject = subject_of(place["name"])
            # No caption of the table: on a phone it would be as wide as the table and scroll away with it.
            label = nodes.paragraph("", label_of(found.machine), classes=["measured-on"])
            given = nodes.paragraph("", "", *inline(subject.given), classes=["facts-given"])
            place.replace_self([label, _table_node(subject, found), given])


def label_of(machine: Machine) -> str:
    """The sentence above a table.

    Example:
        >>> from tutorial_utils.facts.processor import Machine
        >>> from tutorial_utils.sphinxext.measured_table import label_of
        >>> label_of(Machine("M9", 8, "Linux ppc", "2.13.0"))
        'Measured with torch 2.13.0 on one thread of this machine: M9, 8 processors, Linux ppc. Other machines differ.'
    """
    count = f"{machine.processors} processor{'' if machine.processors == 1 else 's'}"
    where = f"{machine.processor}, {count}, {machine.system}"
    return f"Measured with torch {machine.torch} on one thread of this machine: {where}. Other machines differ."


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


def _cells(pair: Pair, timings: Any) -> Iterator[list[nodes.Node]]:  # noqa: ANN401
    """The cells of a row: beside each expression stands what it took."""
    yield [nodes.Text(pair.does)]
    yield [nodes.literal("", pair.plain), nodes.literal("", pair.strided)]
    for timing in timings:
        yield [nodes.Text(seconds_text(timing.seconds)), nodes.Text(ratio_text(timing.ratios))]


def _row_node(cells: Any) -> nodes.row:  # noqa: ANN401
    """A row whose cells are lists of paragraphs."""
    return nodes.row("", *(nodes.entry("", *(nodes.paragraph("", "", part) for part in cell)) for cell in cells))


def _warn(error: Exception, location: Any) -> None:  # noqa: ANN401
    logger.warning("measured-table: %s", error, location=location, type="measured_table", subtype="failed")


def _measure_what_is_shown(app: Sphinx) -> None:
    """Leave the places empty in a build that writes nothing: it lists snippets."""
    if app.builder.name == "dummy":
        app.config.measured_table_measure = False


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive; other rows, another torch or another machine write all pages again."""
    app.add_node(measured_place)
    app.add_directive("measured-table", MeasuredTable)
    app.add_post_transform(FillMeasured)
    folder = Path(app.confdir).parent / "build" / "cache" / "measured"
    app.add_config_value("measured_table_cache", str(folder), "", types=frozenset({str}))
    app.add_config_value("measured_table_key", key_of(this_machine()), "html", types=frozenset({str}))
    app.add_config_value("measured_table_measure", default=True, rebuild="", types=frozenset({bool}))
    app.connect("builder-inited", _measure_what_is_shown)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
