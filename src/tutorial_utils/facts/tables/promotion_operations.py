"""What ``+`` and ``/`` make of the common dtype of their operands, in torch and in NumPy.

Which dtype that is, the other tables of promotion say.
"""

from __future__ import annotations

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.promotion import DTYPES, NAMES, OPERATIONS, marks, survey
from tutorial_utils.facts.promotion_numpy import numpy_results
from tutorial_utils.facts.table import Table

__all__ = ["ENTRY", "measure"]


def measure() -> Table:
    """The table ``promotion-operations``: each answer holds for every pair of operands with that common dtype.

    Raises:
        OperationError: when operands with the same common dtype give two results.

    Example:
        >>> from tutorial_utils.facts.tables import promotion_operations
        >>> promotion_operations.measure().row("int64")["x / y"]
        'float32'
    """
    found: dict[str, tuple[str, ...]] = {}
    for case in (case for case in survey() if case.common in NAMES):
        results = tuple(marks().get(result) or NAMES[result] for result in case.results)
        if found.setdefault(case.common, results) != results:
            msg = (
                f"expected torch to make {found[case.common]} of {NAMES[case.common]} in {OPERATIONS}, "
                f"got {results} for {case.left} with {case.right} ({case.second})"
            )
            raise OperationError(msg)
    numpy = {code: tuple(NAMES[result] for result in results) for code, results in numpy_results().items()}
    columns = ("common dtype", "x + y", "x / y", "NumPy x + y", "NumPy x / y")
    rows = ((dtype.name, *found[dtype.code], *numpy.get(dtype.code, ("", ""))) for dtype in DTYPES)
    return Table("promotion-operations", columns, tuple(rows))


ENTRY = Entry(measure, "reference/promotion-operations.tsv")
