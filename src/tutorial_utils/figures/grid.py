"""One tensor of the storage figure: a header with its facts, and its elements as a grid of cells.

Rank 0 is one cell, rank 1 a row, rank 2 a matrix; ranks 3 and 4 are matrices below their leading indices.
The strip of storage cells is the neighbor ``storage.py``.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from tutorial_utils.figures.canvas import text_width
from tutorial_utils.figures.highlight import cell_classes

if TYPE_CHECKING:
    from tutorial_utils.figures.canvas import Canvas
    from tutorial_utils.memory import Layout

__all__ = ["CELL", "UNREAD", "Cell", "draw_cell", "draw_tensor", "tensor_size"]

CELL = 29.0  # twelve stand side by side on a phone
LINE = 16.0
AXIS = 26.0  # room for an arrow and the stride beside it
TITLE, BODY, INDEX, VALUE = 13.0, 11.5, 10.5, 13.0
UNREAD = "grid"
PANEL_GAP = 14.0
PANEL_TITLE = 16.0


class Cell(NamedTuple):
    """What one drawn cell shows; `again` says that the same tensor has read this storage cell before."""

    number: int
    value: str
    hue: str
    again: bool = False


class _Grid(NamedTuple):
    """How the panels of one tensor are placed."""

    rows: int
    columns: int
    per_line: int
    panels: list[tuple[int, ...]]

    @property
    def title(self) -> float:
        return PANEL_TITLE if self.panels != [()] else 0.0

    def size(self) -> tuple[float, float]:
        lines = -(-len(self.panels) // self.per_line)
        width = self.per_line * (self.columns * CELL + PANEL_GAP) - PANEL_GAP
        height = lines * (self.rows * CELL + self.title + PANEL_GAP) - PANEL_GAP
        return width, height


def tensor_size(layout: Layout, limit: float) -> tuple[float, float]:
    """Return width and height of what `draw_tensor` draws; `limit` is the width at which panels wrap."""
    width, height = _grid(layout, limit).size()
    lines = _header(layout)
    head = max(text_width(lines[0], TITLE), *(text_width(line, BODY) for line in lines[1:]))
    return max(head, width + AXIS), height + AXIS + LINE * len(lines)


def draw_tensor(
    canvas: Canvas, layout: Layout, hues: dict[int, str], corner: tuple[float, float], limit: float
) -> None:
    """Draw one tensor with its upper left corner at `corner`; `hues` colors each storage cell."""
    x, y = corner
    title, *facts = _header(layout)
    canvas.text(x, y + LINE - 4, title, size=TITLE, bold=True)
    for number, fact in enumerate(facts, start=2):
        canvas.text(x, y + number * LINE - 4, fact, size=BODY, color="muted")
    grid = _grid(layout, limit)
    left, top = x + AXIS, y + LINE * (1 + len(facts)) + AXIS
    _draw_axes(canvas, layout, left, top + grid.title, grid)
    seen: set[int] = set()
    elements = iter(layout.cells)
    for number, index in enumerate(grid.panels):
        line, position = divmod(number, grid.per_line)
        panel_x = left + position * (grid.columns * CELL + PANEL_GAP)
        panel_y = top + line * (grid.rows * CELL + grid.title + PANEL_GAP)
        if index:
            canvas.text(panel_x, panel_y + 10, f"[{', '.join(map(str, index))}]", size=BODY, color="muted")
        for row, column in product(range(grid.rows), range(grid.columns)):
            cell = next(elements)
            at = (panel_x + column * CELL, panel_y + grid.title + row * CELL)
            draw_cell(canvas, at, Cell(cell, layout.values[cell], hues[cell], again=cell in seen))
            seen.add(cell)


def draw_cell(canvas: Canvas, corner: tuple[float, float], cell: Cell) -> None:
    """Draw one cell: its value, and small above it the number of the storage cell that holds the value.

    A cell that no tensor reads is empty and gray; one that its tensor has read before has a dashed outline.
    """
    x, y = corner
    unread = cell.hue == UNREAD
    size = round(min(VALUE, VALUE * (CELL - 7) / text_width(cell.value, VALUE)), 1)
    color = "muted" if unread else "fg"
    with canvas.group(cell_classes(cell.number)):
        canvas.rect((x + 1.5, y + 1.5), CELL - 3, cell.hue, 0.0 if unread else 0.13, dashed=cell.again)
        canvas.text(x + 4, y + 11.5, str(cell.number), size=INDEX, color="muted" if unread else cell.hue)
        canvas.text(x + CELL / 2, y + CELL - 4.5, cell.value, size=size, color=color, anchor="middle")


def _header(layout: Layout) -> list[str]:
    """Write the lines above a grid."""
    kind = "contiguous" if layout.contiguous else "not contiguous"
    facts = [f"size {layout.shape}", f"stride {layout.strides}", f"offset {layout.offset}"]
    return [layout.name, *facts, layout.dtype, kind]


def _grid(layout: Layout, limit: float) -> _Grid:
    """Place the matrices of a tensor: the last dimension but two along a line, as far as the width allows."""
    rows, columns = (1, 1, *layout.shape)[-2:]
    panels = list(product(*(range(length) for length in layout.shape[:-2])))
    fits = max(1, int((limit - AXIS + PANEL_GAP) // (columns * CELL + PANEL_GAP)))
    wanted = layout.shape[-3] if len(layout.shape) > 2 else 1
    per_line = max(1, min(fits, wanted))
    if not prod(layout.shape):
        rows, columns, panels = 0, 0, [()]
    return _Grid(rows, columns, per_line, panels)


def _draw_axes(canvas: Canvas, layout: Layout, left: float, top: float, grid: _Grid) -> None:
    """Write along the last two dimensions how far the storage position moves; a zero stride is red."""
    reach = CELL - 8
    if layout.shape and grid.columns > 1:
        stride = layout.strides[-1]
        color = "muted" if stride else "red"
        lift = 10 + grid.title
        canvas.arrow(left + 4, top - lift + 4, reach, 0, color=color)
        canvas.text(left + CELL + 2, top - lift + 8, f"+{stride}", size=BODY, color=color, bold=True)
    if len(layout.shape) > 1 and grid.rows > 1:
        stride = layout.strides[-2]
        color = "muted" if stride else "red"
        canvas.arrow(left - 8, top + 4, 0, reach, color=color)
        canvas.text(left - 2, top + CELL + 12, f"+{stride}", size=BODY, color=color, bold=True, anchor="end")
