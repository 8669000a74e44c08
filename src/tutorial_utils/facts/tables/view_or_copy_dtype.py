"""The rows of the table ``view-or-copy-dtype``: another dtype, device or layout, or the one there is."""

from __future__ import annotations

from tutorial_utils.facts.view_or_copy import Sharing, sharing_entry

__all__ = ["ENTRY", "GIVEN", "ROWS"]

GIVEN = {
    "x": "torch.ones(2, 3)",
    "d": "torch.ones(2, 3, dtype=torch.float64)",
    "h": "torch.ones(2, 3, dtype=torch.float16)",
    "n": "torch.ones(2, 3, dtype=torch.int32)",
    "l": "torch.ones(2, 3, dtype=torch.int64)",
    "m": "torch.ones(2, 3, dtype=torch.bool)",
}
DTYPE = "dtype: whether it is the same"


def method(name: str, same: str, other: str) -> Sharing:
    """A conversion to the dtype in its name; the schemas have no operator for it."""
    return Sharing(f"Tensor.{name}", (f"{same}.{name}()", f"{other}.{name}()"), DTYPE)


ROWS = (
    Sharing(
        "Tensor.to",
        ("x.to(torch.float32)", "x.to(torch.float64)", "x.to('meta')", "x.to(torch.float32, copy=True)"),
        "dtype, device, `copy`",
    ),
    Sharing("Tensor.type", ("x.type(torch.float32)", "x.type(torch.float64)"), DTYPE),
    Sharing("Tensor.type_as", ("x.type_as(x)", "x.type_as(d)"), DTYPE),
    method("float", "x", "n"),
    method("double", "d", "x"),
    method("int", "n", "x"),
    method("long", "l", "x"),
    method("half", "h", "x"),
    method("bool", "m", "x"),
    Sharing("Tensor.cpu", ("x.cpu()",), not_measured="a tensor on another device is copied"),
    Sharing("dequantize", ("x.dequantize()",), not_measured="a quantized tensor is copied"),
    Sharing("positive", ("+x", "x.positive()")),
    Sharing("Tensor.new_tensor", ("x.new_tensor([1.0])",)),
)

ENTRY = sharing_entry("view-or-copy-dtype", ROWS, GIVEN)
