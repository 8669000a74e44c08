"""What a creation function does that its name does not say: dtype, device, keywords, memory, random numbers.

Each answer is the outcome of calls, never a look at a signature.  The calls themselves are in the modules of
``tables`` that begin with ``creation_``; the inputs they start from are made in ``creation_inputs``.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.creation_inputs import GIVEN, Setting, relation, run, uses_tensors, with_keyword
from tutorial_utils.facts.dtypes import short_name
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.examples import plain_state
from tutorial_utils.facts.operations import DOCS, official_page
from tutorial_utils.facts.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import torch

__all__ = ["Creation", "creation_entry", "measure_creations", "moves_generator"]

RAISES = "raises"
_FAILURES = (RuntimeError, TypeError, ValueError, BufferError)


@dataclass(frozen=True, slots=True)
class Creation:
    """A row as it is written; everything else is measured.

    Attributes:
        name: as behind ``torch.``, and after a blank what it is made of, where that matters.
        call: one expression; its numbers are integers.
        floats: the same with floats, empty where no number or tensor but a size goes in.
    """

    name: str
    call: str
    floats: str = ""


def creation_entry(name: str, rows: Iterable[Creation], extra: tuple[str, ...] = ()) -> Entry:
    """The entry of a table of creation functions, with further columns of ``_EXTRA`` by their names."""
    measure = partial(measure_creations, name, rows, extra)
    return Entry(measure, f"reference/{name}.tsv", _page_of, ("call", "with floats"), GIVEN)


def measure_creations(name: str, rows: Iterable[Creation], extra: tuple[str, ...] = ()) -> Table:
    """A table with a row for each creation function, in their order.

    Raises:
        OperationError: when the call of a row does not run at all.

    Example:
        >>> from tutorial_utils.facts.creation import Creation, measure_creations
        >>> table = measure_creations("mine", [Creation("full", "torch.full((2,), 7)", "torch.full((2,), 7.0)")])
        >>> table.row("full")["dtype"], table.row("full")["dtype of floats"], table.row("full")["device"]
        ('int64', 'default', 'default')
    """
    columns = ("name", "dtype", "dtype of floats", "device", *extra, "takes", "call", "with floats")
    with plain_state(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # sparse CSR and nested tensors are in beta, range is deprecated
        return Table(name, columns, tuple(_row(name, row, extra) for row in rows))


def moves_generator(row: Creation) -> bool:
    """Whether the call takes from the global generator, in such a way that the same seed gives the same again.

    Example:
        >>> from tutorial_utils.facts.creation import Creation, moves_generator
        >>> moves_generator(Creation("rand", "torch.rand(2)")), moves_generator(Creation("zeros", "torch.zeros(2)"))
        (True, False)
    """
    import torch

    with plain_state(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        call = row.floats or row.call
        run(call)
        before = torch.get_rng_state()
        first = run(call)
        moved = not torch.get_rng_state().equal(before)
        torch.set_rng_state(before)
        return moved and run(call).equal(first)


def _row(table: str, row: Creation, extra: tuple[str, ...]) -> tuple[str, ...]:
    try:
        run(row.floats or row.call)
    except _FAILURES as error:
        first = str(error).partition("\n")[0]
        msg = (
            f"table {table}, row {row.name}: expected {row.floats or row.call} to run, "
            f"got {type(error).__name__}: {first}; change it in {__package__}.tables.{table.replace('-', '_')}"
        )
        raise OperationError(msg) from error
    return (
        row.name,
        _dtype(row.call),
        _dtype(row.floats) if row.floats else "",
        _device(row.floats or row.call),
        *(_EXTRA[column](row) for column in extra),
        " ".join(keyword for keyword, takes in _KEYWORDS.items() if takes(row)),
        f"`{row.call}`",
        f"`{row.floats}`" if row.floats else "",
    )


def _dtype(call: str) -> str:
    """The rule that holds for both default dtypes and two dtypes of the inputs."""
    import torch

    settings = [Setting(default, wide=wide) for default in (torch.float32, torch.float64) for wide in (False, True)]
    common = set.intersection(*(_rules(call, setting) for setting in settings))
    return " or ".join(sorted(common)) or "depends"


def _rules(call: str, setting: Setting) -> set[str]:
    """Each rule by which the dtype could have been found."""
    try:
        found = run(call, setting).dtype
    except _FAILURES:
        return {RAISES}
    holds = {short_name(found)}
    for rule, dtype in (("default", setting.default), ("input's", setting.input_dtype(call))):
        if dtype is found:
            holds.add(rule)
        elif dtype and dtype.is_floating_point and dtype.to_complex() is found:
            holds.add(f"{rule}, complex")
    return holds


def _device(call: str) -> str:
    """Where the result is when the default device is meta, else when the tensors that go in are there."""
    device = _device_of(call, Setting(default_device="meta"))
    if device == "meta":
        return "default"
    if device != RAISES and uses_tensors(call):
        device = _device_of(call, Setting(input_device="meta"))
        return {"meta": "input's", RAISES: ""}.get(device, "CPU")
    return RAISES if device == RAISES else device.upper()


def _device_of(call: str, setting: Setting) -> str:
    try:
        return str(run(call, setting).device)
    except _FAILURES:
        return RAISES


def _takes(keyword: str, value: str, seen: Callable[[torch.Tensor], bool], row: Creation) -> bool:
    """Whether a keyword is accepted and has its effect, on one of the calls as it stands or with a dtype named."""
    for call in (row.floats, row.call):
        for dtype in ("", "torch.float32"):
            if not call or (dtype and keyword == "dtype"):
                continue
            full = with_keyword(with_keyword(call, "dtype", dtype) if dtype else call, keyword, value)
            try:
                if seen(run(full)):
                    return True
            except _FAILURES:
                continue
    return False


def _takes_dtype(row: Creation) -> bool:
    plain = run(row.floats or row.call).dtype
    names = (name for name in ("int16", "int32", "float32", "float64", "complex128") if name != short_name(plain))
    return any(
        _takes("dtype", f"torch.{name}", lambda made, name=name: short_name(made.dtype) == name, row)  # type: ignore[misc]
        for name in names
    )


def _takes_meta(row: Creation) -> bool:
    return _takes("device", "'meta'", lambda made: made.is_meta, row)


def _takes_out(row: Creation) -> bool:
    call = row.floats or row.call
    try:
        made = run(call)
        buffer = f"(kept := torch.empty({tuple(made.shape)}, dtype={made.dtype}))"
        return bool(run(f"{with_keyword(call, 'out', buffer)} is kept"))
    except _FAILURES:  # a nested tensor has no shape
        return False


_KEYWORDS: dict[str, Callable[[Creation], bool]] = {
    "`dtype`": _takes_dtype,
    "`device`": _takes_meta,
    "`device` (not meta)": lambda row: not _takes_meta(row) and _takes("device", "'cpu'", lambda _: True, row),
    "`requires_grad`": partial(_takes, "requires_grad", "True", lambda made: made.requires_grad),
    "`out`": _takes_out,
    "`generator`": partial(_takes, "generator", "torch.Generator()", lambda _: True),
}
_EXTRA: dict[str, Callable[[Creation], str]] = {
    "memory": lambda row: relation(row.floats or row.call),
    "global generator": lambda row: "moves" if moves_generator(row) else "stays",
}


def _page_of(key: str) -> str:
    """The official page; two functions have none of their own."""
    name = key.partition(" ")[0]
    without = {"scalar_tensor": "torch.html#creation-ops", "nested.nested_tensor": "nested.html"}
    return f"{DOCS}/{without[name]}" if name in without else official_page(name)
