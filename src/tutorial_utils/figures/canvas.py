"""A small SVG canvas: cells, boxes, text, arrows and curves in the palette's colors, growing with what is put on it.

For figures made of cells and boxes, where matplotlib would be slow and would not know the width of the browser's font.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from contextlib import contextmanager
from itertools import pairwise
from math import copysign
from typing import TYPE_CHECKING

from tutorial_utils.figures.svg import svg_text
from tutorial_utils.figures.theme import variable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Canvas", "text_width"]

MONOSPACE = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"
CHARACTER_WIDTH = 0.62  # of the font size; the widest of the usual monospace fonts
MARGIN = 2.0
ARROW_HEAD = 4.0
BOX_TINT = 0.13


def text_width(text: str, size: float) -> float:
    """Return the room that text needs in the widest of the usual monospace fonts.

    >>> from tutorial_utils.figures.canvas import text_width
    >>> text_width("stride", 10)
    37.2
    """
    return round(len(text) * CHARACTER_WIDTH * size, 2)


class Canvas:
    """An SVG under construction; x grows to the right, y downwards, in CSS pixels."""

    def __init__(self) -> None:
        self.root = ET.Element("svg", {"font-family": MONOSPACE})
        self.inside = self.root
        self.width = 0.0
        self.height = 0.0

    @contextmanager
    def group(self, classes: str) -> Iterator[None]:
        """Put what is drawn meanwhile into one ``<g>`` that the page's CSS can find by its classes."""
        outer, self.inside = self.inside, ET.SubElement(self.inside, "g", {"class": classes})
        try:
            yield
        finally:
            self.inside = outer

    def rect(self, corner: tuple[float, float], size: float, color: str, tint: float, *, dashed: bool) -> None:
        """Draw a square cell: an outline, and a fill of the same color with opacity `tint`."""
        x, y = corner
        paint = f"fill: {variable(color)}; fill-opacity: {tint:g}; stroke: {variable(color)}"
        if dashed:
            paint += "; stroke-dasharray: 3 2.5"
        box = {"x": _number(x), "y": _number(y), "width": _number(size), "height": _number(size), "rx": "3"}
        ET.SubElement(self.inside, "rect", {**box, "style": paint})
        self._reach(x + size, y + size)

    def box(
        self, corner: tuple[float, float], size: tuple[float, float], color: str, *, rounded: bool, dashed: bool
    ) -> None:
        """Draw a box, or with round ends a pill: an outline, and a thin fill of the same color."""
        (x, y), (width, height) = corner, size
        paint = f"fill: {variable(color)}; fill-opacity: {BOX_TINT:g}; stroke: {variable(color)}"
        if dashed:
            paint += "; stroke-dasharray: 3 2.5"
        sides = {"x": x, "y": y, "width": width, "height": height, "rx": height / 2 if rounded else 3}
        ET.SubElement(self.inside, "rect", {**{key: _number(side) for key, side in sides.items()}, "style": paint})
        self._reach(x + width, y + height)

    def text(  # noqa: PLR0913 -- these are the attributes of SVG's text element
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        color: str = "fg",
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        """Write text whose baseline is at y; it begins, is centered or ends at x by `anchor`."""
        paint = f"fill: {variable(color)}; font-size: {size:g}px"
        if anchor != "start":
            paint += f"; text-anchor: {anchor}"
        if bold:
            paint += "; font-weight: 600"
        ET.SubElement(self.inside, "text", {"x": _number(x), "y": _number(y), "style": paint}).text = text
        share = {"start": 1.0, "middle": 0.5, "end": 0.0}[anchor]
        self._reach(x + share * text_width(text, size), y + 0.25 * size)

    def arrow(self, x: float, y: float, dx: float, dy: float, *, color: str) -> None:
        """Draw an arrow from (x, y), by dx sideways or by dy up or down."""
        end_x, end_y = x + dx, y + dy
        back = copysign(ARROW_HEAD, -(dx or dy))
        if dx:
            wings = [("M", end_x + back, end_y - ARROW_HEAD), ("L", end_x + back, end_y + ARROW_HEAD)]
        else:
            wings = [("M", end_x - ARROW_HEAD, end_y + back), ("L", end_x + ARROW_HEAD, end_y + back)]
        points = [("M", x, y), ("L", end_x, end_y), wings[0], ("L", end_x, end_y), wings[1]]
        path = " ".join(f"{letter} {_number(px)} {_number(py)}" for letter, px, py in points)
        ET.SubElement(self.inside, "path", {"d": path, "style": f"fill: none; stroke: {variable(color)}"})
        self._reach(end_x, end_y)

    def stream(self, points: list[tuple[float, float]], *, color: str, dashed: bool) -> None:
        """Draw a curve down through points, upright at each of them, with the head of an arrow at the last."""
        path = f"M {_number(points[0][0])} {_number(points[0][1])}"
        for (x, y), (end_x, end_y) in pairwise(points):
            middle = _number((y + end_y) / 2)
            path += f" C {_number(x)} {middle} {_number(end_x)} {middle} {_number(end_x)} {_number(end_y)}"
        x, y = points[-1]
        paint = f"fill: none; stroke: {variable(color)}"
        ET.SubElement(self.inside, "path", {"d": path, "style": paint + "; stroke-dasharray: 3 2.5" * dashed})
        wings = [("M", x - ARROW_HEAD, y - ARROW_HEAD), ("L", x, y), ("L", x + ARROW_HEAD, y - ARROW_HEAD)]
        head = " ".join(f"{letter} {_number(px)} {_number(py)}" for letter, px, py in wings)
        ET.SubElement(self.inside, "path", {"d": head, "style": paint})
        self._reach(max(x for x, _ in points), y)

    def svg(self) -> str:
        """Return the SVG element as text, as large as what was drawn."""
        width, height = (f"{side + MARGIN:.0f}" for side in (self.width, self.height))
        size = {"width": width, "height": height, "viewBox": f"-{MARGIN:g} 0 {width} {height}"}
        self.root.attrib.update(size)
        return svg_text(self.root)

    def _reach(self, x: float, y: float) -> None:
        self.width, self.height = max(self.width, x + MARGIN), max(self.height, y)


def _number(value: float) -> str:
    """Write a coordinate with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
