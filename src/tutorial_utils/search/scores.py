"""What a term is worth in a section: BM25F, computed at build time, so that the browser only adds.

A term that stands in a heading counts more often than one in the text, and the count saturates; both are the
method of Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (2004). How rare a
term is, the browser sees from the number of its sections.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from tutorial_utils.search.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tutorial_utils.search.sections import Section

__all__ = ["FIELDS", "LEVELS", "counts_of", "levels_of"]

FIELDS = {"page": 9.0, "section": 6.0, "entry": 2.0, "keywords": 4.0, "names": 1.0, "prose": 1.0, "code": 0.5}
"""How often a term counts that stands there once: in the heading of a page, a section or an entry, in keywords, in
code within prose (on top of ``prose``), in prose, in blocks of code."""

LEVELS = 26
SATURATION = 4.0
LENGTH = 0.1
"""How much a term counts for less in a long section: 0 not at all, 1 in full."""

_CODE = re.compile(r"`([^`]+)`")


def counts_of(section: Section) -> dict[str, float]:
    """Count the terms of a section, each as often as its field says.

    Two neighbors in a heading are a term as well, written with a space.

    Example:
        >>> from tutorial_utils.search.scores import counts_of
        >>> from tutorial_utils.search.sections import Section
        >>> counts_of(Section("section", "a", "Strides", ("`strides` of rows",)))
        {'stride': 8.0, 'row': 1.0}
    """
    prose = "\n".join(section.prose)
    texts = {
        section.kind: section.title,
        "keywords": section.keywords,
        "names": "\n".join(_CODE.findall(prose)),
        "prose": prose,
        "code": "\n".join(section.code),
    }
    counts: dict[str, float] = defaultdict(float)
    for field, text in texts.items():
        for term in terms_of(text):
            counts[term] += FIELDS[field]
    for first, second in pairwise(terms_of(section.title)):
        counts[f"{first} {second}"] += FIELDS[section.kind]
    return dict(counts)


def levels_of(sections: Sequence[Mapping[str, float]]) -> list[dict[str, int]]:
    """Grade the terms of each section from 1 to `LEVELS`.

    Example:
        >>> from tutorial_utils.search.scores import levels_of
        >>> levels_of([{"a": 1}, {"a": 9, "b": 1}])
        [{'a': 5}, {'a': 18, 'b': 5}]
    """
    lengths = [sum(counts.values()) for counts in sections]
    mean = sum(lengths) / len(lengths)
    graded = []
    for counts, length in zip(sections, lengths, strict=True):
        half = SATURATION * (1 - LENGTH + LENGTH * max(length / mean, 1))
        graded.append({term: max(1, round(LEVELS * count / (count + half))) for term, count in counts.items()})
    return graded
