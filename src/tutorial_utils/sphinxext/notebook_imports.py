"""What a page imports from this package, for a notebook whose reader does not have it.

Functions are carried along as definitions, which the neighbor ``definitions.py`` reads from the source. A page that
uses this package in any other way, such as for its tables, cannot run without it and has no notebook.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tutorial_utils.errors import GalleryError
from tutorial_utils.sphinxext.definitions import FUTURE, PACKAGE, package_imports, section_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tutorial_utils.snippets.blocks import Block

__all__ = ["carried", "without_imports"]


def carried(blocks: Iterable[Block]) -> str | None:
    r"""Return definitions of all that blocks import from this package; ``None`` if they need the package itself.

    >>> from tutorial_utils.snippets.blocks import Block, Example
    >>> from tutorial_utils.sphinxext.notebook_imports import carried
    >>> example = Example("from tutorial_utils.facts import registry\n", "", 1, 1, 0)
    >>> carried([Block("a", "python", "a.md", 1, examples=(example,))]) is None
    True
    """
    wanted = []
    for block in blocks:
        for example in block.examples:
            if PACKAGE in without_imports(example.source):
                return None
            if PACKAGE in example.source:
                imports = package_imports(ast.parse(example.source), block.source)
                wanted += [(str(node.module), alias.name) for node in imports for alias in node.names]
    try:
        return f"{FUTURE}\n\n{section_of(wanted).text}" if wanted else ""
    except GalleryError:
        return None  # a module, or something that has no definition


def without_imports(source: str) -> str:
    r"""Return a statement as it is, or nothing where it imports from this package and could be replaced.

    >>> from tutorial_utils.sphinxext.notebook_imports import without_imports
    >>> without_imports("from tutorial_utils.memory import shares_memory\n"), without_imports("import torch\n")
    ('', 'import torch\n')
    """
    if PACKAGE not in source:
        return source
    try:
        tree = ast.parse(source)
        return "" if tree.body == package_imports(tree, "") else source
    except (GalleryError, SyntaxError):
        return source
