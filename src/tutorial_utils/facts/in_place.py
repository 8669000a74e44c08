"""Which tensors must stay as they are after a call until ``backward`` has run, for each of many calls.

The calls are in ``calls_math``, ``calls_shape``, ``calls_matrix`` and ``calls_network``; what is measured of one is in
``changed`` and ``saved``.  A table holds the calls with one answer, so that a call whose answer changes moves.
"""

from __future__ import annotations

import warnings
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from tutorial_utils.errors import OperationError, TutorialError
from tutorial_utils.facts import in_place_form
from tutorial_utils.facts.calls_math import MATH_CALLS
from tutorial_utils.facts.calls_matrix import MATRIX_CALLS
from tutorial_utils.facts.calls_network import NETWORK_CALLS
from tutorial_utils.facts.calls_shape import SHAPE_CALLS
from tutorial_utils.facts.changed import BACKWARD, SAFE, after_change
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.examples import plain_state
from tutorial_utils.facts.operations import official_page
from tutorial_utils.facts.recorded import record
from tutorial_utils.facts.saved import saved_text
from tutorial_utils.facts.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CALLS", "COLUMNS", "GIVEN", "in_place_entry", "page_of", "row_of"]

COLUMNS = ("call", "must stay", "nodes and what they save", "in-place form")
CALLS: Final = tuple(
    line for text in (MATH_CALLS, SHAPE_CALLS, MATRIX_CALLS, NETWORK_CALLS) for line in text.split("\n") if line
)
GIVEN: Final[Mapping[str, str]] = {
    "x": "torch.tensor([[0.1, 0.2, 0.3], [0.6, 0.5, 0.4]])",
    "y": "torch.tensor([[0.3, 0.1, 0.2], [0.4, 0.7, 0.9]])",
    "w": "torch.tensor([[0.9, 0.4, 0.5], [0.2, 0.3, 0.6]])",
    "v": "torch.tensor([0.7, 0.8, 0.9])",
    "u": "torch.tensor([0.2, 0.5, 0.3])",
    "m": "torch.tensor([[True, False, True], [False, True, True]])",
    "i": "torch.tensor([1, 0])",
    "j": "torch.tensor([[0, 1, 0]])",
    "A": "torch.tensor([[3.0, 1.0, 0.5], [1.0, 4.0, 1.0], [0.5, 1.0, 5.0]])",
    "B": "torch.arange(18.0).view(2, 3, 3) / 10",
    "a": "torch.tensor([1.5, 2.5])",
    "c": "torch.arange(8.0).view(1, 2, 4) / 10",
    "d": "torch.ones(2, 3, 3)",
    "f": "torch.ones(2, 2, 2, 2)",
    "g": "torch.arange(32.0).view(1, 2, 4, 4) / 10",
    "h": "torch.arange(16.0).view(1, 4, 2, 2)",
    "k": "torch.ones(1, 2, 2)",
    "p": "torch.tensor([0.25])",
    "q": "torch.tensor([[0.2, 0.3, 0.5], [0.1, 0.6, 0.3]])",
    "r": "torch.tensor([[0.3, 0.1, 0.2]])",
    "s": "torch.zeros(1, 2, 2, 2)",
    "t": "torch.tensor([1.0, -1.0, 1.0])",
    "z": "torch.tensor([[0.1, 0.2, 0.3, 0.7], [0.6, 0.5, 0.4, 0.8]])",
}


def in_place_entry(name: str, *, input_stays: bool, result_stays: bool) -> Entry:
    """The entry of a table with the calls after which the numbers of input and result must stay, or need not."""
    measure = partial(_measure, name, (input_stays, result_stays))
    return Entry(measure, f"reference/{name}.tsv", page_of)


def page_of(call: str) -> str:
    """The official page of the function a row calls.

    Example:
        >>> from tutorial_utils.facts.in_place import page_of
        >>> [page_of(call).rpartition("/")[2] for call in ("exp(x)", "F.relu(x)", "x.view(6)", "x[i]")]
        ['torch.exp.html', 'torch.nn.functional.relu.html', 'torch.Tensor.view.html', 'tensor_view.html']
    """
    name = call.partition("(")[0]
    if "[" in name:
        return "https://docs.pytorch.org/docs/2.13/tensor_view.html"
    module, _, short = name.rpartition(".")
    if module == "F":
        return official_page(f"nn.functional.{short}")
    return official_page(f"Tensor.{short}" if module == "x" else name)


def row_of(call: str, given: Mapping[str, str] = GIVEN) -> tuple[tuple[bool, bool], tuple[str, ...]]:
    """Whether an input and whether the result of a call must stay, and the row that says so.

    Masks and indices stand in the row, but do not decide where it belongs.

    Raises:
        OperationError: when the call does not run, or has no gradient.

    Example:
        >>> from tutorial_utils.facts.in_place import row_of
        >>> row_of("torch.exp(x)")
        ((False, True), ('exp(x)', '`result`', '`ExpBackward0`: result', '`.exp_`'))
    """
    try:
        recorded = record(call, given)
        answers = {name: after_change(call, name, given) for name in (*recorded.inputs, *recorded.outputs)}
        cells = ", ".join(_named(name, answer) for name, answer in answers.items() if answer != SAFE)
        row = (call.removeprefix("torch."), cells, saved_text(recorded), in_place_form.measured(call, given))
    except (TutorialError, RuntimeError, TypeError) as error:
        first = str(error).partition("\n")[0]
        msg = f"in-place tables, call {call!r}: expected it to run and to have a gradient, got: {first}"
        raise OperationError(msg) from error
    input_stays = any(answers[name] != SAFE for name in recorded.leaves)
    result_stays = any(answers[name] != SAFE for name, output in recorded.outputs.items() if output.requires_grad)
    return (input_stays, result_stays), row


def _named(name: str, answer: str) -> str:
    return f"`{name}`" if answer == BACKWARD else f"`{name}` ({answer})"


@cache
def _rows() -> tuple[tuple[tuple[bool, bool], tuple[str, ...]], ...]:
    import torch

    with plain_state(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.set_default_dtype(torch.float64)
        return tuple(row_of(call) for call in CALLS)


def _measure(name: str, stays: tuple[bool, bool]) -> Table:
    return Table(name, COLUMNS, tuple(row for found, row in _rows() if found == stays))
