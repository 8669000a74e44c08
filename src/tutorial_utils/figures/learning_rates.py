"""Pictures of learning rates: where a run ends for each of them, and which way it goes.

They take numbers of the host, not tensors, and use matplotlib's current colors. The label of a figure is its alt
text. The line that is fitted is drawn by the neighbor ``regression.py``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_paths", "draw_sweep"]

SIZE = (4.4, 3.4)  # inches; so narrow that its text is still 12 CSS pixels high where a phone shrinks it to 358


def draw_sweep(
    runs: Mapping[str, Sequence[tuple[float, float]]], *, curve: Sequence[tuple[float, float]], limit: float
) -> Figure:
    """Draw the excess loss after a run against its learning rate, beside the curve of the formula.

    Args:
        runs: For each device, pairs of a rate and the loss above the lowest one; what is not finite is left out.
        curve: The same pairs as the formula gives them.
        limit: The rate from which on a run diverges.

    Returns:
        A pyplot figure with a label.

    >>> from tutorial_utils.figures.learning_rates import draw_sweep
    >>> pairs = [(0.01, 1e-2), (0.1, 1e-4), (0.3, 1e9), (0.4, 1e10)]
    >>> print(draw_sweep({"cpu": pairs}, curve=pairs, limit=0.2).get_label())
    The loss above its minimum after the run, for each learning rate, on logarithmic scales; the limit is 0.2000. \
On cpu, 2 runs below the limit end between 1e-04 and 1e-02, 2 runs above it end between 1e+09 and 1e+10. \
The curve of the formula goes along with the runs.
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=SIZE)
    axes.plot(*zip(*curve, strict=True), color="C0", label="formula")
    for number, (device, pairs) in enumerate(runs.items(), 1):
        shown = [(rate, loss) for rate, loss in pairs if math.isfinite(loss) and loss > 0]
        axes.plot(*zip(*shown, strict=True), "o", color=f"C{number}", markersize=5, label=device)
    axes.axvline(limit, linestyle="--", color="C3", label="limit")
    axes.set(xlabel="learning rate", ylabel="loss above the minimum", xscale="log", yscale="log")
    axes.legend()
    ends = " ".join(f"On {device}, {_sides(pairs, limit)}." for device, pairs in runs.items())
    figure.set_label(
        "The loss above its minimum after the run, for each learning rate, on logarithmic scales; "
        f"the limit is {limit:.4f}. {ends} The curve of the formula goes along with the runs."
    )
    return figure


def draw_paths(
    paths: Mapping[str, Sequence[tuple[float, float]]],
    *,
    center: tuple[float, float],
    hessian: tuple[float, float, float],
) -> Figure:
    """Draw the steps of several runs, each in its own panel, over the level lines of a quadratic loss.

    Args:
        paths: For each name, the pairs of slope and intercept before and after each step.
        center: Slope and intercept of the minimum.
        hessian: The second derivatives by slope twice, by both, and by intercept twice.

    Returns:
        A pyplot figure with a label.

    >>> from tutorial_utils.figures.learning_rates import draw_paths
    >>> paths = {"crawls": [(0.0, 0.0), (0.5, 0.1)]}
    >>> print(draw_paths(paths, center=(2, 3), hessian=(8, 2, 1)).get_label())
    Level lines of the loss over slope and intercept: a narrow valley with its minimum at slope 2.00, intercept \
3.00. crawls: 1 step from (0.00, 0.00) to (0.50, 0.10).
    """
    import matplotlib.pyplot as plt

    size = (SIZE[0], 0.5 + 1.7 * len(paths))
    figure, grid = plt.subplots(len(paths), sharex=True, sharey=True, squeeze=False, figsize=size)
    panels = list(grid.flat)
    for number, (axes, (name, path)) in enumerate(zip(panels, paths.items(), strict=True)):
        _draw_levels(axes, center, hessian)
        axes.plot(*zip(*path, strict=True), ".-", color=f"C{number}", linewidth=1.5)
        axes.plot(*center, "+", color=plt.rcParams["text.color"], markersize=12)
        axes.set(title=name, ylabel="intercept b", xlim=(center[0] - 4, center[0] + 4), ylim=(-0.5, center[1] + 1))
    panels[-1].set(xlabel="slope w")
    steps = " ".join(f"{name}: {_steps(path)}." for name, path in paths.items())
    figure.set_label(
        "Level lines of the loss over slope and intercept: a narrow valley with its minimum at slope "
        f"{center[0]:.2f}, intercept {center[1]:.2f}. {steps}"
    )
    return figure


def _draw_levels(axes: Axes, center: tuple[float, float], hessian: tuple[float, float, float]) -> None:
    """Draw where half of the quadratic form has the values 4 ** k, wide enough for every path.

    A line that comes back to its first point is closed, and matplotlib then keeps points that it leaves out of an
    open one. The last bit of a coordinate decides, and those of ``lstsq`` differ from run to run
    (https://github.com/pytorch/pytorch/issues/71222), so nothing is drawn from more digits than a figure shows.
    """
    import matplotlib.pyplot as plt

    side = [0.1 * step - 6 for step in range(121)]  # twelve units wide around the minimum
    (w, b), (ww, wb, bb) = ([round(number, 6) for number in numbers] for numbers in (center, hessian))
    heights = [[0.5 * (ww * u * u + 2 * wb * u * v + bb * v * v) for u in side] for v in side]
    levels, color = [4.0**power for power in range(-3, 5)], plt.rcParams["grid.color"]
    axes.contour([w + u for u in side], [b + v for v in side], heights, levels, colors=color, linewidths=1)


def _sides(pairs: Sequence[tuple[float, float]], limit: float) -> str:
    """Say how many runs end where, below the limit and above it."""
    said = []
    for side, losses in (
        ("below the limit", [loss for rate, loss in pairs if rate < limit]),
        ("above it", [loss for rate, loss in pairs if rate > limit]),
    ):
        lost = sum(not math.isfinite(loss) for loss in losses)
        kept = sorted(loss for loss in losses if math.isfinite(loss))
        ends = [f"between {kept[0]:.0e} and {kept[-1]:.0e}"] if kept else []
        ends += [f"{lost} of them at no finite number"] if lost else []
        said.append(f"{len(losses)} run{'s' * (len(losses) != 1)} {side} end {' and '.join(ends)}")
    return ", ".join(said)


def _steps(path: Sequence[tuple[float, float]]) -> str:
    """Say how many steps a path has and where it begins and ends."""
    count, ends = len(path) - 1, [f"({w:.2f}, {b:.2f})" for w, b in (path[0], path[-1])]
    return f"{count} step{'s' * (count != 1)} from {ends[0]} to {ends[1]}"
