"""The notebook of each page runs without this package, raises where the page does, and prints what the page shows."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.site.bare import bare_environ, bare_python
from tutorial_utils.snippets.compare import difference, normalized
from tutorial_utils.snippets.index import load_index
from tutorial_utils.sphinxext.notebook import RAISES, ROWS

ROOT = Path(__file__).parents[2]
TRACEBACK = "Traceback (most recent call last):\n"
WITHOUT = {  # these show the tables of facts at work, so they need the code of this site
    f"reference/{name}"
    for name in (
        "creation", "derivatives", "dtype-support", "in-place-safety", "index", "numpy-to-torch", "type-promotion",
        "view-or-copy",
    )
}  # fmt: skip
_WARNED = re.compile(r"^\S*:\d+: (\w*Warning: )", re.MULTILINE)


def pages_with_blocks() -> set[str]:
    """Return the names of the pages that have a block of their own to run."""
    own = {page.path for page in load_index(ROOT) for it in page.blocks if it.kind == "python" and not it.namespace}
    return {path.removeprefix("docs/").removesuffix(".md") for path in own if path.startswith("docs/")}


PAGES = sorted(pages_with_blocks() - WITHOUT)


def run(folder: Path, bare: Path) -> subprocess.CompletedProcess[str]:
    """Run all notebooks of a folder."""
    environ = bare_environ(bare)
    command = [sys.executable, str(Path(__file__).with_name("run_notebooks.py")), str(bare), str(folder)]
    return subprocess.run(command, env=environ, check=False, capture_output=True, text=True)


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bare_python(tmp_path_factory.mktemp("bare-notebooks") / "env", "safetensors")


@pytest.fixture(scope="session")
def done(built_site: Path, bare: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run all notebooks, each in a kernel of its own; they stand beside what came out."""
    folder = tmp_path_factory.mktemp("notebooks")
    shutil.copytree(built_site / "notebooks", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("gallery"))
    ran = run(folder, bare)
    assert ran.returncode == 0, ran.stderr
    return folder


def stored(folder: Path, page: str) -> Any:
    return nbformat.read(folder / f"{page}.ipynb", as_version=4)


def told(outputs: list[Any]) -> tuple[str, str]:
    """Return the warnings of a cell, and what else it prints, shows and raises, as a terminal would show it."""
    warned = printed = ""
    for it in outputs:
        if it.output_type == "error":
            value = re.sub(r" \([^()]*, line \d+\)$", "", it.evalue) if it.ename == "SyntaxError" else it.evalue
            apart = "" if not value else ":" if value.startswith(("...", "\n")) else ": "
            printed += f"{TRACEBACK}{it.ename}{apart}{value}\n"
        elif it.output_type == "stream" and it.name == "stderr":
            warned += re.sub(r"^  .*\n", "", _WARNED.sub(r"\1", it.text), flags=re.MULTILINE)
        else:
            printed += it.text if it.output_type == "stream" else f"{it.data['text/plain']}\n"
    return warned, printed


def wrong(cells: list[Any], ran: list[Any]) -> list[str]:
    """Return what differs between the cells of a notebook and the same cells after a run."""
    found, before = [], ""
    for cell, after in zip(cells, ran, strict=True):
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or any(tag.startswith("needs-") for tag in tags):
            continue
        (warned, shown), (warns, prints) = told(cell.outputs), told(after.outputs)
        raised = any(it.output_type == "error" for it in after.outputs)
        if raised != (RAISES in tags):
            found.append(f"raises: {raised}, tagged: {RAISES in tags}: {cell.source}")
        if normalized(warns) in before:
            warns = ""  # a page shows a warning once, a notebook in each cell
        before += normalized(warns)
        want = warned + shown  # where a warning of two lines ends, no page says
        if differs := difference(want, warns + prints, ellipsis="..." in want):
            found.append(f"{differs}: {cell.source}")
    return found


