"""The figure of a tensor as autograd sees it: data, grad and grad_fn, and its alt text.

Both are renderings of the same frozen `Attributes` facts, which ``graph/attributes.py`` reads from a tensor. The graph
behind ``grad_fn`` is the neighbor ``graph.py``; where the boxes go is ``layers.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutorial_utils.figures.canvas import Canvas
from tutorial_utils.figures.layers import MARGIN, Arrow, Box, Line, draw_layers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tutorial_utils.graph import Attributes

__all__ = ["describe_attributes", "draw_attributes"]

NAME = 12.5
GAP = 20.0


def draw_attributes(tensors: Sequence[Attributes]) -> str:
    """Draw tensors one below another, each above its data, its gradient and the node that made it.

    Returns:
        One ``<svg>`` element; equal facts give equal bytes.

    >>> import torch
    >>> from tutorial_utils.figures.attributes import draw_attributes
    >>> from tutorial_utils.graph import attributes_of
    >>> svg = draw_attributes([attributes_of(torch.tensor([2.0], requires_grad=True), "w")])
    >>> [text in svg for text in (">w<", ">tensor([2.])<", ">grad_fn<")]
    [True, True, True]
    """
    canvas = Canvas()
    for tensor in tensors:
        lines = [Line(f"requires_grad {tensor.requires_grad}"), Line(f"is_leaf {tensor.is_leaf}")]
        head = (Line(tensor.name, NAME, bold=True), *lines)
        boxes = [
            Box(head, "green" if tensor.is_leaf else "purple", rounded=True),
            _box("data", tensor.data, "orange"),
            _box("grad", tensor.grad, "orange"),
            _box("grad_fn", tensor.grad_fn, "blue"),
        ]
        arrows = [Arrow(0, number, dashed=not boxes[number].color) for number in (1, 2, 3)]
        draw_layers(canvas, boxes, arrows, top=canvas.height + GAP if canvas.height else MARGIN)
    return canvas.svg()


def describe_attributes(tensors: Sequence[Attributes]) -> str:
    """Say in sentences what `draw_attributes` shows.

    >>> import torch
    >>> from tutorial_utils.figures.attributes import describe_attributes
    >>> from tutorial_utils.graph import attributes_of
    >>> print(describe_attributes([attributes_of(torch.tensor([2.0], requires_grad=True).exp() * 0, "y")]))
    Tensor y: requires_grad True, is_leaf False, data tensor([0.]), grad None, grad_fn MulBackward0.
    """
    return " ".join(
        f"Tensor {tensor.name}: requires_grad {tensor.requires_grad}, is_leaf {tensor.is_leaf}, "
        f"data {tensor.data}, grad {tensor.grad}, grad_fn {tensor.grad_fn}."
        for tensor in tensors
    )


def _box(name: str, value: str | None, color: str) -> Box:
    """Name an attribute above its value; None stands without a box."""
    if value is None:
        return Box((Line(name, color="muted"), Line("None", color="muted")))
    return Box((Line(name, color="muted"), Line(value, bold=True)), color)
