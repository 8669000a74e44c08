"""Everyday operations as calls that run on a tensor of any dtype, and the dtypes they are tried on.

What is measured with them is in ``tables/dtype_support`` and ``tables/dtype_claims``.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from typing import TYPE_CHECKING

from tutorial_utils.facts.dtypes import all_dtypes, ones_run, short_name
from tutorial_utils.facts.examples import plain_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import torch

__all__ = ["CALLS", "GIVEN", "dtypes_tried", "grouped", "runs"]

GIVEN = {
    "x": "torch.tensor([1, 1], dtype=d)",
    "m": "torch.tensor([[1, 0], [0, 1]], dtype=d)",
    "i": "torch.tensor([[[[1, 0], [0, 1]]]], dtype=d)",
    "n": "torch.tensor([0, 1])",
}
# Beside each its name in the operator database of torch's own tests, after a blank the variant.
CALLS = {
    "torch.arange(3, dtype=d)": "arange",
    "torch.rand(2, dtype=d)": "rand_like",
    "torch.randint(2, (2,), dtype=d)": "randint",
    "x.clone()": "clone",
    "x.float()": "float",
    "x[n]": "index_select",
    "x[n] = x.clone()": "index_put",
    "x[n == 1]": "masked_select",
    "torch.cat((x, x))": "cat",
    "x.flip(0)": "flip",
    "x.gather(0, n)": "gather",
    "x.scatter_add(0, n, x)": "scatter_add",
    "torch.where(n == 1, x, x)": "where",
    "x == x": "eq",
    "x < x": "lt",
    "x.sort()": "sort",
    "x.unique()": "unique",
    "x.topk(1)": "topk",
    "-x": "neg",
    "x + x": "add",
    "x - x": "sub",
    "x * x": "mul",
    "x / x": "true_divide",
    "x // x": "floor_divide",
    "x % x": "remainder",
    "x ** x": "pow",
    "x & x": "bitwise_and",
    "x << x": "bitwise_left_shift",
    "x.abs()": "abs",
    "x.clamp(min=x)": "clamp",
    "x.round()": "round",
    "x.exp()": "exp",
    "x.sqrt()": "sqrt",
    "x.sum()": "sum",
    "x.cumsum(0)": "cumsum",
    "x.mean()": "mean",
    "x.max()": "max reduction_no_dim",
    "x.argmax()": "argmax",
    "x.std()": "std",
    "x.any()": "any",
    "m @ m": "mm",
    "torch.linalg.inv(m)": "linalg.inv",
    "torch.linalg.svd(m)": "linalg.svd",
    "torch.fft.fft(x)": "fft.fft",
    "F.relu(x)": "nn.functional.relu",
    "F.softmax(x, 0)": "softmax",
    "F.linear(x, m)": "nn.functional.linear",
    "F.conv2d(i, i)": "nn.functional.conv2d",
    "F.max_pool2d(i, 2)": "nn.functional.max_pool2d",
    "F.layer_norm(x, (2,))": "nn.functional.layer_norm",
    "F.embedding(n, m)": "nn.functional.embedding",
    "F.cross_entropy(x, n[1])": "nn.functional.cross_entropy",
}
_ORDER = ("bool", "uint", "int", "float", "bfloat", "complex")


def dtypes_tried() -> list[torch.dtype]:
    """The dtypes that ``torch.ones`` fills on the CPU, the older kinds first.

    Example:
        >>> from tutorial_utils.facts.dtype_calls import dtypes_tried
        >>> len(dtypes_tried()), dtypes_tried()[:2]
        (21, [torch.bool, torch.uint8])
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "ComplexHalf support is experimental"
        return sorted((dtype for dtype in all_dtypes() if ones_run(dtype)), key=_place)


def runs(call: str, dtype: torch.dtype) -> bool:
    """Whether a call runs on the CPU with inputs of this dtype.

    Example:
        >>> import torch
        >>> from tutorial_utils.facts.dtype_calls import runs
        >>> runs("x.mean()", torch.float16), runs("x.mean()", torch.int64)
        (True, False)
    """
    import torch

    with plain_state(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names = {"torch": torch, "F": torch.nn.functional, "d": dtype}
        names |= {name: eval(made, dict(names)) for name, made in GIVEN.items()}  # noqa: S307 - our own rows
        try:
            exec(call, names)  # noqa: S102 - an assignment is no expression
        except (RuntimeError, TypeError, IndexError):
            return False
    return True


def grouped(answers: Mapping[torch.dtype, Iterable[str]]) -> dict[str, list[str]]:
    """The answers of the dtypes, with those that answer alike under one heading.

    Example:
        >>> import torch
        >>> from tutorial_utils.facts.dtype_calls import grouped
        >>> grouped({torch.int8: ["runs"], torch.bool: ["raises"], torch.int16: ["runs"]})
        {'`int8`, `int16`': ['runs'], '`bool`': ['raises']}
    """
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for dtype, cells in answers.items():
        alike[tuple(cells)].append(f"`{short_name(dtype)}`")
    return {", ".join(names): list(cells) for cells, names in alike.items()}


def _place(dtype: torch.dtype) -> tuple[bool, int, int, str]:
    name = short_name(dtype)
    kind = name.partition("_")[0].rstrip("0123456789")
    thin = name in {"uint16", "uint32", "uint64"} or (dtype.is_floating_point and dtype.itemsize == 1)
    return thin, _ORDER.index(kind), dtype.itemsize, name
