"""Why a promotion has the answer it has, in one sentence that is given only where the answer bears it out.

The answers are measured in ``promotion``; a case that no sentence fits is an error, not a guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.promotion import DTYPES, NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tutorial_utils.facts.promotion import Dtype

__all__ = ["NUMBER_KINDS", "promotion_reason"]

KINDS = ("bool", "integer", "floating", "complex")
NUMBER_KINDS = {"True": "bool", "1": "integer", "1.0": "floating", "1j": "complex"}
_BRINGS = {"bool": "bool", "integer": "i64", "floating": "f32", "complex": "c64"}
_BROUGHT = {
    "i64": "a Python int brings int64",
    "f32": "a Python float brings the default dtype, float32",
    "c64": "a Python complex brings the complex dtype of the default dtype, complex64",
}
_DTYPES = {dtype.code: dtype for dtype in DTYPES}


def promotion_reason(second: str, left: str, right: str, answer: str, pairs: Mapping[tuple[str, str], str]) -> str:
    """Say why a tensor of dtype `left` and a second operand have the common dtype `answer`.

    Args:
        second: One of ``promotion.SECONDS``.
        left: The code of the tensor's dtype.
        right: The code of the second dtype, or a key of `NUMBER_KINDS`.
        answer: The code of the common dtype, or a mark of ``promotion.marks``.
        pairs: The common dtype of two tensors with dimensions.

    Raises:
        OperationError: when no sentence fits the answer.

    Example:
        >>> from tutorial_utils.facts.promotion_reasons import promotion_reason
        >>> promotion_reason("tensor", "i64", "f16", "f16", {})
        'Floating is a higher kind than integer: float16 stays as it is.'
    """
    if answer not in NAMES:
        return "There is no common dtype for the two."
    mine = _DTYPES[left]
    if second == "tensor":
        found = _of_tensors(mine, _DTYPES[right], answer, pairs)
    else:
        number = second == "number"
        kind = NUMBER_KINDS[right] if number else _DTYPES[right].kind
        found = _of_scalar("A Python number" if number else "A tensor without dimensions", mine, kind, answer)
        rises = not found and KINDS.index(kind) > KINDS.index(mine.kind)
        if rises and number and answer == _BRINGS[kind]:
            found = f"{_higher(kind, mine.kind)}: {_BROUGHT[answer]}."
        if rises and answer == right:
            found = f"{_higher(kind, mine.kind)}: the tensor without dimensions brings its dtype, {NAMES[right]}."
    if not found:
        msg = (
            f"expected a reason for {left} with {right} ({second}) to be {answer}, found none that fits: "
            "add one in tutorial_utils.facts.promotion_reasons"
        )
        raise OperationError(msg)
    return found


def _of_tensors(left: Dtype, right: Dtype, answer: str, pairs: Mapping[tuple[str, str], str]) -> str:
    if left is right and answer == left.code:
        return f"Both are {'the same ' * (len(left.members) > 1)}{left.name}."
    low, high = sorted((left, right), key=lambda dtype: KINDS.index(dtype.kind))
    if low.kind not in (high.kind, "floating") and answer == high.code:
        return f"{_higher(high.kind, low.kind)}: {high.name} stays as it is."
    if answer in {left.code, right.code}:
        other = right if answer == left.code else left
        return f"{NAMES[answer]} holds every number of {other.name}."
    holding = [code for code in NAMES if pairs.get((left.code, code)) == code == pairs.get((right.code, code))]
    if answer in holding and all(pairs.get((answer, code)) == code for code in holding):
        return f"{NAMES[answer]} is the first dtype that holds every number of both."
    return ""


def _of_scalar(scalar: str, left: Dtype, kind: str, answer: str) -> str:
    if KINDS.index(kind) <= KINDS.index(left.kind) and answer == left.code:
        same = f"both are {kind}" if kind == left.kind else f"{kind} is lower than {left.kind}"
        return f"{scalar} counts only where its kind is higher: here {same}."
    if left.kind == "floating" and kind == "complex" and _DTYPES[answer].kind == "complex":
        return f"Complex is a higher kind than floating, and {NAMES[answer]} is the complex dtype of {left.name}."
    return ""


def _higher(high: str, low: str) -> str:
    return f"{high.capitalize()} is a higher kind than {low}"
