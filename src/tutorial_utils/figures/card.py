"""The card that stands for the site where a link to it is shown: a tensor and a view of it over one storage.

It is a PNG, because the places that show such cards take no SVG, and it is always light. The same facts give the
same bytes with one matplotlib, whose own font it uses. Pictures inside pages are drawn by the neighbors.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tutorial_utils.figures.theme import PALETTE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from tutorial_utils.memory import Layout

__all__ = ["CARD_SIZE", "card_alt", "card_png"]

CARD_SIZE = (1200, 630)
DPI = 100
BRAND = "#9a3412"
HUES = ("blue", "orange", "green", "purple", "red")
CELL = 74
MARGIN = 80
FONTS = {"title": ("DejaVu Sans", "bold"), "text": ("DejaVu Sans", "normal")}
FONTS |= {"name": ("DejaVu Sans Mono", "bold"), "fact": ("DejaVu Sans Mono", "normal")}


def card_alt(title: str, tensor: Layout, view: Layout) -> str:
    """Say what `card_png` shows.

    >>> import torch
    >>> from tutorial_utils.figures.card import card_alt
    >>> from tutorial_utils.memory import layout_of
    >>> x = torch.arange(2).view(1, 2)
    >>> card_alt("Title", layout_of(x, "x"), layout_of(x.t(), "x.t()"))
    'Title: x has size (1, 2) and stride (2, 1), x.t() has size (2, 1) and stride (1, 2), over one storage: 0, 1.'
    """
    both = ", ".join(f"{it.name} has size {it.shape} and stride {it.strides}" for it in (tensor, view))
    return f"{title}: {both}, over one storage: {', '.join(tensor.values)}."


def card_png(title: str, claim: str, tensor: Layout, view: Layout, marks: dict[str, str]) -> bytes:
    """Draw the card.

    Args:
        title: The name of the site.
        claim: One line below it.
        tensor: A matrix.
        view: Another matrix over the same storage.
        marks: Text kept inside the file, beside the picture: keyword and value, as PNG has them.

    Returns:
        A PNG of `CARD_SIZE`, without a date and without the name of a program.
    """
    import matplotlib.style
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    with matplotlib.style.context("default"):  # not what a gallery script left behind
        figure = _drawn(title, claim, tensor, view)
        FigureCanvasAgg(figure)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None, **marks})
    return buffer.getvalue()


def _drawn(title: str, claim: str, tensor: Layout, view: Layout) -> Figure:
    from matplotlib.figure import Figure

    width, height = CARD_SIZE
    figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    _bar(axes, height)
    _write(axes, (MARGIN, 112), title, (41, BRAND, "title"))
    _write(axes, (MARGIN, 166), claim, (19, PALETTE["muted"].light, "text"))
    hues = _hues(tensor)
    right = _draw_matrix(axes, tensor, hues, (MARGIN, 268))
    _draw_matrix(axes, view, hues, (right + 120, 268))
    _draw_storage(axes, tensor, hues, (width - MARGIN - tensor.storage_elements * CELL, 268))
    return figure


def _hues(tensor: Layout) -> dict[int, str]:
    """Color each storage cell by the row of the tensor that reads it."""
    columns = tensor.shape[-1]
    return {cell: HUES[place // columns % len(HUES)] for place, cell in enumerate(tensor.cells)}


def _draw_matrix(axes: Axes, layout: Layout, hues: dict[int, str], corner: tuple[float, float]) -> float:
    """Draw name, strides and cells of a matrix; return its right side."""
    x, y = corner
    rows, columns = layout.shape
    _write(axes, (x, y - 14), layout.name, (17, PALETTE["fg"].light, "name"))
    for place, cell in enumerate(layout.cells):
        row, column = divmod(place, columns)
        _draw_cell(axes, (x + column * CELL, y + row * CELL), layout.values[cell], hues[cell])
    _write(axes, (x, y + rows * CELL + 30), f"stride {layout.strides}", (15, PALETTE["muted"].light, "fact"))
    return x + columns * CELL


def _draw_storage(axes: Axes, layout: Layout, hues: dict[int, str], corner: tuple[float, float]) -> None:
    """Draw the cells of the storage in a row under a title."""
    x, y = corner
    _write(axes, (x, y - 14), "one storage", (17, PALETTE["fg"].light, "name"))
    for cell in range(layout.storage_elements):
        _draw_cell(axes, (x + cell * CELL, y), layout.values[cell], hues.get(cell, "grid"))


def _draw_cell(axes: Axes, corner: tuple[float, float], value: str, hue: str) -> None:
    from matplotlib.colors import to_rgba
    from matplotlib.patches import FancyBboxPatch

    x, y = corner
    color = PALETTE[hue].light
    side = CELL - 10
    shape = FancyBboxPatch(
        (x + 5, y + 5),
        side,
        side,
        boxstyle="round,pad=0,rounding_size=6",
        facecolor=to_rgba(color, 0.14),
        edgecolor=color,
        linewidth=1.8,
    )
    axes.add_patch(shape)
    place = (x + CELL / 2, y + CELL / 2)
    axes.text(*place, value, size=20, color=PALETTE["fg"].light, family="DejaVu Sans Mono", ha="center", va="center")


def _bar(axes: Axes, height: float) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((0, 0), 22, height, facecolor=BRAND, linewidth=0))


def _write(axes: Axes, place: tuple[float, float], text: str, style: tuple[float, str, str]) -> None:
    """Write text whose baseline begins at a place; the style is size, color and kind, of `FONTS`."""
    size, color, kind = style
    family, weight = FONTS[kind]
    axes.text(*place, text, size=size, color=color, family=family, weight=weight, va="baseline", parse_math=False)
