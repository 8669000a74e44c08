"""The rows of the table ``errors-shape``: shapes, dimensions and indices that do not fit."""

from __future__ import annotations

from tutorial_utils.facts.raised import Case, errors_entry

__all__ = ["CASES", "ENTRY"]

CASES = (
    Case(
        "view of other strides",
        "torch.ones(2, 3).t().view(6)",
        "No single stride walks these elements in order. `reshape` copies where it must.",
        "../storage/contiguity.html",
        ("view size is not compatible with input tensor's size and stride [...] Call .contiguous() before .view().",),
    ),
    Case(
        "view of another size",
        "torch.arange(6).view(4, 2)",
        "The lengths must multiply to the number of elements; one of them may be `-1`.",
        "../operations/shape.html",
        ("invalid argument 2: size '[4 x 2]' is invalid for input with 6 elements",),
    ),
    Case(
        "shapes that do not broadcast",
        "torch.ones(2) + torch.ones(3)",
        "Aligned at the right, lengths must be equal or 1. Insert a dimension with `None`, or mend the shape.",
        "../operations/broadcasting.html",
        ("inconsistent tensor size, expected tensor [2] and src [3] to have the same number of elements",),
    ),
    Case(
        "matrices that do not multiply",
        "torch.ones(2, 3) @ torch.ones(2, 3)",
        "Columns of the first must equal rows of the second. Often one of them wants `.mT`.",
        "../operations/linear-algebra.html",
        ("size mismatch, m1: [2 x 3], m2: [2 x 3]",),
    ),
    Case(
        "layer and input that do not fit",
        "torch.nn.Linear(4, 2)(torch.ones(2, 3))",
        "`in_features` must be the last length of the input.",
        "../operations/linear-algebra.html",
        ("size mismatch, m1: [2 x 3], m2: [4 x 2]",),
    ),
    Case(
        "dot of matrices",
        "torch.ones(2, 2).dot(torch.ones(2))",
        "`dot` is for vectors, unlike NumPy's. Use `@`.",
        "../operations/linear-algebra.html",
    ),
    Case(
        "expand of a length above 1",
        "torch.ones(3).expand(2)",
        "`expand` repeats lengths of 1; `repeat` copies any.",
        "../operations/broadcasting.html",
    ),
    Case(
        "cat of other lengths",
        "torch.cat([torch.ones(2, 2), torch.ones(3, 3)])",
        "Lengths may differ along `dim`; elsewhere they must be equal.",
        "../operations/shape.html",
        ("invalid argument 0: Sizes of tensors must match except in dimension 0. Got 2 and 3 in dimension 1",),
    ),
    Case(
        "stack of other shapes",
        "torch.stack([torch.ones(2), torch.ones(3)])",
        "`stack` wants equal shapes. Pad first, or keep a list.",
        "../operations/shape.html",
    ),
    Case(
        "rows of unequal length",
        "torch.tensor([[1, 2], [3]])",
        "A tensor is rectangular. Pad the rows, or make a nested tensor.",
        "../operations/creation.html",
    ),
    Case(
        "no such dimension",
        "torch.ones(2).sum(dim=1)",
        "Dimensions count from 0, or from -1 backwards.",
        "../operations/reduction.html",
        ("dimension out of range (expected to be in range of [-1, 0], but got 1)",),
    ),
    Case(
        "t of three dimensions",
        "torch.ones(2, 2, 2).t()",
        "`t` is for matrices: `.mT` swaps the last two dimensions, `permute` orders all.",
        "../operations/shape.html",
    ),
    Case(
        "index past the end",
        "torch.ones(3)[5]",
        "Indices go from 0 to length - 1, or from -length to -1.",
        "../operations/indexing.html",
        ("index 5 is out of range for dimension 0 (of size 3)",),
    ),
    Case(
        "too many indices",
        "torch.ones(3)[0, 0]",
        "At most one index for each dimension; a mask stands for all of its own, and `None` and `...` do not count.",
        "../operations/indexing.html",
    ),
    Case(
        "a negative step",
        "torch.ones(3)[::-1]",
        "Strides are never negative. `flip` copies in reverse order.",
        "../storage/strides.html",
    ),
    Case(
        "floats as indices",
        "torch.ones(3)[torch.tensor([0.0])]",
        "Convert: `.long()`; `//` of floats gives floats.",
        "../operations/indexing.html",
    ),
    Case(
        "mask of another length",
        "torch.ones(3)[torch.tensor([True, False])]",
        "A mask has the lengths of the dimensions it stands for.",
        "../operations/indexing.html",
    ),
    Case(
        "class number too large",
        "F.cross_entropy(torch.ones(1, 3), torch.tensor([5]))",
        "With C columns the classes are 0 to C - 1. On a GPU: `CUDA error: device-side assert triggered`.",
        "../operations/indexing.html",
        ("Assertion 'cur_target >= 0 && cur_target < n_classes' failed.",),
    ),
    Case(
        "embedding of a number too large",
        "F.embedding(torch.tensor([5]), torch.ones(3, 2))",
        "With N rows in the weight the indices are 0 to N - 1. On a GPU: `CUDA error: device-side assert triggered`.",
        "../operations/indexing.html",
        ("index out of range at /pytorch/aten/src/TH/generic/THTensorEvenMoreMath.cpp",),
    ),
    Case(
        "channels of a convolution",
        "F.conv2d(torch.ones(1, 2, 4, 4), torch.ones(1, 3, 2, 2))",
        "The channels of the input must be dimension 1 of the weight, times `groups`. Images are (N, C, H, W) or "
        "(C, H, W).",
        "../storage/contiguity.html",
    ),
    Case(
        "image of too few dimensions",
        "F.conv2d(torch.ones(4, 4), torch.ones(1, 1, 2, 2))",
        "Images are (N, C, H, W) or (C, H, W). Add the missing dimensions: `x[None]`.",
        "../operations/shape.html",
        ("Expected 4-dimensional input for 4-dimensional weight",),
    ),
    Case(
        "inputs and targets of two lengths",
        "F.cross_entropy(torch.ones(2, 3), torch.tensor([1]))",
        "There is one target for each row of the input.",
        "../operations/shape.html",
    ),
    Case(
        "batch norm of a single row",
        "torch.nn.BatchNorm1d(2)(torch.ones(1, 2))",
        "One number has no variance. Use larger batches (`drop_last=True` in the loader), or call `.eval()`.",
        "../operations/reduction.html",
    ),
    Case(
        "len of a single number",
        "len(torch.tensor(1))",
        "A tensor without dimensions has no length: `item()` takes the number out.",
        "../tensors/index.html",
    ),
    Case(
        "loop over a single number",
        "list(torch.tensor(1))",
        "There is nothing to iterate over: `item()`, or `reshape(1)`.",
        "../tensors/index.html",
    ),
)

ENTRY = errors_entry("errors-shape", CASES)
