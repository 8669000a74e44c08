"""A gallery script that fails stops the build, with the settings of the real site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONF = """\
import runpy
_site = runpy.run_path({conf!r})
extensions = ["sphinx_gallery.gen_gallery", "tutorial_utils.sphinxext.gallery_theme"]
sphinx_gallery_conf = _site["sphinx_gallery_conf"]
"""
SCRIPT = '"""\nA script\n========\n\nIt asserts.\n"""\n\nassert {claim}, "the line did not converge"\n'


@pytest.mark.parametrize(("claim", "status"), [("1 + 1 == 2", 0), ("1 + 1 == 3", 2)])
def test_a_script_whose_assertion_fails_stops_the_build(tmp_path: Path, claim: str, status: int) -> None:
    for folder in ("docs", "gallery"):
        (tmp_path / folder).mkdir()
    (tmp_path / "docs/conf.py").write_text(CONF.format(conf=str(ROOT / "docs/conf.py")), "utf-8")
    (tmp_path / "docs/index.rst").write_text("Site\n====\n\n.. toctree::\n\n   gallery/index\n", "utf-8")
    (tmp_path / "gallery/GALLERY_HEADER.rst").write_text("Gallery\n=======\n", "utf-8")
    (tmp_path / "gallery/plot_claim.py").write_text(SCRIPT.format(claim=claim), "utf-8")
    command = [sys.executable, "-m", "sphinx", "docs", "build/html"]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == status, done.stderr
    assert ("the line did not converge" in done.stderr + done.stdout) == bool(status)
