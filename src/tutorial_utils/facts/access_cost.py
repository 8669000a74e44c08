"""What it costs to read the same numbers over other strides: the rows, and the tensors they run on.

How a row is timed is ``timings``. A row on which the strides make no difference is as much an answer as the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutorial_utils.facts.examples import plain_state
from tutorial_utils.facts.timings import REPETITIONS, Pair, Timing, check_pair, time_pair

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PAIRS", "SIZES", "given", "inputs_of", "measure"]

PAIRS = (
    Pair("sum of all", "x.sum()", "x_cols.sum()"),
    Pair("sum with gaps", "x.sum()", "x_gaps.sum()"),
    Pair("sum of a column", "vector.sum()", "column.sum()"),
    Pair("sum of each row", "x.sum(1)", "x_cols.sum(1)"),
    Pair("add, both alike", "x + y", "x_cols + y_cols"),
    Pair("add, two orders", "x + y", "x + y_cols"),
    Pair("copy, order kept", "x.clone()", "x_cols.clone()"),
    Pair("copy into rows", "x.clone()", "x_cols.contiguous()"),
    Pair("matrix product", "m @ n", "m @ n_cols"),
    Pair("product with gaps", "m @ n", "m @ n_gaps"),
    Pair("convolution", "conv2d(i, w)", "conv2d(i_last, w_last)"),
)
# Edges of x, m and i. No power of two: rows at such distances share few places of a cache, which costs extra.
SIZES = {"small": (250, 120, 15), "large": (4000, 1000, 120)}


def given() -> str:
    """How large the inputs are and how their names are made, for below the table.

    Example:
        >>> from tutorial_utils.facts.access_cost import given
        >>> given().partition(";")[0]
        '`x` and `y` have 250 by 250 float32 numbers (small: 0.25 MB) or 4000 by 4000 (large: 64 MB)'
    """
    (edge, product, image), (large_edge, large_product, large_image) = SIZES.values()
    return (
        f"`x` and `y` have {edge} by {edge} float32 numbers (small: {edge**2 * 4 / 1e6:.2g} MB) "
        f"or {large_edge} by {large_edge} (large: {large_edge**2 * 4 / 1e6:.2g} MB); "
        f"`m` and `n` {product} by {product} or {large_product} by {large_product}. "
        f"`column` is one of 16 columns, with {edge**2 // 16:,} or {large_edge**2 // 16:,} numbers. "
        f"`i` has 4 images of 32 channels and {image} by {image} or {large_image} by {large_image} pixels, "
        "`w` 32 kernels of 3 by 3. "
        "Names that end in `_cols` are stored by columns, in `_gaps` as every second number of wider rows, "
        "in `_last` with channels last. "
        f"Each time is the middle of {REPETITIONS}, new memory for the result included, and each ratio the middle of "
        f"{REPETITIONS}, of two runs made in turn. "
        "Where in memory the tensors happened to lie counts too, and may be otherwise in the next run."
    )


def measure(
    sizes: dict[str, tuple[int, int, int]] | None = None, timed: Callable[[Pair, dict[str, Any]], Timing] = time_pair
) -> tuple[tuple[Timing, ...], ...]:
    """Time every row on one thread: for each row one timing a size.

    Args:
        sizes: Edges of the matrices and of the image, by name; the smallest first. ``SIZES`` if not given.
        timed: Times one pair on its inputs.

    Raises:
        TimingError: when the two sides of a row do not do the same, which is looked at on the first size.
    """
    from torch.utils.benchmark import set_torch_threads

    columns: list[list[Timing]] = []
    with plain_state(), set_torch_threads(1):
        for edges in (SIZES if sizes is None else sizes).values():
            inputs = inputs_of(*edges)
            if not columns:
                for pair in PAIRS:
                    check_pair(pair, inputs)
            columns.append([timed(pair, inputs) for pair in PAIRS])
    return tuple(zip(*columns, strict=True))


def inputs_of(edge: int, product_edge: int, image_edge: int) -> dict[str, Any]:
    """The tensors of the rows: what ends in a word has the numbers of its namesake and other strides.

    Args:
        edge: rows and columns of ``x`` and ``y``; at least 8.
        product_edge: rows and columns of ``m`` and ``n``.
        image_edge: height and width of the images.

    Example:
        >>> from tutorial_utils.facts.access_cost import inputs_of
        >>> made = inputs_of(8, 2, 3)
        >>> made["x"].stride(), made["x_cols"].stride(), made["x_gaps"].stride()
        ((8, 1), (1, 8), (16, 2))
        >>> made["column"].stride(), made["column"].equal(made["vector"])
        ((16,), True)
    """
    import torch

    def ramp(*shape: int) -> torch.Tensor:
        return torch.linspace(0, 1, torch.Size(shape).numel()).view(shape)

    def by_columns(matrix: torch.Tensor) -> torch.Tensor:
        return matrix.t().contiguous().t()

    def with_gaps(tensor: torch.Tensor, every: int = 2) -> torch.Tensor:
        return torch.zeros(*tensor.shape[:-1], tensor.shape[-1] * every)[..., ::every].copy_(tensor)

    def channels_last(images: torch.Tensor) -> torch.Tensor:
        return images.contiguous(memory_format=torch.channels_last)

    x, y, n = ramp(edge, edge), ramp(edge, edge) + 1, ramp(product_edge, product_edge)
    vector = ramp(edge * edge // 16)
    i, w = ramp(4, 32, image_edge, image_edge), ramp(32, 32, 3, 3)
    return {
        "x": x,
        "x_cols": by_columns(x),
        "x_gaps": with_gaps(x),
        "y": y,
        "y_cols": by_columns(y),
        "vector": vector,
        "column": with_gaps(vector, every=16),
        "m": n + 1,
        "n": n,
        "n_cols": by_columns(n),
        "n_gaps": with_gaps(n),
        "i": i,
        "i_last": channels_last(i),
        "w": w,
        "w_last": channels_last(w),
        "conv2d": torch.nn.functional.conv2d,
    }
