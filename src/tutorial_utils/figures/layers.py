"""Boxes with arrows between them, layer by layer: where each goes, and the drawing of it.

The layers are those of `graphlib.TopologicalSorter`: a box stands one layer below the last of its parents. Within a
layer boxes follow the mean place of their parents. What the boxes mean is ``graph.py`` and ``forward_graph.py``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from tutorial_utils.figures.canvas import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tutorial_utils.figures.canvas import Canvas

__all__ = ["MARGIN", "Arrow", "Box", "Line", "draw_layers"]

LAYER_GAP, BOX_GAP = 34.0, 11.0
PADDING, LEADING = 7.0, 15.0
WAYPOINT = 8.0
MARGIN = 1.0
LABEL, LABEL_ROOM = 10.5, 26.0


class Line(NamedTuple):
    """One line of text in a box."""

    text: str
    size: float = 10.5
    color: str = "fg"
    bold: bool = False


class Box(NamedTuple):
    """What stands in a layer; without a color it is text alone."""

    lines: tuple[Line, ...]
    color: str = ""
    rounded: bool = False
    dashed: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        width = max(text_width(line.text, line.size) for line in self.lines)
        pad = 2 * PADDING if self.color else 2.0
        return width + (1.25 if self.rounded else 1.0) * pad, LEADING * len(self.lines) + (pad if self.color else 4.0)


class Arrow(NamedTuple):
    """An arrow between two boxes, from the parent, which stands nearer to the first layer, to the child.

    Each end may have a label; the arrows of a parent leave it from left to right in the order they are given.
    """

    parent: int
    child: int
    at_parent: str = ""
    at_child: str = ""
    dashed: bool = False


@dataclass(slots=True)
class _Place:
    """Where a box stands, or a waypoint, which keeps room for an arrow that passes a layer."""

    layer: int
    width: float
    height: float
    parents: list[tuple[int, float]] = field(default_factory=list)  # with the port, as a part of the parent's width
    x: float = 0.0
    y: float = 0.0

    @property
    def center(self) -> float:
        return self.x + self.width / 2


def draw_layers(
    canvas: Canvas, boxes: Sequence[Box], arrows: Sequence[Arrow], *, top: float = MARGIN, upward: bool = False
) -> None:
    """Draw boxes in layers below their parents; `upward` puts the first layer last, and turns the arrows around."""
    places = [_Place(layer, *box.size) for layer, box in zip(_layers(len(boxes), arrows), boxes, strict=True)]
    for child, labels in Counter(arrow.child for arrow in arrows if arrow.at_child).items():
        places[child].width = max(places[child].width, (labels + 1) * LABEL_ROOM)
    chains = [_chain(places, arrow, part) for arrow, part in zip(arrows, _parts(arrows), strict=True)]
    _place(places, top, upward=upward)
    parts = [chain[0][1] for chain in chains]
    arrivals = _arrivals(places, arrows, chains)
    for arrow, chain, part, arrival in zip(arrows, chains, parts, arrivals, strict=True):
        _draw_arrow(canvas, arrow, [places[number] for number, _ in chain], (part, arrival), upward=upward)
    for box, place in zip(boxes, places, strict=False):
        _draw_box(canvas, box, place)


def _layers(count: int, arrows: Sequence[Arrow]) -> list[int]:
    """Return the layer of each box."""
    sorter: TopologicalSorter[int] = TopologicalSorter(dict.fromkeys(range(count), ()))
    for arrow in arrows:
        sorter.add(arrow.child, arrow.parent)
    sorter.prepare()
    layers = [0] * count
    layer = 0
    while sorter.is_active():
        ready = sorter.get_ready()
        for number in ready:
            layers[number] = layer
        sorter.done(*ready)
        layer += 1
    return layers


def _parts(arrows: Sequence[Arrow]) -> Iterator[float]:
    """Yield where each arrow leaves its parent, as a part of the parent's width."""
    totals: dict[int, int] = {}
    for arrow in arrows:
        totals[arrow.parent] = totals.get(arrow.parent, 0) + 1
    seen: dict[int, int] = {}
    for arrow in arrows:
        seen[arrow.parent] = seen.get(arrow.parent, 0) + 1
        yield seen[arrow.parent] / (totals[arrow.parent] + 1)


