"""The rows of the table ``numpy-indexing``: picking elements by place or by condition.

Sorting and searching are in ``numpy_sorting``; what is measured of a row is in ``numpy_lines``.
"""

from __future__ import annotations

from tutorial_utils.facts.numpy_lines import Line, lines_entry

__all__ = ["ENTRY", "GIVEN", "LINES"]

GIVEN = {
    "x": "np.array([[1.0, 2.0, 6.0], [4.0, 5.0, 3.0]])",
    "v": "np.array([1.0, 2.0, 3.0])",
    "k": "np.array([2, 0])",
    "u": "np.array([1, 0, 1], dtype=np.uint8)",
    "m": "np.array([True, False, True])",
}

LINES = (
    Line("x[0]"),
    Line("v[0]", "", "NumPy gives a number of its own"),
    Line("x[0, 1]"),
    Line("x[:, 1:]"),
    Line("x[..., 0]"),
    Line("x[None]"),
    Line("v[::-1]", "v.flip(0)"),
    Line("v[-2::-1]", "v[:-1].flip(0)"),
    Line("x[[1, 0]]"),
    Line("x[[1, 0], [0, 2]]"),
    Line("x[:, k]"),
    Line("x[np.ix_([1, 0], [0, 2])]", "x[[1, 0]][:, [0, 2]]"),
    Line("x[x > 2]"),
    Line("x[:, m]"),
    Line("v[u]", "v[u.long()]", "torch takes uint8 for a mask, and warns"),
    Line("x[0][5:]"),
    Line("v[3]", "", "out of range"),
    Line("v[1.0]", "", "a float"),
    Line("v[[3]]", "", "out of range"),
    Line("np.take(x, k)"),
    Line("x.take(k)"),
    Line("np.take(x, k, axis=1)", "torch.index_select(x, 1, k)", "no places below zero; `x[:, k]` takes them"),
    Line("np.take(x, 4)", "x.flatten()[4].clone()"),
    Line(
        "np.take_along_axis(x, k[:, None], axis=1)",
        "torch.take_along_dim(x, k[:, None], dim=1)",
        "torch: out of range wraps around",
    ),
    Line("np.compress(m, v)", "v[m]"),
    Line("np.extract(m, v)", "torch.masked_select(v, m)"),
    Line("np.where(m)", "torch.where(m)"),
    Line("np.where(m, v, 0)"),
    Line("np.where(m, 1, 0)"),
    Line(
        "np.where(m, 1.0, 0.0)",
        "torch.where(m, torch.tensor(1.0, dtype=torch.float64), 0.0)",
        "`.double()` after it keeps float32's rounding",
    ),
    Line("np.nonzero(x > 2)", "torch.nonzero(x > 2, as_tuple=True)", "torch gives one row an element"),
    Line("np.argwhere(x > 2)"),
    Line("np.flatnonzero(m)", "torch.nonzero(m.flatten())[:, 0]"),
    Line("np.diagonal(x)"),
    Line("np.diag(x)", "", "NumPy's view refuses writes"),
    Line("np.diagonal(x[None], axis1=0, axis2=1)", "torch.diagonal(x[None], dim1=0, dim2=1)"),
    Line("np.triu(x, k=1)", "torch.triu(x, diagonal=1)"),
    Line("np.tril(x)"),
    Line(
        "np.unravel_index(4, (2, 3))",
        "torch.unravel_index(torch.tensor(4), (2, 3))",
        "torch wants a tensor; out of range wraps around",
    ),
)

ENTRY = lines_entry("numpy-indexing", LINES, GIVEN)
