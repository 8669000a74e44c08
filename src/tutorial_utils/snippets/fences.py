"""Fences that are opened and never closed, found in the Markdown text itself.

CommonMark closes an open fence silently at the end of the page, so no parser warns; a reader would see half the page
inside a box. This scan follows the same rules by line and names the opening line.
"""

from __future__ import annotations

import re

from tutorial_utils.snippets.blocks import Problem

__all__ = ["unclosed_fences"]

_FENCE = re.compile(r"^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,}|:{3,})[ \t]*(.*?)[ \t]*$")
_OPAQUE = re.compile(r"\{(?:code|code-block|literalinclude|math|eval-rst|(?:\w+-)+figure|facts-table)\}|[^{]")


def unclosed_fences(text: str) -> list[Problem]:
    r"""Return one problem for each fence of a Markdown text that nothing closes.

    >>> from tutorial_utils.snippets.fences import unclosed_fences
    >>> unclosed_fences(":::{note}\n```python\n>>> 1\n1\n```\n")
    [Problem(line=1, message="the fence ':::{note}' is never closed; add a line ':::'")]
    """
    stack: list[tuple[str, str, int]] = []
    problems: list[Problem] = []
    for number, row in enumerate(text.splitlines(), 1):
        match = _FENCE.match(row)
        if match is None:
            continue
        marker, info = match[1], match[2]
        if not info and stack and stack[-1][0][0] == marker[0] and len(marker) >= len(stack[-1][0]):
            stack.pop()
        elif info and stack and _is_swallowed(stack[-1], marker, info):
            message = f"the fence '{marker}{info}' opens inside the fence of line {stack[-1][2]}, which is still open"
            problems.append(Problem(number, f"{message}; close that one, or give it one mark more"))
        elif (info or not stack) and not (stack and _is_opaque(stack[-1])) and not _is_inline(marker, info):
            stack.append((marker, info, number))
    for marker, info, line in stack:
        problems.append(Problem(line, f"the fence '{marker}{info}' is never closed; add a line '{marker}'"))
    return problems


def _is_swallowed(opened: tuple[str, str, int], marker: str, info: str) -> bool:
    """Return whether an opening row stands as text in an opaque fence that its closing row would end."""
    outer = opened[0]
    alike = marker[0] == outer[0] and len(marker) >= len(outer)
    return _is_opaque(opened) and alike and not _is_inline(marker, info)


def _is_opaque(opened: tuple[str, str, int]) -> bool:
    marker, info, _ = opened
    return marker[0] != ":" and (not info or bool(_OPAQUE.match(info)))


def _is_inline(marker: str, info: str) -> bool:
    """Return whether the row is inline code such as ``` ```x``` ```, which opens nothing."""
    return marker[0] == "`" and "`" in info
