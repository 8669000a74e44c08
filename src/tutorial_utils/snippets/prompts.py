"""The text of one block, read as prompts and outputs.

A blank line ends an output, except inside open brackets: a three-dimensional tensor is pasted as torch prints it.
Whatever stands in the block and is verified by nothing is a problem, never skipped.
"""

from __future__ import annotations

import doctest
import re

from tutorial_utils.snippets.blocks import Example, Problem

__all__ = ["PROMPT", "count_prompts", "read_prompts"]

PROMPT = re.compile(r"^[ \t>*+\-\d.:|]*?>>>(?=\s|$)", re.MULTILINE)

_PARSER = doctest.DocTestParser()
_OPEN, _CLOSE = "([{", ")]}"


def count_prompts(text: str) -> int:
    r"""Return how many lines of ``text`` start with a prompt, whatever markup stands before it.

    >>> from tutorial_utils.snippets.prompts import count_prompts
    >>> count_prompts(">>> 1\n1\n- >>> 2\n2\ninline >>> is prose")
    2
    """
    return len(PROMPT.findall(text))


def read_prompts(text: str, line: int) -> tuple[tuple[Example, ...], tuple[Problem, ...]]:
    """Return the examples of a block and what in it nothing would verify.

    Args:
        text: The block, without its fence.
        line: 1-based line of the first line of ``text`` in the source file.
    """
    filled = _fill_brackets(text)
    try:
        parts = _PARSER.parse(filled, f"line {line}")
    except ValueError as error:
        return (), (Problem(line, f"a prompt that cannot be read: {error}"),)
    examples: list[Example] = []
    problems: list[Problem] = []
    seen = line
    for part in parts:
        if isinstance(part, doctest.Example):
            seen = line + part.lineno
            examples.append(_example(part, seen))
            if doctest.SKIP in part.options:
                problems.append(Problem(seen, "+SKIP hides an example; write '% requires: ...' above the block"))
        else:
            problems.extend(_loose_text(part, seen, first=not examples))
    return tuple(examples), tuple(problems)


def _example(part: doctest.Example, line: int) -> Example:
    want = part.want.replace("<BLANKLINE>", "")
    if part.exc_msg is not None and not want.endswith("\n"):
        want += "\n"
    return Example(
        source=part.source,
        want=want,
        line=line,
        lines=part.source.count("\n"),
        want_lines=part.want.count("\n"),
        ellipsis=bool(part.options.get(doctest.ELLIPSIS)),
    )


def _loose_text(text: str, line: int, *, first: bool) -> list[Problem]:
    loose = next((row.strip() for row in text.splitlines() if row.strip()), "")
    if not loose:
        return []
    if first:
        return [Problem(line, f"text before the first prompt, which nothing verifies: {loose!r}")]
    return [Problem(line, f"text after a blank line, which nothing verifies: {loose!r} (write <BLANKLINE>)")]


def _fill_brackets(text: str) -> str:
    """Mark blank lines inside open brackets of an output as <BLANKLINE>, so that they do not end it."""
    rows, depth, in_code = [], 0, False
    for row in text.split("\n"):
        stripped = row.lstrip()
        if _is_prompt(stripped, ">>>") or (in_code and _is_prompt(stripped, "...")):
            in_code, depth = True, 0
            rows.append(row)
            continue
        if not stripped:
            indent = _indent_of(rows)
            rows.append(f"{indent}<BLANKLINE>" if depth > 0 and not in_code else row)
            in_code = in_code and depth > 0
            continue
        if in_code:
            in_code, depth = False, 0
        depth += sum(map(stripped.count, _OPEN)) - sum(map(stripped.count, _CLOSE))
        rows.append(row)
    return "\n".join(rows)


def _is_prompt(row: str, prompt: str) -> bool:
    return row == prompt or row.startswith(f"{prompt} ")


def _indent_of(rows: list[str]) -> str:
    """Return the indentation of the nearest prompt above."""
    for row in reversed(rows):
        if row.lstrip().startswith(">>>"):
            return row[: len(row) - len(row.lstrip())]
    return ""
