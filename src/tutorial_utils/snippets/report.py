"""What a failed block says: page, line, code, both outputs, and the first thing that differs."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tutorial_utils.snippets.blocks import Block

__all__ = ["failure_text"]


def failure_text(block: Block, result: dict[str, Any]) -> str:
    """Return the report of one failed block, for a terminal.

    Args:
        block: The block.
        result: What ``worker.run_page`` yielded for it.
    """
    parts = [f"{block.source}:{problem.line}: {problem.message}" for problem in block.problems]
    if result["reason"]:
        parts.append(f"{block.source}:{block.line}: {result['reason']}")
    parts += [_example(block.source, failure) for failure in result["failures"]]
    parts += [f"{block.source}:{block.line}: the page {leak}" for leak in result["leaks"]]
    return "\n\n".join(parts)


def _example(source: str, failure: dict[str, Any]) -> str:
    first, *more = failure["source"].rstrip("\n").split("\n")
    code = "\n".join([f">>> {first}", *(f"... {row}".rstrip() for row in more)])
    return "\n".join(
        [
            f"{source}:{failure['line']}: the output is not what the page shows",
            textwrap.indent(code, "    "),
            "Expected:",
            _output(failure["want"]),
            "Got:",
            _output(failure["got"]),
            f"First difference: {failure['difference']}",
        ]
    )


def _output(text: str) -> str:
    return textwrap.indent(text.rstrip("\n") or "(nothing)", "    ")
