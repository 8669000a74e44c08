"""The rows of the table ``view-or-copy-complex``: parts of complex tensors, conjugates and adjoints."""

from __future__ import annotations

from tutorial_utils.facts.view_or_copy import Sharing, sharing_entry

__all__ = ["ENTRY", "GIVEN", "ROWS"]

GIVEN = {"z": "torch.ones(2, 2, dtype=torch.complex64)", "x": "torch.ones(2, 2)"}
KIND = "dtype: whether it is complex"

ROWS = (
    Sharing("real", ("z.real", "x.real"), KIND),
    Sharing("imag", ("z.imag",)),
    Sharing("view_as_real", ("torch.view_as_real(z)",)),
    Sharing(
        "view_as_complex",
        ("torch.view_as_complex(x)",),
        "strides: raises unless the last is 1, the others and the offset even",
    ),
    Sharing("conj", ("z.conj()", "x.conj()"), KIND),
    Sharing(
        "resolve_conj", ("z.resolve_conj()", "z.conj().resolve_conj()"), "pending work: whether a conjugate is pending"
    ),
    Sharing(
        "resolve_neg", ("x.resolve_neg()", "z.conj().imag.resolve_neg()"), "pending work: whether a sign is pending"
    ),
    Sharing("conj_physical", ("z.conj_physical()", "x.conj_physical()"), KIND),
    Sharing("Tensor.H", ("z.H", "x.H"), schema="matrix_H"),
    Sharing("Tensor.mH", ("z.mH", "x.mH")),
    Sharing("adjoint", ("z.adjoint()", "x.adjoint()")),
    Sharing("Tensor.cfloat", ("z.cfloat()", "x.cfloat()"), "dtype: whether it is the same"),
    Sharing("complex", ("torch.complex(x, x)",)),
    Sharing("abs", ("z.abs()", "x.abs()")),
    Sharing("angle", ("z.angle()", "x.angle()")),
)

ENTRY = sharing_entry("view-or-copy-complex", ROWS, GIVEN)
