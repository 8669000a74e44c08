"""The rows of the table ``view-or-copy-math``: operations that compute, and the few that return their input."""

from __future__ import annotations

from tutorial_utils.facts.view_or_copy import Sharing, sharing_entry

__all__ = ["ENTRY", "GIVEN", "ROWS"]

GIVEN = {
    "x": "torch.ones(3, 3)",
    "v": "torch.ones(3)",
    "n": "torch.ones(3, dtype=torch.int64)",
    "k": "torch.tensor(2.0)",
    "e": "torch.ones(0, 3, 2)",
    "p": "torch.tensor([0.0, 4.0])",
}

ROWS = (
    Sharing("linalg.diagonal", ("torch.linalg.diagonal(x)",), schema="linalg_diagonal", official=""),
    Sharing("einsum", ("torch.einsum('ij->ji', x)", "torch.einsum('ij->i', x)"), "formula"),
    Sharing("tensordot", ("torch.tensordot(x, x, 1)",)),
    Sharing("matmul", ("x @ x", "x @ v")),
    Sharing("linalg.multi_dot", ("torch.linalg.multi_dot((x, x))",)),
    Sharing("chain_matmul", ("torch.chain_matmul(x)", "torch.chain_matmul(x, x)")),
    Sharing("linalg.matrix_power", ("torch.linalg.matrix_power(x, 1)", "torch.linalg.matrix_power(x, 2)")),
    Sharing("sum", ("x.sum(0)", "x[:1].sum(0)")),
    Sharing("cumsum", ("x.cumsum(0)", "x[:1].cumsum(0)")),
    Sharing("masked.prod", ("torch.masked.prod(k)", "torch.masked.prod(x)"), "dimensions: none", schema=""),
    Sharing(
        "histogramdd",
        ("torch.histogramdd(x, (p, p, p))", "torch.histogramdd(x, (1, 1, 1))"),
        "bins: tensors are returned",
    ),
    Sharing("round", ("x.round()", "n.round()")),
    Sharing("clamp", ("x.clamp(0, 2)", "n.clamp(0, 2)")),
    Sharing("nan_to_num", ("x.nan_to_num()", "n.nan_to_num()")),
    Sharing(
        "nn.functional.local_response_norm",
        ("F.local_response_norm(e, 2)", "F.local_response_norm(x[None], 2)"),
        "elements: none",
    ),
    Sharing("nn.functional.interpolate", ("F.interpolate(x[None], 3)", "F.interpolate(x[None], 6)")),
)

ENTRY = sharing_entry("view-or-copy-math", ROWS, GIVEN)
