"""The directive ``{facts-table} NAME``: reviewed cells on the page, compared with torch while it is read.

A cell that torch answers differently is a Sphinx warning with page and line.  How cells are measured,
compared and kept is the room ``tutorial_utils.facts``; how they become a table of the page is ``facts_markup``.
"""

from __future__ import annotations

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
from tutorial_utils.sphinxext.facts_markup import given_node, table_node

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

__all__ = ["FactsTable", "setup"]

logger = logging.getLogger(__name__)


class FactsTable(SphinxDirective):
    """A table whose cells torch was asked for.

    ``:caption:`` is its sentence above; with ``:stacked:`` a phone shows the cells of a row one below the other.
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"caption": directives.unchanged_required, "stacked": directives.flag}

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
        table = table_node(stored, entry, self.options.get("caption", ""))
        if "stacked" in self.options:
            table["classes"].append("stacked")
        for target in (table, *(row for row in table.findall(nodes.row) if row["names"])):
            self.state.document.note_explicit_target(target)
        return [*given_node(entry, stored), table]

    def _warn(self, message: str, subtype: str) -> None:
        logger.warning(message, location=self.get_location(), type="facts_table", subtype=subtype)
        # Sphinx says nothing about a page it did not read again: read this one until it is mended.
        self.env.note_reread()


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
