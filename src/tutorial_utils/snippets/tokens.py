"""Printed output as tokens: names, numbers, strings, punctuation, each knowing which print it stands in.

``compare`` decides what may differ; here is only what is there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Token", "tokens_of"]

_TOKEN = re.compile(
    r"""
    (?P<string>'[^'\n]*'|"[^"\n]*")
  | (?P<name>[^\W\d]\w*(?:[.:]\w+)*)                                  # tensor, torch.float32, grad_fn
  | (?P<float>[+-]?(?:\d+\.\d*|\.\d+|\d+(?=[eE][+-]?\d))(?:[eE][+-]?\d+)?j?)  # 1.  .5  1e-3  2.j
  | (?P<int>[+-]?\d+j?)
  | (?P<punct>\.\.\.|[^\s\w])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of an output.

    Attributes:
        kind: ``string``, ``name``, ``float``, ``int`` or ``punct``.
        text: The word itself.
        printer: Name of the innermost call it stands in, such as ``tensor`` or ``array``; empty outside.
        index: Position in nested brackets, such as ``(1, 2)`` for the third element of the second row.
    """

    kind: str
    text: str
    printer: str
    index: tuple[int, ...]


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of an output in order.

    >>> from tutorial_utils.snippets.tokens import tokens_of
    >>> [(t.text, t.index) for t in tokens_of("tensor([1., 2.])") if t.kind == "float"]
    [('1.', (0,)), ('2.', (1,))]
    """
    tokens: list[Token] = []
    printers: list[str] = []
    index: list[int] = []
    for match in _TOKEN.finditer(text):
        kind, word = str(match.lastgroup), match.group()
        if kind == "punct":
            _step(word, tokens, printers, index)
        tokens.append(Token(kind, word, printers[-1] if printers else "", tuple(index)))
    return tokens


def _step(word: str, tokens: list[Token], printers: list[str], index: list[int]) -> None:
    if word == "(":
        printers.append(tokens[-1].text if tokens and tokens[-1].kind == "name" else "")
    elif word == ")" and printers:
        printers.pop()
    elif word == "[":
        index.append(0)
    elif word == "]" and index:
        index.pop()
    elif word == "," and index:
        index[-1] += 1
