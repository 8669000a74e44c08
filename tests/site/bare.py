"""A Python in which only torch, matplotlib and a notebook kernel can be imported, with what these require.

It is a virtual environment of links into the environment of the tests: nothing is downloaded, nothing copied.
"""

from __future__ import annotations

import os
import re
import venv
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

__all__ = ["bare_environ", "bare_python", "required"]

NAMES = ("torch", "matplotlib", "ipykernel")


def required(names: tuple[str, ...]) -> dict[str, Distribution]:
    """Return distributions and all that they require on this platform, by normalized name."""
    found: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        found[name] = distribution(name)
        needs = map(Requirement, found[name].requires or [])
        waiting += [need.name for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})]
    return found


def bare_python(root: Path, *more: str) -> Path:
    """Make the environment below a directory, with more distributions if named; return its Python."""
    venv.create(root, symlinks=True, with_pip=False)
    (site,) = root.glob("lib/python*/site-packages")
    for one in required((*NAMES, *more)).values():
        for file in one.files or []:
            top = file.parts[0]
            if top not in {"..", "__pycache__"} and not (site / top).exists():
                (site / top).symlink_to(Path(str(one.locate_file(top))))
    return root / "bin/python"


def bare_environ(python: Path, **more: str) -> dict[str, str]:
    """Return variables that lead to no other package; matplotlib keeps its fonts in a home beside the Python."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, "HOME": str(python.parents[1]), "OMP_NUM_THREADS": "1", **more}
