"""The rows of the table ``derivatives-matrix``: products of matrices, and what a matrix has."""

from __future__ import annotations

from tutorial_utils.facts.derivative import Derivative, derivatives_entry

__all__ = ["ENTRY", "GIVEN", "ROWS"]

GIVEN = {"x": "[[2.0, 0.5], [0.25, 1.5]]", "w": "[[1.0, -1.0], [0.5, 2.0]]"}
ZEROS, ONES, EYE = "[[0.0, 0.0], [0.0, 0.0]]", "[[1.0, 1.0], [1.0, 1.0]]", "[[1.0, 0.0], [0.0, 1.0]]"
EIGH = "torch.linalg.eigh(x @ x.mT).eigenvectors"
VECTORS = {"x": "[1.0, 2.0, -0.5]", "w": "[0.25, -1.5, 3.0]"}

ROWS = (
    Derivative("matmul", "x @ w", ("g @ w.mT", "x.mT @ g")),
    Derivative("dot", "x.dot(w)", ("g * w", "g * x"), given=VECTORS),
    Derivative("outer", "torch.outer(x, w)", ("g @ w", "g.mT @ x"), given=VECTORS),
    Derivative(
        "linalg.cross",
        "torch.linalg.cross(x, w)",
        ("torch.linalg.cross(w, g)", "torch.linalg.cross(g, x)"),
        given=VECTORS,
    ),
    Derivative("trace", "x.trace()", ("g * torch.eye(2).double()",)),
    Derivative("linalg.inv", "torch.linalg.inv(x)", ("-y.mT @ g @ y.mT",)),
    Derivative(
        "linalg.det",
        "torch.linalg.det(x)",
        ("g * y * torch.linalg.inv(x).mT",),
        kinks=(ZEROS, ONES),
    ),
    Derivative("logdet", "x.logdet()", ("g * torch.linalg.inv(x).mT",)),
    Derivative(
        "linalg.solve",
        "torch.linalg.solve(x, w)",
        ("-torch.linalg.solve(x.mT, g) @ y.mT", "torch.linalg.solve(x.mT, g)"),
    ),
    Derivative("linalg.matrix_norm", "torch.linalg.matrix_norm(x)", ("g * x / y",), kinks=(ZEROS,)),
    Derivative(
        "linalg.eigvalsh",
        "torch.linalg.eigvalsh(x @ x.mT)",
        (f"2 * (v := {EIGH}) @ g.diag() @ v.mT @ x",),
        kinks=(EYE,),
    ),
    Derivative(
        "linalg.svdvals",
        "torch.linalg.svdvals(x)",
        ("(s := torch.linalg.svd(x)).U @ g.diag() @ s.Vh",),
        kinks=(EYE,),
    ),
    Derivative("tril", "x.tril()", ("g.tril()",)),
    Derivative("diagonal", "x.diagonal()", ("g.diag_embed()",)),
    Derivative("transpose", "x.mT", ("g.mT",)),
    Derivative("reshape", "x.reshape(4)", ("g.reshape(2, 2)",)),
    Derivative("Tensor.expand", "x.expand(3, 2, 2)", ("g.sum(0)",)),
    Derivative("cat", "torch.cat((x, w))", ("g[:2]", "g[2:]")),
    Derivative("index_select", "x.index_select(0, torch.tensor([1, 1]))", ("torch.stack((0 * g[0], g[0] + g[1]))",)),
    Derivative("flip", "x.flip(0)", ("g.flip(0)",)),
)

ENTRY = derivatives_entry("derivatives-matrix", ROWS, GIVEN)
