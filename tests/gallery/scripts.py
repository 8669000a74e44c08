"""Run a script of the gallery, whole or up to its fit, as it is or with a deliberate bug; and the stored results."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["GALLERY", "Result", "changed", "compute", "references", "run", "text_of"]

GALLERY = Path(__file__).parents[2] / "gallery"
TABLE = "print(f\"{'device'"  # where the run on each device begins


class Result(NamedTuple):
    """What a fit ends with."""

    w: float
    b: float
    loss: float


def text_of(script: str) -> str:
    """Return the source of a script, named without its ending."""
    return (GALLERY / f"{script}.py").read_text("utf-8")


def changed(script: str, old: str, new: str) -> str:
    """Return the source with a bug: `old`, which stands in it once, is replaced."""
    text = text_of(script)
    assert text.count(old) == 1
    return text.replace(old, new)


def run(text: str) -> dict[str, Any]:
    """Run a script and return its names."""
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(text, "script", "exec"), names)  # noqa: S102 -- the scripts of this repository
    return names


def compute(text: str, device: str) -> Result:
    """Run a script up to its table, then its fit on one device; its own assertions come later and do not run."""
    start, table, _ = text.partition(TABLE)
    assert table
    names = run(start)
    path, losses = names["descend"](names["x"].to(device), names["y"].to(device), names["RATE"])
    w, b = path[-1]
    return Result(w, b, losses[-1])


@cache
def references() -> dict[str, dict[str, Any]]:
    """Return the stored results: for each script w, b, loss, a tolerance, and the reason for it."""
    return tomllib.loads(Path(__file__).with_name("references.toml").read_text("utf-8"))
