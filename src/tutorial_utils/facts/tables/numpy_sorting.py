"""The rows of the table ``numpy-sorting``: order, places in an order, and sets.

What is measured of a row is in ``numpy_lines``.
"""

from __future__ import annotations

from tutorial_utils.facts.numpy_lines import Line, lines_entry

__all__ = ["ENTRY", "GIVEN", "LINES"]

GIVEN = {
    "v": "np.array([3.0, 1.0, 2.0, 1.0])",
    "x": "np.array([[3.0, 1.0], [2.0, 4.0]])",
    "n": "np.array([2.0, np.nan, 1.0])",
    "q": "np.array([np.nan, np.nan])",
    "s": "np.array([1.0, 2.0, 4.0])",
    "k": "np.array([2, 3])",
    "z": "np.array([2 + 1j, 1 + 0j])",
}

LINES = (
    Line("np.sort(v)", "torch.sort(v).values", "torch gives places too"),
    Line("np.sort(x)", "torch.sort(x).values", "both: the last dimension"),
    Line("np.sort(x, axis=0)", "torch.sort(x, dim=0).values"),
    Line("np.sort(x, axis=None)", "torch.sort(x.flatten()).values"),
    Line("v.sort()", "", "in place there, not here"),
    Line("np.sort(v)[::-1]", "torch.sort(v, descending=True).values"),
    Line("np.sort(n)", "torch.sort(n).values", "both: NaN last"),
    Line("np.sort(z)", "", "torch does not order complex numbers"),
    Line("np.argsort(s)"),
    Line("np.argsort(v, stable=True)"),
    Line("np.argsort(v, kind='stable')", "torch.argsort(v, stable=True)"),
    Line("np.argsort(x, axis=0)", "torch.argsort(x, dim=0)"),
    Line(
        "np.lexsort((x[1], x[0]))",
        "(o := x[1].argsort(stable=True))[x[0][o].argsort(stable=True)]",
        "one stable sort for each key",
    ),
    Line("np.partition(v, 2)[2]", "torch.kthvalue(v, 3).values", "counts from 0, from 1"),
    Line("np.sort(v)[-2:]", "torch.topk(v, 2).values.flip(0)"),
    Line("np.searchsorted(s, v)"),
    Line("np.searchsorted(s, 2.0)"),
    Line("np.searchsorted(s, v, side='right')"),
    Line("np.digitize(v, s)", "torch.bucketize(v, s, right=True)"),
    Line("np.unique(v)"),
    Line("np.unique(x, axis=0)", "torch.unique(x, dim=0)"),
    Line("np.unique(v, return_counts=True)"),
    Line("np.unique(v, return_inverse=True)"),
    Line("np.unique(v, return_index=True)", "(u := v.unique()), (v == u[:, None]).int().argmax(1)"),
    Line("np.unique(q)", "", "torch keeps each NaN"),
    Line("np.union1d(v, s)", "torch.unique(torch.cat((v, s)))"),
    Line("np.intersect1d(v, s)", "torch.unique(v[torch.isin(v, s)])"),
    Line("np.setdiff1d(v, s)", "torch.unique(v[~torch.isin(v, s)])"),
    Line("np.argmax(v == 1)", "(v == 1).int().argmax()", "torch refuses bools"),
    Line("np.flip(k)", "torch.flip(k, (0,))"),
)

ENTRY = lines_entry("numpy-sorting", LINES, GIVEN)
