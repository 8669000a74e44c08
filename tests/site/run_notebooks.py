"""Run notebooks, each in a fresh kernel of the Python of links, and write what came out beside them.

`python run_notebooks.py BARE FOLDER`: each FOLDER/**/*.ipynb gets a neighbor *.done.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

SILENT = {"status", "execute_input"}


def run_cells(client: BlockingKernelClient, notebook: Any) -> None:
    """Put into each code cell what it prints, raises and shows."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        messages: list[Any] = []
        client.execute_interactive(
            cell.source, allow_stdin=False, stop_on_error=False, timeout=120, output_hook=messages.append
        )
        cell.outputs = [nbformat.v4.output_from_msg(it) for it in messages if it["msg_type"] not in SILENT]


def run_notebook(warm: subprocess.Popen[str], path: Path) -> None:
    """Run one notebook in a fork of the warm process."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as directory:
        file, _ = write_connection_file(f"{directory}/kernel.json", transport="ipc", ip=f"{directory}/kernel")
        Path(directory, "work").mkdir()
        assert warm.stdin is not None
        warm.stdin.write(f"{file} {directory}/work\n")
        warm.stdin.flush()
        client = BlockingKernelClient(connection_file=file)
        client.load_connection_file()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=60)
            run_cells(client, notebook)
        finally:
            client.shutdown()
            client.stop_channels()
    nbformat.write(notebook, path.with_suffix(".done"))


def main(bare: str, folder: str) -> None:
    """Run every notebook of a folder."""
    warm_kernels = str(Path(__file__).with_name("warm_kernels.py"))
    with subprocess.Popen([bare, warm_kernels], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as warm:
        assert warm.stdout is not None
        assert warm.stdout.readline() == "ready\n"
        with ThreadPoolExecutor(2) as pool:  # one waits for its kernel while the other works
            list(pool.map(partial(run_notebook, warm), sorted(Path(folder).rglob("*.ipynb"))))


if __name__ == "__main__":
    main(*sys.argv[1:])