def test_each_page_has_a_notebook_or_needs_this_package(built_site: Path) -> None:
    folder = built_site / "notebooks"
    there = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.ipynb")}
    scripts = {f"gallery/{path.stem}" for path in ROOT.glob("gallery/plot_*.py")}
    assert there == set(PAGES) | scripts
    assert len(PAGES) == 38
    for page in WITHOUT:
        assert "no notebook" in built_site.joinpath(f"{page}.html").read_text("utf-8")
        assert "tutorial_utils" in ROOT.joinpath(f"docs/{page}.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_notebook_prints_what_the_page_shows(done: Path, page: str) -> None:
    notebook, ran = stored(done, page), nbformat.read(done / f"{page}.done", as_version=4)
    assert wrong(notebook.cells, ran.cells) == []


@pytest.mark.parametrize("page", PAGES)
def test_notebook_holds_the_blocks_of_the_page(built_site: Path, page: str) -> None:
    path = built_site / f"notebooks/{page}.ipynb"
    notebook = stored(built_site / "notebooks", page)
    nbformat.validate(json.loads(path.read_text("utf-8")))
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    assert ">>> " not in code
    (blocks,) = (one.blocks for one in load_index(ROOT) if one.path == f"docs/{page}.md")
    lines = [
        line.partition("  # doctest:")[0].rstrip()
        for block in blocks
        if block.kind == "python" and not block.namespace
        for example in block.examples
        for line in example.source.splitlines()
        if "tutorial_utils" not in line
    ]
    at = 0
    for line in lines:
        at = code.index(line, at) + len(line)
    first = notebook.cells[1].source.splitlines()[0]
    assert re.match(r"# pip install torch==2\.\d+\.\d+ numpy", first)
    assert ("safetensors" in first) == (page == "storage/saving")
    prose = [cell.source.splitlines() for cell in notebook.cells if cell.cell_type != "code"]
    assert max(sum(line.startswith("|") for line in lines) for lines in prose) <= ROWS + 20  # of tables


def test_blocks_that_need_hardware_are_kept_with_a_note(built_site: Path) -> None:
    notebook = stored(built_site / "notebooks", "start/install")
    tags = [cell.metadata.get("tags", []) for cell in notebook.cells]
    needing = [n for n, tag in enumerate(tags) if any(it.startswith("needs-") for it in tag)]
    assert len({tuple(tags[n]) for n in needing}) == 4
    for n in needing:
        if needing and n - 1 not in needing:
            assert "Needs " in notebook.cells[n - 1].source


def test_a_wrong_notebook_is_found(bare: Path, tmp_path: Path) -> None:
    new = nbformat.v4
    two = [new.new_output("execute_result", {"text/plain": "tensor([2])"})]
    cells = [
        new.new_code_cell("import torch"),
        new.new_code_cell("torch.tensor([1])", outputs=two),
        new.new_code_cell("1 / 0"),
        new.new_code_cell("1", metadata={"tags": [RAISES]}, outputs=[new.new_output("stream", text="1\n")]),
        new.new_code_cell("import tutorial_utils"),
        new.new_code_cell("torch.ones(2)"),
    ]
    nbformat.write(new.new_notebook(cells=cells), tmp_path / "wrong.ipynb")
    cells[1]["outputs"][0]["data"]["text/plain"] = "tensor([1])"
    other = [new.new_code_cell("'torch' in dir(), x"), *cells[:2]]
    nbformat.write(new.new_notebook(cells=other), tmp_path / "x.ipynb")
    assert run(tmp_path, bare).returncode == 0
    assert [it.partition(": ")[0] for it in wrong(*both(tmp_path, "wrong"))] == [
        "element [0]", "raises", "expected the end of the output, got 'Traceback'", "raises", "raises",
        "expected the end of the output, got 'Traceback'", "expected the end of the output, got 'tensor'",
    ]  # fmt: skip
    left = wrong(*both(tmp_path, "x"))
    assert left[0].startswith("raises: True, tagged: False"), "names of another notebook must not be there"
    assert len(left) == 2


def both(folder: Path, name: str) -> tuple[list[Any], list[Any]]:
    return stored(folder, name).cells, nbformat.read(folder / f"{name}.done", as_version=4).cells
