"""Docstrings that hold prompts, as blocks.

Every docstring of a file is parsed, also those no page shows through autodoc, so that no example waits to be
published before it is verified. Each docstring has a namespace of its own and imports what it uses.
"""

from __future__ import annotations

import ast
import inspect
from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.core import publish_doctree

from tutorial_utils.snippets.blocks import Block
from tutorial_utils.snippets.collect import locate
from tutorial_utils.snippets.prompts import count_prompts, read_prompts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["docstring_blocks"]

_QUIET = {"report_level": 5, "halt_level": 5, "file_insertion_enabled": False, "raw_enabled": False}


def docstring_blocks(path: Path, root: Path) -> tuple[list[Block], int]:
    """Return the blocks of all docstrings of a Python file, and the number of prompts in them.

    Args:
        path: The Python file.
        root: Project root; paths in the result are relative to it.
    """
    text = path.read_text("utf-8")
    if ">>>" not in text:
        return [], 0
    blocks: list[Block] = []
    prompts = 0
    relative = path.relative_to(root).as_posix()
    counts: Counter[str] = Counter()
    for name, line, docstring in _docstrings(ast.parse(text), path.stem):
        prompts += count_prompts(docstring)
        if ">>>" not in docstring:
            continue
        doctree = publish_doctree(inspect.cleandoc(docstring), settings_overrides=_QUIET)
        for node in doctree.findall(_shows_prompts):
            first = locate(node.astext(), path, line)
            examples, problems = read_prompts(node.astext(), first)
            counts[name] += 1
            blocks.append(Block(f"{name}-{counts[name]}", "python", relative, first, name, examples, problems=problems))
    return blocks, prompts


def _shows_prompts(node: nodes.Node) -> bool:
    return isinstance(node, nodes.doctest_block | nodes.literal_block) and count_prompts(node.astext()) > 0


def _docstrings(tree: ast.AST, name: str) -> Iterator[tuple[str, int, str]]:
    """Yield dotted name, line and text of each docstring of a syntax tree."""
    if isinstance(tree, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        text = ast.get_docstring(tree, clean=False)
        if text is not None:
            yield name, getattr(tree.body[0], "lineno", 1), text
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _docstrings(child, f"{name}.{child.name}")
