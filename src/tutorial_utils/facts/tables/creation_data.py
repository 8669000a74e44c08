"""The rows of the table ``creation-data``: functions that make a tensor of numbers there are."""

from __future__ import annotations

from tutorial_utils.facts.creation import Creation, creation_entry

__all__ = ["CREATIONS", "ENTRY"]

CREATIONS = (
    Creation("tensor of a list", "torch.tensor([1, 2])", "torch.tensor([1.0, 2.0])"),
    Creation("tensor of an array", "torch.tensor(a)", "torch.tensor(g)"),
    Creation("tensor of a tensor", "torch.tensor(i)", "torch.tensor(f)"),
    Creation("as_tensor of a list", "torch.as_tensor([1, 2])", "torch.as_tensor([1.0, 2.0])"),
    Creation("as_tensor of an array", "torch.as_tensor(a)", "torch.as_tensor(g)"),
    Creation("as_tensor of a tensor", "torch.as_tensor(i)", "torch.as_tensor(f)"),
    Creation("asarray of a list", "torch.asarray([1, 2])", "torch.asarray([1.0, 2.0])"),
    Creation("asarray of an array", "torch.asarray(a)", "torch.asarray(g)"),
    Creation("asarray of a tensor", "torch.asarray(i)", "torch.asarray(f)"),
    Creation("asarray of a buffer", "torch.asarray(b)"),
    Creation("from_numpy", "torch.from_numpy(a)", "torch.from_numpy(g)"),
    Creation("from_dlpack of an array", "torch.from_dlpack(a)", "torch.from_dlpack(g)"),
    Creation("from_dlpack of a tensor", "torch.from_dlpack(i)", "torch.from_dlpack(f)"),
    Creation("frombuffer", "torch.frombuffer(b, dtype=torch.int8)"),
    Creation("Tensor of a list", "torch.Tensor([1, 2])", "torch.Tensor([1.0, 2.0])"),
    Creation("Tensor of an array", "torch.Tensor(a)", "torch.Tensor(g)"),
    Creation("Tensor of a tensor", "torch.Tensor(i)", "torch.Tensor(f)"),
    Creation("scalar_tensor", "torch.scalar_tensor(1)", "torch.scalar_tensor(1.0)"),
    Creation("complex", "torch.complex(i, i)", "torch.complex(f, f)"),
    Creation("polar", "torch.polar(i, i)", "torch.polar(f, f)"),
    Creation("cartesian_prod", "torch.cartesian_prod(i, i)", "torch.cartesian_prod(f, f)"),
    Creation("block_diag", "torch.block_diag(i, i)", "torch.block_diag(f, f)"),
)

ENTRY = creation_entry("creation-data", CREATIONS, ("memory",))
