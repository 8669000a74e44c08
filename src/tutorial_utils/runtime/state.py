"""The process-wide state a page starts from, and what a page left changed.

Nothing here runs a page (``snippets.worker`` does); requirements and devices are in the neighbors.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["State", "changes", "clean_state", "reset_state", "state_now"]


@dataclass(frozen=True, slots=True)
class State:
    """What outlives a block: each field is a short printable fact.

    The field names are the words of the report; ``mends`` in this module tells how to undo each.
    """

    default_dtype: str
    default_device: str
    grad_mode: str
    threads: str
    print_options: str
    deterministic_algorithms: str
    anomaly_mode: str
    warning_filters: str
    working_directory: str
    environment: str
    import_path: str


MENDS = {
    "default_dtype": "torch.set_default_dtype(torch.float32)",
    "default_device": "torch.set_default_device(None)",
    "grad_mode": "torch.set_grad_enabled(True), or better a `with torch.no_grad():` block",
    "threads": "torch.set_num_threads(1)",
    "print_options": "torch.set_printoptions(profile='default')",
    "deterministic_algorithms": "torch.use_deterministic_algorithms(False)",
    "anomaly_mode": "torch.autograd.set_detect_anomaly(False)",
    "warning_filters": "a `with warnings.catch_warnings():` block",
    "working_directory": "os.chdir() back to where the page began",
    "environment": "os.environ.pop() of what the page set",
    "import_path": "sys.path.remove() of what the page added",
}


@contextmanager
def clean_state(device: str | None = None) -> Iterator[None]:
    """Give a page a clean state and a directory of its own, and afterwards take back whatever it changed.

    Args:
        device: Default device for tensor factories; ``None`` is torch's own default, the CPU.
    """
    home, environment, import_path = Path.cwd(), dict(os.environ), list(sys.path)
    with (
        tempfile.TemporaryDirectory(prefix="page-", ignore_cleanup_errors=True) as directory,
        warnings.catch_warnings(),
    ):
        reset_state(device)
        os.chdir(directory)
        tempfile.tempdir = directory
        try:
            yield
        finally:
            os.chdir(home)
            tempfile.tempdir = None
            os.environ.clear()
            os.environ.update(environment)
            sys.path[:] = import_path
            reset_state()


def reset_state(device: str | None = None) -> None:
    """Put torch and the warning filters into the state in which every page starts.

    Args:
        device: Default device for tensor factories; ``None`` is torch's own default, the CPU.
    """
    import numpy as np
    import torch

    torch.set_num_threads(1)  # one order of summation on every machine
    torch.set_default_dtype(torch.float32)
    torch.set_default_device(device)
    torch.set_grad_enabled(mode=True)
    torch.set_printoptions(profile="default", sci_mode=None)  # type: ignore[no-untyped-call]  # untyped in torch
    torch.use_deterministic_algorithms(mode=False)
    torch.autograd.set_detect_anomaly(mode=False)
    torch.set_warn_always(True)  # else a warning shows only on the first page that meets it
    once = torch.storage._set_always_warn_typed_storage_removal  # noqa: SLF001  # it keeps a once-flag of its own
    once(always_warn=True)  # type: ignore[no-untyped-call]  # untyped in torch
    torch.manual_seed(0)
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002  # a page may use either generator
    warnings.resetwarnings()
    warnings.simplefilter("always")


def state_now() -> State:
    """Return the present state, for ``changes``."""
    import torch

    return State(
        default_dtype=str(torch.get_default_dtype()),
        default_device=str(torch.get_default_device()),
        grad_mode=str(torch.is_grad_enabled()),
        threads=str(torch.get_num_threads()),
        print_options=str(torch._tensor_str.PRINT_OPTS).removeprefix("__PrinterOptions"),  # noqa: SLF001  # no getter
        deterministic_algorithms=str(torch.are_deterministic_algorithms_enabled()),
        anomaly_mode=str(torch.is_anomaly_enabled()),
        # a library may register a filter for a warning class of its own, as Sphinx does when it is imported
        warning_filters=str([entry for entry in warnings.filters if entry[2].__module__ == "builtins"]),
        working_directory=_working_directory(),
        environment=str({k: v for k, v in os.environ.items() if k not in _SET_BY_TORCH}),
        import_path=str(sys.path),
    )


def changes(before: State, after: State) -> list[str]:
    """Return one sentence for each field that differs, with the way to mend it.

    Raises:
        Nothing: equal states give an empty list.
    """
    return [
        f"leaves {name.replace('_', ' ')} as {_short(now)} (the page began with {_short(was)}); "
        f"undo it with {MENDS[name]}"
        for name in (field.name for field in fields(State))
        if (now := getattr(after, name)) != (was := getattr(before, name))
    ]


_SET_BY_TORCH = {"TORCHINDUCTOR_CACHE_DIR", "TRITON_CACHE_DIR", "KMP_INIT_AT_FORK", "KMP_DUPLICATE_LIB_OK"}


def _working_directory() -> str:
    try:
        return os.getcwd()  # noqa: PTH109  # Path.cwd() says the same with an object
    except FileNotFoundError:
        return "a directory that no longer exists"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."
