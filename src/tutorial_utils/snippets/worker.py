"""The process that imports torch and runs pages; its parent (``client``) sends pages and reads results.

One JSON object a line goes each way. The process's own standard output and error go to a file, so that a crash leaves
its last words, and so that a block which prints behind ``sys.stdout`` is found out.
"""

from __future__ import annotations

import builtins
import faulthandler
import gc
import json
import os
import sys
import time
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import RequirementError
from tutorial_utils.runtime.requirements import unmet
from tutorial_utils.runtime.state import changes, clean_state, state_now
from tutorial_utils.snippets.blocks import Page, page_from_json
from tutorial_utils.snippets.compare import difference, says_the_same, without_device
from tutorial_utils.snippets.run import TRACEBACK, Namespace
from tutorial_utils.snippets.watch import Writes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tutorial_utils.snippets.blocks import Block

__all__ = ["main", "run_page"]


def main() -> None:
    """Serve pages until the parent closes the pipe."""
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # stderr is the log file the parent gave
    with Path(os.devnull).open() as null:
        os.dup2(null.fileno(), 0)
    sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8", closefd=False)
    faulthandler.enable()
    import numpy as np
    import torch

    gc.freeze()  # what the imports made is here to stay; collecting it again and again is lost time
    _send(replies, {"ready": {"torch": torch.__version__, "numpy": np.__version__, "devices": _devices(torch)}})
    settings = json.loads(requests.readline() or "{}")
    root = Path(settings.get("root", "."))
    if refused := _device_refused(torch, settings.get("device")):
        _send(replies, {"refused": refused})
        return
    for request in requests:
        job = json.loads(request)
        page = page_from_json(job["page"])
        for result in run_page(page, job["last"], root, settings["device"], accept=settings["accept"]):
            _send(replies, result)


def run_page(
    page: Page, last: int, root: Path, device: str | None, *, accept: bool = False
) -> Iterator[dict[str, Any]]:
    """Yield one result for each block of a page up to number ``last``, all in one clean state and namespace.

    A result holds ``block`` (its number), ``outcome`` (passed, raised, skipped or failed), ``reason``, ``failures``,
    ``leaks`` and ``seconds``.
    """
    with clean_state(device):
        before, writes = state_now(), _writes(root).paths
        namespaces: dict[str, Namespace] = {}
        for number, block in enumerate(page.blocks[: last + 1]):
            if block.namespace not in namespaces:
                namespaces[block.namespace] = Namespace(page.path)
            space = namespaces[block.namespace]
            writes.clear()
            start, size = time.perf_counter(), os.fstat(2).st_size
            result = _run_block(block, space, root, device, accept=accept)
            result |= {
                "block": number,
                "page": page.path,
                "leaks": [],
                "seconds": time.perf_counter() - start,
            }
            if os.fstat(2).st_size != size:
                result["leaks"].append("writes to the process's own standard output or error, which nothing compares")
            if block.kind == "python":  # accepting a table writes its cells
                result["leaks"] += [
                    f"writes to {path}; write to a relative path, which is the page's own" for path in writes
                ]
            if number == len(page.blocks) - 1:
                result["leaks"] += changes(before, state_now())
            yield result
        builtins.__dict__.pop("_", None)
        namespaces.clear()
        gc.collect()  # what the page left in cycles goes now, not in the middle of another page
        gc.freeze()  # and what a block imported stays: the next collection need not look at it


def _run_block(block: Block, space: Namespace, root: Path, device: str | None, *, accept: bool) -> dict[str, Any]:
    if block.problems:
        return {"outcome": "failed", "reason": "", "failures": []}
    try:
        reasons = [reason for name in block.requires if (reason := unmet(name))]
    except RequirementError as error:
        return {"outcome": "failed", "reason": str(error), "failures": []}
    if reasons:
        return {"outcome": "skipped", "reason": reasons[0], "failures": []}
    if block.kind == "table":
        return _check_table(block, root, accept=accept)
    if block.kind == "figure":
        return _check_figure(block, space)
    failures, raised = [], False
    for example, got in zip(block.examples, space.run(block.examples), strict=True):
        raised = raised or TRACEBACK in example.want
        if example.want == got:
            continue
        shown = without_device(example.want, got, device) if device else got
        if found := difference(example.want, shown, ellipsis=example.ellipsis):
            failures.append(_failure(example.line, example.source, example.want, shown, found))
    outcome = "failed" if failures else "raised" if raised else "passed"
    return {"outcome": outcome, "reason": "", "failures": failures}


def _check_figure(block: Block, space: Namespace) -> dict[str, Any]:
    from tutorial_utils.facts.lattice import lattice_of
    from tutorial_utils.graph import attributes_of, graph_for_figure
    from tutorial_utils.memory import layout_of, operand_of

    names = space.module.__dict__
    readers: dict[str, Callable[[Any, str], object]] = {
        "storage_figure": layout_of,
        "broadcast_figure": operand_of,
        "autograd_figure": attributes_of,
        "graph_figure": partial(graph_for_figure, names=names),
        "forward_graph_figure": partial(graph_for_figure, names=names),
        "promotion_figure": lattice_of,
    }
    failures = []
    for example in block.examples:
        try:
            tensor = eval(example.source, names)  # noqa: S307  # page's own
            readers[block.target](tensor, example.source.strip())
        except Exception as error:  # noqa: BLE001  # whatever it is, the page names it
            got = f"{type(error).__name__}: {error}\n"
            failures.append(
                _failure(
                    example.line, example.source, "a tensor that can be drawn\n", got, "the figure cannot be drawn"
                )
            )
    return {"outcome": "failed" if failures else "passed", "reason": "", "failures": failures}


def _check_table(block: Block, root: Path, *, accept: bool) -> dict[str, Any]:
    from tutorial_utils.facts import registry
    from tutorial_utils.facts.cache import FOLDER, measured

    stored = registry.stored_path(root / "docs", block.target)
    answers = measured(block.target, root / FOLDER)
    changed = registry.check(answers, stored, says_the_same)
    if changed and accept:
        registry.accept(answers, stored)
        return {"outcome": "passed", "reason": "", "failures": [], "accepted": len(changed)}
    failures = [
        _failure(
            block.line,
            f"facts-table {block.target}\n",
            f"the cells stored in {stored.name}\n",
            f"{sentence}\n",
            sentence,
        )
        for sentence in changed
    ]
    return {"outcome": "failed" if failures else "passed", "reason": "", "failures": failures}


def _failure(line: int, source: str, want: str, got: str, found: str) -> dict[str, Any]:
    return {"line": line, "source": source, "want": want, "got": got, "difference": found}


@cache
def _writes(root: Path) -> Writes:
    return Writes(root)


def _devices(torch: Any) -> list[str]:  # noqa: ANN401  # the module itself
    found = ["cpu"]
    found += [f"cuda:{i} {torch.cuda.get_device_name(i)}" for i in range(torch.cuda.device_count())]
    return found + ["mps"] * bool(torch.backends.mps.is_available())


def _device_refused(torch: Any, device: str | None) -> str:  # noqa: ANN401  # the module itself
    """Return why pages cannot run on a device; empty if they can."""
    try:
        torch.ones(1, device=device)
    except (RuntimeError, AssertionError) as error:
        usable = ", ".join(_devices(torch))
        return f"expected a device this machine can use for --device ({usable}), got {device!r}: {error}"
    return ""


def _send(stream: Any, message: dict[str, Any]) -> None:  # noqa: ANN401  # a text stream
    stream.write(json.dumps(message) + "\n")
    stream.flush()


if __name__ == "__main__":
    main()
