"""Frames hold the lines and points of their steps, and the alt texts say where a descent begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest
from matplotlib.lines import Line2D

from tutorial_utils.figures.descent import Surface, draw_descent, draw_surface
from tutorial_utils.figures.theme import rc_params

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

POINTS = [(0.0, 2.0), (1.0, 6.0), (4.0, 9.0)]
PATH = [(0.0, 0.0), (3.0, 1.0), (1.0, 2.0), (1.5, 2.5)]
BOWL = Surface([-1, 0, 1], [-2, 0, 2], [[3, 2, 3], [2, 1, 2], [3, 2, 9]])


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    mpl.use("agg")
    yield
    from matplotlib import pyplot as plt

    plt.close("all")


def frames(figure: Figure) -> dict[str, list[tuple[list[float], list[float]]]]:
    """Return the data of the lines of each frame."""
    found: dict[str, list[tuple[list[float], list[float]]]] = {}
    for line in figure.findobj(lambda artist: isinstance(artist, Line2D) and artist.get_gid() is not None):
        assert isinstance(line, Line2D)
        x, y = (list(map(float, values)) for values in line.get_data())  # type: ignore[arg-type]
        found.setdefault(str(line.get_gid()), []).append((x, y))
    return found


def test_descent_has_a_line_and_a_loss_for_each_frame() -> None:
    figure = draw_descent(POINTS, PATH, [9.0, 4.0, 2.0, 1.0], frames=[0, 1, 3])
    assert frames(figure) == {
        "frame-0": [([0, 4], [0, 0]), ([0], [9])],
        "frame-1": [([0, 4], [1, 13]), ([1], [4])],
        "frame-2": [([0, 4], [2.5, 8.5]), ([3], [1])],
    }
    above, below = figure.axes
    assert [text.get_text() for text in above.texts] == ["step 0"]
    assert below.lines[0].get_ydata() == pytest.approx([9, 4, 2, 1])


def test_descent_shows_the_last_line_strongest() -> None:
    above, _ = draw_descent(POINTS, PATH, [9.0, 4.0, 2.0, 1.0], frames=[0, 1, 3]).axes
    assert [line.get_alpha() for line in above.lines] == [0.35, 0.35, 1]


def test_descent_says_its_ends() -> None:
    assert draw_descent(POINTS, PATH, [9.0, 4.0, 2.0, 1.0], frames=[1, 2]).get_label() == (
        "3 points and the line at 2 of the steps 1 to 2, from y = 3.00x + 1.00 to y = 1.00x + 2.00. "
        "Below, the loss falls from 4.00 to 2.00, on a logarithmic scale."
    )


def test_surface_has_the_way_since_the_last_frame_for_each_path() -> None:
    figure = draw_surface(BOWL, {"one": PATH, "two": PATH[::-1]}, best=(0, 0), frames=[0, 2, 3])
    assert frames(figure) == {
        "frame-0": [([0], [0]), ([1.5], [2.5])],
        "frame-1": [([0, 3, 1], [0, 1, 2]), ([1.5, 1, 3], [2.5, 2, 1])],
        "frame-2": [([1, 1.5], [2, 2.5]), ([3, 0], [1, 0])],
    }


def test_surface_has_levels_between_its_lowest_and_highest_loss() -> None:
    (axes,) = draw_surface(BOWL, {"one": PATH}, best=(0, 0), frames=[0]).axes
    (contours,) = (artist for artist in axes.collections if hasattr(artist, "levels"))
    assert len(contours.levels) == 9
    assert contours.levels[0] == pytest.approx(9**0.1)
    assert contours.levels[-1] == pytest.approx(9**0.9)


def test_surface_says_where_each_path_goes() -> None:
    assert draw_surface(BOWL, {"one": PATH, "two": PATH[::-1]}, best=(0, -1), frames=[0, 3]).get_label() == (
        "Lines of equal loss over w and b around the closed form at w 0.00, b -1.00, and steps 0 to 3 of the way "
        "there: one from w 0.00, b 0.00 to w 1.50, b 2.50; two from w 1.50, b 2.50 to w 0.00, b 0.00."
    )


def test_text_is_12_pixels_high_on_a_phone() -> None:
    assert rc_params()["font.size"] == 11
    descent = draw_descent(POINTS, PATH, [9.0, 4.0], frames=[0, 1])
    for figure in descent, draw_surface(BOWL, {"one": PATH}, best=(0, 0), frames=[0]):
        assert 11 * 358 / (72 * figure.get_figwidth()) >= 12
