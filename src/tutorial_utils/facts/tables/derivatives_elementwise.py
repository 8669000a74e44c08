"""The rows of the table ``derivatives-elementwise``."""

from __future__ import annotations

from tutorial_utils.facts.derivative import Derivative, derivatives_entry

__all__ = ["ENTRY", "GIVEN", "ROWS"]

GIVEN = {"x": "[-1.5, -0.25, 0.75, 2.25]", "w": "[0.5, 1.25, -2.0, 3.5]"}
POSITIVE = {"x": "[0.25, 0.75, 1.5, 2.25]", "w": "[0.5, 1.25, 2.0, 3.5]"}
SMALL = {"x": "[-0.75, -0.25, 0.25, 0.5]"}
BETWEEN = {"x": "[-1.3, 0.7, 2.3]", "w": "[0.4, 1.25, -2.0]"}
LARGE = {"x": "[1.25, 1.5, 2.0, 3.0]"}

ROWS = (
    Derivative("add", "x + w", ("g", "g")),
    Derivative("sub", "x - w", ("g", "-g")),
    Derivative("mul", "x * w", ("g * w", "g * x")),
    Derivative("div", "x / w", ("g / w", "-g * x / w**2")),
    Derivative("neg", "-x", ("-g",)),
    Derivative("reciprocal", "1 / x", ("-g * y**2",), kinks=("[0.0]",)),
    Derivative("square", "x.square()", ("2 * g * x",)),
    Derivative("pow", "x**3", ("3 * g * x**2",)),
    Derivative("Tensor.pow", "x**w", ("g * w * x ** (w - 1)", "g * y * x.log()"), given=POSITIVE),
    Derivative("sqrt", "x.sqrt()", ("g / (2 * y)",), kinks=("[0.0]",), given=POSITIVE),
    Derivative("rsqrt", "x.rsqrt()", ("-g / 2 * y**3",), kinks=("[0.0]",), given=POSITIVE),
    Derivative("exp", "x.exp()", ("g * y",)),
    Derivative("exp2", "x.exp2()", ("g * y * math.log(2)",)),
    Derivative("expm1", "x.expm1()", ("g * (y + 1)",)),
    Derivative("log", "x.log()", ("g / x",), kinks=("[0.0]",), given=POSITIVE),
    Derivative("log2", "x.log2()", ("g / (x * math.log(2))",), given=POSITIVE),
    Derivative("log10", "x.log10()", ("g / (x * math.log(10))",), given=POSITIVE),
    Derivative("log1p", "x.log1p()", ("g / (1 + x)",), kinks=("[-1.0]",), given=SMALL),
    Derivative("sin", "x.sin()", ("g * x.cos()",)),
    Derivative("cos", "x.cos()", ("-g * x.sin()",)),
    Derivative("tan", "x.tan()", ("g * (1 + y**2)",)),
    Derivative("asin", "x.asin()", ("g / (1 - x**2).sqrt()",), kinks=("[1.0]",), given=SMALL),
    Derivative("acos", "x.acos()", ("-g / (1 - x**2).sqrt()",), kinks=("[1.0]",), given=SMALL),
    Derivative("atan", "x.atan()", ("g / (1 + x**2)",)),
    Derivative("atan2", "torch.atan2(x, w)", ("g * w / (x**2 + w**2)", "-g * x / (x**2 + w**2)")),
    Derivative("sinh", "x.sinh()", ("g * x.cosh()",)),
    Derivative("cosh", "x.cosh()", ("g * x.sinh()",)),
    Derivative("tanh", "x.tanh()", ("g * (1 - y**2)",)),
    Derivative("asinh", "x.asinh()", ("g / (1 + x**2).sqrt()",)),
    Derivative("acosh", "x.acosh()", ("g / (x**2 - 1).sqrt()",), kinks=("[1.0]",), given=LARGE),
    Derivative("atanh", "x.atanh()", ("g / (1 - x**2)",), kinks=("[1.0]",), given=SMALL),
    Derivative("sigmoid", "x.sigmoid()", ("g * y * (1 - y)",)),
    Derivative("logit", "x.logit()", ("g / (x * (1 - x))",), given={"x": "[0.25, 0.5, 0.75]"}),
    Derivative("erf", "x.erf()", ("g * 2 / torch.pi**0.5 * (-(x**2)).exp()",)),
    Derivative("sinc", "x.sinc()", ("g * ((torch.pi * x).cos() - y) / x",), kinks=("[0.0]",)),
    Derivative("abs", "x.abs()", ("g * x.sign()",), kinks=("[0.0]",)),
    Derivative("sign", "x.sign()", ("0 * g",), kinks=("[0.0]",)),
    Derivative("floor", "x.floor()", ("0 * g",), kinks=("[1.0]",)),
    Derivative("ceil", "x.ceil()", ("0 * g",)),
    Derivative("round", "x.round()", ("0 * g",), kinks=("[0.5]",), given=BETWEEN),
    Derivative("trunc", "x.trunc()", ("0 * g",)),
    Derivative("frac", "x.frac()", ("g",), kinks=("[1.0]",)),
    Derivative("fmod", "torch.fmod(x, w)", ("g", "-g * (x / w).trunc()"), given=BETWEEN),
    Derivative("remainder", "torch.remainder(x, w)", ("g", "-g * (x / w).floor()"), given=BETWEEN),
    Derivative("clamp", "x.clamp(-1, 1)", ("g * (x.abs() <= 1)",), kinks=("[-1.0, 1.0]",)),
    Derivative("maximum", "torch.maximum(x, w)", ("g * (x > w)", "g * (w > x)")),
    Derivative("minimum", "torch.minimum(x, w)", ("g * (x < w)", "g * (w < x)")),
    Derivative("where", "torch.where(x > 0, x, 3 * x)", ("torch.where(x > 0, g, 3 * g)",), kinks=("[0.0]",)),
    Derivative("lerp", "torch.lerp(x, w, 0.25)", ("0.75 * g", "0.25 * g")),
    Derivative("hypot", "torch.hypot(x, w)", ("g * x / y", "g * w / y")),
    Derivative("logaddexp", "torch.logaddexp(x, w)", ("g * (x - y).exp()", "g * (w - y).exp()")),
    Derivative("nan_to_num", "x.nan_to_num()", ("g",), kinks=('[float("nan"), float("inf")]',)),
    Derivative("lgamma", "x.lgamma()", ("g * x.digamma()",), given=POSITIVE),
    Derivative("xlogy", "torch.xlogy(x, w)", ("g * w.log()", "g * x / w"), given=POSITIVE),
)

ENTRY = derivatives_entry("derivatives-elementwise", ROWS, GIVEN)
