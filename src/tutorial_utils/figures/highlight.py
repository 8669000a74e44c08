"""What the storage figure shows under the pointer: every drawing of one storage cell lights up at once.

The drawing only puts classes on its cells; CSS does the rest, so there is no script, equal facts keep equal bytes,
and without a pointer the number in each cell says the same. `stylesheet` is copied into ``docs/_static/figures.css``.
"""

from __future__ import annotations

from tutorial_utils.memory.layout import MAX_CELLS

__all__ = ["STORAGE_CLASS", "cell_classes", "stylesheet"]

STORAGE_CLASS = "fig-storage"


def cell_classes(number: int) -> str:
    """Return the classes of a drawing of storage cell `number`.

    >>> from tutorial_utils.figures.highlight import cell_classes
    >>> cell_classes(3)
    'fig-cell at-3'
    """
    return f"fig-cell at-{number}"


def stylesheet() -> str:
    """Return the CSS that lights up the cells over one storage that have the number of the one pointed at."""
    selectors = (f".{STORAGE_CLASS}:has(> .at-{number}:hover) > .at-{number} > rect" for number in range(MAX_CELLS))
    return ",\n".join(selectors) + " {\n  fill-opacity: 0.18 !important;\n  stroke-width: 3;\n}\n"
