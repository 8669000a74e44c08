"""The alt text says what the picture shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest

from tutorial_utils.figures.rounding import draw_drift

if TYPE_CHECKING:
    from collections.abc import Iterator

DRIFTS = {"by hand": [0.0, 0.5, 0.25], "SGD": [0.0, 2.0, 1.0]}


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    mpl.use("agg")
    yield
    from matplotlib import pyplot as plt

    plt.close("all")


def test_drift_draws_a_curve_for_each_run() -> None:
    lines = draw_drift(DRIFTS).axes[0].lines
    assert [line.get_label() for line in lines] == ["by hand", "SGD"]
    assert [list(line.get_xdata()) for line in lines] == [[1, 2, 3], [1, 2, 3]]  # type: ignore[arg-type]
    assert list(lines[1].get_ydata()) == [0.0, 2.0, 1.0]  # type: ignore[arg-type]


def test_drift_says_how_far() -> None:
    assert draw_drift(DRIFTS).get_label() == (
        "Distance from the run in double precision, in units in the last place, over 3 steps. "
        "by hand: at most 0.5, at the end 0.2. SGD: at most 2.0, at the end 1.0."
    )


def test_text_is_12_pixels_high_on_a_phone() -> None:
    assert 11 * 358 / (72 * draw_drift(DRIFTS).get_figwidth()) >= 12
