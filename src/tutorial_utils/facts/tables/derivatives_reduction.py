"""The rows of the table ``derivatives-reduction``: what makes few numbers of many, and what orders them."""

from __future__ import annotations

from tutorial_utils.facts.derivative import Derivative, derivatives_entry

__all__ = ["ENTRY", "GIVEN", "ROWS"]

GIVEN = {"x": "[-1.5, 2.25, 0.75, -0.25]"}
TIE = "[1.0, 3.0, 3.0]"
LAST = "torch.arange(4) == 1"
FIRST = "torch.arange(4) == 0"

ROWS = (
    Derivative("sum", "x.sum()", ("g.expand(4)",)),
    Derivative("mean", "x.mean()", ("g.expand(4) / 4",)),
    Derivative("prod", "x.prod()", ("g * y / x",), kinks=("[0.0, 2.0, 3.0]", "[0.0, 0.0, 3.0]")),
    Derivative("var", "x.var()", ("2 * g * (x - x.mean()) / 3",), kinks=("[2.0, 2.0]", "[2.0]")),
    Derivative("std", "x.std()", ("g * (x - x.mean()) / (3 * y)",), kinks=("[2.0, 2.0]",)),
    Derivative("logsumexp", "x.logsumexp(0)", ("g * (x - y).exp()",)),
    Derivative("linalg.vector_norm", "torch.linalg.vector_norm(x)", ("g * x / y",), kinks=("[0.0, 0.0]",)),
    Derivative("norm", "x.norm(p=1)", ("g * x.sign()",), kinks=("[0.0, 2.0]",)),
    Derivative("max", "x.max()", (f"g * ({LAST})",), kinks=(TIE,)),
    Derivative("Tensor.max", "x.max(0).values", (f"g * ({LAST})",), kinks=(TIE,)),
    Derivative("amax", "x.amax()", (f"g * ({LAST})",), kinks=(TIE,)),
    Derivative("min", "x.min()", (f"g * ({FIRST})",), kinks=("[1.0, 1.0, 3.0]",)),
    Derivative("amin", "x.amin()", (f"g * ({FIRST})",), kinks=("[1.0, 1.0, 3.0]",)),
    Derivative("median", "x.median()", ("g * (torch.arange(4) == 3)",), kinks=("[1.0, 1.0, 3.0]",)),
    Derivative("quantile", "x.quantile(0.5)", ("g * (torch.arange(4) >= 2) / 2",), kinks=("[1.0, 1.0, 3.0]",)),
    Derivative("sort", "x.sort().values", ("g[x.argsort().argsort()]",), kinks=(TIE,)),
    Derivative("topk", "x.topk(2).values", ("torch.stack((0 * g[0], g[0], g[1], 0 * g[0]))",), kinks=(TIE,)),
    Derivative("cumsum", "x.cumsum(0)", ("g.flip(0).cumsum(0).flip(0)",)),
    Derivative("cummax", "x.cummax(0).values", ("torch.stack((g[0], g[1:].sum(), 0 * g[0], 0 * g[0]))",)),
    Derivative("cumprod", "x.cumprod(0)", ("(g * y).flip(0).cumsum(0).flip(0) / x",), kinks=("[0.0, 2.0]",)),
)

ENTRY = derivatives_entry("derivatives-reduction", ROWS, GIVEN)
