"""The rows of the table ``view-or-copy-numpy``: tensors from arrays and buffers, and back."""

from __future__ import annotations

from tutorial_utils.facts.view_or_copy import Sharing, sharing_entry

__all__ = ["ENTRY", "GIVEN", "ROWS"]

GIVEN = {
    "a": "np.ones((2, 3), dtype='float32')",
    "d": "np.ones((2, 3))",
    "x": "torch.ones(2, 3)",
    "z": "torch.ones(2, 3, dtype=torch.complex64)",
}
_NUMPY = "https://numpy.org/doc/stable/reference/generated"

ROWS = (
    Sharing("from_numpy", ("torch.from_numpy(a)",)),
    Sharing("as_tensor", ("torch.as_tensor(a)", "torch.as_tensor(a, dtype=torch.float64)"), "dtype, device"),
    Sharing("asarray", ("torch.asarray(a)", "torch.asarray(a, copy=True)"), "dtype, device, `copy`"),
    Sharing("frombuffer", ("torch.frombuffer(a, dtype=torch.float32)",), "strides: raises unless contiguous"),
    Sharing(
        "from_dlpack",
        ("torch.from_dlpack(a)", "torch.from_dlpack(x)", "torch.from_dlpack(a, copy=True)"),
        "`copy`",
    ),
    Sharing("tensor", ("torch.tensor(a)",)),
    Sharing(
        "Tensor",
        ("torch.Tensor(a)", "torch.Tensor(x)", "torch.Tensor([1])", "torch.Tensor(d)"),
        "type: a list is copied, and an array of another dtype",
    ),
    Sharing(
        "Tensor.numpy",
        ("x.numpy()", "x.numpy(force=True)", "z.conj().numpy(force=True)"),
        "`force`: resolves a pending conjugate",
    ),
    Sharing(
        "numpy.asarray",
        ("np.asarray(x)", "np.asarray(x, dtype='float64')"),
        "dtype",
        schema="",
        page=f"{_NUMPY}/numpy.asarray.html",
    ),
    Sharing(
        "numpy.array",
        ("np.array(x)", "np.array(x, copy=None)"),
        "`copy`",
        schema="",
        page=f"{_NUMPY}/numpy.array.html",
    ),
    Sharing("numpy.from_dlpack", ("np.from_dlpack(x)",), schema="", page=f"{_NUMPY}/numpy.from_dlpack.html"),
)

ENTRY = sharing_entry("view-or-copy-numpy", ROWS, GIVEN)
