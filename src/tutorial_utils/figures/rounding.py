"""Pictures of rounding: how far a calculation drifts from the exact one, in units in the last place.

They take numbers of the host, not tensors, and use matplotlib's current colors. The label of a figure is its alt
text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

__all__ = ["draw_drift"]

SIZE = (4.4, 3.2)  # inches; so narrow that its text is still 12 CSS pixels high where a phone shrinks it to 358


def draw_drift(drifts: Mapping[str, Sequence[float]]) -> Figure:
    """Draw for each run how far it is from the run in double precision after each step.

    Args:
        drifts: For each name, the distance after each step in units in the last place.

    Returns:
        A pyplot figure with a label.

    >>> from tutorial_utils.figures.rounding import draw_drift
    >>> print(draw_drift({"by hand": [0, 0.5, 0.25], "SGD": [0, 2, 1]}).get_label())
    Distance from the run in double precision, in units in the last place, over 3 steps. \
by hand: at most 0.5, at the end 0.2. SGD: at most 2.0, at the end 1.0.
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=SIZE)
    for name, values in drifts.items():
        axes.plot(range(1, len(values) + 1), values, linewidth=1.2, label=name)
    axes.set(xlabel="step", ylabel="units in the last place", ylim=(0, None))
    axes.legend()
    steps = max(map(len, drifts.values()))
    said = " ".join(f"{name}: at most {max(run):.1f}, at the end {run[-1]:.1f}." for name, run in drifts.items())
    start = "Distance from the run in double precision, in units in the last place"
    figure.set_label(f"{start}, over {steps} steps. {said}")
    return figure
