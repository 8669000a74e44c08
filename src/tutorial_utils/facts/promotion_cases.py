"""Every question of the promotion chooser with its answer, put together from the reviewed cells of the tables.

Nothing is measured here, so that the chooser says what the tables of the page say.  The markup of the chooser is
``sphinxext.promotion_chooser``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tutorial_utils.facts.array_api import standard_common, standard_results
from tutorial_utils.facts.promotion import DTYPES, NAMES, NUMBERS, OPERATIONS, SECONDS
from tutorial_utils.facts.promotion_reasons import promotion_reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tutorial_utils.facts.table import Table

__all__ = ["TABLES", "Verdict", "verdicts"]

TABLES = tuple(f"promotion-{name}" for name in ("tensors", "zero-dim", "numbers", "operations", "elsewhere", "refused"))
_CODES = {name: code for code, name in NAMES.items()}


class Verdict(NamedTuple):
    """One answer.

    Attributes:
        result: the dtype, or empty.
        error: what is raised, or empty.
        reason: sentences.
        numpy: the dtype in NumPy; empty where it has none.
        standard: the dtype of the array API standard; empty where it specifies none.
    """

    result: str
    error: str
    reason: str
    numpy: str
    standard: str


def verdicts(tables: Mapping[str, Table]) -> dict[tuple[str, str, str, str], Verdict]:
    """The answer by kind of the second operand, code of the tensor, code or number at the right, and operation.

    Args:
        tables: The tables `TABLES` by name.

    Raises:
        KeyError: when a row or a column is missing.
        OperationError: when an answer has no reason.

    Example:
        >>> from tutorial_utils.facts import registry
        >>> from tutorial_utils.facts.promotion_cases import TABLES, verdicts
        >>> found = verdicts({name: registry.measure(name) for name in TABLES})
        >>> found["number", "i32", "1.0", "+"].result, found["number", "i32", "1.0", "+"].numpy
        ('float32', 'float64')
    """
    commons = {second: _commons(tables, second) for second in SECONDS}
    pairs = commons["tensor"]
    found = {}
    for second, answers in commons.items():
        for (left, right), answer in answers.items():
            reason = promotion_reason(second, left, right, answer, pairs)
            numpy = _numpy_common(tables, pairs, left, right)
            standard = standard_common().get((left, right), "")
            for number, operation in enumerate(OPERATIONS):
                result, error, more = _done(tables, answer, operation)
                found[second, left, right, operation] = Verdict(
                    result,
                    error,
                    f"{reason}{more}",
                    _cell(tables, numpy, f"NumPy x {operation} y") if numpy else "",
                    NAMES.get(standard_results(standard)[number], "") if standard else "",
                )
    return found


def _commons(tables: Mapping[str, Table], second: str) -> dict[tuple[str, str], str]:
    """The common dtypes as the tables say them, by codes."""
    if second == "number":
        rows = {dtype.code: tables["promotion-numbers"].row(dtype.name) for dtype in DTYPES}
        return {(left, number): row[f"+ {number}"] for left, row in rows.items() for number in NUMBERS}
    table = tables["promotion-tensors" if second == "tensor" else "promotion-zero-dim"]
    return {(left.code, right.code): table.row(left.name)[right.code] for left in DTYPES for right in DTYPES}


def _numpy_common(tables: Mapping[str, Table], pairs: Mapping[tuple[str, str], str], left: str, right: str) -> str:
    """The code of NumPy's common dtype, which does not depend on dimensions; empty where it lacks a dtype."""
    if right in NUMBERS:
        return tables["promotion-numbers"].row(NAMES[left])[f"NumPy + {right}"]
    if not all(_cell(tables, code, "NumPy x + y") for code in (left, right)):
        return ""
    other = tables["promotion-elsewhere"]
    for key in (f"{NAMES[left]}, {NAMES[right]}", f"{NAMES[right]}, {NAMES[left]}"):
        if key in other.keys:
            return _CODES[other.row(key)["NumPy"]]
    return pairs[left, right]


def _done(tables: Mapping[str, Table], common: str, operation: str) -> tuple[str, str, str]:
    """What the operation makes of a common dtype: result, error, and what there is to say about it."""
    refused = tables["promotion-refused"]
    if common not in NAMES:
        return "", _error(refused, common), ""
    name, result = NAMES[common], _cell(tables, common, f"x {operation} y")
    if result not in _CODES:
        return "", _error(refused, result), f" Their common dtype is {name}, and the CPU has no {operation} for it."
    if result == name:
        return result, "", ""
    return result, "", f" Their common dtype is {name}, and {operation} makes the default dtype of it, {result}."


def _cell(tables: Mapping[str, Table], code: str, column: str) -> str:
    return tables["promotion-operations"].row(NAMES[code])[column]


def _error(refused: Table, mark: str) -> str:
    row = refused.row(mark)
    return f"{row['error']}: {row['message'].strip('`')}"
