"""Definitions stand for imports: all that is needed, in an order that runs, and nothing with two meanings."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tutorial_utils.errors import GalleryError
from tutorial_utils.sphinxext import definitions
from tutorial_utils.sphinxext.definitions import package_imports, section_of

if TYPE_CHECKING:
    from pathlib import Path

PLOTS = '''\
"""Plots."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tutorial_utils.errors import PlotError

if TYPE_CHECKING:
    from collections.abc import Sequence

    # What is drawn.
    Values = Sequence[float]

__all__ = ["draw"]

# Chosen for phones.
WIDTH, HEIGHT = 4, 3  # inches
UNUSED = 1


def draw(values: Values) -> float:
    """Draw values.

    >>> draw([1])
    1
    """
    import matplotlib.pyplot as plt

    from tutorial_utils.text import label

    if not values:
        raise PlotError(label("none"))
    return _area() * math.pi


def _area() -> int:
    r"""Multiply \\\\ by."""
    return WIDTH * HEIGHT


AREA = _area()
'''
ERRORS = '"""Errors."""\n\n\nclass Base(Exception):\n    """Base."""\n\n\nclass PlotError(Base):\n    """A plot."""\n'
TEXT = '"""Text."""\n\n\ndef label(text: str) -> str:\n    return text\n'


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(definitions, "_SOURCES", tmp_path)
    folder = tmp_path / "tutorial_utils"
    folder.mkdir()
    for name, text in (("plots", PLOTS), ("errors", ERRORS), ("text", TEXT)):
        folder.joinpath(f"{name}.py").write_text(text, "utf-8")
    return folder


SECTION = '''\
import math
from collections.abc import Sequence


class Base(Exception):
    """Base."""


class PlotError(Base):
    """A plot."""


def label(text: str) -> str:
    return text


# What is drawn.
Values = Sequence[float]


# Chosen for phones.
WIDTH, HEIGHT = 4, 3  # inches


def draw(values: Values) -> float:
    """Draw values."""
    import matplotlib.pyplot as plt


    if not values:
        raise PlotError(label("none"))
    return _area() * math.pi


def _area() -> int:
    r"""Multiply \\\\ by."""
    return WIDTH * HEIGHT
