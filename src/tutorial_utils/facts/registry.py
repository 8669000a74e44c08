"""Every facts table by name: how it is measured, where its reviewed cells lie, whether they still hold.

A new table is a module with ``measure()`` and one line in ``TABLES``; a new table of functions is a module with
rows and one line in ``_FUNCTIONS``.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from tutorial_utils.errors import StoredTableError, UnknownTableError
from tutorial_utils.facts import (
    comparison_functions,
    creation_functions,
    dtype_operations,
    dtypes,
    elementwise_functions,
    linear_algebra_functions,
    reduction_functions,
    shape_functions,
    tensor_classes,
)
from tutorial_utils.facts.operations import TOGETHER, measure_operations, official_page
from tutorial_utils.facts.table import Table, differences, read, write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import ModuleType

__all__ = ["TABLES", "Entry", "accept", "check", "measure", "stored_path"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One table a page can show.

    Attributes:
        measure: asks torch; the only slow part, and the only one that imports torch.
        stored: the file of reviewed cells, seen from the folder of the pages.
        page_of: the address that the key of a row links to.
        together: columns that a page shows in one cell, one below the other.
        given: what the examples start from, expressions by name.
    """

    measure: Callable[[], Table]
    stored: str
    page_of: Callable[[str], str] | None = None
    together: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)


def _functions(module: ModuleType) -> Entry:
    """The table of a module with rows; the table and its file are named after it."""
    name = _table_name(module)
    measure = partial(measure_operations, name, module.OPERATIONS, module.GIVEN)
    return Entry(measure, f"operations/{name}.tsv", official_page, TOGETHER, module.GIVEN)


def _table_name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2].replace("_", "-")


_FUNCTIONS = (
    comparison_functions,
    creation_functions,
    elementwise_functions,
    linear_algebra_functions,
    reduction_functions,
    shape_functions,
)
TABLES = {
    "dtypes": Entry(dtypes.measure, "tensors/dtypes.tsv"),
    "tensor-classes": Entry(tensor_classes.measure, "tensors/tensor-classes.tsv"),
    "thin-dtypes": Entry(dtype_operations.measure, "tensors/thin-dtypes.tsv"),
    **{_table_name(module): _functions(module) for module in _FUNCTIONS},
}


def measure(name: str) -> Table:
    """Ask torch for the cells of a table now.

    Raises:
        UnknownTableError: when no table has this name.
    """
    return _entry(name).measure()


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
    return docs_dir / _entry(name).stored


def check(name: str, stored: Path, same: Callable[[str, str], bool] = operator.eq) -> list[str]:
    """One sentence for each cell that torch answers differently from the reviewed file; empty when all hold.

    What counts as the same cell, ``same`` says, as in ``differences``.
    A file that is missing or no table is one sentence too: accepting mends it like any other difference.

    Raises:
        UnknownTableError: when no table has this name.
    """
    measured = measure(name)
    try:
        return differences(read(name, stored), measured, same)
    except StoredTableError as error:
        return [str(error)]


def accept(name: str, stored: Path) -> bool:
    """Write what torch answers now into the reviewed file; True when that changed it.

    Raises:
        UnknownTableError: when no table has this name.
    """
    measured = measure(name)
    try:
        if read(name, stored) == measured:
            return False
    except StoredTableError:  # missing or damaged: written anew
        pass
    write(measured, stored)
    return True


def _entry(name: str) -> Entry:
    if name not in TABLES:
        known = ", ".join(sorted(TABLES))
        msg = f"expected the name of a facts table ({known}), got {name!r}; add it in {__name__}"
        raise UnknownTableError(msg)
    return TABLES[name]
