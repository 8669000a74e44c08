"""One command, measured: wall time, processor time of the whole process tree, peak memory of the whole tree."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["Cost", "measured", "middle"]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost: seconds of wall clock, seconds of processor, peak resident memory in MiB."""

    wall: float
    cpu: float
    memory_mib: float


def measured(command: Sequence[str], cwd: Path, *, expect: tuple[int, ...] = (0,)) -> Cost:
    """Run a command and return its cost.

    Raises:
        RuntimeError: It ended with another status than ``expect``; the message ends with what it printed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process.pid, peak))
    watcher.start()
    output = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    watcher.join()
    if process.stdout:
        process.stdout.close()
    if process.returncode not in expect:
        msg = f"expected status {expect} of {' '.join(command)}, got {process.returncode}:\n{output[-3000:]}"
        raise RuntimeError(msg)
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak[0])


def middle(costs: Iterable[Cost]) -> Cost:
    """Return the medians of several costs."""
    runs = list(costs)
    return Cost(median(c.wall for c in runs), median(c.cpu for c in runs), median(c.memory_mib for c in runs))


def _watch(pid: int, peak: list[float]) -> None:
    """Note the largest sum of resident memory over the tree, twenty times a second."""
    with contextlib.suppress(psutil.Error):
        root = psutil.Process(pid)
        while root.is_running() and root.status() != psutil.STATUS_ZOMBIE:
            total = 0
            for process in [root, *root.children(recursive=True)]:
                with contextlib.suppress(psutil.Error):
                    total += process.memory_info().rss
            peak[0] = max(peak[0], total / 2**20)
            time.sleep(0.05)
