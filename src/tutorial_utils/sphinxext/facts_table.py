"""The directive ``{facts-table} NAME``: reviewed cells on the page, compared with torch while it is read.

A cell that torch answers differently is a Sphinx warning with page and line.  How cells are measured,
compared and kept is the room ``tutorial_utils.facts``; here they only become a table of the page.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from tutorial_utils.errors import StoredTableError, UnknownTableError
from tutorial_utils.facts import cache, registry
from tutorial_utils.facts.table import differences, read
from tutorial_utils.snippets.compare import says_the_same

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

    from tutorial_utils.facts.entry import Entry
    from tutorial_utils.facts.table import Table

__all__ = ["FactsTable", "setup"]

_CODE = re.compile(r"`([^`]+)`|(torch(?:\.\w+)+)")
_NO_ANSWER = "\N{EN DASH}"

logger = logging.getLogger(__name__)


class FactsTable(SphinxDirective):
    """A table whose cells torch was asked for; ``:caption:`` is its sentence above."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"caption": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """The table; an empty container that keeps its name when the reviewed cells cannot be read."""
        name = self.arguments[0]
        try:
            stored_path = registry.stored_path(Path(self.env.srcdir), name)
        except UnknownTableError as error:
            self._warn(f"facts-table: {error}", "unknown")
            return []
        for path in (stored_path, *cache.code_files(name)):
            self.env.note_dependency(str(path))
        rendered = self._render(name, stored_path)
        for node in rendered:
            self.set_source_info(node)
        return rendered

    def _render(self, name: str, stored_path: Path) -> list[nodes.Node]:
        try:
            stored = read(name, stored_path)
        except StoredTableError as error:
            if self.config.facts_table_compare:
                self._warn(f"facts-table: {error}", "stored")
            return [nodes.container(classes=["facts-table"], facts_table=name)]
        if self.config.facts_table_compare:
            measured = cache.measured(name, Path(self.config.facts_table_cache))
            for difference in differences(stored, measured, says_the_same):
                self._warn(f"{difference}; accept it with: nox -s doctest -- --accept", "changed")
        entry = registry.entry(name)
        return [*_given(entry), _table_node(stored, entry, self.options.get("caption", ""))]

    def _warn(self, message: str, subtype: str) -> None:
        logger.warning(message, location=self.get_location(), type="facts_table", subtype=subtype)
        # Sphinx says nothing about a page it did not read again: read this one until it is mended.
        self.env.note_reread()


def _given(entry: Entry) -> list[nodes.Node]:
    """One sentence with the inputs of the examples."""
    if not entry.given:
        return []
    inputs = ", ".join(f"`{name} = {expression}`" for name, expression in entry.given.items())
    return [nodes.paragraph("", "", *_inline(f"The examples start from {inputs}."), classes=["facts-given"])]


def _table_node(stored: Table, entry: Entry, caption: str) -> nodes.table:
    cells = _cells_of(stored.columns, entry.together)
    table = nodes.table(classes=["facts-table"], facts_table=stored.name)
    if caption:
        table += nodes.title("", "", *_inline(caption))
    group = nodes.tgroup(cols=len(cells))
    for index, _ in enumerate(cells):
        # A stub column is written as row headings, which a screen reader says with each cell.
        group += nodes.colspec(colwidth=1, **({"stub": 1} if index == 0 else {}))
    headings = (", ".join(stored.columns[index] for index in cell) for cell in cells)
    group += nodes.thead("", _row_node([_inline(heading)] for heading in headings))
    group += nodes.tbody("", *(_row_node(_paragraphs(row, cells, entry)) for row in stored.rows))
    table += group
    return table


def _cells_of(columns: tuple[str, ...], together: tuple[str, ...]) -> list[tuple[int, ...]]:
    """The columns of each cell of a row: one, or all those that stand together where the first of them does."""
    joined = tuple(index for index, column in enumerate(columns) if column in together)
    return [joined if index in joined else (index,) for index in range(len(columns)) if index not in joined[1:]]


def _paragraphs(row: tuple[str, ...], cells: list[tuple[int, ...]], entry: Entry) -> Iterable[list[list[nodes.Node]]]:
    (first,), *others = cells
    key: nodes.Node = nodes.literal("", row[first])
    if entry.page_of:
        key = nodes.reference("", "", key, refuri=entry.page_of(row[first]), internal=False)
    yield [[key]]
    yield from ([_inline(row[index] or _NO_ANSWER) for index in cell] for cell in others)


def _row_node(cells: Iterable[list[list[nodes.Node]]]) -> nodes.row:
    """A row whose cells are lists of paragraphs."""
    return nodes.row("", *(nodes.entry("", *(nodes.paragraph("", "", *text) for text in cell)) for cell in cells))


def _inline(text: str) -> list[nodes.Node]:
    """Text nodes, and a literal for what stands between backticks or is a name in torch."""
    found: list[nodes.Node] = []
    end = 0
    for match in _CODE.finditer(text):
        if match.start() > end:
            found.append(nodes.Text(text[end : match.start()]))
        found.append(nodes.literal("", match[1] or match[2]))
        end = match.end()
    if end < len(text):
        found.append(nodes.Text(text[end:]))
    return found


def _compare_what_is_shown(app: Sphinx) -> None:
    """Leave the cells alone in a build that writes nothing: it lists snippets, and those check them with torch."""
    if app.builder.name == "dummy":
        app.config.facts_table_compare = False


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive; another torch means that every page is read again."""
    app.add_directive("facts-table", FactsTable)
    app.add_config_value("facts_table_torch", version("torch"), "env", types=frozenset({str}))
    folder = Path(app.confdir).parent / cache.FOLDER
    app.add_config_value("facts_table_cache", str(folder), "", types=frozenset({str}))
    app.add_config_value("facts_table_compare", default=True, rebuild="", types=frozenset({bool}))
    app.connect("builder-inited", _compare_what_is_shown)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
