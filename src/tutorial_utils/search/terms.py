"""The terms of a text, by which it is found; ``docs/_static/search/terms.js`` does the same to a query.

Words are split, left out and stemmed as Sphinx's own English search does. On top of that, names of code are kept
whole: ``torch.where`` gives ``.where``, which no rule for plain words leaves out, and ``requires_grad_`` gives the
whole name, the name without its outer underscores, and its pieces.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["terms_of"]

_WORD = re.compile(r"(\.)?(\w+)(\(|=(?!=))?")
_ENGLISH = SearchEnglish({})


def terms_of(text: str) -> list[str]:
    """List the terms of a text, in order.

    Args:
        text: Prose or code.

    Returns:
        Stems of plain words; names with a dot in front for what is an attribute, a call or a keyword.

    Example:
        >>> from tutorial_utils.search.terms import terms_of
        >>> terms_of("Why are the strides of x.t() other ones?")
        ['stride', '.t', 'one']
        >>> terms_of("no_grad, torch.view(2, 3)")
        ['no_grad', 'grad', 'torch', '.view', 'view']
    """
    return [
        term
        for dot, word, call in _WORD.findall(text)
        for term in _terms_of_word(word.lower(), is_name=bool(dot or call))
    ]


def _terms_of_word(word: str, *, is_name: bool) -> Iterator[str]:
    if word[0].isdigit():
        return
    if "_" in word:
        yield word
        bare = word.strip("_")
        if bare != word and "_" in bare:
            yield bare
        for piece in bare.split("_"):
            yield from _stems(piece)
        return
    if is_name:
        yield f".{word}"
    yield from _stems(word)


def _stems(word: str) -> Iterator[str]:
    if len(word) > 1 and not word[0].isdigit() and word not in _ENGLISH.stopwords:
        yield _stem(word)


@cache
def _stem(word: str) -> str:
    return _ENGLISH.stem(word)
