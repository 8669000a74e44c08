"""``nox -s bench``: doctest and docs side by side with their floors, as ratios; numbers go to build/benchmark.json.

Nothing here passes or fails: a number is for reading. ``-- --rounds 9`` repeats more often than five times.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import sys
import tempfile
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench.corpus import ROOT, as_sphinx_doctest, write_corpus
from tests.bench.measure import Cost, measured, middle
from tutorial_utils.snippets.index import load_index

HERE = Path(__file__).parent
SPHINX = [
    sys.executable,
    "-m",
    "sphinx",
    "-q",
    "-W",
    "-n",
    "--keep-going",
    "-d",
    "build/doctrees",
    "docs",
    "build/html",
]


def main() -> None:
    """Measure everything and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    found: dict[str, Any] = {"machine": _machine(), "rounds": rounds}
    with tempfile.TemporaryDirectory() as directory:
        for pages in (12, 120):
            found[f"doctest, {pages} pages"] = _doctest(Path(directory) / str(pages), pages, rounds)
        found["docs"] = _docs(Path(directory) / "site", rounds)
    target = ROOT / "build/benchmark.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    _say(f"written to {target.relative_to(ROOT)}")


def _machine() -> dict[str, str]:
    names = ("torch", "sphinx", "pytest")
    return {"platform": platform.platform(), "python": platform.python_version(), **{n: version(n) for n in names}}


def _doctest(root: Path, pages: int, rounds: int) -> dict[str, Any]:
    """Measure the floor, our run with a warm and a cold list of blocks, and Sphinx's own doctest builder."""
    write_corpus(root, pages)
    index = load_index(root)
    blocks = sum(len(page.blocks) for page in index)
    examples = sum(len(block.examples) for page in index for block in page.blocks)
    _say(f"\ndoctest: {pages} pages, {blocks} blocks, {examples} examples")
    as_sphinx_doctest(root, root / "sphinx")
    ours = [sys.executable, "-m", "tutorial_utils.snippets", "-q"]
    theirs = [sys.executable, "-m", "sphinx", "-q", "-b", "doctest", "-d", "sphinx/trees", "sphinx", "sphinx/out"]
    runs: dict[str, list[Cost]] = {"floor": [], "ours, warm": [], "ours, cold": [], "sphinx -b doctest": []}
    for _ in range(rounds):  # side by side, so that a busy minute falls on all of them
        runs["floor"].append(measured([sys.executable, str(HERE / "floor.py"), "."], root))
        runs["ours, warm"].append(measured(ours, root))
        shutil.rmtree(root / "build/cache")
        runs["ours, cold"].append(measured(ours, root))
        runs["sphinx -b doctest"].append(measured(theirs, root, expect=(0, 1)))
    return {"blocks": blocks, "examples": examples, **_table(runs)}


def _docs(root: Path, rounds: int) -> dict[str, Any]:
    """Measure a clean build of the site, one with nothing changed, and one with one page changed."""
    for name in ("docs", "gallery", "src"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(root / "docs/gallery", ignore_errors=True)
    page = root / "docs/tensors/dtype.md"
    runs: dict[str, list[Cost]] = {"clean": [], "nothing changed": [], "one page changed": []}
    for number in range(rounds):
        shutil.rmtree(root / "build", ignore_errors=True)
        shutil.rmtree(root / "docs/gallery", ignore_errors=True)
        runs["clean"].append(measured(SPHINX, root))
        runs["nothing changed"].append(measured(SPHINX, root))
        page.write_text(page.read_text("utf-8") + f"\nChange {number}.\n", "utf-8")
        runs["one page changed"].append(measured(SPHINX, root))
    _say("\ndocs")
    return _table(runs)


def _table(runs: dict[str, list[Cost]]) -> dict[str, Any]:
    """Print the medians and their ratios to the first row, and return them."""
    costs = {name: middle(found) for name, found in runs.items()}
    _say(f"{'':20} {'wall s':>8} {'cpu s':>8} {'MiB':>8} {'wall x':>8} {'cpu x':>8} {'MiB x':>8}")
    result = {}
    for name, cost in costs.items():
        pairs = zip(runs[name], next(iter(runs.values())), strict=True)
        ratio = middle(Cost(c.wall / f.wall, c.cpu / f.cpu, c.memory_mib / f.memory_mib) for c, f in pairs)
        numbers = (cost.wall, cost.cpu, cost.memory_mib, ratio.wall, ratio.cpu, ratio.memory_mib)
        _say(f"{name:20} " + " ".join(f"{number:8.2f}" for number in numbers))
        result[name] = {**asdict(cost), "ratio": asdict(ratio)}
    return result


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
