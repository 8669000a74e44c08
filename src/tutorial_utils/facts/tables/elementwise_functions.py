"""The rows of the table ``elementwise-functions``; what is measured of them is in ``operations``."""

from __future__ import annotations

from tutorial_utils.facts.operations import Operation, functions_entry

__all__ = ["ENTRY", "GIVEN", "OPERATIONS"]

GIVEN = {"x": "torch.tensor([-1.5, 0.5, 2.5])", "n": "torch.tensor([-7, 7])", "p": "torch.tensor([1.0, 4.0])"}

OPERATIONS = (
    Operation("abs", "absolute value", "torch.abs(x)"),
    Operation("neg", "the other sign, `-n`", "torch.neg(n)", numpy="negative"),
    Operation("sign", "-1, 0 or 1; 0 also for NaN", "torch.sign(x - 0.5)"),
    Operation("add", "sum, `n + 1`", "torch.add(n, 1)"),
    Operation("sub", "difference, `n - 1`", "torch.sub(n, 1)", numpy="subtract"),
    Operation("mul", "product, `n * 2`", "torch.mul(n, 2)", numpy="multiply"),
    Operation("div", "quotient, a float, `n / 2`", "torch.div(n, 2)", numpy="divide"),
    Operation("floor_divide", "quotient rounded down, `n // 2`", "torch.floor_divide(n, 2)"),
    Operation("remainder", "rest with the divisor's sign, `n % 4`", "torch.remainder(n, 4)"),
    Operation("fmod", "rest with the dividend's sign", "torch.fmod(n, 4)"),
    Operation("pow", "power, `n ** 2`", "torch.pow(n, 2)"),
    Operation("sqrt", "square root", "torch.sqrt(p)"),
    Operation("rsqrt", "1 over the square root", "torch.rsqrt(p)"),
    Operation("exp", "e to the power of each", "torch.exp(x)"),
    Operation("log", "natural logarithm", "torch.log(p)"),
    Operation("log2", "logarithm to the base 2", "torch.log2(p)"),
    Operation("log1p", "log(1 + p), accurate near 0", "torch.log1p(p * 1e-8)"),
    Operation("sin", "sine of radians", "torch.sin(x)"),
    Operation("cos", "cosine of radians", "torch.cos(x)"),
    Operation("asin", "inverse sine, in radians; NaN outside -1 to 1", "torch.asin(x)"),
    Operation("atan2", "angle in radians of the point (second, first)", "torch.atan2(p, -p)"),
    Operation("cosh", "hyperbolic cosine", "torch.cosh(x)"),
    Operation("tanh", "hyperbolic tangent, -1 to 1", "torch.tanh(x)"),
    Operation("sigmoid", "1 / (1 + exp(-x)), 0 to 1", "torch.sigmoid(x)"),
    Operation("ceil", "up to a whole number", "torch.ceil(x)"),
    Operation("floor", "down to a whole number", "torch.floor(x)"),
    Operation("round", "to the nearest, halves to even", "torch.round(x)"),
    Operation("trunc", "to a whole number, toward zero", "torch.trunc(x)"),
    Operation("clamp", "cut off below min and above max", "torch.clamp(x, min=0, max=2)", numpy="clip"),
    Operation("lerp", "a share of the way from first to second", "torch.lerp(p, -p, 0.75)"),
    Operation("nan_to_num", "NaN replaced, and infinities too", "torch.nan_to_num(torch.log(x), nan=0.0)"),
)

ENTRY = functions_entry("elementwise-functions", OPERATIONS, GIVEN)
