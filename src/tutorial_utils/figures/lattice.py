"""The picture of type promotion: dtypes in layers, with an arrow to each that comes next; and its alt text.

Both are renderings of the same frozen `Lattice` facts, which ``facts/lattice.py`` reads from torch.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tutorial_utils.figures.canvas import Canvas, text_width

if TYPE_CHECKING:
    from tutorial_utils.facts.lattice import Lattice

__all__ = ["describe_lattice", "draw_lattice"]

NAME = 12.0
PADDING, HEIGHT = 9.0, 24.0
BESIDE, BELOW = 26.0, 22.0
COLORS = {"bool": "fg", "unsigned": "blue", "signed": "blue", "floating": "orange", "complex": "purple"}


def draw_lattice(facts: Lattice) -> str:
    """Draw the dtypes from the first layer down, as SVG text.

    Returns:
        One ``<svg>`` element; equal facts give equal bytes.

    >>> import torch
    >>> from tutorial_utils.facts.lattice import lattice_of
    >>> from tutorial_utils.figures.lattice import draw_lattice
    >>> draw_lattice(lattice_of([torch.bool, torch.uint8], "two")).count("<text")
    2
    """
    canvas, kinds = Canvas(), dict(facts.kinds)
    width = max(text_width(name, NAME) for name in kinds) + 2 * PADDING
    widest = max(map(len, facts.layers))
    corners = {
        name: ((widest - len(layer) + 2 * place) * (width + BESIDE) / 2 + 1, row * (HEIGHT + BELOW) + 1)
        for row, layer in enumerate(facts.layers)
        for place, name in enumerate(layer)
    }
    for start, end in facts.arrows:
        points = [(_port(facts, corners, width, start, end), corners[start][1] + HEIGHT)]
        points.append((_port(facts, corners, width, end, start), corners[end][1]))
        canvas.stream(points, color="muted", dashed=False)
    for name, (x, y) in corners.items():
        canvas.box((x, y), (width, HEIGHT), COLORS.get(kinds[name], "muted"), rounded=False, dashed=False)
        canvas.text(x + width / 2, y + HEIGHT / 2 + 4, name, size=NAME, anchor="middle")
    return canvas.svg()


def describe_lattice(facts: Lattice) -> str:
    """Say in sentences what `draw_lattice` shows.

    >>> import torch
    >>> from tutorial_utils.facts.lattice import lattice_of
    >>> from tutorial_utils.figures.lattice import describe_lattice
    >>> print(describe_lattice(lattice_of([torch.int8, torch.uint8, torch.int16], "three")))
    Type promotion of 3 dtypes. Arrows lead from int8 to int16; from uint8 to int16. None leads on from int16.
    """
    names = [name for layer in facts.layers for name in layer]
    arrows = sorted(facts.arrows, key=lambda arrow: names.index(arrow[0]))
    told = [
        f"from {start} to {' and '.join(end for _, end in group)}"
        for start, group in groupby(arrows, key=lambda arrow: arrow[0])
    ]
    last = [name for name in names if all(name != start for start, _ in arrows)]
    leading = f" Arrows lead {'; '.join(told)}." if told else ""
    count = "1 dtype" if len(names) == 1 else f"{len(names)} dtypes"
    return f"Type promotion of {count}.{leading} None leads on from {' and '.join(last)}."


def _port(facts: Lattice, corners: dict[str, tuple[float, float]], width: float, name: str, other: str) -> float:
    """Where on a box the arrow to or from another starts or ends: side by side, in the order of the others."""
    above = corners[other][1] < corners[name][1]
    ends = {(two if one == name else one) for one, two in facts.arrows if name == (two if above else one)}
    order = sorted(ends, key=lambda end: corners[end])
    return corners[name][0] + width * (order.index(other) + 1) / (len(order) + 1)
