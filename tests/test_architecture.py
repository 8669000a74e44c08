"""The table of rooms in the architecture page, held against the imports of the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "tutorial_utils"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.name == "errors.py")


def table() -> dict[str, set[str]]:
    """Return room -> rooms it may import, from the page."""
    text = (ROOT / "docs/contributing/architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \|.*\|([^|]*)\|$", text, re.MULTILINE)
    return {room: set(re.findall(r"`(\w+)`", allowed)) for room, allowed in rows}


def imports(source: str) -> set[str]:
    """Return what a source imports of this package, as the words behind ``tutorial_utils``."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "tutorial_utils" else [module]
        found |= {name.partition(".")[2] or "(top)" for name in names if name.split(".")[0] == "tutorial_utils"}
    return found


def arrows(path: Path, source: str) -> set[tuple[str, str]]:
    """Return (room, room) for each import of another room."""
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return {(room, name.split(".")[0]) for name in imports(source)} - {(room, room)}


def test_the_table_names_every_room() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert set(table()) == rooms | {"errors"}


def test_the_code_imports_just_what_the_table_allows() -> None:
    found = {arrow for path in FILES for arrow in arrows(path, path.read_text("utf-8"))}
    assert found == {(room, other) for room, allowed in table().items() for other in allowed}


def test_no_arrow_leads_back() -> None:
    rooms = table()
    done: set[str] = set()
    while ready := {room for room in rooms if room not in done and rooms[room] <= done}:
        done |= ready
    assert done == set(rooms)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import tutorial_utils", {"(top)"}),
        ("from tutorial_utils import errors", {"errors"}),
        ("def f():\n    from tutorial_utils.memory.layout import Layout", {"memory.layout"}),
        ("import torch", set()),
    ],
)
def test_every_way_to_import_is_seen(source: str, found: set[str]) -> None:
    assert imports(source) == found


def test_an_import_against_the_table_is_found() -> None:
    source = "from tutorial_utils.figures.svg import themed_svg"
    assert arrows(PACKAGE / "memory" / "layout.py", source) == {("memory", "figures")}
    assert "figures" not in table()["memory"]


def test_files_and_functions_stay_small() -> None:
    long_files = {str(p): n for p in FILES if (n := len(p.read_text("utf-8").splitlines())) > 250}
    assert long_files == {}
    lengths = [
        (node.end_lineno or 0) - node.lineno + 1
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    assert sum(length <= 40 for length in lengths) / len(lengths) >= 0.9
