"""The rows of the table ``numpy-reduction``: sums, extremes, statistics and running sums.

What is measured of a row is in ``numpy_lines``.
"""

from __future__ import annotations

from tutorial_utils.facts.numpy_lines import Line, lines_entry

__all__ = ["ENTRY", "GIVEN", "LINES"]

GIVEN = {
    "x": "np.array([[1.0, 2.0, 6.0], [4.0, 5.0, 3.0]])",
    "v": "np.array([1.0, 2.0, 3.0, 6.0])",
    "n": "np.array([1.0, np.nan, 3.0])",
    "k": "np.array([1, 2, 3, 4])",
    "b": "np.array([100, 100], dtype=np.int8)",
    "u": "np.array([200, 100], dtype=np.uint8)",
    "m": "np.array([True, False, True])",
}

LINES = (
    Line("np.sum(x)"),
    Line("np.sum(x, axis=1, keepdims=True)", "torch.sum(x, dim=1, keepdim=True)"),
    Line("np.sum(x, axis=())", "x.clone()", "torch: no dimension is all of them"),
    Line("np.sum(v, initial=10)", "torch.sum(v) + 10"),
    Line("np.sum(v, where=v > 1)", "torch.sum(v[v > 1])"),
    Line("np.sum(m)", "", "counts"),
    Line("np.sum(b)"),
    Line("np.sum(u)", "", "torch sums integers as int64"),
    Line("np.sum(b, dtype=np.int8)", "torch.sum(b, dtype=torch.int8)"),
    Line("np.prod(k)"),
    Line("np.prod(u)"),
    Line("np.mean(x, axis=0)", "torch.mean(x, dim=0)"),
    Line("np.mean(k)", "torch.mean(k, dtype=torch.float64)"),
    Line("np.mean(m)", "torch.mean(m, dtype=torch.float64)"),
    Line("np.average(v, weights=k)", "(v * k).sum() / k.sum()"),
    Line("np.var(v)", "torch.var(v, correction=0)", "by n, by n - 1"),
    Line("np.std(x, axis=1)", "torch.std(x, dim=1, correction=0)", "by n, by n - 1"),
    Line("np.var(v, ddof=1)", "torch.var(v)"),
    Line("np.var(v, correction=1)", "torch.var(v)"),
    Line("np.median(v)", "torch.quantile(v, 0.5)", "torch: the lower of the two"),
    Line("np.median(x, axis=1)", "torch.quantile(x, 0.5, dim=1)", "of an even number torch's `median` is the lower"),
    Line("np.nanmedian(n)", "torch.nanquantile(n, 0.5)", "torch: the lower of the two"),
    Line("np.quantile(v, 0.25)"),
    Line("np.quantile(v, [0.25, 0.5])", "torch.quantile(v, v.new_tensor([0.25, 0.5]))"),
    Line("np.quantile(v, 0.4, method='lower')", "torch.quantile(v, 0.4, interpolation='lower')"),
    Line("np.percentile(v, 25)", "torch.quantile(v, 0.25)"),
    Line("np.max(x)"),
    Line("np.max(x, axis=1)", "torch.amax(x, dim=1)", "torch gives places too"),
    Line("np.max(x, axis=(0, 1))", "torch.amax(x, dim=(0, 1))"),
    Line("np.amax(x, axis=1)", "torch.amax(x, dim=1)"),
    Line("x.min(axis=0)", "x.amin(dim=0)"),
    Line("np.max(x, axis=1, keepdims=True)", "torch.amax(x, dim=1, keepdim=True)"),
    Line("np.max(x[:0])", "", "of no element"),
    Line("np.sum(x[:0])"),
    Line("np.max(n)", "", "NaN wins"),
    Line("np.nanmax(n)", "n[~n.isnan()].amax()"),
    Line("np.ptp(x)", "x.amax() - x.amin()"),
    Line("np.argmax(x)", "", "of the flat array"),
    Line("np.argmax(x, axis=1, keepdims=True)", "torch.argmax(x, dim=1, keepdim=True)"),
    Line("np.any(x > 5, axis=1)", "torch.any(x > 5, dim=1)"),
    Line("np.all(x > 0)"),
    Line("np.all(u)", "torch.all(u).bool()", "of uint8 torch says uint8"),
    Line("np.count_nonzero(x, axis=1)", "torch.count_nonzero(x, dim=1)"),
    Line("np.nansum(n)"),
    Line("np.nanmean(n)"),
    Line("np.nanstd(n)", "torch.std(n[~n.isnan()], correction=0)"),
    Line("np.cumsum(v)", "torch.cumsum(v, dim=0)"),
    Line("np.cumsum(x)", "torch.cumsum(x.flatten(), dim=0)", "NumPy flattens"),
    Line("np.cumsum(x, axis=1)", "torch.cumsum(x, dim=1)"),
    Line("np.cumprod(k, axis=0)", "torch.cumprod(k, dim=0)"),
    Line("np.maximum.accumulate(v)", "torch.cummax(v, dim=0).values"),
    Line("np.logaddexp.reduce(v)", "torch.logsumexp(v, dim=0)"),
    Line("np.diff(v)"),
    Line("np.diff(x, axis=0)", "torch.diff(x, dim=0)"),
    Line("np.gradient(v)", "torch.gradient(v)[0]", "torch: a tuple"),
    Line("np.trapezoid(v)"),
    Line("np.cov(x)", "", "both by n - 1"),
    Line("np.corrcoef(x)"),
    Line("np.bincount(k)"),
    Line("np.histogram(v, bins=3)", "torch.histogram(v, bins=3)", "torch counts in floats"),
    Line(
        "np.interp(2.5, k, v)",
        "torch.lerp(v[1], v[2], 0.5)",
        "the two neighbors and the share, found by hand",
    ),
    Line("np.convolve(v, v)", "torch.nn.functional.conv1d(v[None], v.flip(0)[None, None], padding=3)[0]"),
)

ENTRY = lines_entry("numpy-reduction", LINES, GIVEN)
