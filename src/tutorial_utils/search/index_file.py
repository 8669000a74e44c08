"""The index as one script: pages, the number of sections of each, and for each term the sections that have it.

``docs/_static/search/rank.js`` reads it. The sections of a term are written as the distance from the section before,
in base 36, and a capital letter for what the term is worth there: ``3C1Z`` is section 3 and, with the most, section 4.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tutorial_utils.search.scores import counts_of, levels_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tutorial_utils.search.sections import PageText

__all__ = ["ListedPage", "index_script", "postings"]

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class ListedPage(NamedTuple):
    """A page, where it stands, and how much of its score it keeps."""

    text: PageText
    trail: str
    weight: float


def index_script(pages: Sequence[ListedPage]) -> str:
    """Write the script; the same pages give the same bytes."""
    counts = [counts_of(section) for page in pages for section in page.text.sections]
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, levels in enumerate(levels_of(counts)):
        for term, level in levels.items():
            found[term].append((number, level))
    index = {
        "pages": [[page.text.name, page.text.sections[0].title, page.trail, page.weight] for page in pages],
        "counts": [len(page.text.sections) for page in pages],
        "terms": {term: postings(found[term]) for term in sorted(found)},
    }
    return f"SiteSearch.use({json.dumps(index, ensure_ascii=False, separators=(',', ':'))});\n"


def postings(found: Iterable[tuple[int, int]]) -> str:
    """Write pairs of a section and a level.

    Example:
        >>> from tutorial_utils.search.index_file import postings
        >>> postings([(3, 3), (4, 26), (44, 1)])
        '3C1Z14A'
    """
    before, written = 0, []
    for section, level in found:
        written.append(f"{_base36(section - before)}{chr(ord('A') - 1 + level)}")
        before = section
    return "".join(written)


def _base36(number: int) -> str:
    high, low = divmod(number, 36)
    return f"{_base36(high) if high else ''}{_DIGITS[low]}"
