"""Derivatives as rows: a formula in torch, held against autograd, and what autograd answers where there is none.

A row is written as a `Derivative`; whether the formula agrees, the gradients at kinks and ties, the second order and
forward mode are measured.  The rows are in the modules of ``tables`` that begin with ``derivatives_``.
"""

from __future__ import annotations

import ast
import math
import warnings
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.examples import plain_state
from tutorial_utils.facts.operations import official_page
from tutorial_utils.facts.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import torch

__all__ = ["COLUMNS", "Derivative", "derivatives_entry", "gradient_of", "measure_derivatives"]

COLUMNS = ("operation", "call", "gradient", "at kinks and ties", "second order", "forward mode")
TOGETHER = ("call", "gradient")


@dataclass(frozen=True, slots=True)
class Derivative:
    """A row as it is written.

    Attributes:
        name: as behind ``torch.``; the key of the row.
        call: one expression in ``x`` and, where it has two inputs, ``w``.
        formulas: the gradient of each input in that order, an expression in ``x``, ``w``, the result ``y`` and the
            gradient ``g`` that arrives at it.
        kinks: inputs ``x`` where the derivative does not exist, or where equal numbers meet.
        given: other inputs than those of the table.
    """

    name: str
    call: str
    formulas: tuple[str, ...]
    kinks: tuple[str, ...] = ()
    given: Mapping[str, str] | None = None


def measure_derivatives(name: str, rows: Iterable[Derivative], given: Mapping[str, str]) -> Table:
    """A table with a row for each derivative, in their order.

    Args:
        name: what the table is called.
        rows: its rows.
        given: expressions of the inputs ``x`` and ``w``; they are read as float64.

    Raises:
        OperationError: when a formula does not agree with autograd, or ``gradcheck`` does not with either.

    Example:
        >>> from tutorial_utils.facts.derivative import Derivative, measure_derivatives
        >>> row = Derivative("abs", "x.abs()", ("g * x.sign()",), kinks=("[0.0]",))
        >>> measure_derivatives("few", [row], {"x": "[-2.0, 3.0]"}).row("abs")["at kinks and ties"]
        '`[0.0]`: `[0.0]`'
    """
    with plain_state(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the rules of forward mode are compiled with a deprecated tool of torch's
        return Table(name, COLUMNS, tuple(_row(name, row, row.given or given) for row in rows))


def gradient_of(call: str, x: str) -> object:
    """The gradient of the sum of an operation's result where ``x`` holds these numbers, as nested lists.

    Example:
        >>> from tutorial_utils.facts.derivative import gradient_of
        >>> gradient_of("x.max()", "[1.0, 3.0, 3.0]"), gradient_of("x.max(0).values", "[1.0, 3.0, 3.0]")
        ([0.0, 0.5, 0.5], [0.0, 1.0, 0.0])
    """
    import torch

    inputs = _inputs({"x": x})
    gradient: torch.Tensor
    (gradient,) = torch.autograd.grad(_result(call, inputs).sum(), list(inputs.values()))
    return gradient.tolist()


def derivatives_entry(name: str, rows: Iterable[Derivative], given: Mapping[str, str]) -> Entry:
    """The entry of a table of derivatives."""
    measure = partial(measure_derivatives, name, rows, given)
    return Entry(measure, f"reference/{name}.tsv", official_page, TOGETHER)


def _row(table: str, row: Derivative, given: Mapping[str, str]) -> tuple[str, ...]:
    used = {name: text for name, text in given.items() if name in _names_in(row.call)}
    try:
        _expect_agreement(row, used)
        kinks = "; ".join(f"`{x}`: `{_rounded(gradient_of(row.call, x))}`" for x in row.kinks)
        second, forward = _second_order(row.call, used), _forward_mode(row.call, used)
    except (OperationError, RuntimeError) as error:
        msg = f"table {table}, row {row.name}: {error}; change it in {__package__}.tables.{table.replace('-', '_')}"
        raise OperationError(msg) from error
    names = "xw" if len(row.formulas) > 1 else ""
    formulas = (
        "; ".join(f"`{name}`: `{formula}`" for name, formula in zip(names, row.formulas, strict=True))
        if names
        else f"`{row.formulas[0]}`"
    )
    return row.name, f"`y = {row.call}`", formulas, kinks, second, forward


def _expect_agreement(row: Derivative, used: Mapping[str, str]) -> None:
    """Hold the formulas against autograd, for an arriving gradient of unequal numbers, and finite differences too."""
    import torch

    inputs = _inputs(used)
    y = _result(row.call, inputs)
    g = torch.arange(1, y.numel() + 1, dtype=y.dtype).view(y.shape) / 4
    found = torch.autograd.grad(y, list(inputs.values()), g)
    plain = {name: value.detach() for name, value in inputs.items()}
    for name, formula, gradient in zip(inputs, row.formulas, found, strict=True):
        wanted = _result(formula, {**plain, "y": y.detach(), "g": g})
        if wanted.shape != gradient.shape or not torch.allclose(wanted, gradient, rtol=1e-10, atol=1e-12):
            msg = f"expected the gradient {gradient.tolist()} of {name}, got {wanted.tolist()} from {formula!r}"
            raise OperationError(msg)
    if not torch.autograd.gradcheck(_function(row.call, inputs), tuple(inputs.values())):
        msg = f"expected gradcheck to agree with autograd on {row.call!r}"
        raise OperationError(msg)


def _second_order(call: str, used: Mapping[str, str]) -> str:
    import torch

    inputs = _inputs(used)
    first = torch.autograd.grad(_result(call, inputs).sum(), list(inputs.values()), create_graph=True)
    if not any(gradient.requires_grad for gradient in first):
        return "zero"
    try:
        checked = torch.autograd.gradgradcheck(_function(call, inputs), tuple(inputs.values()))
    except RuntimeError:  # GradcheckError is one
        return "raises"
    return "yes" if checked else "no"


def _forward_mode(call: str, used: Mapping[str, str]) -> str:
    import torch

    inputs = _inputs(used)
    options = {"check_backward_ad": False, "check_forward_ad": True}
    try:
        checked = torch.autograd.gradcheck(_function(call, inputs), tuple(inputs.values()), **options)
    except RuntimeError:  # NotImplementedError is one
        return "raises"
    return "yes" if checked else "no"


def _names_in(expression: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Name)}


def _inputs(given: Mapping[str, str]) -> dict[str, torch.Tensor]:
    import torch

    return {name: torch.tensor(eval(text), dtype=torch.float64, requires_grad=True) for name, text in given.items()}  # noqa: S307


def _result(expression: str, names: Mapping[str, object]) -> torch.Tensor:
    import torch

    scope = {"torch": torch, "F": torch.nn.functional, "math": math, **names}
    value: torch.Tensor = eval(expression, scope)  # noqa: S307 - the rows are our own code
    return value


def _function(call: str, inputs: Mapping[str, torch.Tensor]) -> Callable[..., torch.Tensor]:
    names = tuple(inputs)
    return lambda *values: _result(call, dict(zip(names, values, strict=True)))


def _rounded(gradient: object) -> object:
    """Four decimals are enough to tell a kink's answer, and the same on every processor."""
    if isinstance(gradient, list):
        return [_rounded(entry) for entry in gradient]
    return round(gradient, 4) + 0.0 if isinstance(gradient, float) else gradient
