"""The rows of the table ``errors-removed``: what code for PyTorch 0.4 and 1.0 runs into today."""

from __future__ import annotations

from tutorial_utils.facts.raised import Case, errors_entry

__all__ = ["CASES", "ENTRY"]

OLD = "../tensors/methods.html"
ALGEBRA = "../operations/linear-algebra.html"

CASES = (
    Case(
        "async as an argument",
        'compile("x.cuda(async=True)", "old.py", "exec")',
        "`async` is a word of Python since 3.7: `non_blocking=True`.",
        "../tensors/device.html",
    ),
    Case(
        "grad_variables",
        "torch.ones(1, requires_grad=True).backward(grad_variables=torch.ones(1))",
        "The name is `gradient`.",
        "../autograd/backward.html",
    ),
    Case(
        "create_graph=None",
        "torch.ones(1, requires_grad=True).backward(create_graph=None)",
        "Leave it out, or say True or False.",
        "../autograd/backward.html",
    ),
    Case("symeig", "torch.symeig(torch.eye(2))", "Use `torch.linalg.eigh`.", ALGEBRA),
    Case("eig", "torch.eig(torch.eye(2))", "Use `torch.linalg.eig`.", ALGEBRA),
    Case("solve", "torch.solve(torch.ones(2, 1), torch.eye(2))", "Use `torch.linalg.solve(A, B)`.", ALGEBRA),
    Case("lstsq", "torch.lstsq(torch.ones(2, 1), torch.eye(2))", "Use `torch.linalg.lstsq(A, B)`.", ALGEBRA),
    Case("matrix_rank", "torch.matrix_rank(torch.eye(2))", "Use `torch.linalg.matrix_rank`.", ALGEBRA),
    Case("gels", "torch.gels", "Use `torch.linalg.lstsq(A, B)`; `gels` took B first.", ALGEBRA),
    Case("gesv", "torch.gesv", "Use `torch.linalg.solve(A, B)`; `gesv` took B first.", ALGEBRA),
    Case(
        "potrf",
        "torch.potrf",
        "Use `torch.linalg.cholesky`; by default it gives the lower triangle, `potrf` gave the upper.",
        ALGEBRA,
    ),
    Case("btrifact", "torch.btrifact", "Use `torch.linalg.lu_factor`.", ALGEBRA),
    Case("uniform", "torch.uniform", "Use `torch.rand`, or `x.uniform_()`.", "../operations/creation.html"),
    Case(
        "max with a number",
        "torch.max(torch.ones(2), 1.5)",
        "The second argument is a dimension or a tensor: `x.clamp(min=1.5)`.",
        "../operations/comparison.html",
    ),
    Case(
        "linspace without steps",
        "torch.linspace(1, 10)",
        "`steps` has no default any more.",
        "../operations/creation.html",
    ),
    Case(
        "Tensor with a dtype",
        "torch.Tensor(2, 3, dtype=torch.float64)",
        "`torch.Tensor` takes no dtype: `torch.empty(2, 3, dtype=...)`.",
        "../operations/creation.html",
    ),
    Case(
        "copy_ by the name src",
        "torch.ones(2).copy_(src=torch.ones(2))",
        "Pass it by position; the name is `other`.",
        OLD,
    ),
    Case(
        "in place into a smaller shape",
        "x = torch.ones(3, 2); x += torch.ones(2, 3, 2)",
        "Arithmetic in place cannot grow its tensor. Write `x = x + y`.",
        "../operations/broadcasting.html",
    ),
    Case(
        "Function without static methods",
        "Old = type('Old', (torch.autograd.Function,), {}); Old()(torch.ones(1))",
        "Write static methods, and call `Old.apply(x)`.",
        "../autograd/custom-function.html",
    ),
)

ENTRY = errors_entry("errors-removed", CASES)
