"""A download says what to install, carries its helpers, and runs; the files of sphinx-gallery stay as they are."""

from __future__ import annotations

import ast
import json
import os
from typing import TYPE_CHECKING

import pytest

from tutorial_utils.errors import GalleryError
from tutorial_utils.sphinxext.gallery_downloads import lone_notebook, lone_script, write_downloads

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = '''\
r"""
Title
=====

Text.
"""

import time

from tutorial_utils.errors import TutorialError

# %%
# Errors
# ------

print(issubclass(TutorialError, Exception))
'''
LONE = '''\
# pip install torch matplotlib
r"""
Title
=====

Text.
"""

from __future__ import annotations

import time

# %%
# Helpers and plots of this page
# ------------------------------
#
# The page imports these from the package of its site. They stand here in full, so that this file needs
# nothing but torch and matplotlib. The page itself goes on below them.

class TutorialError(Exception):
    """Base of all errors of this package: what was expected, what came, and where to mend it."""

# %%
# Errors
# ------

print(issubclass(TutorialError, Exception))
'''
DRAWS = SCRIPT.replace(
    "from tutorial_utils.errors import TutorialError", "from tutorial_utils.figures.regression import draw_fit"
).replace("issubclass(TutorialError, Exception)", "callable(draw_fit)")


def notebook(*cells: tuple[str, str]) -> dict[str, object]:
    made = [{"cell_type": kind, "metadata": {}, "source": [text]} for kind, text in cells]
    return {"cells": made, "nbformat": 4, "nbformat_minor": 0, "metadata": {}}


def sources(made: dict[str, object]) -> list[tuple[str, str]]:
    cells = made["cells"]
    assert isinstance(cells, list)
    return [(cell["cell_type"], "".join(cell["source"])) for cell in cells]


def test_script_carries_its_definitions() -> None:
    assert lone_script(SCRIPT, "plot_x.py") == LONE


def test_script_runs(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(LONE, "plot_x.py", "exec"), {"__name__": "__main__"})  # noqa: S102 -- written above
    assert capsys.readouterr().out == "True\n"


def test_future_import_stands_behind_the_docstring_and_once() -> None:
    future = "from __future__ import annotations"
    script = SCRIPT.replace("import time", f"{future}\n\nimport time")
    for text in (lone_script(SCRIPT, "plot_x.py"), lone_script(script, "plot_x.py")):
        assert text.count(future) == 1
        docstring, first, *_ = ast.parse(text).body
        assert isinstance(docstring, ast.Expr)
        assert ast.unparse(first) == future


def test_script_without_helpers_gets_its_first_line_only() -> None:
    plain = SCRIPT.replace("from tutorial_utils.errors import TutorialError\n\n", "").replace(
        "TutorialError", "ValueError"
    )
    lone = lone_script(plain, "plot_x.py")
    assert lone.splitlines()[0] == "# pip install torch matplotlib"
    assert lone.splitlines()[1:8] == [*plain.splitlines()[:6], ""]
    assert "Helpers" not in lone


def test_script_that_draws_shows_its_figures_at_the_end() -> None:
    assert lone_script(DRAWS, "plot_x.py").endswith(
        "# %%\n# In a terminal, the figures open here.\n\nimport matplotlib.pyplot as plt\n\nplt.show()\n"
    )
    assert "plt.show" not in LONE
    shows = DRAWS + "\nimport matplotlib.pyplot as plt\n\nplt.show()\n"
    assert lone_script(shows, "plot_x.py").count("plt.show()") == 1


def test_what_is_said_to_the_site_alone_is_left_out() -> None:
    said = SCRIPT.replace('"""\n\nimport time', '"""\n# sphinx_gallery_description = "Of the page."\n\nimport time')
    assert said != SCRIPT
    assert lone_script(said, "plot_x.py") == LONE


def test_code_behind_the_import_begins_a_cell_of_its_own() -> None:
    script = SCRIPT.replace("TutorialError\n\n# %%", "TutorialError\n\nstart = time.time()\n\n# %%", 1)
    assert "\n\n# %%\n\nstart = time.time()\n\n# %%\n# Errors" in lone_script(script, "plot_x.py")


