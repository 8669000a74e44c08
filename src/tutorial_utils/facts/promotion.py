"""What torch makes of two operands: asked once for every dtype that ``torch.ones`` fills, and for Python numbers.

The tables ``promotion_...`` are views of this survey.  NumPy's answers are in ``promotion_numpy``, those of the Array
API standard in ``array_api``; why an answer is as it is, ``promotion_reasons`` says.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.examples import plain_state

if TYPE_CHECKING:
    from collections.abc import Callable

    import torch

__all__ = [
    "CODES",
    "DTYPES",
    "NAMES",
    "NUMBERS",
    "OPERATIONS",
    "SECONDS",
    "Case",
    "Dtype",
    "common_dtypes",
    "marks",
    "matrix",
    "survey",
]


class Dtype(NamedTuple):
    """A row and a column of the tables: a dtype, or several that promote alike.

    Attributes:
        code: what a cell says.
        kind: what decides when dtypes of different kinds meet.
        name: what torch calls it, or what they are called together.
        members: the names in torch.
    """

    code: str
    kind: str
    name: str
    members: tuple[str, ...]


def _dtype(code: str, kind: str, name: str, *members: str) -> Dtype:
    return Dtype(code, kind, name, members or (name,))


DTYPES = (
    _dtype("bool", "bool", "bool"),
    _dtype("u8", "integer", "uint8"),
    _dtype("i8", "integer", "int8"),
    _dtype("i16", "integer", "int16"),
    _dtype("i32", "integer", "int32"),
    _dtype("i64", "integer", "int64"),
    _dtype("f16", "floating", "float16"),
    _dtype("bf16", "floating", "bfloat16"),
    _dtype("f32", "floating", "float32"),
    _dtype("f64", "floating", "float64"),
    _dtype("c32", "complex", "complex32"),
    _dtype("c64", "complex", "complex64"),
    _dtype("c128", "complex", "complex128"),
    _dtype("u16", "integer", "uint16"),
    _dtype("u32", "integer", "uint32"),
    _dtype("u64", "integer", "uint64"),
    _dtype(
        "f8",
        "floating",
        "float8",
        *("float8_e5m2", "float8_e4m3fn", "float8_e5m2fnuz", "float8_e4m3fnuz", "float8_e8m0fnu"),
    ),
)
CODES = {member: dtype.code for dtype in DTYPES for member in dtype.members}
NAMES = {dtype.code: dtype.name for dtype in DTYPES}
NUMBERS: dict[str, complex] = {"True": True, "1": 1, "1.0": 1.0, "1j": 1j}
SECONDS = ("tensor", "0-d tensor", "number")
OPERATIONS = ("+", "/")


class Case(NamedTuple):
    """A tensor with dimensions, a second operand, and three answers: a code of ``DTYPES``, or what torch raised.

    Attributes:
        second: one of ``SECONDS``, what the right operand is.
        left: the name of the tensor's dtype.
        right: the name of the second dtype, or a number as Python writes it.
        common: what ``torch.result_type`` says.
        results: the dtype of each of ``OPERATIONS``.
    """

    second: str
    left: str
    right: str
    common: str
    results: tuple[str, ...]


@cache
def survey() -> tuple[Case, ...]:
    """Every tensor with every second operand, on the CPU, in the order of ``SECONDS`` and ``DTYPES``.

    Raises:
        OperationError: when ``DTYPES`` are not the dtypes that ``torch.ones`` fills.
    """
    import torch

    with plain_state(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "ComplexHalf support is experimental"
        _check_dtypes()
        tensors = {name: torch.ones(2, dtype=getattr(torch, name)) for name in CODES}
        zero_dims = {name: tensor[0] for name, tensor in tensors.items()}
        rights: dict[str, dict[str, Any]] = dict(zip(SECONDS, (tensors, zero_dims, NUMBERS), strict=True))
        return tuple(
            _case(second, (left, right), (x, y))
            for second in SECONDS
            for left, x in tensors.items()
            for right, y in rights[second].items()
        )


def _case(second: str, names: tuple[str, str], operands: tuple[Any, Any]) -> Case:
    import torch

    x, y = operands
    common = _answer(lambda: torch.result_type(x, y))
    return Case(second, *names, common, (_answer(lambda: (x + y).dtype), _answer(lambda: (x / y).dtype)))


def common_dtypes(second: str) -> dict[tuple[str, str], str]:
    """The answer of ``torch.result_type`` by left and right code, with a mark of ``marks`` where it raises.

    Two tensors of dtypes that share a row count only when both have the same: ``float8`` is each of them with itself.

    Raises:
        OperationError: when dtypes that share a row are not promoted alike.

    Example:
        >>> from tutorial_utils.facts.promotion import common_dtypes
        >>> common_dtypes("tensor")["i64", "f16"], common_dtypes("0-d tensor")["f16", "f64"]
        ('f16', 'f16')
    """
    found: dict[tuple[str, str], str] = {}
    names: dict[tuple[str, str], str] = {}
    for case in (case for case in survey() if case.second == second):
        key = (CODES[case.left], CODES.get(case.right, case.right))
        if second == "tensor" and key[0] == key[1] and case.left != case.right:
            continue
        answer = marks().get(case.common, case.common)
        if found.setdefault(key, answer) != answer:
            msg = (
                f"expected {case.left} with {case.right} to promote like {names[key]}, to {found[key]}, got {answer}: "
                "give them rows of their own in tutorial_utils.facts.promotion.DTYPES"
            )
            raise OperationError(msg)
        names.setdefault(key, f"{case.left} with {case.right}")
    return found


def matrix(second: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headings and rows of the table of `common_dtypes` of two tensors."""
    found = common_dtypes(second)
    columns = ("x \\ y", *(right.code for right in DTYPES))
    return columns, tuple((left.name, *(found[left.code, right.code] for right in DTYPES)) for left in DTYPES)


def marks() -> dict[str, str]:
    """The mark of each refusal, ``no 1``, ``no 2``, in the order they come: refused promotions first."""
    cases = survey()
    told = [case.common for case in cases] + [result for case in cases for result in case.results]
    refused = dict.fromkeys(text for text in told if text not in NAMES)
    return {text: f"no {number}" for number, text in enumerate(refused, start=1)}


def _answer(ask: Callable[[], torch.dtype]) -> str:
    """The code of a dtype, or the error with an ellipsis for the names that differ from case to case."""
    try:
        return CODES[str(ask()).removeprefix("torch.")]
    except RuntimeError as error:  # NotImplementedError is one
        text = str(error).partition("\n")[0]
        text = re.sub(r"promote \w+ and \w+", "promote ... and ...", text)
        text = re.sub(r"ScalarType for \w+", "ScalarType for ...", text)
        text = re.sub(r"\"\w+\" not implemented for '\w+'", "\"...\" not implemented for '...'", text)
        return f"{type(error).__name__}: {text}"


def _check_dtypes() -> None:
    from tutorial_utils.facts.dtypes import all_dtypes, ones_run, short_name

    filled = {short_name(dtype) for dtype in all_dtypes() if ones_run(dtype)}
    if filled != set(CODES):
        missing, gone = sorted(filled - set(CODES)), sorted(set(CODES) - filled)
        msg = (
            f"expected the dtypes that torch.ones fills in tutorial_utils.facts.promotion.DTYPES, "
            f"got none for {missing} and too many with {gone}: change DTYPES"
        )
        raise OperationError(msg)
