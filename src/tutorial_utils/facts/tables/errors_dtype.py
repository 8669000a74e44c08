"""The rows of the table ``errors-dtype``: data types that do not meet, and values that do not exist."""

from __future__ import annotations

from tutorial_utils.facts.raised import Case, errors_entry

__all__ = ["CASES", "ENTRY"]

CASES = (
    Case(
        "product of two dtypes",
        "torch.ones(2, 3).mm(torch.ones(3, 2).double())",
        "Products of matrices do not promote. Convert one of them: `.float()`, `.double()`, `.to(x.dtype)`.",
        "../tensors/dtype.html",
        ("Expected object of type torch.FloatTensor but found type torch.DoubleTensor for argument #2 'mat2'",),
    ),
    Case(
        "layer and input of two dtypes",
        "torch.nn.Linear(2, 1)(torch.ones(2).double())",
        "NumPy makes float64 where nothing else is asked for, and layers are float32: `.float()`.",
        "../tensors/dtype.html",
        (
            "expected scalar type Float but found Double",
            "Expected object of scalar type Float but got scalar type Double for argument #2 'mat1'",
        ),
    ),
    Case(
        "dot of two dtypes",
        "torch.ones(2).dot(torch.ones(2, dtype=torch.int64))",
        "Convert one of them.",
        "../tensors/dtype.html",
    ),
    Case(
        "float into integers, in place",
        "torch.arange(3).add_(0.5)",
        "An in-place operation keeps the dtype of its tensor. Write `x = x + 0.5`.",
        "../tensors/dtype.html",
    ),
    Case(
        "mean of integers",
        "torch.arange(3).mean()",
        "A mean is seldom an integer; choose a dtype for it: `.float().mean()`, or `mean(dtype=torch.float32)`.",
        "../operations/reduction.html",
        ("Can only calculate the mean of floating types. Got Long instead.",),
    ),
    Case(
        "minus of two masks",
        "torch.tensor([True]) - torch.tensor([True])",
        "For masks use `^`; to count, convert with `.int()`.",
        "../operations/comparison.html",
    ),
    Case(
        "one minus a mask",
        "1 - torch.tensor([True])",
        "Old code made uint8 masks. Invert with `~`.",
        "../operations/comparison.html",
    ),
    Case(
        "truth of several numbers",
        "bool(torch.ones(2))",
        "`if x > 0` wants one answer: `.any()`, `.all()`, or `torch.where`.",
        "../operations/comparison.html",
        ("bool value of Tensor with more than one value is ambiguous",),
    ),
    Case(
        "item of several numbers",
        "torch.ones(2).item()",
        "Pick one or reduce first; `tolist()` gives all.",
        "../tensors/index.html",
        ("only one element tensors can be converted to Python scalars",),
    ),
    Case(
        "float of several numbers",
        "float(torch.ones(2))",
        "The same refusal from Python's own conversion.",
        "../tensors/index.html",
    ),
    Case(
        "tensor of a list of tensors",
        "torch.tensor([torch.ones(2), torch.ones(2)])",
        "`torch.tensor` takes numbers out one by one. `torch.stack` joins tensors of one shape.",
        "../operations/creation.html",
    ),
    Case(
        "layer and a NumPy array",
        "torch.nn.Linear(2, 1)(np.ones(2))",
        "Layers take tensors: `torch.from_numpy(a).float()`.",
        "../operations/numpy.html",
    ),
    Case(
        "integers to a negative power",
        "torch.arange(3) ** -1",
        "Most such powers are no integers: make the tensor float first. With a tensor as exponent no error is "
        "raised, and the fractions are lost.",
        "../operations/elementwise.html",
    ),
    Case(
        "integer division by zero",
        "torch.tensor([1]) // 0",
        "Integers have no infinity; floats give `inf` or `nan`.",
        "../operations/elementwise.html",
    ),
    Case(
        "order of complex numbers",
        "torch.ones(2, dtype=torch.complex64).max()",
        "Complex numbers have no order: compare `.abs()`.",
        "../operations/comparison.html",
    ),
    Case(
        "arithmetic of uint16",
        "torch.ones(2, dtype=torch.uint16) + 1",
        "Unsigned types above 8 bits are thin: compute in int32 or int64.",
        "../tensors/dtype.html",
    ),
    Case(
        "uint16 with another integer",
        "torch.ones(2, dtype=torch.uint16) + torch.ones(2, dtype=torch.int32)",
        "There is no rule for this pair. Convert both to one dtype.",
        "../tensors/dtype.html",
    ),
    Case(
        "arithmetic of float8",
        "torch.ones(2).to(torch.float8_e5m2) + 1",
        "Keep float8 for storing, and compute in float32 or bfloat16.",
        "../tensors/dtype.html",
    ),
    Case(
        "text in a tensor",
        'torch.tensor(["a"])',
        "Tensors hold numbers and truth values. Number your words.",
        "../operations/creation.html",
    ),
    Case(
        "targets of the wrong dtype",
        "F.cross_entropy(torch.ones(1, 3), torch.tensor([1.0]))",
        "Class numbers are integers: `.long()`. Probabilities have the shape of the input.",
        "../tensors/dtype.html",
        (
            "expected scalar type Long but found Float",
            "Expected object of scalar type Long but got scalar type Float for argument #2 'target'",
        ),
    ),
    Case(
        "index of gather",
        "torch.ones(2).gather(0, torch.tensor([0.0]))",
        "Indices are integers: `.long()`.",
        "../operations/indexing.html",
    ),
    Case(
        "mask of masked_fill",
        "torch.ones(2).masked_fill_(torch.tensor([1, 0]), 9.0)",
        "A mask is bool: `mask.bool()`, or a comparison.",
        "../operations/comparison.html",
    ),
    Case(
        "out of another dtype",
        "torch.add(torch.ones(2), 1, out=torch.ones(2, dtype=torch.int64))",
        "`out=` must be able to hold the result's kind.",
        "../tensors/methods.html",
    ),
    Case(
        "inverse of a singular matrix",
        "torch.linalg.inv(torch.zeros(2, 2))",
        "It has none, and `torch.linalg.solve` raises as well. `lstsq` and `pinv` answer for such a matrix too.",
        "../operations/linear-algebra.html",
        ("inverse_cpu: U(1,1) is zero, singular U.",),
    ),
    Case(
        "Cholesky of what is not positive",
        "torch.linalg.cholesky(-torch.eye(2))",
        "It exists for positive-definite matrices. If only rounding spoiled yours, add a small multiple of the "
        "identity; for other symmetric matrices use `ldl_factor`.",
        "../operations/linear-algebra.html",
        ("cholesky_cpu: U(1,1) is zero, singular U.",),
    ),
)

ENTRY = errors_entry("errors-dtype", CASES)
