"""The alt texts say what the pictures show."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pytest

from tutorial_utils.figures.learning_rates import draw_paths, draw_sweep
from tutorial_utils.figures.svg import themed_svg

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNS = {"cpu": [(0.01, 2.0), (0.1, 1e-8), (0.3, 1e9), (0.4, math.nan)]}
PATHS = {"crawls": [(0.0, 0.0), (0.5, 0.1)], "diverges": [(0.0, 0.0), (4.0, 1.0), (-2.0, 0.0)]}


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    mpl.use("agg")
    yield
    from matplotlib import pyplot as plt

    plt.close("all")


def test_sweep_draws_what_is_finite_and_the_limit() -> None:
    figure = draw_sweep(RUNS, curve=[(0.01, 2.0), (0.3, 1e9)], limit=0.2)
    curve, dots, limit = figure.axes[0].lines
    assert list(curve.get_xdata()) == [0.01, 0.3]  # type: ignore[arg-type]
    assert list(dots.get_ydata()) == [2.0, 1e-8, 1e9]  # type: ignore[arg-type]
    assert limit.get_xdata() == [0.2, 0.2]


def test_sweep_says_where_runs_end_and_which_are_lost() -> None:
    assert draw_sweep(RUNS, curve=[(0.01, 2.0)], limit=0.2).get_label() == (
        "The loss above its minimum after the run, for each learning rate, on logarithmic scales; the limit is 0.2000. "
        "On cpu, 2 runs below the limit end between 1e-08 and 2e+00, "
        "2 runs above it end between 1e+09 and 1e+09 and 1 of them at no finite number. "
        "The curve of the formula goes along with the runs."
    )


def test_paths_have_a_panel_each() -> None:
    figure = draw_paths(PATHS, center=(2, 3), hessian=(8, 2, 1))
    assert [axes.get_title() for axes in figure.axes] == ["crawls", "diverges"]
    assert list(figure.axes[1].lines[0].get_xdata()) == [0.0, 4.0, -2.0]  # type: ignore[arg-type]


def test_level_lines_are_those_of_the_quadratic() -> None:
    contours = draw_paths(PATHS, center=(2, 3), hessian=(8, 2, 1)).axes[0].collections[0]
    for level, path in zip(contours.levels, contours.get_paths(), strict=True):  # type: ignore[attr-defined]
        for u, v in np.asarray(path.vertices) - (2, 3):
            assert 0.5 * (8 * u * u + 4 * u * v + v * v) == pytest.approx(level, abs=0.1 + 0.05 * level)


def test_last_bits_change_no_level_line() -> None:
    """`torch.linalg.lstsq` gives either center, from run to run; one closed the lines and the other did not."""
    ww, wb = map(float.fromhex, ("0x1.faa76ee765366p+2", "0x1.35567aae00000p+1"))
    drawn = set()
    for center in ("0x1.f02cd7995c05bp+0 0x1.806773c4d92edp+1", "0x1.f02cd7995c052p+0 0x1.806773c4d92eap+1"):
        w, b = map(float.fromhex, center.split())
        drawn.add(themed_svg(draw_paths(PATHS, center=(w, b), hessian=(ww, wb, 1.0)), "x"))
    assert len(drawn) == 1


def test_paths_say_where_they_begin_and_end() -> None:
    assert draw_paths(PATHS, center=(2, 3), hessian=(8, 2, 1)).get_label() == (
        "Level lines of the loss over slope and intercept: a narrow valley with its minimum at slope 2.00, "
        "intercept 3.00. crawls: 1 step from (0.00, 0.00) to (0.50, 0.10). "
        "diverges: 2 steps from (0.00, 0.00) to (-2.00, 0.00)."
    )


def test_text_is_12_pixels_high_on_a_phone() -> None:
    for figure in draw_sweep(RUNS, curve=[(0.01, 2.0)], limit=0.2), draw_paths(PATHS, center=(2, 3), hessian=(8, 2, 1)):
        assert 11 * 358 / (72 * figure.get_figwidth()) >= 12
