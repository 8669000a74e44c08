"""The rows of the table ``comparison-functions``; what is measured of them is in ``operations``."""

from __future__ import annotations

from tutorial_utils.facts.operations import Operation, functions_entry

__all__ = ["ENTRY", "GIVEN", "OPERATIONS"]

GIVEN = {"a": "torch.tensor([1, 5, 3])", "b": "torch.tensor([3, 2, 3])", "f": "torch.tensor([0.5, float('nan')])"}

OPERATIONS = (
    Operation("gt", "greater, `a > b`", "torch.gt(a, b)", numpy="greater"),
    Operation("lt", "less, `a < b`", "torch.lt(a, b)", numpy="less"),
    Operation("ge", "greater or equal, `a >= b`", "torch.ge(a, b)", numpy="greater_equal"),
    Operation("le", "less or equal, `a <= b`", "torch.le(a, b)", numpy="less_equal"),
    Operation("eq", "equal, `a == b`", "torch.eq(a, b)", numpy="equal"),
    Operation("ne", "not equal, `a != b`", "torch.ne(a, b)", numpy="not_equal"),
    Operation("equal", "same shape and all elements equal", "torch.equal(a, b)", numpy="array_equal"),
    Operation("isclose", "equal but for rounding, each", "torch.isclose(f, f + 1e-6)"),
    Operation("allclose", "equal but for rounding, all", "torch.allclose(f[:1], f[:1] + 1e-6)"),
    Operation("max", "largest; with dim also where", "torch.max(a)"),
    Operation("min", "smallest; with dim also where", "torch.min(a, dim=0).indices"),
    Operation("maximum", "the larger of two, each", "torch.maximum(a, b)"),
    Operation("minimum", "the smaller of two, each", "torch.minimum(a, b)"),
    Operation("fmax", "the larger of two; NaN loses", "torch.fmax(f, torch.zeros(2))"),
    Operation("clamp", "cut off below min and above max", "torch.clamp(a, min=2)", numpy="clip"),
    Operation("sort", "values in order, and where they were", "torch.sort(a).values"),
    Operation("argsort", "only where they were", "torch.argsort(a)"),
    Operation("topk", "the k largest, and where they were", "torch.topk(a, 2).values"),
    Operation("kthvalue", "the k-th smallest, and where", "torch.kthvalue(a, 2).values"),
    Operation("searchsorted", "where a value would go into a sorted tensor", "torch.searchsorted(a.sort().values, a)"),
    Operation("where", "from one tensor or the other, by a mask", "torch.where(a > b, a, 0)"),
    Operation("isin", "whether each occurs in the other", "torch.isin(a, b)"),
    Operation("isnan", "whether NaN", "torch.isnan(f)"),
    Operation("isfinite", "neither NaN nor infinite", "torch.isfinite(f)"),
    Operation("logical_not", "not; `~` for bools", "torch.logical_not(a > b)"),
    Operation("logical_and", "and; `&` for bools", "torch.logical_and(a > 1, a > b)"),
    Operation("logical_or", "or; `|` for bools", "torch.logical_or(a > 4, a < 2)"),
    Operation("logical_xor", "one of the two, not both; `^` for bools", "torch.logical_xor(a > 1, b > 2)"),
)

ENTRY = functions_entry("comparison-functions", OPERATIONS, GIVEN)
