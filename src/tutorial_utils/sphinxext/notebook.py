"""A page as a notebook: its prose as Markdown, each verified block as code cells, with the outputs that were verified.

The cells are made from the blocks that the doctest engine has read, so they cannot differ from what it runs. A cell
ends where something is printed, so that a notebook reads as the page does. Nothing here needs Jupyter.
"""

from __future__ import annotations

import ast
import hashlib
import re
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx.ext.doctest import doctestopt_re

from tutorial_utils.snippets.run import TRACEBACK
from tutorial_utils.sphinxext.markdown_parts import Code, Prose, markdown_of
from tutorial_utils.sphinxext.notebook_imports import carried, without_imports

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tutorial_utils.snippets.blocks import Block, Example
    from tutorial_utils.sphinxext.markdown_parts import Part

__all__ = ["AS_A_PROMPT", "RAISES", "ROWS", "Head", "notebook_of", "packages_of"]

AS_A_PROMPT = """\
# Show each result as the prompt of Python does:
%config InteractiveShell.ast_node_interactivity = "all"
%config PlainTextFormatter.pprint = False"""
RAISES = "raises-exception"
"""The tag by which Jupyter, VS Code and nbclient know a cell that is meant to raise."""
ROWS = 30
"""The rows of a table in a notebook: more of them are looked up on the page."""

_ON_PURPOSE = 'Cells that raise are meant to. Where "Run all" stops at one, go on with the next.'
_DEFINED = "The page imports these names from the package of its site; here they are defined, so that this runs alone."
_MESSAGE = re.compile(r"\n([\w.]+):?(.*)", re.DOTALL)
_WARNING = re.compile(r"\w*Warning: ")


@dataclass(frozen=True, slots=True)
class Head:
    """What the first cells say: the page, the way back to it, the release of torch it was built with."""

    docname: str
    site: str
    address: str
    torch: str


