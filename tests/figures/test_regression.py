"""The alt texts say what the pictures show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest

from tutorial_utils.figures.regression import draw_fit, draw_losses
from tutorial_utils.figures.theme import rc_params

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS = [(0.0, 2.0), (1.0, 6.0), (4.0, 9.0)]


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    mpl.use("agg")
    yield
    from matplotlib import pyplot as plt

    plt.close("all")


def test_fit_draws_points_and_both_lines() -> None:
    axes = draw_fit(POINTS, fit=(1.5, 3.25), true=(2, 3)).axes[0]
    assert axes.collections[0].get_offsets().tolist() == [list(point) for point in POINTS]  # type: ignore[union-attr]
    true, fit = axes.lines
    assert list(true.get_ydata()) == [3, 11]  # type: ignore[arg-type]
    assert list(fit.get_ydata()) == [3.25, 9.25]  # type: ignore[arg-type]


def test_text_is_12_pixels_high_on_a_phone() -> None:
    assert rc_params()["font.size"] == 11
    for figure in draw_fit(POINTS, fit=(1.5, 3.25), true=(2, 3)), draw_losses({"cpu": [9.0, 2.0]}, floor=0.5):
        assert 11 * 358 / (72 * figure.get_figwidth()) >= 12


def test_fit_says_its_numbers() -> None:
    assert draw_fit(POINTS, fit=(1.5, -0.25), true=(2, 3)).get_label() == (
        "3 points, the fitted line y = 1.50x - 0.25 and the line behind the noise, y = 2.00x + 3.00."
    )


def test_losses_draw_a_curve_for_each_run() -> None:
    figure = draw_losses({"rate 0.1": [9.0, 2.0], "rate 0.2": [9.0, 2.5]}, floor=0.5)
    assert [line.get_label() for line in figure.axes[0].lines] == ["rate 0.1", "rate 0.2", "closed form"]
    assert figure.get_label() == (
        "The loss over 2 steps, on a logarithmic scale: rate 0.1 from 9.00 to 2.00; "
        "rate 0.2 from 9.00 to 2.50. The closed form has 0.50."
    )
