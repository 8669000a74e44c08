"""On which dtypes everyday operations run, on the CPU.

The calls are in ``dtype_calls``; what torch claims for other devices is in ``dtype_claims``, and a shorter list for
the dtypes that hardly compute in ``thin_dtypes``.
"""

from __future__ import annotations

from tutorial_utils.facts.dtype_calls import CALLS, GIVEN, dtypes_tried, grouped, runs
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.table import Table

__all__ = ["ENTRY", "measure"]


def measure() -> Table:
    """The table ``dtype-support``: a row for each call, a column for the dtypes with the same answers throughout.

    Example:
        >>> from tutorial_utils.facts.tables import dtype_support
        >>> row = dtype_support.measure().row("x.mean()")
        >>> row["`bool`"], row["`float32`, `float64`"]
        ('raises', 'runs')
    """
    answers = {dtype: ["runs" if runs(call, dtype) else "raises" for call in CALLS] for dtype in dtypes_tried()}
    columns = grouped(answers)
    rows = zip(CALLS, *columns.values(), strict=True)
    return Table("dtype-support", ("operation", *columns), tuple(rows))


ENTRY = Entry(measure, "reference/dtype-support.tsv", given=GIVEN)
