"""Which functions of torch take NumPy's names of arguments: ``axis`` for ``dim`` and ``keepdims`` for ``keepdim``.

Each call is made with torch's names and again with NumPy's; the lines of NumPy themselves are in the other modules
that begin with ``numpy_``.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import Any

from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.examples import plain_state
from tutorial_utils.facts.numpy_answers import answer_of, differences_of
from tutorial_utils.facts.operations import official_page
from tutorial_utils.facts.table import Table

__all__ = ["ALIASES", "CALLS", "COLUMNS", "GIVEN", "measure"]

COLUMNS = ("function", "call", "`axis`", "`keepdims`", "signature shows")
ALIASES = {"axis": ("dim", "dims"), "keepdims": ("keepdim",)}
GIVEN = {"x": "torch.tensor([[1.0, 2.0, 6.0], [4.0, 5.0, 3.0]])", "k": "torch.tensor([[2, 0, 1]])"}

_REDUCED = (
    "sum mean prod std var median mode amax amin max min argmax argmin all any nansum nanmean nanmedian logsumexp"
)
_ALONG = "cumsum cumprod cummax cummin logcumsumexp diff sort argsort unsqueeze squeeze unbind softmax log_softmax"
CALLS = (
    *(f"torch.{name}(x, dim=1, keepdim=True)" for name in _REDUCED.split()),
    "torch.var_mean(x, dim=1, keepdim=True)",
    "torch.quantile(x, 0.5, dim=1, keepdim=True)",
    "torch.kthvalue(x, 1, dim=1, keepdim=True)",
    "torch.norm(x, dim=1, keepdim=True)",
    "torch.linalg.norm(x, dim=1, keepdim=True)",
    "torch.linalg.vector_norm(x, dim=1, keepdim=True)",
    *(f"torch.{name}(x, dim=1)" for name in _ALONG.split()),
    "torch.count_nonzero(x, dim=1)",
    "torch.trapezoid(x, dim=1)",
    "torch.gradient(x, dim=1)",
    "torch.unique(x, dim=1)",
    "torch.topk(x, 2, dim=1)",
    "torch.cat((x, x), dim=1)",
    "torch.concatenate((x, x), dim=1)",
    "torch.stack((x, x), dim=1)",
    "torch.split(x, 2, dim=1)",
    "torch.chunk(x, 2, dim=1)",
    "torch.tensor_split(x, 2, dim=1)",
    "torch.repeat_interleave(x, 2, dim=1)",
    "torch.flip(x, dims=(1,))",
    "torch.roll(x, 1, dims=1)",
    "torch.cross(x, x, dim=1)",
    "torch.linalg.cross(x, x, dim=1)",
    "torch.gather(x, dim=1, index=k)",
    "torch.take_along_dim(x, k, dim=1)",
    "torch.index_select(x, dim=1, index=k[0])",
    "torch.select(x, dim=1, index=0)",
    "torch.narrow(x, dim=1, start=0, length=2)",
)


def measure() -> Table:
    """The table ``numpy-keywords``: a row for each call.

    Example:
        >>> from tutorial_utils.facts.tables import numpy_keywords
        >>> table = numpy_keywords.measure()
        >>> table.row("sum")["`keepdims`"], table.row("roll")["`axis`"]
        ('taken', 'refused')
    """
    with plain_state():
        return Table("numpy-keywords", COLUMNS, tuple(_row(call) for call in CALLS))


def _row(call: str) -> tuple[str, ...]:
    name = call.partition("(")[0].removeprefix("torch.")
    return name, f"`{call}`", _taken(call, "axis"), _taken(call, "keepdims"), _shown(name)


def _taken(call: str, alias: str) -> str:
    """Whether the call answers the same with another name for one argument; empty when it has no such argument."""
    renamed = re.sub(rf"\b({'|'.join(ALIASES[alias])})=", f"{alias}=", call)
    if renamed == call:
        return ""
    try:
        result = _run(renamed)
    except TypeError:
        return "refused"
    return "taken" if not differences_of(answer_of(_run(call)), answer_of(result)) else "another answer"


def _shown(name: str) -> str:
    """Which of NumPy's names stand in the first line of the function's docstring."""
    import torch

    lines = (attrgetter(name)(torch).__doc__ or "").strip().split("->")[0]
    return ", ".join(f"`{alias}`" for alias in ALIASES if re.search(rf"\b{alias}\b", lines))


def _run(call: str) -> Any:  # noqa: ANN401 - calls return anything
    import torch

    inputs = {name: eval(expression, {"torch": torch}) for name, expression in GIVEN.items()}  # noqa: S307
    return eval(call, {"torch": torch, **inputs})  # noqa: S307 - the calls are our own code


ENTRY = Entry(measure, "reference/numpy-keywords.tsv", official_page, given=GIVEN)
