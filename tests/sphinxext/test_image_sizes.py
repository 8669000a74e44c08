"""A picture file brings its size to the page; a size that is written stays."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tutorial_utils.sphinxext.image_sizes import sized

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """Title
=====

.. image:: deep/a.svg
   :alt: plain

.. image:: deep/a.svg
   :alt: written
   :width: 50%

.. image:: https://example.invalid/b.png
   :alt: elsewhere
"""


def test_sizes_come_from_the_file_and_written_ones_stay(tmp_path: Path) -> None:
    tmp_path.joinpath("conf.py").write_text('extensions = ["tutorial_utils.sphinxext.image_sizes"]\n')
    tmp_path.joinpath("index.rst").write_text(PAGE)
    tmp_path.joinpath("deep").mkdir()
    tmp_path.joinpath("deep/a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="422" height="369"/>')
    command = [sys.executable, "-m", "sphinx", "-N", "-q", "-W", str(tmp_path), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    html = tmp_path.joinpath("out/index.html").read_text()
    tags = {alt: tag for tag, alt in re.findall(r'(<img[^>]* ?alt="(\w+)"[^>]*>)', html)}
    assert 'width="422"' in tags["plain"]
    assert 'height="369"' in tags["plain"]
    assert html.count("image-reference") == 1  # Sphinx links the one that the author made smaller
    assert "422" not in tags["written"]
    assert "width" not in tags["elsewhere"]


@pytest.mark.parametrize("written", ["width", "height", "scale"])
def test_a_written_size_stays(written: str) -> None:
    assert sized({written: "50"}, (400, 300)) == {}


def test_a_size_that_cannot_be_read_is_left_out() -> None:
    assert sized({"uri": "a"}, (-1, -1)) == {}
