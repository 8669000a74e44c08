"""What a module of ``tables`` says of its table: how it is measured, where its reviewed cells lie, how it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tutorial_utils.facts.table import Table

__all__ = ["Entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One table a page can show.

    Attributes:
        measure: asks torch; the only slow part, and the only one that imports torch.
        stored: the file of reviewed cells, seen from the folder of the pages.
        page_of: the address that the key of a row links to.
        together: columns that a page shows in one cell, one below the other.
        given: what the examples start from, expressions by name.
    """

    measure: Callable[[], Table]
    stored: str
    page_of: Callable[[str], str] | None = None
    together: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
