"""The rows of the table ``creation-sparse``: functions that make sparse and nested tensors."""

from __future__ import annotations

from tutorial_utils.facts.creation import Creation, creation_entry

__all__ = ["CREATIONS", "ENTRY"]

CREATIONS = (
    Creation("sparse_coo_tensor of a size", "torch.sparse_coo_tensor(size=(2, 3))"),
    Creation(
        "sparse_coo_tensor of lists",
        "torch.sparse_coo_tensor([[0]], [1], (2,))",
        "torch.sparse_coo_tensor([[0]], [1.0], (2,))",
    ),
    Creation(
        "sparse_coo_tensor of tensors",
        "torch.sparse_coo_tensor(at, i, (2,))",
        "torch.sparse_coo_tensor(at, f, (2,))",
    ),
    Creation(
        "sparse_csr_tensor of lists",
        "torch.sparse_csr_tensor([0, 1], [0], [1], (1, 1))",
        "torch.sparse_csr_tensor([0, 1], [0], [1.0], (1, 1))",
    ),
    Creation(
        "nested.nested_tensor of lists",
        "torch.nested.nested_tensor([[1], [2, 3]])",
        "torch.nested.nested_tensor([[1.0], [2.0, 3.0]])",
    ),
    Creation(
        "nested.nested_tensor of tensors", "torch.nested.nested_tensor([i, i])", "torch.nested.nested_tensor([f, f])"
    ),
)

ENTRY = creation_entry("creation-sparse", CREATIONS, ("memory",))
