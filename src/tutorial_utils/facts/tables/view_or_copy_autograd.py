"""The rows of the table ``view-or-copy-autograd``: detached, cloned, wrapped, written in place, passed through."""

from __future__ import annotations

from tutorial_utils.facts.view_or_copy import Sharing, sharing_entry

__all__ = ["ENTRY", "GIVEN", "ROWS"]

_DOCS = "https://docs.pytorch.org/docs/2.13"
_PAGES = f"{_DOCS}/generated"

GIVEN = {"x": "torch.ones(2, 3)", "y": "torch.zeros(2, 3)", "b": "torch.ones(2, 3, 2, 2)"}
OVERLAP = "strides: raises where elements share a place"
TRAINING = "training: whether anything is dropped"


def dropout(name: str, example: str) -> Sharing:
    """A kind of dropout: first as in evaluation, then as in training."""
    calls = (f"F.{name}({example}, training=False)", f"F.{name}({example}, training=True)")
    return Sharing(f"nn.functional.{name}", calls, TRAINING)


ROWS = (
    Sharing("Tensor.detach", ("x.detach()",)),
    Sharing("Tensor.data", ("x.data",), page=f"{_DOCS}/tensors.html"),
    Sharing("nn.Parameter", ("torch.nn.Parameter(x)",), page=f"{_PAGES}/torch.nn.parameter.Parameter.html"),
    Sharing("autograd.Variable", ("torch.autograd.Variable(x)",), page=f"{_DOCS}/autograd.html#variable-deprecated"),
    Sharing("Tensor.as_subclass", ("x.as_subclass(torch.nn.Parameter)",)),
    Sharing("clone", ("x.clone()",)),
    Sharing("Tensor.requires_grad_", ("x.requires_grad_()",)),
    Sharing("Tensor.detach_", ("x.detach_()",), "view: raises on one"),
    Sharing("Tensor.add_", ("x.add_(1)",), OVERLAP),
    Sharing("Tensor.copy_", ("x.copy_(y)",), OVERLAP),
    Sharing("add(out=)", ("torch.add(y, 1, out=x)",), OVERLAP, schema="add_", page=f"{_PAGES}/torch.add.html"),
    Sharing("Tensor.set_", ("x.set_(y)",)),
    dropout("dropout", "x"),
    dropout("alpha_dropout", "x"),
    dropout("feature_alpha_dropout", "b"),
    dropout("dropout1d", "b[0]"),
    dropout("dropout2d", "b"),
    dropout("dropout3d", "b[None]"),
    Sharing(
        "relu(inplace=True)",
        ("F.relu(x, inplace=True)",),
        OVERLAP,
        schema="relu_",
        page=f"{_PAGES}/torch.nn.functional.relu.html",
    ),
)

ENTRY = sharing_entry("view-or-copy-autograd", ROWS, GIVEN)
