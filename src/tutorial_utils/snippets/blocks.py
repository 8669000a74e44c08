"""What a page holds, as plain frozen data: pages, blocks, examples, problems.

Nothing here reads, runs or compares; the neighbor ``collect`` makes these objects and ``index`` stores them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

__all__ = ["Block", "Example", "Page", "Problem", "page_from_json", "page_to_json"]


@dataclass(frozen=True, slots=True)
class Example:
    """One prompt with the output written below it.

    Attributes:
        source: Python source without prompts, ending in a newline.
        want: Expected output as a terminal shows it; empty when nothing is printed.
        line: 1-based line of the first prompt in the source file.
        lines: Number of source lines the code takes; the output starts at ``line + lines``.
        want_lines: Number of source lines the output takes.
        ellipsis: Whether ``...`` in ``want`` stands for any text.
    """

    source: str
    want: str
    line: int
    lines: int
    want_lines: int
    ellipsis: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something on a page that cannot be verified as written, with its line."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Block:
    """One rendered block: a run of prompts, a figure of live tensors, or a computed table.

    Attributes:
        name: Section and ordinal, unique on the page; the last part of the pytest node id.
        kind: ``python``, ``figure`` or ``table``.
        source: File the block is written in, relative to the project root (an include may differ from the page).
        line: 1-based line of its first line of code.
        namespace: Blocks of a page that share this key share one namespace, in order.
        examples: The prompts of a ``python`` block; the expressions of a figure, one example each.
        requires: Hardware names from ``% requires:`` above the block.
        target: Name of the table, for kind ``table``; tag of the node, for kind ``figure``.
        problems: What is wrong with the block before it runs.
    """

    name: str
    kind: str
    source: str
    line: int
    namespace: str = ""
    examples: tuple[Example, ...] = ()
    requires: tuple[str, ...] = ()
    target: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One file with its blocks, in order, and the problems that belong to no block.

    Attributes:
        path: File, relative to the project root, with forward slashes.
        digest: Digest of the file and of everything it includes.
        prompts: Number of prompts an independent count finds in the source text.
    """

    path: str
    digest: str
    prompts: int
    blocks: tuple[Block, ...] = field(default=())
    problems: tuple[Problem, ...] = field(default=())


def page_to_json(page: Page) -> dict[str, Any]:
    """Return the page as JSON-ready dictionaries and lists."""
    return {
        **_fields(page),
        "blocks": [
            {
                **_fields(block),
                "examples": [_fields(example) for example in block.examples],
                "problems": [_fields(problem) for problem in block.problems],
            }
            for block in page.blocks
        ],
        "problems": [_fields(problem) for problem in page.problems],
    }


def _fields(item: Example | Problem | Block | Page) -> dict[str, Any]:
    """Return the fields of a dataclass; ``dataclasses.asdict`` copies each value deeply, thousands of times a run."""
    return {name: getattr(item, name) for name in item.__slots__}


def page_from_json(data: dict[str, Any]) -> Page:
    """Return the page that ``page_to_json`` wrote."""
    blocks = tuple(
        Block(
            **{
                **block,
                "examples": tuple(Example(**e) for e in block["examples"]),
                "requires": tuple(block["requires"]),
                "problems": tuple(Problem(**p) for p in block["problems"]),
            }
        )
        for block in data["blocks"]
    )
    problems = tuple(Problem(**p) for p in data["problems"])
    return Page(data["path"], data["digest"], data["prompts"], blocks, problems)
