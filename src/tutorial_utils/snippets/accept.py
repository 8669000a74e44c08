"""Rewrite the outputs written on a page to what the run printed, and nothing else.

Code, prose and fences stay as they are. An output never turns into an error or an error into an output: whether a
block raises is the author's claim, so such a block stays failed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutorial_utils.snippets.compare import normalized
from tutorial_utils.snippets.run import TRACEBACK

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Rewrite", "apply_rewrites", "rewrite_refused"]

_PREFIX = re.compile(r"^[ \t>]*(?=>>>)")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A new output for one example.

    Attributes:
        path: File, relative to the project root.
        line: 1-based line of the first prompt.
        lines: Number of lines of code, which stay.
        want_lines: Number of lines of the old output, which go.
        got: The new output.
    """

    path: str
    line: int
    lines: int
    want_lines: int
    got: str


def rewrite_refused(want: str, got: str) -> str:
    """Return why ``got`` may not take the place of ``want``; empty if it may."""
    if (TRACEBACK in want) == (TRACEBACK in got):
        return ""
    if TRACEBACK in got:
        return "--accept does not turn an output into an error; write the Traceback line on the page to claim it"
    return "--accept does not turn an error into an output; remove the Traceback from the page first"


def apply_rewrites(root: Path, rewrites: Iterable[Rewrite]) -> dict[str, int]:
    """Write the new outputs into their files and return how many each file took."""
    by_file: dict[str, set[Rewrite]] = defaultdict(set)
    for rewrite in rewrites:
        by_file[rewrite.path].add(rewrite)
    for path, changes in by_file.items():
        file = root / path
        rows = file.read_text("utf-8").split("\n")
        for change in sorted(changes, key=lambda c: c.line, reverse=True):  # from below: lines above keep their number
            start = change.line - 1 + change.lines
            rows[start : start + change.want_lines] = _rows(change.got, rows[change.line - 1])
        file.write_text("\n".join(rows), "utf-8")
    return {path: len(changes) for path, changes in sorted(by_file.items())}


def _rows(got: str, prompt: str) -> list[str]:
    """Return the output as lines of the page, behind the same indentation or quote marks as the prompt."""
    match = _PREFIX.match(prompt)
    prefix = match[0] if match else ""
    text = normalized(got).replace(TRACEBACK, f"{TRACEBACK}  ...\n")
    rows, depth = [], 0
    for row in text.split("\n") if text else []:
        blank = row if row or depth else "<BLANKLINE>"
        rows.append(f"{prefix}{blank}".rstrip() if not blank else f"{prefix}{blank}")
        depth += sum(map(row.count, "([{")) - sum(map(row.count, ")]}"))
    return rows
