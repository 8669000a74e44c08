"""The functions of a subject as rows: what each does, an example with its result, its forms, view or copy, NumPy.

A row names a function and gives an example; torch and NumPy answer the rest.  The rows themselves are in the
modules of ``tables`` that end in ``_functions``, the running of an example in ``examples``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.examples import memory_of, plain_state, printed
from tutorial_utils.facts.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["COLUMNS", "DOCS", "TOGETHER", "Operation", "functions_entry", "measure_operations", "official_page"]

COLUMNS = ("name", "does", "example", "result", "methods", "memory", "NumPy")
TOGETHER = ("does", "example", "result")  # one below the other in one cell: side by side they need a wide screen
DOCS = "https://docs.pytorch.org/docs/2.13"
_ATTRIBUTES = ("Tensor.T", "Tensor.H", "Tensor.mT", "Tensor.mH")


@dataclass(frozen=True, slots=True)
class Operation:
    """A row as it is written; everything else is measured.

    Attributes:
        name: as behind ``torch.``: ``abs``, ``linalg.inv``, ``Tensor.view``.
        does: a few words of prose.
        example: one short expression that uses the function.
        numpy: NumPy's name where it is another one, empty where NumPy's function of the same name does something else.
    """

    name: str
    does: str
    example: str
    numpy: str | None = None


def measure_operations(name: str, operations: Iterable[Operation], given: Mapping[str, str]) -> Table:
    """A table with a row for each operation, in their order.

    Args:
        name: what the table is called.
        operations: its rows.
        given: expressions of the inputs by the name the examples use; they see ``torch`` and ``np``.

    Raises:
        OperationError: when a function or NumPy's name does not exist, or an example raises, warns or is too long.

    Example:
        >>> from tutorial_utils.facts.operations import Operation, measure_operations
        >>> row = Operation("t", "swap two dimensions", "x.t()", numpy="ndarray.T")
        >>> table = measure_operations("turning", [row], {"x": "torch.tensor([[1, 2]])"})
        >>> table.row("t")["result"], table.row("t")["memory"]
        ('`tensor([[1], [2]])`', 'view')
    """
    with plain_state():
        return Table(name, COLUMNS, tuple(_row(name, operation, given) for operation in operations))


def functions_entry(name: str, operations: Iterable[Operation], given: Mapping[str, str]) -> Entry:
    """The entry of a table of functions; its file lies beside the pages on operations."""
    measure = partial(measure_operations, name, operations, given)
    return Entry(measure, f"operations/{name}.tsv", official_page, TOGETHER, given)


def official_page(name: str) -> str:
    """The address of the page about a function in torch's own documentation.

    Example:
        >>> from tutorial_utils.facts.operations import official_page
        >>> official_page("linalg.inv")
        'https://docs.pytorch.org/docs/2.13/generated/torch.linalg.inv.html'
    """
    if name == "Tensor":
        return f"{DOCS}/tensors.html"
    if name in _ATTRIBUTES:  # have no page of their own
        return f"{DOCS}/tensors.html#torch.{name}"
    return f"{DOCS}/generated/torch.{name}.html"


def _row(table: str, operation: Operation, given: Mapping[str, str]) -> tuple[str, ...]:
    where = f"table {table}, row {operation.name}"
    mend = f"change it in {__package__}.tables.{table.replace('-', '_')}"
    try:
        _expect_function(operation)
        cells = (
            printed(operation.example, given),
            " ".join(f"`{form}`" for form in _methods(operation.name)),
            memory_of(operation.example, given),
            _numpy_name(operation),
        )
    except OperationError as error:
        msg = f"{where}: {error}; {mend}"
        raise OperationError(msg) from error
    result, methods, memory, numpy = cells
    return operation.name, operation.does, f"`{operation.example}`", f"`{result}`", methods, memory, numpy


def _expect_function(operation: Operation) -> None:
    import torch

    if not _exists(torch, operation.name):
        msg = f"expected a name in torch, got {operation.name!r}"
        raise OperationError(msg)
    short = operation.name.rpartition(".")[2]
    if f".{short}" not in operation.example:
        msg = f"expected an example that uses .{short}, got {operation.example!r}"
        raise OperationError(msg)


def _methods(name: str) -> list[str]:
    """The forms a tensor itself has, such as ``.abs`` and ``.abs_``; those of ``torch.linalg`` have none."""
    import torch

    module, _, short = name.rpartition(".")
    if module not in {"", "Tensor"}:
        return []
    forms = (short, f"{short}_")
    return [f".{form}" for form in forms if hasattr(torch.Tensor, form)]


def _numpy_name(operation: Operation) -> str:
    import numpy as np

    same = operation.name.removeprefix("Tensor.")
    if operation.numpy is None:
        return f"`{same}`" if _exists(np, same) else ""
    if operation.numpy == same or (not operation.numpy and not _exists(np, same)):
        msg = f"expected NumPy's name only where it is not the same, got {operation.numpy!r}"
        raise OperationError(msg)
    if operation.numpy and not _exists(np, operation.numpy):
        msg = f"expected a name in numpy, got {operation.numpy!r}"
        raise OperationError(msg)
    return f"`{operation.numpy}`" if operation.numpy else ""


def _exists(module: object, name: str) -> bool:
    try:
        attrgetter(name)(module)
    except AttributeError:
        return False
    return True
