"""The rows of the table ``numpy-math``: arithmetic and functions of each element.

Comparisons are in ``numpy_logic``; what is measured of a row is in ``numpy_lines``.
"""

from __future__ import annotations

from tutorial_utils.facts.numpy_lines import Line, lines_entry

__all__ = ["ENTRY", "GIVEN", "LINES"]

GIVEN = {
    "v": "np.array([0.5, 1.5, 2.5])",
    "n": "np.array([1.0, np.nan, np.inf])",
    "k": "np.array([-7, 7, 4])",
    "f": "np.array([1.0, 2.0, 4.0], dtype=np.float32)",
    "b": "np.array([100, 27, 1], dtype=np.int8)",
    "u": "np.array([0, 1, 255], dtype=np.uint8)",
    "z": "np.array([1 + 2j, 3 - 1j])",
}

LINES = (
    Line("k / 2", "k.double() / 2", "torch: the default dtype"),
    Line("k // 2"),
    Line("v // 1"),
    Line("k % 4", "", "the sign of the divisor"),
    Line("np.mod(k, 4)", "torch.remainder(k, 4)"),
    Line("np.remainder(k, 4)"),
    Line("np.fmod(k, 4)", "", "the sign of the dividend"),
    Line("divmod(k, 4)", "(k // 4, k % 4)"),
    Line("np.divmod(k, 4)", "(k // 4, k % 4)"),
    Line("k // 0", "", "NumPy warns and gives zeros"),
    Line("k ** 2"),
    Line("k ** -1", "", "of integers: both refuse"),
    Line("k + 0.5", "k.double() + 0.5"),
    Line("k + f", "k.double() + f.double()", "torch: the floats decide"),
    Line("b + k"),
    Line("f + np.float64(1)", "f.double() + 1", "NumPy 2: this number has a say"),
    Line("b + b"),
    Line("b * 2"),
    Line("b + 200", "", "torch wraps around"),
    Line("u - 1"),
    Line("-u"),
    Line("k << 1"),
    Line("np.add(v, 1)"),
    Line("np.subtract(v, 1)"),
    Line("np.multiply(v, 2)"),
    Line("np.divide(v, 2)"),
    Line("np.power(k, 2)", "torch.pow(k, 2)"),
    Line("np.float_power(k, 2)"),
    Line("np.square(k)"),
    Line("np.sqrt(v)"),
    Line("np.sqrt(k * k)", "torch.sqrt((k * k).double())"),
    Line("np.exp(k)", "torch.exp(k.double())"),
    Line("np.cbrt(v)", "v.pow(1 / 3)", "NaN below zero, unlike `cbrt`"),
    Line("np.reciprocal(k)", "torch.div(1, k, rounding_mode='trunc')", "NumPy stays with integers"),
    Line("np.abs(k)"),
    Line("np.fabs(v)", "torch.abs(v)"),
    Line("np.sign(v)"),
    Line("np.negative(v)"),
    Line("np.round(v)", "", "both: half to even"),
    Line("np.round(v, 1)", "torch.round(v, decimals=1)"),
    Line("np.around(v)", "torch.round(v)"),
    Line("np.rint(v)", "torch.round(v)"),
    Line("np.floor(k)"),
    Line("np.trunc(v)"),
    Line("np.fix(v)"),
    Line("np.clip(v, 1, 2)", "torch.clamp(v, 1, 2)"),
    Line("np.clip(v, a_min=1, a_max=2)", "torch.clamp(v, min=1, max=2)"),
    Line("np.clip(k, 0.5, 5)", "torch.clamp(k.double(), 0.5, 5)"),
    Line("np.maximum(n, v)"),
    Line("np.maximum(v, 1)", "torch.clamp(v, min=1)", "torch wants two tensors"),
    Line("np.fmax(n, v)"),
    Line("np.log1p(v)"),
    Line("np.log2(f)"),
    Line("np.logaddexp(v, v)"),
    Line("np.hypot(v, v)"),
    Line("np.arctan2(v, v)"),
    Line("np.degrees(v)", "torch.rad2deg(v)"),
    Line("np.sinc(v)"),
    Line("np.gcd(k, k)"),
    Line("np.heaviside(v, 0.5)", "torch.heaviside(v, torch.tensor(0.5, dtype=torch.float64))"),
    Line("np.nan_to_num(n)"),
    Line("np.copysign(v, -1)"),
    Line("np.real(z)"),
    Line("np.conj(z)", "torch.conj_physical(z)", "torch only sets a bit"),
    Line("np.angle(z)"),
)

ENTRY = lines_entry("numpy-math", LINES, GIVEN)
