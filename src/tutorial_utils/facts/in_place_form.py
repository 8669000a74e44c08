"""The in-place form of a call, ``x.exp_()`` for ``torch.exp(x)``, and whether its gradient is the same."""

from __future__ import annotations

import ast
import inspect
from typing import TYPE_CHECKING

from tutorial_utils.facts.recorded import gradients, record, same_gradients

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["form_of", "measured"]


def measured(call: str, given: Mapping[str, str]) -> str:
    """How a reader writes the in-place form, with what went wrong where its gradient is not that of the call.

    Returns:
        empty when the function has no in-place form.
    """
    form = form_of(call)
    if form is None:
        return ""
    written, expression = form
    try:
        same = same_gradients(gradients(record(expression, given)), gradients(record(call, given)))
    except RuntimeError as error:
        return f"`{written}` ({_reason(str(error))})"
    return f"`{written}`" if same else f"`{written}` (another gradient)"


def form_of(call: str) -> tuple[str, str] | None:
    """The in-place form, as it is named and as it is called; None where there is none.

    Example:
        >>> from tutorial_utils.facts.in_place_form import form_of
        >>> form_of("torch.add(x, 2)"), form_of("F.relu(x)"), form_of("torch.sum(x)")
        (('.add_', 'x.add_(2)'), ('inplace=True', 'F.relu(x, inplace=True)'), None)
    """
    node = ast.parse(call, mode="eval").body
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    module, short = ast.unparse(node.func.value), node.func.attr
    if module == "F" and _has_argument(short):
        return "inplace=True", f"{call.removesuffix(')')}, inplace=True)"
    target, rest = (node.args[0], node.args[1:]) if module in {"torch", "F"} else (node.func.value, node.args)
    if not (isinstance(target, ast.Name) and _is_method(f"{short}_")):
        return None
    arguments = ", ".join(ast.unparse(part) for part in (*rest, *node.keywords))
    return f".{short}_", f"{ast.unparse(target)}.{short}_({arguments})"


def _has_argument(name: str) -> bool:
    import torch

    try:
        return "inplace" in inspect.signature(getattr(torch.nn.functional, name)).parameters
    except ValueError:  # a builtin, which says nothing about its arguments and has no such one
        return False


def _is_method(name: str) -> bool:
    import torch

    return hasattr(torch.Tensor, name)


def _reason(message: str) -> str:
    if "has been modified by an inplace operation" in message:
        return "raises in backward"
    if "inplace version" in message and "not implemented" in message:
        return "has no derivative"
    return message.partition("\n")[0]
