"""The common dtype of a tensor with dimensions, its row, and a tensor without dimensions, its column.

Two tensors with dimensions are ``promotion_tensors``; so are two without.
"""

from __future__ import annotations

from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.promotion import matrix
from tutorial_utils.facts.table import Table

__all__ = ["ENTRY", "measure"]


def measure() -> Table:
    """The table ``promotion-zero-dim``.

    Example:
        >>> from tutorial_utils.facts.tables import promotion_zero_dim
        >>> row = promotion_zero_dim.measure().row("int8")
        >>> row["u8"], row["u16"], row["f16"]
        ('i8', 'i8', 'f16')
    """
    return Table("promotion-zero-dim", *matrix("0-d tensor"))


ENTRY = Entry(measure, "reference/promotion-zero-dim.tsv")
