"""Every facts table by name: the modules of ``tables``, and whether the reviewed cells of one still hold.

A new table is a new module there, and nothing else.
"""

from __future__ import annotations

import operator
import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

from tutorial_utils.errors import StoredTableError, UnknownTableError
from tutorial_utils.facts import tables
from tutorial_utils.facts.table import Table, differences, read, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tutorial_utils.facts.entry import Entry

__all__ = ["TABLES", "accept", "check", "entry", "found", "measure", "stored_path"]


def found() -> dict[str, Entry]:
    """The entries of all modules of ``tables``, by the name of the module with dashes."""
    names = sorted(module.name for module in pkgutil.iter_modules(tables.__path__))
    return {name.replace("_", "-"): import_module(f"{tables.__name__}.{name}").ENTRY for name in names}


TABLES: dict[str, Entry] = found()


def entry(name: str) -> Entry:
    """How a table is measured, kept and shown.

    Raises:
        UnknownTableError: when no table has this name.
    """
    if name not in TABLES:
        known = ", ".join(sorted(TABLES))
        msg = f"expected the name of a facts table ({known}), got {name!r}; add it in {tables.__name__}"
        raise UnknownTableError(msg)
    return TABLES[name]


def measure(name: str) -> Table:
    """Ask torch for the cells of a table now.

    Raises:
        UnknownTableError: when no table has this name.
    """
    return entry(name).measure()


def stored_path(docs_dir: Path, name: str) -> Path:
    """The file of the reviewed cells of a table, beside the page that shows it.

    Raises:
        UnknownTableError: when no table has this name.

    Example:
        >>> from pathlib import Path
        >>> from tutorial_utils.facts.registry import stored_path
        >>> stored_path(Path("docs"), "dtypes").as_posix()
        'docs/tensors/dtypes.tsv'
    """
    return docs_dir / entry(name).stored


def check(measured: Table, stored: Path, same: Callable[[str, str], bool] = operator.eq) -> list[str]:
    """One sentence for each cell that torch answers differently from the reviewed file; empty when all hold.

    What counts as the same cell, ``same`` says, as in ``differences``.
    A file that is missing or no table is one sentence too: accepting mends it like any other difference.
    """
    try:
        return differences(read(measured.name, stored), measured, same)
    except StoredTableError as error:
        return [str(error)]


def accept(measured: Table, stored: Path) -> bool:
    """Write what torch answers into the reviewed file; True when that changed it."""
    try:
        if read(measured.name, stored) == measured:
            return False
    except StoredTableError:  # missing or damaged: written anew
        pass
    write(measured, stored)
    return True