def notebook_of(parts: Sequence[Part], head: Head) -> dict[str, Any] | None:
    """Return the notebook of a page; none if it has no verified code, or code that needs this package to run.

    Args:
        parts: The page; the first part is its title.
        head: What the first cells say.
    """
    blocks = [part.block for part in parts if isinstance(part, Code) and part.block]
    definitions = carried(blocks)
    if not blocks or definitions is None:
        return None
    title, *others = parts
    cells = [*_first_cells(markdown_of([title]), blocks, head)]
    waiting: list[Part] = []
    for part in others:
        if isinstance(part, Code) and part.block:
            cells += _prose_cell(waiting)
            waiting = []
            if definitions and any(without_imports(it.source) != it.source for it in part.block.examples):
                cells += [_cell("markdown", _DEFINED, part.section), _cell("code", definitions, part.section)]
                definitions = ""
            cells += _block_cells(part.block, part.section)
        else:
            if isinstance(part, Prose) and part.text.startswith("#"):
                cells += _prose_cell(waiting)
                waiting = []
            waiting.append(part)
    cells += _prose_cell(waiting)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": _with_ids(cells, head.docname), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def packages_of(blocks: Iterable[Block]) -> list[str]:
    r"""Return what must be installed to run blocks: torch and NumPy, then what else they import.

    >>> from tutorial_utils.snippets.blocks import Block, Example
    >>> from tutorial_utils.sphinxext.notebook import packages_of
    >>> example = Example("import math, safetensors.torch\n", "", 1, 1, 0)
    >>> packages_of([Block("a", "python", "a.md", 1, examples=(example,))])
    ['torch', 'numpy', 'safetensors']
    """
    names = set()
    for example in (example for block in blocks for example in block.examples):
        for node in ast.walk(_parsed(without_imports(example.source))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add((node.module or "").partition(".")[0])
    return ["torch", "numpy", *sorted(names - {"torch", "numpy", *sys.stdlib_module_names})]


def _first_cells(title: str, blocks: list[Block], head: Head) -> Iterator[dict[str, Any]]:
    back = f"[{head.site}]({head.address})" if head.address else f"{head.site}, page `{head.docname}`"
    raising = any(TRACEBACK in example.want for block in blocks for example in block.examples)
    notes = [title, f"From {back}: the outputs stored here are those that the page shows.", *[_ON_PURPOSE] * raising]
    yield _cell("markdown", "\n\n".join(notes), "top")
    packages = [f"{name}=={head.torch}" if name == "torch" else name for name in packages_of(blocks)]
    yield _cell("code", f"# pip install {' '.join(packages)}\n\n{AS_A_PROMPT}", "top")


def _prose_cell(parts: list[Part]) -> list[dict[str, Any]]:
    return [_cell("markdown", markdown_of(parts, ROWS), parts[0].section)] if parts else []


def _block_cells(block: Block, section: str) -> Iterator[dict[str, Any]]:
    """Yield the cells of one block; one that needs hardware may raise elsewhere."""
    needs = [RAISES, *(f"needs-{name}" for name in block.requires)] if block.requires else []
    lines: list[str] = []
    for number, example in enumerate(block.examples):
        source = re.sub(r"[ \t]+$", "", doctestopt_re.sub("", without_imports(example.source)), flags=re.MULTILINE)
        raises = TRACEBACK in example.want
        if raises and lines:
            yield _cell("code", "\n".join(lines), section, needs)
            lines = []
        lines += [source.rstrip("\n")] if source.strip() else []
        if lines and (example.want or number == len(block.examples) - 1):
            tags = needs or [RAISES] * raises
            yield _cell("code", "\n".join(lines), section, tags, list(_outputs(example)))
            lines = []


def _outputs(example: Example) -> Iterator[dict[str, Any]]:
    """Yield what the page shows of an example, in the forms of a kernel: warnings, prints, results, errors."""
    printed, traceback, raised = example.want.partition(TRACEBACK)
    lines = printed.splitlines(keepends=True)
    count = next((n for n, line in enumerate(lines) if not _WARNING.match(line)), len(lines))
    warned, rest = "".join(lines[:count]), "".join(lines[count:])
    if warned:
        yield {"output_type": "stream", "name": "stderr", "text": _lines(warned)}
    if rest and _is_result(example.source) and not traceback:
        data = {"text/plain": _lines(rest.rstrip("\n"))}
        yield {"output_type": "execute_result", "execution_count": None, "metadata": {}, "data": data}
    elif rest:
        yield {"output_type": "stream", "name": "stdout", "text": _lines(rest)}
    if traceback:
        yield _error((traceback + raised).rstrip("\n"))


def _error(shown: str) -> dict[str, Any]:
    """Return a traceback as a kernel sends it; the message begins in the first line that is not indented."""
    found = _MESSAGE.search(shown)
    name, value = found.groups() if found else ("", "")
    return {
        "output_type": "error",
        "ename": name.rpartition(".")[2],
        "evalue": value.strip(" "),
        "traceback": shown.split("\n"),
    }


def _is_result(source: str) -> bool:
    """Tell whether a statement shows its value, and does not print."""
    last = (_parsed(source).body or [ast.Pass()])[-1]
    called = last.value.func if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call) else None
    return isinstance(last, ast.Expr) and not (isinstance(called, ast.Name) and called.id == "print")


def _parsed(source: str) -> ast.Module:
    """Parse a statement; one that is wrong on purpose has nothing in it."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _cell(
    kind: str,
    source: str,
    section: str,
    tags: Sequence[str] = (),
    outputs: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    cell = {
        "cell_type": kind,
        "id": section,
        "metadata": {"tags": list(tags)} if tags else {},
        "source": _lines(source.strip("\n")),
    }
    return cell if kind == "markdown" else {**cell, "execution_count": None, "outputs": list(outputs)}


def _with_ids(cells: Iterable[dict[str, Any]], docname: str) -> list[dict[str, Any]]:
    """Give each cell an id that stays when another section of the page changes."""
    numbers: Counter[str] = Counter()
    done = []
    for cell in cells:
        section = cell["id"]
        numbers[section] += 1
        digest = hashlib.sha256(f"{docname}#{section} {numbers[section]}".encode()).hexdigest()[:12]
        done.append({**cell, "id": digest})
    return done
