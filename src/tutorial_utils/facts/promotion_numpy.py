"""What NumPy makes of two operands, for the dtypes it has; torch's answers are in ``promotion``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.promotion import CODES, DTYPES, NUMBERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["IN_NUMPY", "numpy_common", "numpy_results"]

IN_NUMPY = tuple(dtype for dtype in DTYPES if dtype.code not in {"bf16", "c32", "f8"})


@cache
def numpy_common() -> dict[tuple[str, str], str]:
    """The dtype of ``x + y`` by the codes of two arrays, or by the code of an array and a Python number.

    Raises:
        OperationError: when an array without dimensions is promoted otherwise than one with dimensions.

    Example:
        >>> from tutorial_utils.facts.promotion_numpy import numpy_common
        >>> numpy_common()["i32", "f32"], numpy_common()["f16", "1.0"]
        ('f64', 'f16')
    """
    import numpy as np

    found = {}
    for left, x in _arrays().items():
        for right, y in _arrays().items():
            found[left, right] = answer = CODES[np.result_type(x, y).name]
            if (zero_dim := CODES[(x + y[0, ...]).dtype.name]) != answer:
                msg = (
                    f"expected NumPy to promote {left} with {right} without dimensions like with dimensions, to "
                    f"{answer}, got {zero_dim}: the page on type promotion says that they are alike"
                )
                raise OperationError(msg)
        found |= {(left, text): CODES[np.result_type(x, number).name] for text, number in NUMBERS.items()}
    return found


@cache
def numpy_results() -> dict[str, tuple[str, str]]:
    """What ``x + y`` and ``x / y`` make of a common dtype.

    Raises:
        OperationError: when operands with the same common dtype give two results.

    Example:
        >>> from tutorial_utils.facts.promotion_numpy import numpy_results
        >>> numpy_results()["i32"]
        ('i32', 'f64')
    """
    arrays = _arrays()
    found: dict[str, tuple[str, str]] = {}
    for (left, right), common in numpy_common().items():
        x, y = arrays[left], arrays[right] if right in arrays else NUMBERS[right]
        results = (CODES[(x + y).dtype.name], CODES[(x / y).dtype.name])
        if found.setdefault(common, results) != results:
            msg = (
                f"expected NumPy to make {found[common]} of {common} in + and /, got {results} for {left} with {right}"
            )
            raise OperationError(msg)
    return found


def _arrays() -> dict[str, NDArray[Any]]:
    import numpy as np

    return {dtype.code: np.ones(2, dtype.name) for dtype in IN_NUMPY}
