"""Pictures of what it costs to move data: time against size.

They take numbers of the host, not tensors, and use matplotlib's current colors. The label of a figure is its alt
text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

__all__ = ["draw_transfers", "size_text"]

SIZE = (4.4, 3.6)  # inches; so narrow that its text is still 12 CSS pixels high where a phone shrinks it to 358


def draw_transfers(times: Mapping[str, Sequence[tuple[int, float]]]) -> Figure:
    """Draw the time of each kind of transfer against the size of the tensor, both on logarithmic scales.

    Args:
        times: For each kind, pairs of a size in bytes and seconds.

    Returns:
        A pyplot figure with a label.

    >>> from tutorial_utils.figures.transfers import draw_transfers
    >>> print(draw_transfers({"copy": [(4096, 2e-6), (2**20, 3e-5)]}).get_label())
    Time against size, both on logarithmic scales, from 4 KiB to 1 MiB. copy: from 2 to 30 microseconds.
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=SIZE)
    for name, pairs in times.items():
        axes.plot(*zip(*pairs, strict=True), ".-", linewidth=1.5, label=name)
    sizes = [size for size, _ in next(iter(times.values()))]
    axes.set(xlabel="size", ylabel="seconds", xscale="log", yscale="log")
    axes.set_xticks(sizes, [size_text(size) for size in sizes], minor=False)
    axes.set_xticks([], minor=True)
    axes.legend()
    ends = {name: (1e6 * pairs[0][1], 1e6 * pairs[-1][1]) for name, pairs in times.items()}
    said = " ".join(f"{name}: from {first:.3g} to {last:.0f} microseconds." for name, (first, last) in ends.items())
    span = f"from {size_text(sizes[0])} to {size_text(sizes[-1])}"
    figure.set_label(f"Time against size, both on logarithmic scales, {span}. {said}")
    return figure


def size_text(size_bytes: int) -> str:
    """Write a number of bytes in the unit that suits it.

    >>> from tutorial_utils.figures.transfers import size_text
    >>> [size_text(size) for size in (512, 4096, 2**24)]
    ['512 B', '4 KiB', '16 MiB']
    """
    for unit in ("B", "KiB", "MiB"):
        if size_bytes < 1024 or unit == "MiB":
            break
        size_bytes //= 1024
    return f"{size_bytes} {unit}"
