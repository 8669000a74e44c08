"""What was measured, kept on disk until torch or the code that measures changes.

So a second build, or a second run of the checks, reads a small file instead of asking torch.  For the reviewed
cells see ``registry``.
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

__all__ = ["FOLDER", "code_files", "measured"]

FOLDER = Path("build/cache/facts")
_FACTS = Path(__file__).parent


def measured(name: str, folder: Path) -> Table:
    """The cells of a table as the installed torch answers them, from the folder when they were asked before.

    Raises:
        UnknownTableError: when no table has this name.
    """
    path = folder / f"{name}-{_digest(name)}.tsv"
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


def code_files(name: str) -> list[Path]:
    """The files that decide what a table holds, in a fixed order: its own module and what all modules share."""
    shared = [*_FACTS.glob("*.py"), *_FACTS.parent.glob("memory/*.py")]
    own = _FACTS / "tables" / f"{name.replace('-', '_')}.py"
    return [*sorted(shared), *(path for path in (own,) if path.exists())]


def _digest(name: str) -> str:
    digest = hashlib.sha256(f"torch {version('torch')}, numpy {version('numpy')}, {sys.platform}".encode())
    for path in code_files(name):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