'''


@pytest.mark.usefixtures("package")
def test_section_holds_what_is_used_and_nothing_else() -> None:
    section = section_of([("tutorial_utils.plots", "draw")])
    assert section.text == SECTION
    assert section.imports == {"math": ("math", ""), "Sequence": ("collections.abc", "Sequence")}
    assert section.definitions == {
        "Base": "tutorial_utils.errors",
        "PlotError": "tutorial_utils.errors",
        "label": "tutorial_utils.text",
        "Values": "tutorial_utils.plots",
        "WIDTH": "tutorial_utils.plots",
        "HEIGHT": "tutorial_utils.plots",
        "draw": "tutorial_utils.plots",
        "_area": "tutorial_utils.plots",
    }


@pytest.mark.usefixtures("package")
def test_a_constant_stands_after_what_it_calls() -> None:
    text = section_of([("tutorial_utils.plots", "AREA")]).text
    assert text.index("def _area") < text.index("AREA = _area()")
    exec(text, {})  # noqa: S102 -- written above


def test_a_name_is_followed_through_an_import(package: Path) -> None:
    package.joinpath("short.py").write_text("from tutorial_utils.text import label\n", "utf-8")
    assert section_of([("tutorial_utils.short", "label")]).definitions == {"label": "tutorial_utils.text"}


def test_a_package_is_read_from_its_init(package: Path) -> None:
    package.joinpath("room").mkdir()
    package.joinpath("room/__init__.py").write_text("SIZE = 1\n", "utf-8")
    assert section_of([("tutorial_utils.room", "SIZE")]).text == "SIZE = 1\n"


def test_the_same_definition_twice_stands_once(package: Path) -> None:
    package.joinpath("more.py").write_text("WIDTH = 1\nDEPTH = 2\n", "utf-8")
    package.joinpath("less.py").write_text("WIDTH = 1\n", "utf-8")
    section = section_of(
        [("tutorial_utils.more", name) for name in ("WIDTH", "DEPTH")] + [("tutorial_utils.less", "WIDTH")]
    )
    assert section.text == "WIDTH = 1\nDEPTH = 2\n"


def test_the_only_statement_of_a_block_leaves_a_pass(package: Path) -> None:
    package.joinpath("lazy.py").write_text("def f():\n    from tutorial_utils.text import label\n", "utf-8")
    assert section_of([("tutorial_utils.lazy", "f")]).text.startswith("def f():\n    pass\n\n")


@pytest.mark.parametrize(
    ("text", "name", "first", "second"),
    [
        ("WIDTH = 5\n", "WIDTH", "tutorial_utils.other", "tutorial_utils.plots"),
        ("import cmath as math\n\nWIDTH = math.pi\n", "math", "tutorial_utils.other", "math"),
        ("def math():\n    pass\n\n\nWIDTH = math\n", "math", "tutorial_utils.other", "math"),
        (
            "from tutorial_utils.text import label as WIDTH\n",
            "WIDTH",
            "tutorial_utils.other",
            "tutorial_utils.text.label",
        ),
    ],
)
def test_a_second_meaning_is_refused(package: Path, text: str, name: str, first: str, second: str) -> None:
    package.joinpath("other.py").write_text(text, "utf-8")
    with pytest.raises(GalleryError) as raised:
        section_of([("tutorial_utils.plots", "draw"), ("tutorial_utils.other", "WIDTH")])
    assert str(raised.value) == (
        f"expected one meaning of {name!r} in a download, got that of {first} and that of {second}: "
        "give one of them another name"
    )


def test_a_name_that_only_a_condition_defines_is_refused(package: Path) -> None:
    package.joinpath("other.py").write_text("if True:\n    WIDTH = 1\n", "utf-8")
    with pytest.raises(GalleryError) as raised:
        section_of([("tutorial_utils.other", "WIDTH")])
    assert str(raised.value) == (
        "expected 'WIDTH' to be defined or imported at the top of tutorial_utils.other, got no such statement"
    )


@pytest.mark.usefixtures("package")
def test_a_module_that_is_not_there_is_refused() -> None:
    with pytest.raises(GalleryError) as raised:
        section_of([("tutorial_utils.gone", "draw")])
    assert str(raised.value) == (
        "expected a module of tutorial_utils, got 'tutorial_utils.gone': correct the import in the script"
    )


@pytest.mark.parametrize(
    ("code", "shown", "line"),
    [
        ("import tutorial_utils", "import tutorial_utils", 1),
        ("import torch\nimport tutorial_utils.errors as e", "import tutorial_utils.errors as e", 2),
        ("from tutorial_utils.errors import *", "from tutorial_utils.errors import *", 1),
        (
            "from tutorial_utils.errors import TutorialError as E",
            "from tutorial_utils.errors import TutorialError as E",
            1,
        ),
        (
            "def f():\n    from tutorial_utils.errors import MathError",
            "from tutorial_utils.errors import MathError",
            2,
        ),
    ],
)
def test_other_forms_of_import_are_refused(code: str, shown: str, line: int) -> None:
    with pytest.raises(GalleryError) as raised:
        package_imports(ast.parse(code), "plot_x.py")
    assert str(raised.value) == (
        f"expected 'from tutorial_utils.module import name' at the top level of plot_x.py, "
        f"got {shown!r} in line {line}: a download cannot replace another form"
    )


def test_real_helpers_run_alone() -> None:
    names = [("tutorial_utils.runtime.devices", name) for name in ("available_devices", "synchronize")]
    text = f"from __future__ import annotations\n{section_of(names).text}\nprint(available_devices())"
    done = subprocess.run([sys.executable, "-I", "-c", text], capture_output=True, text=True, check=True)
    assert "'cpu'" in done.stdout
    assert "tutorial_utils" not in text


def test_every_process_writes_the_same_text() -> None:
    names = ("tutorial_utils.graph", "graph_of"), ("tutorial_utils.graph", "text_of")
    code = f"from {definitions.__name__} import section_of; print(section_of({names}).text)"
    texts = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "4", "5")
    }
    assert len(texts) == 1
