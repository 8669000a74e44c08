"""The common dtype of a tensor or an array and a Python number: torch's answers, and NumPy's where it has the dtype.

Two tensors are ``promotion_tensors`` and ``promotion_zero_dim``.
"""

from __future__ import annotations

from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.promotion import DTYPES, NUMBERS, common_dtypes
from tutorial_utils.facts.promotion_numpy import numpy_common
from tutorial_utils.facts.table import Table

__all__ = ["ENTRY", "measure"]


def measure() -> Table:
    """The table ``promotion-numbers``, with the default dtype float32.

    Example:
        >>> from tutorial_utils.facts.tables import promotion_numbers
        >>> row = promotion_numbers.measure().row("int8")
        >>> row["+ 1.0"], row["NumPy + 1.0"]
        ('f32', 'f64')
    """
    torch, numpy = common_dtypes("number"), numpy_common()
    columns = ("x", *(f"+ {number}" for number in NUMBERS), *(f"NumPy + {number}" for number in NUMBERS))
    rows = (
        (
            dtype.name,
            *(torch[dtype.code, number] for number in NUMBERS),
            *(numpy.get((dtype.code, number), "") for number in NUMBERS),
        )
        for dtype in DTYPES
    )
    return Table("promotion-numbers", columns, tuple(rows))


ENTRY = Entry(measure, "reference/promotion-numbers.tsv")
