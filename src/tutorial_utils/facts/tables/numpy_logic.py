"""The rows of the table ``numpy-logic``: comparisons, masks, bits and questions with one answer.

What is measured of a row is in ``numpy_lines``.
"""

from __future__ import annotations

from tutorial_utils.facts.numpy_lines import Line, lines_entry

__all__ = ["ENTRY", "GIVEN", "LINES"]

GIVEN = {
    "v": "np.array([1.0, 2.0, np.nan])",
    "w": "np.array([1.0, 3.0, np.nan])",
    "k": "np.array([1, 2, 3])",
    "m": "np.array([True, False, True])",
}

LINES = (
    Line("v == w"),
    Line("v < 2"),
    Line("v == v[:2]", "", "shapes that do not fit"),
    Line("np.equal(v, w)", "torch.eq(v, w)", "torch's `equal` is one answer"),
    Line("np.not_equal(v, w)"),
    Line("np.greater(v, 1)"),
    Line("np.less_equal(v, w)"),
    Line("np.array_equal(k, k)", "torch.equal(k, k)"),
    Line("np.array_equal(v, v)", "torch.equal(v, v)", "NaN differs from itself"),
    Line("np.array_equiv(k, k[None])", "bool((k == k[None]).all())"),
    Line("np.isclose(v, w)"),
    Line("np.isclose(v, v, equal_nan=True)"),
    Line("np.allclose(k, k)"),
    Line("np.allclose(k, k + 0.0)", "torch.allclose(k.double(), k.double())", "torch wants one dtype"),
    Line("np.isnan(v)"),
    Line("np.isfinite(v)"),
    Line("np.isin(k, k[:2])"),
    Line("np.isin(k, [1, 2])", "torch.isin(k, torch.tensor([1, 2]))"),
    Line("~m"),
    Line("~k"),
    Line("m & m"),
    Line("m & k"),
    Line("m + m", "", "or, not 2"),
    Line("m * 2"),
    Line("m - m", "", "`m ^ m` is for both"),
    Line("-m", "", "`~m` is for both"),
    Line("np.logical_and(v, w)"),
    Line("np.logical_not(k)"),
    Line("np.invert(k)", "torch.bitwise_not(k)"),
    Line("np.bitwise_and(k, 1)"),
    Line("np.left_shift(k, 1)", "torch.bitwise_left_shift(k, 1)"),
    Line("bool(m)", "", "say `any` or `all`"),
    Line("bool(np.zeros(0))", "", "of no element"),
    Line("2 in k"),
    Line("np.iscomplexobj(k)", "torch.is_complex(k)"),
)

ENTRY = lines_entry("numpy-logic", LINES, GIVEN)
