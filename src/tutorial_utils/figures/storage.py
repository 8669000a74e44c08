"""The storage figure: logical grids of tensors above the storage whose cells they read, and its alt text.

Both are renderings of the same frozen `Layout` facts. Reading those from tensors is ``memory/layout.py``; one
tensor's grid is the neighbor ``grid.py``, and what lights up under the pointer ``highlight.py``; colors and SVG
elements are ``theme.py`` and ``canvas.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutorial_utils.errors import FigureError
from tutorial_utils.figures.canvas import Canvas
from tutorial_utils.figures.grid import CELL, UNREAD, Cell, draw_cell, draw_tensor, tensor_size
from tutorial_utils.figures.highlight import STORAGE_CLASS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tutorial_utils.memory import Layout

__all__ = ["describe_storage", "draw_storage"]

FIGURE_WIDTH = 560.0
PHONE_WIDTH = 354.0  # of a screen of 390 pixels; tensors stand side by side as far as they fit there
GAP = 26.0
STRIP_CELLS = 12
SMALL = 12.0
HUES = ("blue", "orange", "green", "purple", "red")


def draw_storage(layouts: Sequence[Layout]) -> str:
    """Draw tensors and the storages they read, as SVG text of at most 560 pixels where cells allow.

    Args:
        layouts: In reading order; those with an equal `storage_id` and dtype stand over one strip of cells.

    Returns:
        One ``<svg>`` element; equal facts give equal bytes.

    Raises:
        FigureError: If there is no layout.

    >>> import torch
    >>> from tutorial_utils.figures.storage import draw_storage
    >>> from tutorial_utils.memory import layout_of
    >>> x = torch.arange(6).view(2, 3)
    >>> draw_storage([layout_of(x, "x")]) == draw_storage([layout_of(x.clone(), "x")])
    True
    """
    canvas, top = Canvas(), 0.0
    groups = _groups(layouts)
    for group in groups:
        with canvas.group(STORAGE_CLASS):
            top = _draw_group(canvas, group, top, _storage_title(group, named=len(groups) > 1)) + GAP
    return canvas.svg()


def describe_storage(layouts: Sequence[Layout]) -> str:
    """Say in sentences what `draw_storage` shows.

    >>> import torch
    >>> from tutorial_utils.figures.storage import describe_storage
    >>> from tutorial_utils.memory import layout_of
    >>> print(describe_storage([layout_of(torch.tensor([7, 8])[1:], "x[1:]")]))
    Tensor x[1:]: size (1,), stride (1,), storage offset 1, int64, contiguous; it reads storage cell 1. \
Storage of x[1:]: 2 elements, 16 bytes: [7, 8].
    """
    return " ".join(sentence for group in _groups(layouts) for sentence in _sentences(group))


def _groups(layouts: Sequence[Layout]) -> list[list[Layout]]:
    """Group layouts over the same storage, read as the same dtype, in order of first appearance."""
    if not layouts:
        msg = "expected at least one layout to draw, got none: name a tensor in the figure"
        raise FigureError(msg)
    groups: dict[tuple[int, str], list[Layout]] = {}
    for layout in layouts:
        groups.setdefault((layout.storage_id, layout.dtype), []).append(layout)
    return list(groups.values())


def _sentences(group: list[Layout]) -> list[str]:
    """Describe the tensors over one storage, then the storage."""
    sentences = []
    for layout in group:
        kind = "contiguous" if layout.contiguous else "not contiguous"
        plural = "s" if len(layout.cells) != 1 else ""
        cells = f"storage cell{plural} {', '.join(map(str, layout.cells))}" if layout.cells else "no storage cell"
        sentences.append(
            f"Tensor {layout.name}: size {layout.shape}, stride {layout.strides}, "
            f"storage offset {layout.offset}, {layout.dtype}, {kind}; it reads {cells}."
        )
    return [*sentences, f"{_storage_title(group, named=True)}: [{', '.join(group[0].values)}]."]


def _storage_title(group: list[Layout], *, named: bool) -> str:
    """Give the sizes of a storage and, where there are several, the tensors over it."""
    first, *more = group
    owner = "Storage"
    if named:
        names = [layout.name for layout in group]
        owner = f"Storage of {', '.join(names[:-1])} and {names[-1]}" if more else f"Storage of {first.name}"
    plural = "s" if first.storage_elements != 1 else ""
    size_bytes = first.storage_elements * first.itemsize_bytes
    return f"{owner}: {first.storage_elements} element{plural}, {size_bytes} bytes"


def _hues(group: list[Layout]) -> dict[int, str]:
    """Color each storage cell by the row that reads it first, so that a row keeps its color in every tensor.

    The rows are those of the first tensor that has several; other tensors only color the cells it leaves.
    """
    hues: dict[int, str] = {}
    for layout in sorted(group, key=lambda layout: _row_length(layout) == len(layout.cells)):
        for position, cell in enumerate(layout.cells):
            hues.setdefault(cell, HUES[position // _row_length(layout) % len(HUES)])
    return hues


def _row_length(layout: Layout) -> int:
    """Count the elements behind one index of the first dimension longer than one; all, if only one is."""
    long = [length for length in layout.shape if length > 1]
    return len(layout.cells) // long[0] if len(long) > 1 else len(layout.cells)


def _draw_group(canvas: Canvas, group: list[Layout], top: float, title: str) -> float:
    """Draw the tensors of one storage side by side while they fit, then the strip; return the lower end."""
    hues, left, bottom = _hues(group), 0.0, top
    for layout in group:
        width, height = tensor_size(layout, FIGURE_WIDTH)
        if left and left + width > PHONE_WIDTH:
            left, top = 0.0, bottom + GAP
        draw_tensor(canvas, layout, hues, (left, top), FIGURE_WIDTH)
        left, bottom = left + width + GAP, max(bottom, top + height)
    canvas.text(0, bottom + GAP, title, size=SMALL, bold=True)
    return _draw_strip(canvas, group, hues, bottom + GAP + 10)


def _draw_strip(canvas: Canvas, group: list[Layout], hues: dict[int, str], top: float) -> float:
    """Draw the storage as rows of numbered cells with a pointer under each storage offset."""
    first = group[0]
    starts: dict[int, list[str]] = {}
    for layout in group:
        starts.setdefault(layout.offset, []).append(layout.name)
    for begin in range(0, first.storage_elements, STRIP_CELLS):
        row = range(begin, min(begin + STRIP_CELLS, first.storage_elements))
        for position, cell in enumerate(row):
            shown = Cell(cell, first.values[cell], hues.get(cell, UNREAD))
            draw_cell(canvas, (position * CELL, top), shown)
        top = _draw_pointers(canvas, {cell: starts[cell] for cell in row if cell in starts}, begin, top + CELL)
    return top


def _draw_pointers(canvas: Canvas, starts: dict[int, list[str]], begin: int, top: float) -> float:
    """Name below a row of the strip the tensors that start at its cells; return the lower end."""
    for line, (cell, names) in enumerate(reversed(starts.items())):
        x, length = (cell - begin) * CELL + CELL / 2, 16.0 * (line + 1)
        canvas.arrow(x, top + length, 0, 3 - length, color="muted")
        canvas.text(x + 6, top + length, f"offset {cell}: {', '.join(names)}", size=11, color="muted")
    return top + 16.0 * len(starts) + 8
