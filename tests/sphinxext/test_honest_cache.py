"""A build with a warning fails again when it is run again, and passes once the page is mended."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def build(root: Path) -> int:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-d", "trees", "docs", "out"]
    return subprocess.run(command, cwd=root, check=False, capture_output=True).returncode


@pytest.mark.parametrize(("extension", "second"), [("tutorial_utils.sphinxext.honest_cache", 1), ("myst_parser", 0)])
def test_a_failed_build_does_not_pass_by_being_repeated(tmp_path: Path, extension: str, second: int) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text(f'extensions = ["myst_parser", "{extension}"]\n', "utf-8")
    (docs / "index.md").write_text("# Page\n\n```{nosuch}\n```\n", "utf-8")
    assert build(tmp_path) == 1
    assert build(tmp_path) == second  # without the extension, Sphinx forgets the warning
    (docs / "index.md").write_text("# Page\n", "utf-8")
    assert build(tmp_path) == 0
