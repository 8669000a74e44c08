"""The rows of the table ``creation-functions``; what is measured of them is in ``operations``."""

from __future__ import annotations

from tutorial_utils.facts.operations import Operation, functions_entry

__all__ = ["ENTRY", "GIVEN", "OPERATIONS"]

GIVEN = {"x": "torch.tensor([1.0, 2.0])", "a": "np.array([1, 2])"}

OPERATIONS = (
    Operation("tensor", "a copy of data", "torch.tensor([[1, 2], [3, 4]])", numpy="array"),
    Operation("as_tensor", "the data itself where possible, else a copy", "torch.as_tensor(a)", numpy="asarray"),
    Operation("asarray", "data itself or a copy; `copy=` decides", "torch.asarray(a, copy=True)"),
    Operation("from_numpy", "a tensor over an array's memory", "torch.from_numpy(a)"),
    Operation("Tensor", "the class: prefer `tensor` and `empty`", "torch.Tensor([2, 3])"),
    Operation("zeros", "zeros of a size", "torch.zeros(2, 3)"),
    Operation("ones", "ones of a size", "torch.ones(3)"),
    Operation("full", "one value in every place", "torch.full((2, 2), 7)"),
    Operation("empty", "a size, values left undefined", "torch.empty(2, 3).shape"),
    Operation("zeros_like", "zeros like another tensor", "torch.zeros_like(torch.eye(2))"),
    Operation("ones_like", "ones like another tensor", "torch.ones_like(torch.eye(2))"),
    Operation("full_like", "one value, like another tensor", "torch.full_like(torch.eye(2), 7)"),
    Operation("empty_like", "like another tensor, values left undefined", "torch.empty_like(torch.eye(2)).shape"),
    Operation("Tensor.new_full", "one value, same dtype and device", "torch.ones(1).new_full((3,), 7)"),
    Operation("clone", "a copy", "torch.clone(x)", numpy="copy"),
    Operation("eye", "a matrix of 0 with 1 on the diagonal", "torch.eye(2, 3)"),
    Operation("arange", "from start, in steps, to before end", "torch.arange(1, 6, 2)"),
    Operation("linspace", "so many points, both ends included", "torch.linspace(1, 10, 4)"),
    Operation("logspace", "powers of 10, exponents evenly spaced", "torch.logspace(0, 2, 3)"),
    Operation("rand", "uniform in [0, 1)", "torch.rand(2, 3).shape", numpy="random.rand"),
    Operation("randn", "normal, mean 0, deviation 1", "torch.randn(2, 3).shape", numpy="random.randn"),
    Operation("normal", "normal, with mean and deviation", "torch.normal(5.0, 0.0, (3,))", numpy="random.normal"),
    Operation("Tensor.uniform_", "fill with numbers from a range", "x.uniform_(3, 4) >= 3", numpy="random.uniform"),
    Operation("randint", "integers below the upper end", "torch.randint(5, 6, (3,))", numpy="random.randint"),
    Operation("randperm", "0 to n - 1 in random order", "torch.randperm(4).sort().values", numpy="random.permutation"),
    Operation("bernoulli", "1 with the given probability", "torch.bernoulli(torch.ones(3))", numpy="random.binomial"),
    Operation("rand_like", "uniform, like another tensor", "torch.rand_like(torch.eye(2)).shape"),
    Operation("complex", "from real and imaginary parts", "torch.complex(x, x)"),
    Operation("meshgrid", "the coordinates of a grid; say `indexing`", "torch.meshgrid(x, x, indexing='ij')[0]"),
)

ENTRY = functions_entry("creation-functions", OPERATIONS, GIVEN)
