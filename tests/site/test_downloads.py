"""Each script and each notebook that a reader can download runs with torch and matplotlib alone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests.site.bare import bare_environ, bare_python, required

SCRIPTS = sorted(path.stem for path in Path(__file__).parents[2].joinpath("gallery").glob("plot_*.py"))
FIRST_LINE = "# pip install torch matplotlib"


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bare_python(tmp_path_factory.mktemp("bare") / "env")


def run(bare: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the bare Python."""
    environ = bare_environ(bare, MPLBACKEND="agg")
    return subprocess.run([str(bare), *arguments], cwd=home, env=environ, check=False, capture_output=True, text=True)


def execute(bare: Path, home: Path, notebook: Path) -> subprocess.CompletedProcess[str]:
    """Run a notebook in a kernel of the bare Python, with nbclient's own command; `done.ipynb` is the result."""
    folder = home / "kernels/bare"
    folder.mkdir(parents=True)
    kernel = [str(bare), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    folder.joinpath("kernel.json").write_text(
        json.dumps({"argv": kernel, "display_name": "bare", "language": "python"})
    )
    copy = shutil.copy(notebook, home)
    options = ["--kernel_name=bare", "--output=done", "--timeout=120", str(copy)]
    command = [sys.executable, "-c", "from nbclient.cli import main; main()", *options]
    environ = bare_environ(bare, JUPYTER_PATH=str(home))
    return subprocess.run(command, cwd=home, env=environ, check=False, capture_output=True, text=True)


def links(site: Path, name: str) -> dict[str, Path]:
    """Return the files that the links of a gallery page lead to, by suffix."""
    page = site.joinpath(f"gallery/{name}.html").read_text("utf-8")
    found = {site / link for link in re.findall(r'href="\.\./(_downloads/[^"]+)"', page)}  # the script has two links
    assert [path.stem for path in found] == [name, name]
    return {path.suffix: path for path in found}


def test_the_bare_python_has_torch_and_not_this_package(bare: Path, tmp_path: Path) -> None:
    assert run(bare, tmp_path, "-c", "import torch, matplotlib, ipykernel").returncode == 0
    done = run(bare, tmp_path, "-c", "import tutorial_utils")
    assert done.stderr.splitlines()[-1] == "ModuleNotFoundError: No module named 'tutorial_utils'"
    for name in ("sphinx", "pytest", "pip", "playwright"):
        assert run(bare, tmp_path, "-c", f"import {name}").returncode == 1


def test_requirements_are_followed() -> None:
    found = required(("matplotlib",))
    assert {"matplotlib", "numpy", "pillow", "python-dateutil", "pyparsing"} <= set(found)
    assert "torch" not in found


def test_each_file_is_there_once_and_other_pages_link_to_the_page(built_site: Path) -> None:
    """A script as the project has it needs the project, so it is offered to nobody."""
    held = sorted(path.name for path in built_site.joinpath("_downloads").rglob("*") if path.is_file())
    assert held == sorted(f"{name}{suffix}" for name in SCRIPTS for suffix in (".py", ".ipynb"))
    news = built_site.joinpath("whats-new.html").read_text("utf-8").partition("<article")[2]
    assert news.count('href="gallery/plot_') >= 3
    assert "_downloads" not in news


@pytest.mark.parametrize("name", SCRIPTS)
def test_downloaded_script_runs(bare: Path, built_site: Path, tmp_path: Path, name: str) -> None:
    script = links(built_site, name)[".py"]
    assert script.read_text("utf-8").splitlines()[0] == FIRST_LINE
    done = run(bare, tmp_path, str(script))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout


@pytest.mark.parametrize("name", SCRIPTS)
def test_downloaded_notebook_runs_and_shows_its_figures(
    bare: Path, built_site: Path, tmp_path: Path, name: str
) -> None:
    notebook = links(built_site, name)[".ipynb"]
    assert nbformat.read(notebook, as_version=4).cells[0].source.splitlines()[0] == FIRST_LINE
    done = execute(bare, tmp_path, notebook)
    assert done.returncode == 0, done.stderr
    cells = nbformat.read(tmp_path / "done.ipynb", as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    images = sum("image/png" in output.get("data", {}) for output in outputs)
    page = built_site.joinpath(f"gallery/{name}.html").read_text("utf-8")
    assert images == page.count('<figure class="gallery-figure">') > 0
    assert not [output.text for output in outputs if output.get("name") == "stderr"]


def test_notebook_that_needs_this_package_fails(bare: Path, tmp_path: Path) -> None:
    cell = nbformat.v4.new_code_cell("from tutorial_utils.figures.regression import draw_fit")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "needs.ipynb")
    tmp_path.joinpath("home").mkdir()
    done = execute(bare, tmp_path / "home", tmp_path / "needs.ipynb")
    assert done.returncode != 0
    assert "No module named 'tutorial_utils'" in done.stderr
