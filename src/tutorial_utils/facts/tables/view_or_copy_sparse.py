"""The rows of the table ``view-or-copy-sparse``: the parts of sparse tensors, and conversions."""

from __future__ import annotations

from tutorial_utils.facts.view_or_copy import Sharing, sharing_entry

__all__ = ["ENTRY", "GIVEN", "ROWS"]

GIVEN = {
    "s": "torch.eye(3).to_sparse()",
    "u": "torch.sparse_coo_tensor([[0, 0]], [1.0, 2.0], (3,), check_invariants=True)",
    "r": "torch.eye(3).to_sparse_csr()",
    "c": "torch.eye(3).to_sparse_csc()",
    "x": "torch.eye(3)",
}

ROWS = (
    Sharing("Tensor.indices", ("s.indices()",)),
    Sharing("Tensor.values", ("s.values()", "r.values()")),
    Sharing("Tensor.crow_indices", ("r.crow_indices()",)),
    Sharing("Tensor.col_indices", ("r.col_indices()",)),
    Sharing("Tensor.ccol_indices", ("c.ccol_indices()",)),
    Sharing("Tensor.row_indices", ("c.row_indices()",)),
    Sharing("Tensor.coalesce", ("s.coalesce()", "u.coalesce()"), "whether coalesced already"),
    Sharing("Tensor.to_sparse", ("s.to_sparse()", "x.to_sparse()"), "layout: whether it is the same"),
    Sharing("Tensor.to_sparse_csr", ("r.to_sparse_csr()", "x.to_sparse_csr()"), "layout: whether it is the same"),
    Sharing("Tensor.to_dense", ("s.to_dense()", "x.to_dense()"), "layout: whether it is the same"),
    Sharing("Tensor.t", ("s.t()", "r.t()"), "layout: COO is copied"),
)

ENTRY = sharing_entry("view-or-copy-sparse", ROWS, GIVEN)
