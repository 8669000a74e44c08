"""The rows of the table ``reduction-functions``; what is measured of them is in ``operations``."""

from __future__ import annotations

from tutorial_utils.facts.operations import Operation, functions_entry

__all__ = ["ENTRY", "GIVEN", "OPERATIONS"]

GIVEN = {
    "x": "torch.tensor([[1.0, 2.0, 6.0], [4.0, 5.0, 3.0]])",
    "v": "torch.tensor([3.0, 4.0, float('nan')])",
}

OPERATIONS = (
    Operation("sum", "sum", "torch.sum(x, dim=0)"),
    Operation("mean", "mean; not of integers", "torch.mean(x, dim=1)"),
    Operation("prod", "product", "torch.prod(x)"),
    Operation("median", "middle value, the lower of two", "torch.median(x)", numpy=""),
    Operation("mode", "most frequent value of a dimension", "torch.mode(x // 3, dim=1).values"),
    Operation("quantile", "value below which a share lies", "torch.quantile(x, 0.5)"),
    Operation("std", "standard deviation, by n - 1; NumPy by n", "torch.std(x, dim=1)"),
    Operation("var", "variance of floats, by n - 1; NumPy by n", "torch.var(x, dim=1)"),
    Operation("var_mean", "variance, by n - 1, and mean", "torch.var_mean(x[0])"),
    Operation("norm", "old name of the norms in `linalg`", "torch.norm(v[:2])", numpy="linalg.norm"),
    Operation(
        "linalg.vector_norm",
        "length, of all or along dimensions",
        "torch.linalg.vector_norm(x)",
    ),
    Operation("dist", "norm of the difference", "torch.dist(x[0], x[1])"),
    Operation("amax", "largest value", "torch.amax(x, dim=1)"),
    Operation("amin", "smallest value", "torch.amin(x, dim=1)"),
    Operation("argmax", "position of the largest", "torch.argmax(x, dim=1)"),
    Operation("argmin", "position of the smallest", "torch.argmin(x, dim=1)"),
    Operation("all", "whether all hold", "torch.all(x > 1)"),
    Operation("any", "whether at least one holds", "torch.any(x > 4, dim=0)"),
    Operation("count_nonzero", "how many are not 0", "torch.count_nonzero(x > 2)"),
    Operation("nansum", "sum without the NaN", "torch.nansum(v)"),
    Operation("nanmean", "mean without the NaN", "torch.nanmean(v)"),
    Operation("logsumexp", "log of the sum of exp, no overflow", "torch.logsumexp(x, dim=1)"),
    Operation("cumsum", "running sum; keeps the shape", "torch.cumsum(x[0], dim=0)"),
    Operation("cumprod", "running product; keeps the shape", "torch.cumprod(x[0], dim=0)"),
    Operation(
        "cummax", "running maximum, and where it was", "torch.cummax(x[1], 0).values", numpy="maximum.accumulate"
    ),
    Operation("diff", "differences of neighbors", "torch.diff(x)"),
    Operation("unique", "each value once, sorted", "torch.unique(x // 3)"),
)

ENTRY = functions_entry("reduction-functions", OPERATIONS, GIVEN)
