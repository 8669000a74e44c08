"""The link of its own that each row of a table has: the name of the table, then the key in letters a link can hold.

How a page uses it is in ``sphinxext.facts_markup``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["row_ids"]

# Operators in words, or `x + x` and `x * x` would share a link; the longer ones first.
_WORDS = {
    "...": "ellipsis",
    "**": "power",
    "//": "floordiv",
    "==": "eq",
    "!=": "ne",
    "<=": "le",
    ">=": "ge",
    "<<": "lshift",
    ">>": "rshift",
    "->": "to",
    "+": "plus",
    " - ": "minus",
    "*": "times",
    "/": "over",
    "@": "matmul",
    "<": "lt",
    ">": "gt",
    "%": "mod",
    "&": "and",
    "|": "or",
    "^": "xor",
    "~": "not",
    ":": "colon",
}
_OPERATOR = re.compile("|".join(map(re.escape, _WORDS)))
_NOT_IN_A_LINK = re.compile(r"[^0-9A-Za-z_]+")


def row_ids(name: str, keys: Sequence[str]) -> tuple[str, ...]:
    """One id for each key, all different; it stays the same while the key does, wherever the row moves.

    Only where two keys still read the same, the later row has a number behind it.

    Example:
        >>> from tutorial_utils.facts.row_ids import row_ids
        >>> row_ids("view-or-copy", ["torch.transpose", "Tensor.add_", "x + x"])
        ('view-or-copy-torch-transpose', 'view-or-copy-Tensor-add_', 'view-or-copy-x-plus-x')
        >>> row_ids("parts", ["x[0]", "x(0)"])
        ('parts-x-0', 'parts-x-0-2')
    """
    taken: dict[str, None] = {}
    for key in keys:
        words = _OPERATOR.sub(lambda found: f" {_WORDS[found[0]]} ", key)
        wanted = f"{name}-{_NOT_IN_A_LINK.sub('-', words).strip('-')}"
        number = 1
        while (row_id := wanted if number == 1 else f"{wanted}-{number}") in taken:
            number += 1
        taken[row_id] = None
    return tuple(taken)
