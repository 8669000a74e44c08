"""The rows of the table ``linear-algebra-functions``; what is measured of them is in ``operations``.

Results are numbers far from a rounding edge, because LAPACK libraries differ in the last bits.
"""

from __future__ import annotations

from tutorial_utils.facts.operations import Operation, functions_entry

__all__ = ["ENTRY", "GIVEN", "OPERATIONS"]

GIVEN = {
    "A": "torch.tensor([[2.0, 1.0], [1.0, 3.0]])",
    "v": "torch.tensor([1.0, 2.0])",
    "B": "torch.ones(4, 2, 2)",
    "e": "torch.eye(3)",
}

OPERATIONS = (
    Operation("trace", "sum of the diagonal", "torch.trace(A)"),
    Operation("diag", "the diagonal, or a matrix from one", "torch.diag(A)"),
    Operation("diagonal", "the diagonal", "torch.diagonal(A)"),
    Operation("triu", "upper triangle", "torch.triu(A)"),
    Operation("tril", "lower triangle", "torch.tril(A, diagonal=-1)"),
    Operation("t", "transpose of a matrix", "torch.t(e[:2]).shape", numpy="ndarray.T"),
    Operation("matmul", "matrix product, `A @ v`", "torch.matmul(A, v)"),
    Operation("mm", "matrix times matrix", "torch.mm(A, A)", numpy="matmul"),
    Operation("mv", "matrix times vector", "torch.mv(A, v)", numpy="matvec"),
    Operation("bmm", "as many products as the batch has", "torch.bmm(B, B).shape", numpy="matmul"),
    Operation("dot", "inner product of two vectors", "torch.dot(v, v)"),
    Operation("outer", "each of one times each of the other", "torch.outer(v, v)"),
    Operation("linalg.cross", "cross product of 3-vectors", "torch.linalg.cross(e[0], e[1])"),
    Operation("cross", "the same; say `dim`", "torch.cross(e[0], e[1], dim=0)"),
    Operation("addmm", "matrix + matrix @ matrix", "torch.addmm(A, A, A)"),
    Operation("addmv", "vector + matrix @ vector", "torch.addmv(v, A, v)"),
    Operation("addr", "matrix + outer product", "torch.addr(A, v, v)"),
    Operation("addbmm", "matrix + sum of a batch of products", "torch.addbmm(A, B, B)"),
    Operation("baddbmm", "batch + batch of products", "torch.baddbmm(B, B, B).shape"),
    Operation("einsum", "sums over named dimensions; `ij->ji` is a view", "torch.einsum('ij,j->i', A, v)"),
    Operation("kron", "Kronecker product", "torch.kron(v, v)"),
    Operation("linalg.det", "determinant", "torch.linalg.det(A)"),
    Operation("linalg.inv", "inverse", "torch.linalg.inv(A)[0]"),
    Operation("inverse", "the same, the older name", "torch.inverse(A)[0]", numpy="linalg.inv"),
    Operation("linalg.pinv", "pseudoinverse", "torch.linalg.pinv(A)[0]"),
    Operation("linalg.solve", "the x with A @ x = v", "torch.linalg.solve(A, v)"),
    Operation("linalg.lstsq", "the x with A @ x nearest to v", "torch.linalg.lstsq(A, v[:, None])[0]"),
    Operation("linalg.svd", "singular value decomposition: U, S, Vh", "torch.linalg.svd(A).S"),
    Operation("svd", "deprecated; gives U, S and V, not Vh", "torch.svd(A).S"),
    Operation("linalg.eigh", "eigenvalues and vectors of a symmetric matrix", "torch.linalg.eigh(A).eigenvalues"),
    Operation("linalg.qr", "factors Q, orthogonal, and R, upper triangle", "torch.linalg.qr(A).R[0].abs()"),
    Operation("linalg.cholesky", "factor L of A = L @ L.T", "torch.linalg.cholesky(A)[1]"),
    Operation("linalg.matrix_rank", "rank", "torch.linalg.matrix_rank(A)"),
    Operation("linalg.matrix_norm", "norm of a matrix, Frobenius by default", "torch.linalg.matrix_norm(A)"),
)

ENTRY = functions_entry("linear-algebra-functions", OPERATIONS, GIVEN)
