"""A table of facts, its file, and what differs between two of them.

Nothing here knows what a cell means: see ``dtypes`` for how it is measured, ``registry`` for the names.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutorial_utils.errors import StoredTableError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

__all__ = ["Table", "differences", "read", "write"]


@dataclass(frozen=True, slots=True)
class Table:
    """Named rows of text cells; the first cell of a row is its key.

    Attributes:
        name: what pages and messages call the table.
        columns: the headings, all different.
        rows: as many cells a row as there are columns, all keys different, no tabs and no line ends.

    Raises:
        StoredTableError: when one of these promises is broken.

    Example:
        >>> from tutorial_utils.facts.table import Table
        >>> table = Table("sizes", ("dtype", "bits"), (("torch.int8", "8"), ("torch.bool", "8")))
        >>> table.row("torch.bool")
        {'dtype': 'torch.bool', 'bits': '8'}
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Refuse what could not be written, read back and compared cell by cell."""
        _refuse_repeats(self.name, "columns", self.columns)
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                msg = f"table {self.name}, row {number}: expected {len(self.columns)} cells, got {len(row)}"
                raise StoredTableError(msg)
        _refuse_repeats(self.name, "row keys", self.keys)
        for cell in (*self.columns, *(cell for row in self.rows for cell in row)):
            if any(mark in cell for mark in "\t\r\n"):
                msg = f"table {self.name}: expected a cell without tabs and line ends, got {cell!r}"
                raise StoredTableError(msg)

    @property
    def keys(self) -> tuple[str, ...]:
        """The first cell of every row."""
        return tuple(row[0] for row in self.rows)

    def row(self, key: str) -> dict[str, str]:
        """The cells of one row by column.

        Args:
            key: The row's first cell.

        Raises:
            KeyError: when no row has this key.
        """
        cells = {row[0]: row for row in self.rows}[key]
        return dict(zip(self.columns, cells, strict=True))


def read(name: str, path: Path) -> Table:
    """The table in a file of tab-separated cells, headings first.

    Args:
        name: For messages, and of the result.
        path: The file, in UTF-8.

    Raises:
        StoredTableError: when the file is missing, empty or not a table.
    """
    if not path.is_file():
        msg = (
            f"table {name}: expected its reviewed cells in {path}, found no such file; "
            "write it with: nox -s doctest -- --accept"
        )
        raise StoredTableError(msg)
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[-1] == "":
        lines.pop()
    if not lines:
        msg = f"table {name}: expected a line of headings in {path}, got an empty file"
        raise StoredTableError(msg)
    columns, *rows = (tuple(line.split("\t")) for line in lines)
    return Table(name, columns, tuple(rows))


def write(table: Table, path: Path) -> None:
    """Write what ``read`` reads: one row a line, so that a change of one cell is a change of one line.

    Args:
        table: What is written; its name is not.
        path: The file; what was in it is gone.
    """
    lines = ("\t".join(row) for row in (table.columns, *table.rows))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def differences(stored: Table, measured: Table, same: Callable[[str, str], bool] = operator.eq) -> list[str]:
    """One plain sentence for each column, row and cell that is not as stored; empty when nothing differs.

    Args:
        stored: The reviewed table.
        measured: The table as torch answers now.
        same: Whether a stored cell and a measured one say the same; the last digit of a float may differ by machine.

    Example:
        >>> from tutorial_utils.facts.table import Table, differences
        >>> old = Table("sizes", ("dtype", "bits"), (("torch.int4", "8"),))
        >>> new = Table("sizes", ("dtype", "bits"), (("torch.int4", "4"),))
        >>> differences(old, new)
        ["table sizes, row torch.int4, column bits: stored '8', measured '4'"]
    """
    found = _list_differences(stored.name, "column", stored.columns, measured.columns)
    found += _list_differences(stored.name, "row", stored.keys, measured.keys)
    columns = [column for column in stored.columns if column in measured.columns]
    for key in (key for key in stored.keys if key in measured.keys):
        old, new = stored.row(key), measured.row(key)
        found += [
            f"table {stored.name}, row {key}, column {name}: stored {old[name]!r}, measured {new[name]!r}"
            for name in columns
            if not same(old[name], new[name])
        ]
    return found


def _list_differences(name: str, what: str, stored: Sequence[str], measured: Sequence[str]) -> list[str]:
    gone = [entry for entry in stored if entry not in measured]
    new = [entry for entry in measured if entry not in stored]
    found = [f"table {name}, {what} {entry}: stored, no longer measured" for entry in gone]
    found += [f"table {name}, {what} {entry}: measured, not stored" for entry in new]
    if not found and tuple(stored) != tuple(measured):
        first, second = next(pair for pair in zip(stored, measured, strict=True) if pair[0] != pair[1])
        found.append(f"table {name}, order of the {what}s: stored {first} where {second} was measured")
    return found


def _refuse_repeats(name: str, what: str, entries: Sequence[str]) -> None:
    repeated = sorted({entry for entry in entries if entries.count(entry) > 1})
    if repeated:
        msg = f"table {name}: expected all {what} to differ, got more than once: {', '.join(repeated)}"
        raise StoredTableError(msg)
