"""The rows of the table ``numpy-creation``: making arrays, converting and copying them.

What is measured of a row is in ``numpy_lines``.
"""

from __future__ import annotations

from tutorial_utils.facts.numpy_lines import Line, lines_entry

__all__ = ["ENTRY", "GIVEN", "LINES"]

GIVEN = {
    "x": "np.array([[1.0, 2.0, 6.0], [4.0, 5.0, 3.0]])",
    "v": "np.array([2.0, 4.0])",
    "w": "np.array([1.0, 3.0, 5.0])",
}

LINES = (
    Line("np.array([1, 2])", "torch.tensor([1, 2])"),
    Line("np.array([1.0, 2.0])", "torch.tensor([1.0, 2.0], dtype=torch.float64)"),
    Line("np.array([1, 2.5])", "torch.tensor([1, 2.5], dtype=torch.float64)"),
    Line("np.array(x)", "x.clone()"),
    Line("np.asarray(x)"),
    Line("np.asarray([1.0, 2.0])", "torch.asarray([1.0, 2.0], dtype=torch.float64)"),
    Line("np.asarray(x, dtype=np.float32)"),
    Line("np.copy(x)", "x.clone()"),
    Line("x.copy()", "x.clone()", "`copy_` writes into a tensor"),
    Line("np.ascontiguousarray(x)", "x.contiguous()"),
    Line("x.astype(np.float32)", "x.to(torch.float32)"),
    Line("x.astype(np.float64)", "x.to(torch.float64, copy=True)", "`to` alone gives back `x` itself"),
    Line("x.astype(int)", "x.to(torch.int64)"),
    Line("np.zeros((2, 3))", "torch.zeros(2, 3, dtype=torch.float64)"),
    Line("np.zeros(3, dtype=np.int32)"),
    Line("np.ones((2, 3))", "torch.ones(2, 3, dtype=torch.float64)"),
    Line("np.full((2,), 7)"),
    Line("np.full((2,), 7.0)", "torch.full((2,), 7.0, dtype=torch.float64)"),
    Line("np.full(2, 7)", "torch.full((2,), 7)", "`full` wants a tuple"),
    Line("np.empty((0, 3))", "torch.empty(0, 3, dtype=torch.float64)"),
    Line("np.zeros_like(x)"),
    Line("np.ones_like(x)"),
    Line("np.full_like(x, 7)"),
    Line("np.zeros_like(x, shape=(2,))", "x.new_zeros(2)"),
    Line("np.eye(2)", "torch.eye(2, dtype=torch.float64)"),
    Line("np.eye(3, k=1)", "torch.diag(torch.ones(2, dtype=torch.float64), 1)"),
    Line("np.identity(2)", "torch.eye(2, dtype=torch.float64)"),
    Line("np.diag(v)"),
    Line("np.diagflat(x)"),
    Line("np.arange(4)"),
    Line("np.arange(4.0)", "torch.arange(4.0, dtype=torch.float64)"),
    Line("np.arange(0, 1, 0.25)", "torch.arange(0, 1, 0.25, dtype=torch.float64)"),
    Line("np.arange(3, 0)", "torch.arange(0)", "no numbers between: torch refuses"),
    Line("np.linspace(0, 1, 5)", "torch.linspace(0, 1, 5, dtype=torch.float64)"),
    Line("np.linspace(0, 1)", "torch.linspace(0, 1, 50, dtype=torch.float64)", "NumPy makes 50"),
    Line("np.linspace(0, 1, num=5)", "torch.linspace(0, 1, steps=5, dtype=torch.float64)"),
    Line("np.linspace(0, 1, 4, endpoint=False)", "torch.arange(4, dtype=torch.float64) / 4"),
    Line("np.logspace(0, 2, 3)", "torch.logspace(0, 2, 3, dtype=torch.float64)"),
    Line("np.geomspace(1, 100, 3)", "torch.logspace(0, 2, 3, dtype=torch.float64)", "takes exponents"),
    Line("np.meshgrid(v, w)", "torch.meshgrid(v, w, indexing='xy')", "torch's default is `ij`, with a warning"),
    Line("np.meshgrid(v, w, indexing='ij')"),
    Line("np.indices((2, 2))", "torch.stack(torch.meshgrid([torch.arange(2)] * 2, indexing='ij'))"),
    Line("np.tril_indices(2)", "tuple(torch.tril_indices(2, 2))", "one tensor with two rows"),
    Line("np.vander(w)"),
    Line("np.hanning(4)", "torch.hann_window(4, periodic=False, dtype=torch.float64)"),
    Line("np.hamming(4)", "torch.hamming_window(4, periodic=False, dtype=torch.float64)"),
    Line(
        "np.frombuffer(b'\\x01\\x02', dtype=np.uint8)", "torch.frombuffer(bytearray(b'\\x01\\x02'), dtype=torch.uint8)"
    ),
    Line("np.result_type(x, np.float32)", "torch.promote_types(x.dtype, torch.float32)"),
    Line("np.promote_types(np.int32, np.float32)", "", "torch keeps float32"),
    Line("np.can_cast(np.int64, np.int32)", "", "torch asks for the kind, not the size"),
)

ENTRY = lines_entry("numpy-creation", LINES, GIVEN)
