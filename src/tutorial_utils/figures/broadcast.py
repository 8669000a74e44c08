"""The broadcasting figure: shapes aligned at the right, compared, stretched, and the result; and its alt text.

Both are renderings of the same frozen `Broadcast` facts, which ``memory/broadcast.py`` reads from tensors.
The cells of a tensor are the neighbors ``grid.py`` and ``storage.py``; a box here is the length of one dimension.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutorial_utils.figures.canvas import Canvas, text_width

if TYPE_CHECKING:
    from tutorial_utils.memory import Broadcast

__all__ = ["describe_broadcast", "draw_broadcast"]

BOX = 34.0
COLUMN = 64.0  # a box, and left of it room for the old length and an arrow
ROW = 40.0
HEADING = 32.0
GAP = 8.0
SMALL, NAME, LENGTH = 11.0, 13.0, 15.0
COLORS = {"equal": "blue", "stretched": "orange", "conflict": "red"}


def draw_broadcast(facts: Broadcast) -> str:
    """Draw how shapes broadcast, rule by rule, as SVG text; two shapes of three dimensions take 272 pixels.

    Returns:
        One ``<svg>`` element; equal facts give equal bytes.

    >>> import torch
    >>> from tutorial_utils.figures.broadcast import draw_broadcast
    >>> from tutorial_utils.memory import broadcast_of, operand_of
    >>> facts = broadcast_of([operand_of(torch.ones(3), "a"), operand_of(torch.ones(2, 1), "b")])
    >>> [heading in draw_broadcast(facts) for heading in ("1. Align", "2. Compare", "3. Stretch", "result")]
    [True, True, True, True]
    """
    canvas, left = Canvas(), _label_width(facts)
    top = _heading(canvas, 0.0, "1. Align at the right, pad with 1")
    for number, operand in enumerate(facts.operands):
        _draw_padded(canvas, facts, number, left, top)
        _label(canvas, operand.name, operand.shape, top)
        top += ROW
    top = _draw_outcomes(canvas, facts, left, _heading(canvas, top, "2. Compare each dimension"))
    if facts.result is None:
        _heading(canvas, top, "No result", color=COLORS["conflict"])
        return canvas.svg()
    if "stretched" in facts.outcomes:
        top = _heading(canvas, top, "3. Stretch each 1 to its partner")
        for number, operand in enumerate(facts.operands):
            _draw_stretched(canvas, facts, number, left, top)
            _label(canvas, operand.name, facts.result, top)
            top += ROW
    top += GAP
    _label(canvas, "result", facts.result, top, bold=True)
    for column, length in enumerate(facts.result):
        _draw_box(canvas, (_box_left(left, column), top), length, "green")
    return canvas.svg()


def describe_broadcast(facts: Broadcast) -> str:
    """Say in sentences what `draw_broadcast` shows.

    >>> import torch
    >>> from tutorial_utils.figures.broadcast import describe_broadcast
    >>> from tutorial_utils.memory import broadcast_of, operand_of
    >>> print(describe_broadcast(broadcast_of([operand_of(torch.ones(3), "a"), operand_of(torch.ones(2, 1), "b")])))
    Shapes aligned at the right: a (3,), padded to (1, 3); b (2, 1). Dimension 0: a has 1 and b has 2; \
