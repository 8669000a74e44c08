"""Pictures of a line fitted to points: the fit, and how the loss fell. The way to it is in ``descent.py``.

They take numbers of the host, not tensors, and use matplotlib's current colors: the theme of the site while
it is built, matplotlib's own where a reader runs a downloaded script. The label of a figure is its alt text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

__all__ = ["draw_fit", "draw_losses", "line_text"]

INCHES = (4.4, 3.2)  # so narrow that its text is still 12 CSS pixels high where a phone shrinks it to 358


def draw_fit(points: Sequence[tuple[float, float]], *, fit: tuple[float, float], true: tuple[float, float]) -> Figure:
    """Draw the points, the fitted line and the line behind the noise.

    Args:
        points: Pairs of x and y.
        fit: Slope and intercept of the fitted line.
        true: Slope and intercept of the line that the points were made from.

    Returns:
        A pyplot figure with a label.

    >>> from tutorial_utils.figures.regression import draw_fit
    >>> print(draw_fit([(0.0, 3.1), (1.0, 4.9)], fit=(1.8, 3.1), true=(2, 3)).get_label())
    2 points, the fitted line y = 1.80x + 3.10 and the line behind the noise, y = 2.00x + 3.00.
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=INCHES)
    x, y = zip(*points, strict=True)
    axes.scatter(x, y, s=16, color="C0", alpha=0.75, linewidths=0, label="data")
    for (w, b), style, color, name in ((true, "--", "C2", ""), (fit, "-", "C1", "fit: ")):
        axes.plot([0, max(x)], [b, w * max(x) + b], style, color=color, label=name + line_text(w, b))
    axes.set(xlabel="x", ylabel="y")
    axes.legend()
    lines = f"the fitted line {line_text(*fit)} and the line behind the noise, {line_text(*true)}"
    figure.set_label(f"{len(points)} points, {lines}.")
    return figure


def draw_losses(losses: Mapping[str, Sequence[float]], *, floor: float) -> Figure:
    """Draw one curve of losses for each run, and the lowest loss that any line reaches.

    Args:
        losses: For each run, by name, the loss before each step.
        floor: The loss of the closed-form solution.

    Returns:
        A pyplot figure with a label.

    >>> from tutorial_utils.figures.regression import draw_losses
    >>> print(draw_losses({"rate 0.1": [9.0, 2.0, 1.0]}, floor=0.5).get_label())
    The loss over 3 steps, on a logarithmic scale: rate 0.1 from 9.00 to 1.00. The closed form has 0.50.
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=INCHES)
    for name, values in losses.items():
        axes.plot(range(len(values)), values, label=name)
    axes.axhline(floor, linestyle="--", color="C2", label="closed form")
    axes.set(xlabel="step", ylabel="loss", yscale="log")
    axes.legend()
    steps = max(map(len, losses.values()))
    falls = "; ".join(f"{name} from {values[0]:.2f} to {values[-1]:.2f}" for name, values in losses.items())
    figure.set_label(f"The loss over {steps} steps, on a logarithmic scale: {falls}. The closed form has {floor:.2f}.")
    return figure


def line_text(w: float, b: float) -> str:
    """Write the equation of a line.

    >>> from tutorial_utils.figures.regression import line_text
    >>> line_text(2, -0.5)
    'y = 2.00x - 0.50'
    """
    return f"y = {w:.2f}x {'+' if b >= 0 else '-'} {abs(b):.2f}"
