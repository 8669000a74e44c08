"""Figures enter the page with alt text and themed colors; a script that did not run is an error."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest

from tutorial_utils.errors import GalleryError
from tutorial_utils.figures.frames import CONTROL
from tutorial_utils.figures.theme import COLORS
from tutorial_utils.sphinxext import gallery_theme

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def plot(tmp_path: Path) -> Iterator[Path]:
    mpl.use("agg")
    from matplotlib import pyplot as plt

    with mpl.rc_context():
        gallery_theme.reset({}, "plot_x.py")
        figure, axes = plt.subplots(label="A line that rises from 1 to 2.")
        axes.plot([1, 2])
        figure.canvas.draw()
        yield tmp_path
        plt.close("all")


def scrape(directory: Path) -> str:
    names = iter([str(directory / "sphx_glr_plot_x_001.png"), str(directory / "sphx_glr_plot_x_002.png")])
    return gallery_theme.scrape(None, {"image_path_iterator": names}, {})


def test_reset_gives_a_script_the_colors_of_the_site() -> None:
    with mpl.rc_context():
        gallery_theme.reset({}, "plot_x.py")
        assert mpl.rcParams["text.color"] == COLORS["fg"]


def test_figure_becomes_inline_svg_with_alt_text(plot: Path) -> None:
    text = scrape(plot)
    assert text.startswith(
        '\n.. raw:: html\n\n   <figure class="gallery-figure"><svg role="img" aria-label="A line that'
    )
    assert text.count("<svg") == 1
    assert "var(--fig-blue, #0b5fc0)" in text
    assert COLORS["blue"] not in text


def test_figure_with_frames_gets_a_control_on_the_page_and_none_in_its_file(plot: Path) -> None:
    from matplotlib import pyplot as plt

    assert "checkbox" not in scrape(plot)
    _, axes = plt.subplots(label="Two frames.")
    for number in range(2):
        axes.plot([number, 2], gid=f"frame-{number}")
    assert scrape(plot).endswith(f"</svg>{CONTROL}</figure>\n")
    svg = plot.joinpath("sphx_glr_plot_x_001.svg").read_text()
    assert svg.count('class="frame"') == 2
    assert "checkbox" not in svg


def test_thumbnail_file_has_a_font_of_its_own(plot: Path) -> None:
    scrape(plot)
    svg = plot.joinpath("sphx_glr_plot_x_001.svg").read_text()
    assert svg.startswith('<svg font-family="sans-serif" role="img"')


def test_figures_are_closed_after_the_block(plot: Path) -> None:
    scrape(plot)
    assert scrape(plot) == ""


def test_figure_without_label_is_refused(plot: Path) -> None:
    from matplotlib import pyplot as plt

    plt.gcf().set_label("")
    with pytest.raises(GalleryError) as raised:
        scrape(plot)
    assert str(raised.value) == (
        "expected alt text, got a figure without a label: call figure.set_label('...') in the script"
    )


def test_lessons_come_in_the_order_in_which_they_build_on_each_other() -> None:
    lessons = [f"plot_linear_regression_{name}.py" for name in ("by_hand", "autograd", "optimizer")]
    lessons += [f"plot_{name}.py" for name in ("from_scratch_to_module", "learning_rates", "device_transfer")]
    names = ["plot_z.py", *sorted(lessons), "plot_a.py"]
    assert sorted(names, key=gallery_theme.lesson_order) == [*lessons, "plot_a.py", "plot_z.py"]
    assert gallery_theme.lesson_order("gallery/plot_linear_regression_by_hand.py")[0] == 0
    assert {path.name for path in Path(__file__).parents[2].glob("gallery/*.py")} == set(lessons)


def ran(generated: Path, name: str, text: str) -> None:
    generated.mkdir(exist_ok=True)
    checksum = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
    generated.joinpath(f"{name}.md5").write_text(checksum)


def test_scripts_that_ran_are_counted(tmp_path: Path) -> None:
    tmp_path.joinpath("plot_x.py").write_text("1")
    ran(tmp_path / "made", "plot_x.py", "1")
    assert gallery_theme.require_runs(tmp_path, tmp_path / "made") == 1


@pytest.mark.parametrize("recorded", [None, "an older text"])
def test_script_that_did_not_run_in_this_form_is_an_error(tmp_path: Path, recorded: str | None) -> None:
    tmp_path.joinpath("plot_x.py").write_text("1")
    record = "nothing"
    if recorded:
        ran(tmp_path / "made", "plot_x.py", recorded)
        record = hashlib.md5(recorded.encode(), usedforsecurity=False).hexdigest()
    with pytest.raises(GalleryError) as raised:
        gallery_theme.require_runs(tmp_path, tmp_path / "made")
    assert str(raised.value) == (
        f"expected plot_x.py to have run in this form, got a record of {record}: "
        "name it plot_*.py, leave plot_gallery on, and see the error above if it failed"
    )


def test_script_with_a_space_in_its_name_is_an_error(tmp_path: Path) -> None:
    home = tmp_path / "a space"  # no matter
    home.mkdir()
    home.joinpath("plot_x.py").write_text("1")
    ran(tmp_path / "made", "plot_x.py", "1")
    assert gallery_theme.require_runs(home, tmp_path / "made") == 1
    home.joinpath("plot_x y.py").write_text("1")
    with pytest.raises(GalleryError) as raised:
        gallery_theme.require_runs(home, tmp_path / "made")
    wanted = "expected gallery scripts without a space in the name, which breaks links, got 'plot_x y.py'"
    assert str(raised.value) == wanted


def test_gallery_without_scripts_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GalleryError) as raised:
        gallery_theme.require_runs(tmp_path, tmp_path / "made")
    assert str(raised.value) == f"expected at least one gallery script in {tmp_path.name}/, got none"


def test_runs_are_forgotten_when_what_they_depend_on_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gallery_theme.forget_stale_runs(tmp_path)
    ran(tmp_path, "plot_x.py", "1")
    gallery_theme.forget_stale_runs(tmp_path)
    assert tmp_path.joinpath("plot_x.py.md5").exists()
    monkeypatch.setenv("TUTORIAL_DEVICES", "cpu,meta")
    gallery_theme.forget_stale_runs(tmp_path)
    assert not tmp_path.joinpath("plot_x.py.md5").exists()


def test_fingerprint_covers_the_drawing_code(monkeypatch: pytest.MonkeyPatch) -> None:
    before = gallery_theme.fingerprint()
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + (b"#" if path.name == "regression.py" else b""))
    assert gallery_theme.fingerprint() != before
