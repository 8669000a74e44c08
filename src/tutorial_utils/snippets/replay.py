"""The namespace of a page at the place of a figure: the page's own blocks, run up to there.

A figure is drawn from the tensors a reader has at that point. Outputs are not compared here; ``nox -s doctest`` does
that.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tutorial_utils.errors import ReplayError
from tutorial_utils.snippets.collect import blocks_of
from tutorial_utils.snippets.run import TRACEBACK, Namespace

if TYPE_CHECKING:
    from docutils import nodes

    from tutorial_utils.snippets.blocks import Block

__all__ = ["namespace_before", "source_before"]


def namespace_before(doctree: nodes.document, node: nodes.Node) -> dict[str, object]:
    """Return the names a reader has defined when reaching ``node``, in the clean state every page starts from.

    Args:
        doctree: The page as Sphinx read it (``env.get_doctree``), before post-transforms.
        node: A node of it.

    Raises:
        ReplayError: An example above raises although the page shows no traceback there.
    """
    from tutorial_utils.runtime.requirements import unmet
    from tutorial_utils.runtime.state import clean_state

    space = Namespace(_path_of(doctree).name)
    blocks = [block for block in _blocks_before(doctree, node) if not any(map(unmet, block.requires))]
    examples = [(block, example) for block in blocks for example in block.examples]
    with clean_state():
        for (block, example), got in zip(examples, space.run([e for _, e in examples]), strict=True):
            if TRACEBACK in got and TRACEBACK not in example.want:
                error = got.partition(TRACEBACK)[2].strip()
                msg = (
                    f"expected the block at {block.source}:{example.line} to run, for the figure below it, "
                    f"but it raises {error!r}; mend the block"
                )
                raise ReplayError(msg)
    return space.module.__dict__


def source_before(doctree: nodes.document, node: nodes.Node) -> str:
    """Return the code above ``node``, for the key of a cache: the same code gives the same tensors."""
    blocks = _blocks_before(doctree, node)
    return "\n".join(example.source for block in blocks for example in block.examples)


def _blocks_before(doctree: nodes.document, node: nodes.Node) -> list[Block]:
    """Return the Python blocks of the page's main namespace that stand above a node."""
    page = _path_of(doctree)
    order = {id(found): number for number, found in enumerate(doctree.findall())}
    return [
        block
        for above, block in blocks_of(doctree, page, page.parent)
        if order[id(above)] < order[id(node)] and block.kind == "python" and not block.namespace
    ]


def _path_of(doctree: nodes.document) -> Path:
    return Path(str(doctree.get("source", "page.md"))).resolve()
