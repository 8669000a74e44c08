"""The pairs of dtypes that NumPy or the Python array API standard promotes otherwise than torch.

Both look at dtypes alone, so that a tensor without dimensions is not told apart here.  The standard is no library:
its column is copied from its page, see ``array_api``.
"""

from __future__ import annotations

from itertools import combinations_with_replacement

from tutorial_utils.facts.array_api import standard_common
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.promotion import NAMES, common_dtypes
from tutorial_utils.facts.promotion_numpy import IN_NUMPY, numpy_common
from tutorial_utils.facts.table import Table

__all__ = ["ENTRY", "OPEN", "measure"]

OPEN = "open"


def measure() -> Table:
    """The table ``promotion-elsewhere``: among the pairs of dtypes that NumPy has, those with another answer.

    Example:
        >>> from tutorial_utils.facts.tables import promotion_elsewhere
        >>> promotion_elsewhere.measure().row("int32, float32")["NumPy"]
        'float64'
    """
    torch, numpy, standard = common_dtypes("tensor"), numpy_common(), standard_common()
    rows = []
    for pair in combinations_with_replacement((dtype.code for dtype in IN_NUMPY), 2):
        answers = (torch[pair], numpy[pair], standard.get(pair, torch[pair]))
        if len(set(answers)) > 1:
            shown = (NAMES.get(answers[0], answers[0]), NAMES[numpy[pair]], NAMES.get(standard.get(pair, ""), OPEN))
            rows.append((", ".join(NAMES[code] for code in pair), *shown))
    return Table("promotion-elsewhere", ("dtypes", "torch", "NumPy", "array API"), tuple(rows))


ENTRY = Entry(measure, "reference/promotion-elsewhere.tsv")
