"""Pictures of the way gradient descent took: the line at each step, and the parameters on the loss surface.

Both are stills that the site also plays frame by frame (``frames.py``). They take numbers of the host, not
tensors, and colors as in the neighbor ``regression.py``, which draws the result without the way.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tutorial_utils.figures.frames import frame_id
from tutorial_utils.figures.regression import INCHES, line_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    Pairs = Sequence[Sequence[float]]

__all__ = ["Surface", "draw_descent", "draw_surface"]

LEVELS = 10
TRAIL = 0.35  # how strongly the still shows the frames before the last


class Surface(NamedTuple):
    """The loss on a grid of parameters: ``losses[i][j]``, above 0, is that of ``b[i]`` and ``w[j]``."""

    w: Sequence[float]
    b: Sequence[float]
    losses: Sequence[Sequence[float]]


def draw_descent(points: Pairs, path: Pairs, losses: Sequence[float], *, frames: Sequence[int]) -> Figure:
    """Draw the line and the loss at chosen steps of a descent.

    Args:
        points: Pairs of x and y.
        path: For each step, slope and intercept before it.
        losses: For each step, the loss before it.
        frames: The steps to show, in order; the site shows one after the other.

    Returns:
        A pyplot figure with a label: above the points and a fan of lines, below the loss.

    >>> from tutorial_utils.figures.descent import draw_descent
    >>> path, losses = [(0, 0), (1, 2), (2, 1)], [9.0, 2.0, 1.0]
    >>> print(draw_descent([(0, 1), (1, 3)], path, losses, frames=[0, 2]).get_label())
    2 points and the line at 2 of the steps 0 to 2, from y = 0.00x + 0.00 to y = 2.00x + 1.00. Below, the loss falls from 9.00 to 1.00, on a logarithmic scale.
    """  # noqa: E501 -- the label is one line
    import matplotlib.pyplot as plt

    width, height = INCHES
    figure, (above, below) = plt.subplots(2, figsize=(width, 1.6 * height), height_ratios=(3, 2))
    x, y = zip(*points, strict=True)
    above.scatter(x, y, s=16, color="C0", alpha=0.75, linewidths=0)
    above.set(xlabel="x", ylabel="y")
    first, last = frames[0], frames[-1]
    w, b = path[first]
    above.annotate(f"step {first}", (max(x), w * max(x) + b), (0, 4), textcoords="offset points", ha="right")
    below.plot(range(first, last + 1), losses[first : last + 1], color="C0", linewidth=1.2)
    below.set(xlabel="step", ylabel="loss", yscale="log")
    for number, step in enumerate(frames):
        w, b = path[step]
        look = {"gid": frame_id(number), "color": "C1", "alpha": 1.0 if step == last else TRAIL, "linewidth": 1.5}
        above.plot([0, max(x)], [b, w * max(x) + b], **look)
        below.plot(step, losses[step], "o", markersize=5, **look)
    ends = f"from {line_text(*path[first])} to {line_text(*path[last])}"
    falls = f"the loss falls from {losses[first]:.2f} to {losses[last]:.2f}, on a logarithmic scale"
    lines = f"the line at {len(frames)} of the steps {first} to {last}, {ends}"
    figure.set_label(f"{len(points)} points and {lines}. Below, {falls}.")
    return figure


def draw_surface(
    surface: Surface, paths: Mapping[str, Pairs], *, best: Sequence[float], frames: Sequence[int]
) -> Figure:
    """Draw lines of equal loss over slope and intercept, and the way of one or more descents.

    Args:
        surface: The loss on a grid.
        paths: For each descent, slope and intercept before each step.
        best: Slope and intercept of the closed form.
        frames: The steps to mark, in order; the site shows one after the other.

    Returns:
        A pyplot figure with a label.

    >>> from tutorial_utils.figures.descent import Surface, draw_surface
    >>> bowl = Surface([-1, 0, 1], [-1, 0, 1], [[3, 2, 3], [2, 1, 2], [3, 2, 3]])
    >>> print(draw_surface(bowl, {"SGD": [(1, 1), (0, 0.5)]}, best=(0, 0), frames=[0, 1]).get_label())
    Lines of equal loss over w and b around the closed form at w 0.00, b 0.00, and steps 0 to 1 of the way there: SGD from w 1.00, b 1.00 to w 0.00, b 0.50.
    """  # noqa: E501 -- the label is one line
    import matplotlib.pyplot as plt

    width, height = INCHES
    figure, axes = plt.subplots(figsize=(width, 1.2 * height))
    lowest, highest = min(map(min, surface.losses)), max(map(max, surface.losses))
    levels = [lowest * (highest / lowest) ** (k / LEVELS) for k in range(1, LEVELS)]
    lines = axes.contour(*surface, levels=levels, colors=plt.rcParams["grid.color"], linewidths=1)
    axes.clabel(lines, levels[1::2], fmt="%.1f", colors=plt.rcParams["xtick.color"])
    axes.plot(*best, "x", color="C2", markersize=9, markeredgewidth=2, zorder=3, label="closed form")
    first, last = frames[0], frames[-1]
    for number, (start, step) in enumerate(pairwise([first, *frames])):
        for color, (name, path) in enumerate(paths.items()):
            (line,) = axes.plot(*zip(*path[start : step + 1], strict=True), "o-", color=f"C{color}", linewidth=1)
            line.set(gid=frame_id(number), label=name if step == last else None, markevery=[-1], markersize=5)
    axes.set(xlabel="w", ylabel="b")
    axes.legend()
    where = "; ".join(f"{name} from {_point(path[first])} to {_point(path[last])}" for name, path in paths.items())
    around = f"Lines of equal loss over w and b around the closed form at {_point(best)}"
    figure.set_label(f"{around}, and steps {first} to {last} of the way there: {where}.")
    return figure


def _point(parameters: Sequence[float]) -> str:
    return "w {:.2f}, b {:.2f}".format(*parameters)
