r"""A page as a list of parts that are read apart from the site: prose in Markdown, code, tables, figures.

One list serves the Markdown of a page (``markdown_of``, here) and its notebook (the neighbor ``notebook.py``), so
that the two cannot differ. The neighbor ``markdown_reader.py`` makes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutorial_utils.sphinxext.markdown_inline import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tutorial_utils.snippets.blocks import Block

__all__ = ["Code", "Figure", "Part", "Prose", "Table", "markdown_of"]


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph, heading, list, quote or formula."""

    text: str
    section: str


@dataclass(frozen=True, slots=True)
class Code:
    """One block of code; `block` if it is verified."""

    text: str
    language: str
    section: str
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; cells are Markdown."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    section: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in words, for SVG shows in few places that show Markdown: its caption, and what is to be seen."""

    alt: str
    caption: str
    section: str


Part = Prose | Code | Table | Figure


def markdown_of(parts: Iterable[Part], rows: int | None = None) -> str:
    r"""Return parts as one text; a table has at most so many rows.

    >>> from tutorial_utils.sphinxext.markdown_parts import Code, Prose, markdown_of
    >>> print(markdown_of([Prose("# One", "top"), Code("1 + 1", "python", "top")]))
    # One
    <BLANKLINE>
    ```python
    1 + 1
    ```
    """
    return "\n\n".join(_text_of(part, rows) for part in parts)


def _text_of(part: Part, rows: int | None) -> str:
    match part:
        case Prose():
            return part.text
        case Code():
            fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", part.text))])
            return f"{fence}{part.language}\n{part.text}\n{fence}"
        case Figure():
            alt = f"In words: {escaped(part.alt)}" if part.caption else escaped(part.alt)
            return " ".join(filter(None, ("**Figure.**", part.caption, alt)))
    lines = [_row(part.headings), _row(["---"] * len(part.headings)), *map(_row, part.rows[:rows])]
    left = len(part.rows) - len(part.rows[:rows])
    more = f"\n\n*The page has {left} more rows.*" if left else ""
    return f"**{part.caption}**\n\n" * bool(part.caption) + "\n".join(lines) + more


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_in_table(cell) for cell in cells)} |"


def _in_table(cell: str) -> str:
    """Write a bar so that it does not end the cell, in code as well: GitHub's rule for tables."""
    return cell.replace("|", r"\|")