a is stretched to 2. Dimension 1: a has 3 and b has 1; b is stretched to 3. Result: (2, 3).
    """
    shapes = [
        f"{operand.name} {operand.shape}" + (f", padded to {padded}" if padded != operand.shape else "")
        for operand, padded in zip(facts.operands, facts.padded, strict=True)
    ]
    dimensions = [f"Dimension {number}: {_told(facts, number)}." for number in range(len(facts.outcomes))]
    result = f"Result: {facts.result}." if facts.result is not None else "No result."
    return " ".join([f"Shapes aligned at the right: {'; '.join(shapes)}.", *dimensions, result])


def _told(facts: Broadcast, dimension: int) -> str:
    """Say what happens in one dimension."""
    outcome, length = facts.outcomes[dimension], facts.lengths[dimension]
    if outcome == "equal":
        return f"equal, {length}"
    names, lengths = [operand.name for operand in facts.operands], [shape[dimension] for shape in facts.padded]
    met = _listed([f"{name} has {got}" for name, got in zip(names, lengths, strict=True)])
    if outcome == "conflict":
        return f"{met}; conflict"
    ones = [name for name, got in zip(names, lengths, strict=True) if got == 1]
    return f"{met}; {_listed(ones)} {'is' if len(ones) == 1 else 'are'} stretched to {length}"


def _listed(words: list[str]) -> str:
    *head, last = words
    return f"{', '.join(head)} and {last}" if head else last


def _label_width(facts: Broadcast) -> float:
    """Return the room for names and shapes left of the boxes, so that all columns stand below one another."""
    shapes = [*(operand.shape for operand in facts.operands), *facts.padded, facts.result or ()]
    names = ["result", *(operand.name for operand in facts.operands)]
    widths = [text_width(name, NAME) for name in names] + [text_width(str(shape), SMALL) for shape in shapes]
    return max(widths) + GAP


def _heading(canvas: Canvas, top: float, text: str, color: str = "fg") -> float:
    """Write the heading of a step; return its lower end."""
    canvas.text(0, top + 18, text, size=12.5, color=color, bold=True)
    return top + HEADING


def _label(canvas: Canvas, name: str, shape: tuple[int, ...], top: float, *, bold: bool = False) -> None:
    """Write a name, and below it a shape, left of a row of boxes."""
    canvas.text(0, top + 14, name, size=NAME, bold=bold)
    canvas.text(0, top + 29, str(shape), size=SMALL, color="muted")


def _draw_padded(canvas: Canvas, facts: Broadcast, number: int, left: float, top: float) -> None:
    """Draw an operand as it came, colored by what becomes of each dimension; a one that was put in is dashed."""
    shape = facts.padded[number]
    added = len(shape) - len(facts.operands[number].shape)
    for column, length in enumerate(shape):
        color = COLORS[facts.outcomes[column]]
        _draw_box(canvas, (_box_left(left, column), top), length, color, dashed=column < added)


def _draw_outcomes(canvas: Canvas, facts: Broadcast, left: float, top: float) -> float:
    """Write under each column its number and whether the lengths are equal; return the lower end."""
    if not facts.outcomes:
        canvas.text(0, top + 10, "no dimension to compare", size=SMALL, color="muted")
    for column, outcome in enumerate(facts.outcomes):
        center = _box_left(left, column) + BOX / 2
        canvas.text(center, top + 8, f"dim {column}", size=SMALL, color="muted", anchor="middle")
        word = "stretch" if outcome == "stretched" else outcome
        canvas.text(center, top + 23, word, size=SMALL, color=COLORS[outcome], anchor="middle", bold=True)
    return top + HEADING + GAP / 2


def _draw_stretched(canvas: Canvas, facts: Broadcast, number: int, left: float, top: float) -> None:
    """Draw an operand in the shape of the result, with an arrow from each one that was stretched."""
    for column, (old, new) in enumerate(zip(facts.padded[number], facts.result or (), strict=True)):
        x = _box_left(left, column)
        _draw_box(canvas, (x, top), new, COLORS["equal" if old == new else "stretched"])
        if old != new:
            canvas.text(x - 21, top + BOX / 2 + 5, str(old), size=LENGTH, color=COLORS["stretched"], anchor="middle")
            canvas.arrow(x - 14, top + BOX / 2, 12, 0, color=COLORS["stretched"])


def _draw_box(canvas: Canvas, corner: tuple[float, float], length: int, color: str, *, dashed: bool = False) -> None:
    """Draw the length of one dimension."""
    x, y = corner
    canvas.rect((x + 1.5, y + 1.5), BOX - 3, color, 0.13, dashed=dashed)
    text = str(length)
    size = round(min(LENGTH, LENGTH * (BOX - 7) / text_width(text, LENGTH)), 1)
    canvas.text(x + BOX / 2, y + BOX / 2 + 5, text, size=size, anchor="middle")


def _box_left(left: float, column: int) -> float:
    """Return where the box of a column begins: at the right end of the column."""
    return left + (column + 1) * COLUMN - BOX
