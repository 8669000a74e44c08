"""What one line of code answers, and in what the answers of NumPy and torch to it differ.

Here an answer is a flat list of arrays and numbers, whichever library made it.  The lines themselves are run in
``numpy_lines``; who shares memory is in ``numpy_memory``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

__all__ = ["LONGEST_VALUE", "Answer", "answer_of", "differences_of", "leaves_of", "same_kind"]

LONGEST_VALUE = 30


@dataclass(frozen=True, slots=True)
class Answer:
    """What a line gave, made comparable.

    Attributes:
        kind: ``one result`` for an array, a tensor or a number; ``a tuple of 2``, ``a list of 2``; else a few words.
        values: the numbers, an array for each result.
        dtypes: the name of the dtype of each result; Python's numbers keep their own type's name.
        error: the name of the exception, empty when there was none.
    """

    kind: str
    values: tuple[np.ndarray, ...] = ()
    dtypes: tuple[str, ...] = ()
    error: str = ""


def answer_of(result: object) -> Answer:
    """The answer in a result of NumPy, torch or Python.

    Example:
        >>> import torch
        >>> from tutorial_utils.facts.numpy_answers import answer_of
        >>> answer_of(torch.ones(2).max(dim=0)).kind, answer_of(torch.ones(2)).dtypes
        ('a tuple of 2', ('float32',))
    """
    leaves = list(leaves_of(result))
    if any(_is_other(leaf) for leaf in leaves):
        return Answer(_words_of(result))
    kind = "one result"
    if isinstance(result, (tuple, list)):
        kind = f"a {'list' if isinstance(result, list) else 'tuple'} of {len(result)}"
    return Answer(kind, tuple(_array_of(leaf) for leaf in leaves), tuple(_dtype_of(leaf) for leaf in leaves))


def differences_of(ours: Answer, theirs: Answer) -> list[str]:
    """In what two answers differ, NumPy's first: one text for each of kind, shape, values and dtype.

    A shape that differs leaves nothing to say of the values.  Floats may differ by rounding.
    A list counts as a tuple.

    Example:
        >>> import torch, numpy as np
        >>> from tutorial_utils.facts.numpy_answers import answer_of, differences_of
        >>> differences_of(answer_of(np.array([1.0, 3.0]).var()), answer_of(torch.tensor([1.0, 3.0]).var()))
        ['values: `1.0`, torch `2.0`', 'dtype: `float64`, torch `float32`']
    """
    if ours.error or theirs.error:
        return _errors(ours, theirs)
    if not same_kind(ours, theirs):
        return [f"kind: {ours.kind}, torch {theirs.kind}"]
    found = []
    pairs = list(zip(ours.values, theirs.values, strict=True))
    shapes = [(first.shape, second.shape) for first, second in pairs if first.shape != second.shape]
    if shapes:
        found.append(f"shape: `{shapes[0][0]}`, torch `{shapes[0][1]}`")
    else:
        unlike = [pair for pair in pairs if not _same_numbers(*pair)]
        found += [_both("values", *map(_text_of, unlike[0]))] if unlike else []
    dtypes = [pair for pair in zip(ours.dtypes, theirs.dtypes, strict=True) if pair[0] != pair[1]]
    found += [_both("dtype", *dtypes[0])] if dtypes else []
    return found


def same_kind(ours: Answer, theirs: Answer) -> bool:
    """Whether both are one result, or tuples or lists of the same length."""
    return ours.kind.replace("list", "tuple") == theirs.kind.replace("list", "tuple")


def leaves_of(result: object) -> list[Any]:
    """The arrays and numbers in a result, tuples and lists taken apart."""
    if isinstance(result, (tuple, list)):
        return [leaf for entry in result for leaf in leaves_of(entry)]
    return [result]


def _errors(ours: Answer, theirs: Answer) -> list[str]:
    if theirs.error == "absent":
        return ["no such name"]
    if ours.error and theirs.error:
        return ["both raise"]
    return [f"raises: torch `{theirs.error}`" if theirs.error else f"raises: NumPy `{ours.error}`"]


def _both(what: str, ours: str, theirs: str) -> str:
    if max(len(ours), len(theirs)) > LONGEST_VALUE:
        return what
    return f"{what}: `{ours}`, torch `{theirs}`"


def _is_other(leaf: object) -> bool:
    import numpy as np
    import torch

    return not isinstance(leaf, (torch.Tensor, torch.dtype, np.ndarray, np.generic, np.dtype, int, float, complex))


def _words_of(result: object) -> str:
    if result is None:
        return "`None`"
    return "a method" if callable(result) else f"`{type(result).__name__}`"


def _array_of(leaf: Any) -> np.ndarray:  # noqa: ANN401 - what any library returns
    import numpy as np
    import torch

    if isinstance(leaf, (torch.dtype, np.dtype)):
        return np.array(str(leaf).removeprefix("torch."))
    if isinstance(leaf, torch.Tensor):
        leaf = leaf.resolve_conj().resolve_neg().numpy()
    return np.array(leaf)


def _dtype_of(leaf: object) -> str:
    import numpy as np
    import torch

    if isinstance(leaf, (torch.Tensor, np.ndarray, np.generic)):
        return str(leaf.dtype).removeprefix("torch.")
    return "dtype" if isinstance(leaf, (torch.dtype, np.dtype)) else type(leaf).__name__


def _same_numbers(ours: np.ndarray, theirs: np.ndarray) -> bool:
    import numpy as np

    if ours.dtype.kind not in "fc" and theirs.dtype.kind not in "fc":
        return np.array_equal(ours, theirs)
    return np.allclose(ours, theirs, rtol=1e-6, atol=1e-12, equal_nan=True)


def _text_of(array: np.ndarray) -> str:
    if array.dtype.kind == "f":
        import numpy as np

        array = np.vectorize(lambda number: float(f"{number:.4g}"), otypes=[float])(array)
    return str(array.tolist())
