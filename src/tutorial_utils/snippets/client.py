"""The parent's side of the worker process: send pages, wait for results, survive a crash or a hang.

The worker starts importing torch the moment it is made, while the parent still collects. It runs ahead of the parent,
so that reporting and running overlap.
"""

from __future__ import annotations

import contextlib
import json
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import WorkerError
from tutorial_utils.snippets.blocks import page_to_json

if TYPE_CHECKING:
    from pathlib import Path

    from tutorial_utils.snippets.blocks import Page

__all__ = ["Client", "started"]

STARTUP_SECONDS = 300.0  # importing torch from a cold disk


class Client:
    """A worker process and what it has been asked to do.

    Attributes:
        environment: What the worker says of its machine; empty until it is ready.
    """

    def __init__(self) -> None:
        self.environment: dict[str, Any] = {}
        self._seconds = 60.0
        self._settings: dict[str, Any] = {}
        self._pending: dict[str, tuple[Page, int]] = {}
        self._lost: dict[str, str] = {}
        self._start()

    def configure(self, root: Path, *, device: str | None, seconds: float, accept: bool) -> None:
        """Say how pages are to be run, once, before the first of them.

        Args:
            root: Project root.
            device: Default device of the pages, or ``None`` for torch's own.
            seconds: Time limit for one block.
            accept: Whether computed tables are to be rewritten where they differ.
        """
        self._seconds = seconds
        self._settings = {"root": str(root), "device": device, "accept": accept}
        self._requests.put(self._settings)

    def submit(self, page: Page, last: int) -> None:
        """Ask for the blocks of a page up to number ``last``; asking twice is asking once."""
        if page.path not in self._pending and page.path not in self._lost:
            self._pending[page.path] = (page, last)
            self._requests.put({"page": page_to_json(page), "last": last})

    def result(self, page: Page, number: int) -> dict[str, Any]:
        """Wait for the result of one block; pages and blocks come in the order they were submitted.

        A crash or a hang becomes the result of the block it happened in, and of the blocks of that page after it.

        Raises:
            WorkerError: The worker cannot use the device it was configured with.
        """
        while page.path not in self._lost:
            try:
                reply = self._wait(self._seconds if self.environment else STARTUP_SECONDS)
            except _Gone as gone:
                return self._replace(page, number, str(gone))
            if reply["page"] == page.path and reply["block"] == number:
                if number == self._pending[page.path][1]:
                    del self._pending[page.path]
                return reply
        return _failed(page, number, f"not run: {self._lost[page.path]}")

    def ready(self) -> dict[str, Any]:
        """Wait until torch is imported and return what the worker says of its machine.

        Raises:
            WorkerError: The process ended before it was ready; the message holds what it printed.
        """
        if not self.environment:
            try:
                self._wait(STARTUP_SECONDS)
            except _Gone as gone:
                msg = f"expected a Python process that can import torch, but it {gone}"
                raise WorkerError(msg) from None
        return self.environment

    def close(self) -> None:
        """End the worker."""
        self._requests.put(None)
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        self._log.close()

    def _start(self) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the process
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tutorial_utils.snippets.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            encoding="utf-8",
        )
        self._replies: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._requests: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=_read, args=(self._process, self._replies), daemon=True),
            threading.Thread(target=_write, args=(self._process, self._requests), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def _wait(self, seconds: float) -> dict[str, Any]:
        """Return the next reply that belongs to a block; note the first, which says the worker is ready."""
        try:
            line = self._replies.get(timeout=seconds)
        except queue.Empty:
            msg = f"took longer than {seconds:g} s and was stopped (--block-seconds sets the limit)"
            raise _Gone(msg) from None
        if not line:
            raise _Gone(self._last_words())
        reply: dict[str, Any] = json.loads(line)
        if "ready" in reply:
            self.environment = reply["ready"]
            return {"page": "", "block": -1}
        if "refused" in reply:
            raise WorkerError(reply["refused"])
        return reply

    def _last_words(self) -> str:
        code = self._process.wait()
        how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"
        self._log.seek(0)
        rows = self._log.read().decode("utf-8", "replace").strip().splitlines()
        fatal = next((number for number, row in enumerate(rows) if row.startswith("Fatal Python error")), -12)
        return "\n".join([f"ended the Python process ({how})", *rows[fatal:][:12]])

    def _replace(self, page: Page, number: int, how: str) -> dict[str, Any]:
        """Start a new process after a loss and give it what the old one had not done."""
        self.close()
        line = page.blocks[number].line
        self._lost[page.path] = f"the block at line {line} {how.splitlines()[0]}"
        self._pending.pop(page.path, None)
        pending, self._pending, self.environment = self._pending, {}, {}
        self._start()
        self._requests.put(self._settings)
        for other, last in pending.values():
            self.submit(other, last)
        return _failed(page, number, f"the block {how}")


started: list[Client] = []
"""A worker that was started before pytest was imported, if there is one."""


class _Gone(Exception):  # noqa: N818  # a state, told to nobody outside
    """The worker has crashed or was too slow."""


def _failed(page: Page, number: int, reason: str) -> dict[str, Any]:
    empty: dict[str, Any] = {"failures": [], "leaks": [], "seconds": 0.0}
    return {"page": page.path, "block": number, "outcome": "failed", "reason": reason, **empty}


def _read(process: subprocess.Popen[str], replies: queue.SimpleQueue[str]) -> None:
    assert process.stdout is not None  # noqa: S101  # made with a pipe
    with process.stdout as lines:
        for line in lines:
            replies.put(line)
    replies.put("")


def _write(process: subprocess.Popen[str], requests: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    assert process.stdin is not None  # noqa: S101  # made with a pipe
    with contextlib.suppress(OSError), process.stdin as pipe:  # a process that has gone takes no more
        while (request := requests.get()) is not None:
            pipe.write(json.dumps(request) + "\n")
            pipe.flush()