def _chain(places: list[_Place], arrow: Arrow, part: float) -> list[tuple[int, float]]:
    """Return the places an arrow passes, parent first, making a waypoint in each layer between."""
    chain = [(arrow.parent, part)]
    for layer in range(places[arrow.parent].layer + 1, places[arrow.child].layer):
        places.append(_Place(layer, WAYPOINT, 0.0, parents=[chain[-1]]))
        chain.append((len(places) - 1, 0.5))
    places[arrow.child].parents.append(chain[-1])
    return [*chain, (arrow.child, 0.5)]


def _place(places: list[_Place], start: float, *, upward: bool) -> None:
    """Give every place its corner: near its parents, in their order, without overlap; left at zero, top at `start`."""
    top = start
    rows = [[place for place in places if place.layer == layer] for layer in range(1 + max(p.layer for p in places))]
    for row in rows:
        wanted = {id(place): _wanted(places, place) for place in row}
        row.sort(key=lambda place: wanted[id(place)])
        end = -float("inf")
        for place in row:
            place.x = max(wanted[id(place)] - place.width / 2, end)
            end = place.x + place.width + BOX_GAP
        shift = fmean(wanted[id(place)] - place.center for place in row)
        height = max(place.height for place in row)
        for place in row:
            place.x += shift
            place.height = place.height or height  # of a waypoint
            place.y = top + (height - place.height if upward else 0.0)
        top += height + LAYER_GAP
    left = min(place.x for place in places)
    for place in places:
        place.x -= left
        if upward:
            place.y = top - LAYER_GAP + start - place.y - place.height


def _wanted(places: list[_Place], place: _Place) -> float:
    """Return where the center of a place would best be."""
    return fmean([_port(places, *port) for port in place.parents]) if place.parents else 0.0


def _port(places: list[_Place], number: int, part: float) -> float:
    """Return where an arrow leaves a place."""
    return places[number].x + part * places[number].width


def _arrivals(places: list[_Place], arrows: Sequence[Arrow], chains: list[list[tuple[int, float]]]) -> list[float]:
    """Return where each arrow meets its child, as a part of the child's width: in the order they come from."""
    arrivals = [0.5] * len(arrows)
    for child in {arrow.child for arrow in arrows}:
        numbers = [number for number, arrow in enumerate(arrows) if arrow.child == child]
        before = {number: _port(places, *chains[number][-2]) for number in numbers}
        for rank, number in enumerate(sorted(numbers, key=before.__getitem__), start=1):
            arrivals[number] = rank / (len(numbers) + 1)
    return arrivals


def _draw_arrow(canvas: Canvas, arrow: Arrow, chain: list[_Place], ends: tuple[float, float], *, upward: bool) -> None:
    """Draw one arrow, from parent to child or, if `upward`, from child to parent, and write its labels."""
    parts = [ends[0], *[0.5] * (len(chain) - 2), ends[1]]
    points: list[tuple[float, float]] = []
    for number, (place, part) in enumerate(zip(chain, parts, strict=True)):
        x = place.x + part * place.width
        sides = [(x, place.y), (x, place.y + place.height)]
        if upward:
            sides.reverse()
        points += sides[1:] if number == 0 else sides[:1] if number == len(chain) - 1 else sides
    (first_x, first_y), (last_x, last_y) = points[0], points[-1]
    canvas.stream(points[::-1] if upward else points, color="muted", dashed=arrow.dashed)
    for label, x, y, other_x, below in (
        (arrow.at_parent, first_x, first_y, points[1][0], not upward),
        (arrow.at_child, last_x, last_y, points[-2][0], upward),
    ):
        side = -1 if other_x > x else 1  # where the curve is not
        anchor = "start" if side > 0 else "end"
        if label:
            canvas.text(x + 5 * side, y + (11 if below else -5), label, size=LABEL, color="muted", anchor=anchor)


def _draw_box(canvas: Canvas, box: Box, place: _Place) -> None:
    """Draw a box and its lines."""
    if box.color:
        size = (place.width, place.height)
        canvas.box((place.x, place.y), size, box.color, rounded=box.rounded, dashed=box.dashed)
    first = place.y + (place.height - LEADING * len(box.lines)) / 2
    for number, line in enumerate(box.lines):
        baseline = first + LEADING * number + 11.5
        canvas.text(
            place.center, baseline, line.text, size=line.size, color=line.color, anchor="middle", bold=line.bold
        )