def test_several_imports_make_one_section() -> None:
    more = "from tutorial_utils.errors import (\n    GalleryError,\n    TutorialError,\n)\n"
    script = SCRIPT.replace("print(", f"{more}\nprint(")
    lone = lone_script(script, "plot_x.py")
    assert lone.count("# Helpers and plots of this page") == 1
    assert lone.count("class TutorialError") == lone.count("class GalleryError") == 1
    assert "from tutorial_utils" not in lone
    ast.parse(lone)


def test_notebook_carries_its_definitions_in_a_cell() -> None:
    plain = notebook(
        ("markdown", "# Title\nsee :doc:`/tensors/dtype` and :doc:`the other </gallery/plot_y>`"),
        ("code", "import time\n\nfrom tutorial_utils.errors import TutorialError\nstart = time.time()"),
        ("markdown", "## Errors"),
        ("code", "from tutorial_utils.errors import TutorialError\n\nprint(TutorialError)"),
    )
    cells = sources(lone_notebook(plain, SCRIPT, "plot_x.py"))
    assert cells[0] == ("code", "# pip install torch matplotlib")
    assert cells[1] == ("markdown", "# Title\nsee page `tensors/dtype` and the other (page `gallery/plot_y`)")
    assert cells[2] == ("code", "import time")
    assert cells[3][1].startswith("## Helpers and plots of this page\n\nThe page imports these")
    assert cells[4][1].startswith("from __future__ import annotations\n\nclass TutorialError(Exception):")
    assert cells[5:] == [
        ("code", "start = time.time()"),
        ("markdown", "## Errors"),
        ("code", "print(TutorialError)"),
    ]


def test_notebook_code_cells_have_the_fields_that_readers_need() -> None:
    made = lone_notebook(notebook(("code", "1 + 1")), SCRIPT.replace("tutorial_utils.errors", "x"), "plot_x.py")
    cells = made["cells"]
    assert cells[1] == {
        "cell_type": "code", "metadata": {}, "source": ["1 + 1"], "execution_count": None, "outputs": []
    }  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "TutorialError = 1",
        "for TutorialError in range(2):\n    pass",
        "import errors as TutorialError",
        "def TutorialError():\n    pass",
        "with open('x') as TutorialError:\n    pass",
    ],
)
def test_script_that_gives_a_second_meaning_is_refused(line: str) -> None:
    with pytest.raises(GalleryError) as raised:
        lone_script(f"{SCRIPT}\n{line}\n", "plot_x.py")
    assert str(raised.value) == (
        "expected plot_x.py to leave alone what its download needs, got another 'TutorialError', "
        "which is tutorial_utils.errors there: give it another name in the script"
    )


@pytest.mark.parametrize("line", ["Figure = 3", "from torch import Tensor as Figure"])
def test_script_that_reuses_a_name_its_helpers_import_is_refused(line: str) -> None:
    with pytest.raises(GalleryError) as raised:
        lone_script(f"{DRAWS}\n{line}\n", "plot_x.py")
    assert str(raised.value) == (
        "expected plot_x.py to leave alone what its download needs, got another 'Figure', "
        "which is matplotlib.figure.Figure there: give it another name in the script"
    )


def test_names_inside_functions_and_equal_imports_are_no_second_meaning() -> None:
    local = "\n\ndef f():\n    Figure = INCHES = 1\n    return [Figure for INCHES in [Figure]]\n"
    same = "\nfrom matplotlib.figure import Figure\n"
    assert "INCHES = (" in lone_script(DRAWS + local + same, "plot_x.py")


def test_files_of_sphinx_gallery_stay_and_right_downloads_keep_their_time(tmp_path: Path) -> None:
    tmp_path.joinpath("plot_x.py").write_text(SCRIPT, "utf-8")
    tmp_path.joinpath("plot_x.ipynb").write_text(json.dumps(notebook(("code", "1"))), "utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    written = write_downloads(tmp_path)
    assert written == [tmp_path / "downloads/plot_x.py", tmp_path / "downloads/plot_x.ipynb"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
    for path in written:
        os.utime(path, (1, 1))
    assert write_downloads(tmp_path) == written
    assert [path.stat().st_mtime for path in written] == [1, 1]
    written[0].write_text("old", "utf-8")
    write_downloads(tmp_path)
    assert written[0].read_text("utf-8") == LONE
