"""What one tensor tells of autograd through its attributes: its data, its gradient, and the node that made it.

The graph behind the node is the neighbor ``walk.py``; the picture is ``tutorial_utils.figures.attributes``.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutorial_utils.errors import GraphError

if TYPE_CHECKING:
    import torch

__all__ = ["MAX_SHOWN", "Attributes", "attributes_of"]

MAX_SHOWN = 6  # elements of a tensor that a picture can hold


@dataclass(frozen=True, slots=True)
class Attributes:
    """The attributes of a tensor that autograd sets or reads.

    Attributes:
        name: The expression the tensor came from.
        data: Its numbers as torch prints them, without what autograd adds.
        requires_grad: Whether operations on it are recorded.
        is_leaf: Whether no recorded operation made it.
        grad: Its gradient as torch prints it; None if it has none.
        grad_fn: The name of the node that made it; None for a leaf.
    """

    name: str
    data: str
    requires_grad: bool
    is_leaf: bool
    grad: str | None
    grad_fn: str | None


def attributes_of(tensor: torch.Tensor, name: str) -> Attributes:
    """Read the attributes of a tensor that is small enough for a figure.

    Args:
        tensor: At most 6 elements, any shape that prints in one line.
        name: How the figure and its alt text call the tensor.

    Returns:
        Host facts; nothing in them refers to the tensor.

    Raises:
        GraphError: If it is no tensor, or too large.

    >>> import torch
    >>> from tutorial_utils.graph import attributes_of
    >>> w = torch.tensor([2.0], requires_grad=True)
    >>> attributes_of(w, "w").grad_fn, attributes_of(w * 3, "y").grad_fn
    (None, 'MulBackward0')
    """
    import torch

    if not isinstance(tensor, torch.Tensor):
        msg = f"expected a tensor, got {name} of type {type(tensor).__name__}: name tensors in the figure"
        raise GraphError(msg)
    if tensor.numel() > MAX_SHOWN:
        msg = f"expected at most {MAX_SHOWN} elements, got {name} with {tensor.numel()}: show a smaller tensor"
        raise GraphError(msg)
    with warnings.catch_warnings(
        action="ignore"
    ):  # torch warns that the .grad of other tensors than leaves is not kept
        grad = tensor.grad
    return Attributes(
        name=name,
        data=_printed(tensor),
        requires_grad=tensor.requires_grad,
        is_leaf=tensor.is_leaf,
        grad=None if grad is None else _printed(grad),
        grad_fn=None if tensor.grad_fn is None else tensor.grad_fn.name().rpartition("::")[2],
    )


def _printed(tensor: torch.Tensor) -> str:
    return " ".join(str(tensor.detach()).split())
