"""A page that did not change names the style and the script as they are now."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

CONF = """
extensions = [{extensions}]
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["deep/own.css"]
html_js_files = ["own.js"]
"""


def versions(directory: Path) -> dict[str, str]:
    """Build, and return what the page says of each file."""
    command = [sys.executable, "-m", "sphinx", "-N", "-q", "-W", str(directory), str(directory / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return dict(re.findall(r'="_static/([\w/]*own\.\w+)\?v=(\w+)"', directory.joinpath("out/index.html").read_text()))


@pytest.mark.parametrize(("name", "other"), [("deep/own.css", "a { b: d }"), ("own.js", "let b")])
@pytest.mark.parametrize("extensions", ["'tutorial_utils.sphinxext.static_digest'", ""])
def test_a_page_names_the_file_as_it_is(tmp_path: Path, name: str, other: str, extensions: str) -> None:
    tmp_path.joinpath("conf.py").write_text(CONF.format(extensions=extensions))
    tmp_path.joinpath("index.rst").write_text("Title\n=====\n")
    tmp_path.joinpath("_static/deep").mkdir(parents=True)
    tmp_path.joinpath("_static/deep/own.css").write_text("a { b: c }")
    tmp_path.joinpath("_static/own.js").write_text("let a")
    first = versions(tmp_path)
    assert sorted(first) == ["deep/own.css", "own.js"]
    tmp_path.joinpath("_static", name).write_text(other)
    second = versions(tmp_path)
    # Without the extension, Sphinx keeps the page.
    assert {file for file in first if first[file] != second[file]} == ({name} if extensions else set())
