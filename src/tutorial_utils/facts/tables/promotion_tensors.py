"""The common dtype of two tensors with dimensions, a row and a column for each dtype.

A second operand without dimensions is ``promotion_zero_dim``, a Python number ``promotion_numbers``.
"""

from __future__ import annotations

from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.promotion import matrix
from tutorial_utils.facts.table import Table

__all__ = ["ENTRY", "measure"]


def measure() -> Table:
    """The table ``promotion-tensors``.

    Example:
        >>> from tutorial_utils.facts.tables import promotion_tensors
        >>> row = promotion_tensors.measure().row("int8")
        >>> row["u8"], row["u16"], row["f16"]
        ('i16', 'no 1', 'f16')
    """
    return Table("promotion-tensors", *matrix("tensor"))


ENTRY = Entry(measure, "reference/promotion-tensors.tsv")
