"""The rows of the table ``numpy-linear-algebra``: products, norms, and what decomposes a matrix.

What is measured of a row is in ``numpy_lines``; vectors whose sign a library may choose are not shown.
"""

from __future__ import annotations

from tutorial_utils.facts.numpy_lines import Line, lines_entry

__all__ = ["ENTRY", "GIVEN", "LINES"]

GIVEN = {
    "A": "np.array([[2.0, 1.0], [1.0, 3.0]])",
    "v": "np.array([1.0, 2.0])",
    "k": "np.array([3, 4])",
    "B": "np.arange(8.0).reshape(2, 2, 2)",
    "C": "np.array([[1.0, 0.0, 0.0], [0.0, 2.0, 0.0], [0.0, 0.0, 3.0]])",
}

LINES = (
    Line("v @ v"),
    Line("A @ v"),
    Line("B @ A"),
    Line("A @ k", "A @ k.to(A.dtype)", "torch wants one dtype"),
    Line("k @ k"),
    Line("np.dot(v, v)"),
    Line("np.dot(A, A)", "A @ A", "torch: vectors only"),
    Line("np.dot(A, v)", "A @ v"),
    Line("np.dot(v, 2)", "v * 2"),
    Line("A.dot(v)", "A @ v"),
    Line("np.matmul(A, v)"),
    Line("np.inner(A, A)"),
    Line("np.vdot(v, v)"),
    Line("np.vdot(A, A)", "torch.vdot(A.flatten(), A.flatten())", "NumPy flattens"),
    Line("np.vecdot(A, A)", "torch.linalg.vecdot(A, A)"),
    Line("np.outer(v, v)"),
    Line("np.outer(A, v)", "torch.outer(A.flatten(), v)", "NumPy flattens"),
    Line("np.kron(A, v)"),
    Line("np.tensordot(A, A)"),
    Line("np.tensordot(A, v, axes=1)", "torch.tensordot(A, v, dims=1)"),
    Line("np.einsum('ij,j->i', A, v)"),
    Line("np.cross(C[0], C[1])", "torch.linalg.cross(C[0], C[1])"),
    Line("np.cross(C, C.T + 1)", "torch.linalg.cross(C, C.T + 1)", "torch: the first dimension of length 3"),
    Line("np.cross(v, v[::-1])", "v[0] * v[0] - v[1] * v[1]", "of plane vectors"),
    Line("np.trace(A)"),
    Line("np.trace(B)", "torch.diagonal(B).sum(-1)"),
    Line("A.trace()"),
    Line("np.linalg.det(A)"),
    Line("np.linalg.det(k[:, None] * k)", "torch.linalg.det((k[:, None] * k).double())", "integers"),
    Line("np.linalg.slogdet(A)"),
    Line("np.linalg.inv(A)"),
    Line("np.linalg.inv(np.zeros((2, 2)))", "", "singular"),
    Line("np.linalg.pinv(A)"),
    Line("np.linalg.solve(A, v)"),
    Line("np.linalg.lstsq(A, v)[0]", "torch.linalg.lstsq(A, v).solution"),
    Line("np.linalg.cholesky(A)"),
    Line("np.linalg.eigvalsh(A)"),
    Line("np.linalg.eigvals(C)", "torch.linalg.eigvals(C).real", "torch: complex; NumPy only where one is"),
    Line("np.linalg.svd(A)[1]"),
    Line("np.linalg.svdvals(A)"),
    Line("len(np.linalg.qr(A))"),
    Line("np.linalg.matrix_rank(A)"),
    Line("np.linalg.matrix_power(A, 3)"),
    Line("np.linalg.cond(A)"),
    Line("np.linalg.multi_dot((A, A, v))"),
    Line("np.linalg.norm(v)"),
    Line("np.linalg.norm(A)", "", "both: as one long vector"),
    Line("np.linalg.norm(A, axis=1)", "torch.linalg.norm(A, dim=1)"),
    Line("np.linalg.norm(A, ord=2)", "", "of a matrix: largest singular value"),
    Line("np.linalg.norm(B, ord=2, axis=(1, 2))", "torch.linalg.norm(B, ord=2, dim=(1, 2))"),
    Line("np.linalg.norm(k)", "torch.linalg.norm(k.double())", "torch refuses integers"),
)

ENTRY = lines_entry("numpy-linear-algebra", LINES, GIVEN)
