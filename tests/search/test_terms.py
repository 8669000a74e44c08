"""What a text is found by."""

from __future__ import annotations

import pytest

from tutorial_utils.search.terms import terms_of


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("is_contiguous", ["is_contiguous", "contigu"]),
        ("torch.Tensor.is_contiguous()", ["torch", ".tensor", "tensor", "is_contiguous", "contigu"]),
        ("is contiguous", ["contigu"]),
        ("Contiguity", ["contigu"]),
        ("requires_grad_", ["requires_grad_", "requires_grad", "requir", "grad"]),  # codespell:ignore requir
        ("add_ __init__ _", ["add_", "add", "__init__", "init", "_"]),
        ("x.view(2, -1)", [".view", "view"]),
        ("torch.where and where", ["torch", ".where"]),
        ("retain_graph=True out=y a == b", ["retain_graph", "retain", "graph", "true", ".out"]),
        ("float64 2x3 0.5 1e-06 100352", ["float64"]),
        ("can't the tensor's", ["can", "tensor"]),
        ("", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert terms_of(text) == terms
