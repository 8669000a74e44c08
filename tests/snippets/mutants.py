"""Ways to make a page wrong, one at a time: in an output, in the code, in the markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutorial_utils.snippets.compare import normalized

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Mutant", "broken_code", "broken_markup", "broken_outputs"]

_DTYPES = ("float32", "float64", "float16", "bfloat16", "int64", "int32", "uint8", "bool", "complex64")
_OPEN = re.compile(r"^[ ]*(`{3,}|:{3,})[{]?[\w-]+", re.MULTILINE)
_ATTRIBUTE = re.compile(r"(?<=[\w\])])\.([a-z_]\w+)(?!\s*=[^=])")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed text and what was done to it."""

    kind: str
    text: str


def broken_outputs(want: str) -> Iterator[Mutant]:
    """Yield outputs that say something else than ``want``.

    Digits change by five, so that none stays within one unit of a last printed digit, which the comparison allows.
    What the comparison drops on purpose (addresses, stack frames) is not touched.
    """
    text = normalized(want)
    for match in re.finditer(r"\d(?![^<]*0x)", text):
        digit = str((int(match[0]) + 5) % 10)
        yield Mutant("digit", text[: match.start()] + digit + text[match.end() :])
    for match in re.finditer(r"[A-Za-z_]{2,}", text):
        if match[0] in _DTYPES:
            continue
        yield Mutant("name", text[: match.start()] + match[0][1:] + match[0][0] * 2 + text[match.end() :])
    for name in _DTYPES:
        other = _DTYPES[_DTYPES.index(name) - 1]
        if re.search(rf"\b{name}\b", text):
            yield Mutant("dtype", re.sub(rf"\b{name}\b", other, text, count=1))
    for match in re.finditer(r"Size\(\[(\d+), (\d+)", text):
        yield Mutant("shape", text[: match.start(1)] + f"1, {match[1]}, {match[2]}" + text[match.end(2) :])
    for match in re.finditer(r"\[(?=[\d\-])", text):
        yield Mutant("brackets", text[: match.start()] + "[" + text[match.start() :])
    rows = text.split("\n")
    for number in range(len(rows)):
        if rows[number]:
            yield Mutant("line deleted", "\n".join(rows[:number] + rows[number + 1 :]))


def broken_markup(page: str) -> Iterator[Mutant]:
    """Yield pages in which something that was verified no longer would be."""
    for match in _OPEN.finditer(page):
        start, marker = match.start(1), match[1]
        close = re.compile(rf"^[ ]*{re.escape(marker)}[ ]*\n", re.MULTILINE).search(page, match.end())
        if close:
            yield Mutant("never closed", page[: close.start()] + page[close.end() :])
        if page.startswith(f"{marker}python", start):
            body = page.index("\n", start) + 1
            yield Mutant("fence of two marks", page[:start] + page[start + 1 :])
            yield Mutant("no prompt", page[:body] + page[body:].replace(">>> ", "", 1))
            yield Mutant("other language", page[: start + len(marker)] + "pythonx" + page[start + len(marker) + 6 :])
            yield Mutant("skipped", page[:body] + page[body:].replace("\n", "  # doctest: +SKIP\n", 1))
            yield Mutant("block without prompts", page[:start] + "```python\nx = 1\n```\n\n" + page[start:])
            yield Mutant("unknown rule", page[:start] + "% skip: later\n" + page[start:])
        elif page.startswith(f"{marker}{{", start):
            brace = start + len(marker) + 1
            yield Mutant("unknown directive", f"{page[:brace]}z{page[brace:]}")


def broken_code(source: str) -> Iterator[Mutant]:
    """Yield code that asks for something else: a misspelled attribute."""
    for match in _ATTRIBUTE.finditer(source):
        yield Mutant("name in code", source[: match.end()] + "q" + source[match.end() :])
