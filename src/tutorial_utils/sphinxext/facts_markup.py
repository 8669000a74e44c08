"""A table of facts as nodes of a page: its headings, its rows, each with an id, and the sentence above it.

What only the page in HTML has on top of that is in ``facts_html``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from tutorial_utils.facts.row_ids import row_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tutorial_utils.facts.entry import Entry
    from tutorial_utils.facts.table import Table

__all__ = ["NO_ANSWER", "given_node", "inline", "row_node", "table_label", "table_node"]

_CODE = re.compile(r"`([^`]+)`|(torch(?:\.\w+)+)")
NO_ANSWER = "\N{EN DASH}"
_LONG = 40
"""Code of more letters may break into lines: a phone shows about 45."""
_SHORT = 11
"""A cell of so many letters stays on one line: it is no wider than the heading of most columns."""


def table_label(name: str) -> str:
    """The name by which other pages link to a table."""
    return f"table-{name}"


def given_node(entry: Entry, stored: Table) -> list[nodes.Node]:
    """What the examples of this table start from, an input on each line; nothing if they use no input."""
    used = _used(entry.given, "\n".join(code for row in (stored.columns, *stored.rows) for code in _codes(row)))
    if not used:
        return []
    lines = (nodes.paragraph("", "", *inline(f"`{name} = {entry.given[name]}`")) for name in used)
    items = nodes.bullet_list("", *(nodes.list_item("", line) for line in lines))
    return [nodes.paragraph("", "The examples start from:", classes=["facts-given"]), items]


def _codes(row: tuple[str, ...]) -> list[str]:
    """The code of a row: its name, and what stands between backticks."""
    return [row[0], *(match[1] or match[2] for cell in row[1:] for match in _CODE.finditer(cell))]


def _used(given: Mapping[str, str], code: str) -> list[str]:
    """The inputs that the code names, and those that they are made of; ``a`` before a word is the article."""
    found = {name for name in given if re.search(rf"(?<![\w.]){name}\b(?! [a-z])", code)}
    for name in reversed(list(given)):
        if name in found:
            found |= {other for other in given if re.search(rf"(?<![\w.]){other}\b", given[name])}
    return [name for name in given if name in found]


def table_node(stored: Table, entry: Entry, caption: str = "") -> nodes.table:
    """The whole table; its ids are also names, so that links to a row or to the table are checked."""
    cells = _cells_of(stored.columns, entry.together)
    label = table_label(stored.name)
    table = nodes.table(classes=["facts-table"], facts_table=stored.name, ids=[label], names=[label])
    if caption:
        table += nodes.title("", "", *inline(caption))
    group = nodes.tgroup(cols=len(cells))
    for index, _ in enumerate(cells):
        # A stub column is written as row headings, which a screen reader says with each cell.
        group += nodes.colspec(colwidth=1, **({"stub": 1} if index == 0 else {}))
    headings = (", ".join(stored.columns[index] for index in cell) for cell in cells)
    group += nodes.thead("", row_node(([inline(heading)] for heading in headings), marked=False))
    body = nodes.tbody("", *(row_node(_paragraphs(row, cells, entry)) for row in stored.rows))
    for row, row_id in zip(body, row_ids(stored.name, stored.keys), strict=True):
        row["ids"], row["names"] = [row_id], [row_id]
    group += body
    table += group
    return table


def row_node(cells: Iterable[list[list[nodes.Node]]], *, marked: bool = True) -> nodes.row:
    """A row whose cells are lists of paragraphs; one of two short words is marked, and stays on one line.

    Headings have rules of their own: those of rows, in the first cell, and of columns, in a row that is not marked.
    """
    entries = [nodes.entry("", *(nodes.paragraph("", "", *text) for text in cell)) for cell in cells]
    for entry in entries[1:] if marked else ():
        text = " ".join(paragraph.astext() for paragraph in entry)
        if " " in text and len(text) <= _SHORT:
            entry["classes"] = ["short"]
    return nodes.row("", *entries)


def _cells_of(columns: tuple[str, ...], together: tuple[str, ...]) -> list[tuple[int, ...]]:
    """The columns of each cell of a row: one, or all those that stand together where the first of them does."""
    joined = tuple(index for index, column in enumerate(columns) if column in together)
    return [joined if index in joined else (index,) for index in range(len(columns)) if index not in joined[1:]]


def _paragraphs(row: tuple[str, ...], cells: list[tuple[int, ...]], entry: Entry) -> Iterable[list[list[nodes.Node]]]:
    (first,), *others = cells
    key: nodes.Node = _code(row[first])
    if entry.page_of:
        key = nodes.reference("", "", key, refuri=entry.page_of(row[first]), internal=False)
    yield [[key]]
    for cell in others:
        answers = [row[index] for index in cell if row[index]] or [NO_ANSWER]
        yield [inline(answer) for answer in answers]


def _code(text: str) -> nodes.literal:
    return nodes.literal("", text, classes=["long"] if len(text) > _LONG else [])


def inline(text: str) -> list[nodes.Node]:
    """Text nodes, and a literal for what stands between backticks or is a name in torch."""
    found: list[nodes.Node] = []
    end = 0
    for match in _CODE.finditer(text):
        if match.start() > end:
            found.append(nodes.Text(text[end : match.start()]))
        found.append(_code(match[1] or match[2]))
        end = match.end()
    if end < len(text):
        found.append(nodes.Text(text[end:]))
    return found
