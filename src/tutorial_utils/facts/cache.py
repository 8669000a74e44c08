"""What was measured, kept on disk until torch or the code that measures changes.

So a second build of the pages reads a small file instead of importing torch.  For the reviewed cells see
``registry``.
"""

from __future__ import annotations

import hashlib
import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from tutorial_utils.errors import StoredTableError
from tutorial_utils.facts import registry
from tutorial_utils.facts.table import read, write

if TYPE_CHECKING:
    from tutorial_utils.facts.table import Table

__all__ = ["code_files", "measured"]


def measured(name: str, folder: Path) -> Table:
    """The cells of a table as the installed torch answers them, from the folder when they were asked before.

    Raises:
        UnknownTableError: when no table has this name.
    """
    path = folder / f"{name}-{_digest()}.tsv"
    try:
        return read(name, path)
    except StoredTableError:  # not measured yet, or cut short by hand
        table = registry.measure(name)
    folder.mkdir(parents=True, exist_ok=True)
    # Two processes may come here at once: each writes its own file, and the last one renamed stays.
    draft = path.with_suffix(f".{os.getpid()}")
    write(table, draft)
    draft.replace(path)
    return table


def code_files() -> list[Path]:
    """The files that decide what is measured, in a fixed order."""
    return sorted(Path(__file__).parent.glob("*.py"))


def _digest() -> str:
    digest = hashlib.sha256(f"torch {version('torch')}, numpy {version('numpy')}, {sys.platform}".encode())
    for path in code_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
