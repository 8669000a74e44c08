"""The rows of the table ``creation-like``: functions and methods that make a tensor after the model of another."""

from __future__ import annotations

from tutorial_utils.facts.creation import Creation, creation_entry

__all__ = ["CREATIONS", "ENTRY"]

CREATIONS = (
    Creation("zeros_like", "torch.zeros_like(i)", "torch.zeros_like(f)"),
    Creation("ones_like", "torch.ones_like(i)", "torch.ones_like(f)"),
    Creation("full_like", "torch.full_like(i, 7)", "torch.full_like(f, 7.0)"),
    Creation("empty_like", "torch.empty_like(i)", "torch.empty_like(f)"),
    Creation("rand_like", "torch.rand_like(i)", "torch.rand_like(f)"),
    Creation("randn_like", "torch.randn_like(i)", "torch.randn_like(f)"),
    Creation("randint_like", "torch.randint_like(i, 9)", "torch.randint_like(f, 9)"),
    Creation("Tensor.new_zeros", "i.new_zeros(2)", "f.new_zeros(2)"),
    Creation("Tensor.new_ones", "i.new_ones(2)", "f.new_ones(2)"),
    Creation("Tensor.new_full", "i.new_full((2,), 7)", "f.new_full((2,), 7.0)"),
    Creation("Tensor.new_empty", "i.new_empty(2)", "f.new_empty(2)"),
    Creation("Tensor.new_tensor", "i.new_tensor([1, 2])", "f.new_tensor([1.0, 2.0])"),
)

ENTRY = creation_entry("creation-like", CREATIONS, ("global generator",))
