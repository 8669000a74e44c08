"""What became of the tutorial that this site grew from: one row for each of its statements, and where it stands now.

The rows are written by hand in ``docs/origin.tsv``; here they are read and held against their promises.  Whether a
page has the anchor that a row names is asked where pages are: ``sphinxext.origin_table``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from tutorial_utils.errors import OriginError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["COUNT", "MOST_DROPPED", "STATUSES", "Statement", "faults", "read_statements"]

COUNT = 541
"""How many statements the original was taken apart into."""

MOST_DROPPED = 0.05
"""Of this part of them and more, nothing may be left out."""

STATUSES = {
    "still-true": "still true",
    "outdated": "outdated",
    "renamed/removed": "renamed or removed",
    "broken-code": "broken",
    "wrong-even-then": "wrong even then",
}
"""What a row may say of a statement, and how a reader is told."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the original.

    Attributes:
        id: S001 and so on, in the order of the original.
        section: the heading under which it stood.
        status: one of ``STATUSES``.
        original: what it said, in other words.
        today: what is true.
        page: the page that says so, without its ending; empty for what was left out.
        anchor: the heading on that page.
        dropped: why it was left out; empty for all others.

    Example:
        >>> from tutorial_utils.facts.origin import Statement
        >>> row = Statement("S060", "copy_", "renamed/removed", "async", "non_blocking", "tensors/methods", "copy", "")
        >>> row.changed
        True
    """

    id: str
    section: str
    status: str
    original: str
    today: str
    page: str
    anchor: str
    dropped: str

    @property
    def changed(self) -> bool:
        """Whether a reader of the original has to learn it anew."""
        return self.status != "still-true"


def read_statements(path: Path) -> tuple[Statement, ...]:
    """The rows of a file of tab-separated cells, headings first.

    Raises:
        OriginError: when a line is no row, or the rows have faults.
    """
    columns = tuple(field.name for field in fields(Statement))
    first, *lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    if tuple(first.split("\t")) != columns:
        msg = f"{path.name}: expected the columns {', '.join(columns)}, got {first!r}"
        raise OriginError(msg)
    rows = [line.split("\t") for line in lines]
    for number, row in enumerate(rows, start=2):
        if len(row) != len(columns):
            msg = f"{path.name}, line {number}: expected {len(columns)} cells, got {len(row)}"
            raise OriginError(msg)
    statements = tuple(Statement(*row) for row in rows)
    if found := faults(statements):
        msg = f"{path.name}: " + "; ".join(found)
        raise OriginError(msg)
    return statements


def faults(statements: tuple[Statement, ...]) -> list[str]:
    """One plain sentence for each promise that the rows break; empty when they keep all."""
    wanted = [f"S{number:03}" for number in range(1, COUNT + 1)]
    counts = Counter(it.id for it in statements)
    found = [f"{one} is missing" for one in wanted if not counts[one]]
    found += [f"{one} stands there {times} times" for one, times in counts.items() if times > 1]
    found += [f"{one} is no number of a statement" for one in counts if one not in wanted]
    for it in statements:
        if it.status not in STATUSES:
            found.append(f"{it.id}: expected one of {', '.join(STATUSES)}, got {it.status!r}")
        if not (it.original and it.today):
            found.append(f"{it.id}: expected what the original said and what is true today, got an empty cell")
        if bool(it.dropped) == bool(it.page) or bool(it.page) != bool(it.anchor):
            found.append(f"{it.id}: expected a page and an anchor, or why it was left out, got {it}")
    dropped = sum(bool(it.dropped) for it in statements)
    if dropped >= MOST_DROPPED * COUNT:
        found.append(f"expected fewer than {MOST_DROPPED:.0%} of {COUNT} to be left out, got {dropped}")
    return found
