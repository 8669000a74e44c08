"""Kernels that are forks of one process, which has imported torch and run nothing: each starts fresh, in no time.

It is run by the Python of links (`bare`). A line on its standard input is a connection file and a directory.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot  # noqa: ICN001  # what notebooks import is there before they start
import numpy as np  # noqa: F401  # likewise
import torch  # noqa: F401  # likewise
from ipykernel.kernelapp import IPKernelApp


def main() -> None:
    """Fork a kernel for each line; end with all of them when the input ends."""
    mpl.use("agg")
    kernels = []
    print("ready", flush=True)  # noqa: T201  # the other side waits for it
    with Path(os.devnull).open("w") as null:
        os.dup2(null.fileno(), 1)
    for line in sys.stdin:
        connection, directory = line.split()
        if child := os.fork():
            kernels.append(child)
            continue
        os.close(0)
        os.chdir(directory)
        IPKernelApp.launch_instance(["-f", connection, "--HistoryManager.enabled=False"])
        os._exit(0)
    for child in kernels:  # they have been asked to end; what they would do then is of no interest
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
