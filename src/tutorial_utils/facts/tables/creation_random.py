"""The rows of the table ``creation-random``: functions that draw their numbers."""

from __future__ import annotations

from tutorial_utils.facts.creation import Creation, creation_entry

__all__ = ["CREATIONS", "ENTRY"]

CREATIONS = (
    Creation("rand", "torch.rand(2)"),
    Creation("randn", "torch.randn(2)"),
    Creation("randint", "torch.randint(9, (2,))"),
    Creation("randperm", "torch.randperm(9)"),
    Creation("normal of numbers", "torch.normal(0, 1, (2,))", "torch.normal(0.0, 1.0, (2,))"),
    Creation("normal of a tensor", "torch.normal(i, 1)", "torch.normal(f, 1.0)"),
    Creation("bernoulli", "torch.bernoulli(i)", "torch.bernoulli(f / 2)"),
    Creation("poisson", "torch.poisson(i)", "torch.poisson(f)"),
    Creation("multinomial", "torch.multinomial(i, 2)", "torch.multinomial(f, 2)"),
)

ENTRY = creation_entry("creation-random", CREATIONS, ("global generator",))
