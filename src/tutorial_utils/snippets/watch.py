"""Which files of the project a page opens for writing.

Python reports every ``open`` to an audit hook (https://docs.python.org/3/library/audit_events.html), so that a write is
laid to the page that made it and not to an editor that saves meanwhile. A hook cannot be removed; it is made once, in
the worker.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Writes"]

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Writes:
    """The paths below ``root`` that this process has opened for writing, relative to it.

    Args:
        root: Project root.
    """

    def __init__(self, root: Path) -> None:
        self._root = f"{root}{os.sep}"
        self.paths: list[str] = []
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open":
            return
        path, _, flags = arguments
        if isinstance(path, str | bytes | os.PathLike) and isinstance(flags, int) and flags & _WRITING:
            full = os.path.abspath(os.fsdecode(path))  # noqa: PTH100  # runs at every open: text, no objects
            if full.startswith(self._root) and "__pycache__" not in full:
                self.paths.append(full.removeprefix(self._root))
