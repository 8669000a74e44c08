"""With the settings of the real site: what runs, what does not run again, and what the downloads are."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONF = """\
import runpy
_site = runpy.run_path({conf!r})
extensions = [name for name in _site["extensions"] if "gallery" in name]
sphinx_gallery_conf = _site["sphinx_gallery_conf"]
"""
SCRIPT = '''\
"""
A script
========

It counts its runs.
"""

from pathlib import Path

from tutorial_utils.runtime.devices import available_devices

with Path("runs.txt").open("a") as runs:
    runs.write("run\\n")
print(available_devices())
'''


class Project:
    """A site with one gallery script, built in processes of their own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("docs", "gallery"):
            (root / folder).mkdir()
        (root / "docs/conf.py").write_text(CONF.format(conf=str(ROOT / "docs/conf.py")), "utf-8")
        (root / "docs/index.rst").write_text("Site\n====\n\n.. toctree::\n\n   gallery/index\n", "utf-8")
        (root / "gallery/GALLERY_HEADER.rst").write_text("Gallery\n=======\n", "utf-8")
        self.script = root / "gallery/plot_runs.py"
        self.script.write_text(SCRIPT, "utf-8")

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Build; a script runs in its own directory, so its count lies beside it."""
        command = [sys.executable, "-m", "sphinx", "-W", "docs", "build/html", *arguments]
        return subprocess.run(command, cwd=self.root, check=False, capture_output=True, text=True)

    @property
    def runs(self) -> int:
        """How often the script has run."""
        counts = list(self.root.rglob("runs.txt"))
        return sum(path.read_text().count("run") for path in counts)

    @property
    def downloads(self) -> dict[str, bytes]:
        """What a reader gets: the files that the links of the page lead to."""
        page = (self.root / "build/html/gallery/plot_runs.html").read_text("utf-8")
        links = re.findall(r'href="\.\./(_downloads/[^"]+)"', page)
        return {Path(link).name: (self.root / "build/html" / link).read_bytes() for link in links}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_second_build_runs_nothing_again_and_reads_no_page(project: Project) -> None:
    first = project.build()
    assert first.returncode == 0, first.stderr
    assert project.runs == 1
    downloads = project.downloads
    second = project.build()
    assert second.returncode == 0, second.stderr
    assert project.runs == 1
    assert "0 added, 0 changed, 0 removed" in second.stdout
    assert project.downloads == downloads


def test_downloads_run_alone_after_each_build(project: Project) -> None:
    for _ in range(2):
        assert project.build().returncode == 0
        assert sorted(project.downloads) == ["plot_runs.ipynb", "plot_runs.py"]
        script = project.downloads["plot_runs.py"].decode()
        assert script.startswith("# pip install torch matplotlib\n")
        assert "from tutorial_utils" not in script
        assert "def available_devices" in script
        assert "def available_devices" in project.downloads["plot_runs.ipynb"].decode()
    page = (project.root / "build/html/gallery/plot_runs.html").read_text("utf-8")
    assert "def available_devices" not in page
    assert "download-zip" not in page


def test_a_changed_script_runs_again_and_its_downloads_change(project: Project) -> None:
    project.build()
    project.script.write_text(SCRIPT + 'print("more")\n', "utf-8")
    assert project.build().returncode == 0
    assert project.runs == 2
    assert all(b"more" in content for content in project.downloads.values())


def test_a_run_of_a_build_that_failed_is_done_again(project: Project) -> None:
    """Nothing has noted when it was, so a later build must not say that it was today."""
    other = project.root / "gallery/plot_z.py"
    other.write_text(SCRIPT.replace("runs.txt", "other.txt") + "assert 1 + 1 == 3\n", "utf-8")
    assert project.build().returncode == 2
    assert project.runs == 1
    other.write_text(SCRIPT.replace("runs.txt", "other.txt"), "utf-8")
    done = project.build()
    assert done.returncode == 0, done.stderr
    assert project.runs == 2


def test_a_script_that_is_not_run_is_an_error(project: Project) -> None:
    done = project.build("-D", "plot_gallery=0")
    assert done.returncode == 2
    assert "expected plot_runs.py to have run in this form, got a record of nothing" in done.stderr
    assert project.runs == 0


def test_a_script_with_another_name_is_an_error(project: Project) -> None:
    project.script.rename(project.root / "gallery/runs.py")
    done = project.build()
    assert done.returncode == 2
    assert "expected runs.py to have run in this form, got a record of nothing: name it plot_*.py" in done.stderr


def test_an_import_that_no_download_can_replace_stops_the_build(project: Project) -> None:
    project.script.write_text(SCRIPT.replace("import available_devices", "import *"), "utf-8")
    done = project.build()
    assert done.returncode == 2
    assert "a download cannot replace another form" in done.stderr
