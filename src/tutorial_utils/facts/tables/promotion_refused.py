"""What torch raises where it has no common dtype, or no code for the operation: each message once.

The tables of promotion say ``no 1``, ``no 2`` and so on, which are the rows here.
"""

from __future__ import annotations

from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.promotion import OPERATIONS, marks, survey
from tutorial_utils.facts.table import Table

__all__ = ["ENTRY", "measure"]


def measure() -> Table:
    """The table ``promotion-refused``: error and message, how many pairs raise it, and the first of them.

    Example:
        >>> from tutorial_utils.facts.tables import promotion_refused
        >>> promotion_refused.measure().row("no 1")["first pair"]
        'bool + uint16'
    """
    rows = []
    for text, mark in marks().items():
        error, _, message = text.partition(": ")
        counts = [sum(case.results[number] == text for case in survey()) for number in range(len(OPERATIONS))]
        first = next(case for case in survey() if text in case.results)
        operation = OPERATIONS[first.results.index(text)]
        right = f"0-d {first.right}" if first.second == "0-d tensor" else first.right
        rows.append((mark, error, f"`{message}`", *map(str, counts), f"{first.left} {operation} {right}"))
    columns = ("mark", "error", "message", *(f"pairs in {operation}" for operation in OPERATIONS), "first pair")
    return Table("promotion-refused", columns, tuple(rows))


ENTRY = Entry(measure, "reference/promotion-refused.tsv", together=("error", "message"))
