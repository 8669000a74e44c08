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

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

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
        for path in (stored_path, *cache.code_files()):
            self.env.note_dependency(str(path))
        node = self._render(name, stored_path)
        self.set_source_info(node)
        return [node]

    def _render(self, name: str, stored_path: Path) -> nodes.Element:
        try:
            stored = read(name, stored_path)
        except StoredTableError as error:
            if self.config.facts_table_compare:
                self._warn(f"facts-table: {error}", "stored")
            return nodes.container(classes=["facts-table"], facts_table=name)
        if self.config.facts_table_compare:
            measured = cache.measured(name, Path(self.config.facts_table_cache))
            for difference in differences(stored, measured):
                self._warn(f"{difference}; accept it with: nox -s doctest -- --accept", "changed")
        return _table_node(stored, self.options.get("caption", ""))

    def _warn(self, message: str, subtype: str) -> None:
        logger.warning(message, location=self.get_location(), type="facts_table", subtype=subtype)
        # Sphinx says nothing about a page it did not read again: read this one until it is mended.
        self.env.note_reread()


def _table_node(stored: Table, caption: str) -> nodes.table:
    table = nodes.table(classes=["facts-table"], facts_table=stored.name)
    if caption:
        table += nodes.title("", "", *_inline(caption))
    group = nodes.tgroup(cols=len(stored.columns))
    for index, _ in enumerate(stored.columns):
        # A stub column is written as row headings, which a screen reader says with each cell.
        group += nodes.colspec(colwidth=1, **({"stub": 1} if index == 0 else {}))
    group += nodes.thead("", _row_node(_inline(column) for column in stored.columns))
    group += nodes.tbody("", *(_row_node(_cells(row)) for row in stored.rows))
    table += group
    return table


def _cells(row: tuple[str, ...]) -> Iterable[list[nodes.Node]]:
    key, *others = row
    yield [nodes.literal("", key)]
    yield from (_inline(cell or _NO_ANSWER) for cell in others)


def _row_node(cells: Iterable[list[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))


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
    folder = Path(app.confdir).parent / "build" / "cache" / "facts"
    app.add_config_value("facts_table_cache", str(folder), "", types=frozenset({str}))
    app.add_config_value("facts_table_compare", default=True, rebuild="", types=frozenset({bool}))
    app.connect("builder-inited", _compare_what_is_shown)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
