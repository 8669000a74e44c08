"""The rows of the table ``numpy-random``: draws, which no seed makes the same in both libraries.

What is measured of a row is in ``numpy_lines``; both generators start from seed 0 and are put back.
"""

from __future__ import annotations

from tutorial_utils.facts.numpy_lines import Line, lines_entry

__all__ = ["ENTRY", "GIVEN", "LINES"]

GIVEN = {"x": "np.arange(20.0).reshape(10, 2)", "p": "np.array([0.25, 0.75])"}

LINES = (
    Line("np.random.seed(0)", "torch.manual_seed(0)", "torch gives back its generator"),
    Line("np.random.default_rng(0)", "torch.Generator().manual_seed(0)"),
    Line(
        "np.random.default_rng(0).random((2, 3))",
        "torch.rand(2, 3, generator=torch.Generator().manual_seed(0))",
    ),
    Line("np.random.rand(2, 3)", "torch.rand(2, 3, dtype=torch.float64)"),
    Line("np.random.random((2, 3))", "torch.rand(2, 3, dtype=torch.float64)"),
    Line("np.random.randn(2, 3)", "torch.randn(2, 3, dtype=torch.float64)"),
    Line("np.random.normal(1.0, 2.0, (2, 3))", "torch.normal(1.0, 2.0, (2, 3), dtype=torch.float64)"),
    Line("np.random.uniform(-1, 1, (2, 3))", "torch.empty(2, 3, dtype=torch.float64).uniform_(-1, 1)"),
    Line("np.random.exponential(2.0, (2, 3))", "torch.empty(2, 3).double().exponential_(0.5)", "scale, rate"),
    Line("np.random.poisson(3.0, (4, 3))", "torch.poisson(torch.full((4, 3), 3.0)).long()"),
    Line("np.random.binomial(5, 0.5, (4, 3))", "torch.full((5, 4, 3), 0.5).bernoulli().sum(0).long()"),
    Line("np.random.randint(0, 100, (4, 3))", "torch.randint(0, 100, (4, 3))"),
    Line("np.random.permutation(20)", "torch.randperm(20)"),
    Line("np.random.permutation(x)", "x[torch.randperm(len(x))]"),
    Line("np.random.choice(100, (4, 3))", "torch.randint(100, (4, 3))"),
    Line("np.random.choice(100, 9, replace=False)", "torch.randperm(100)[:9]"),
    Line("np.random.choice(2, 64, p=p)", "torch.multinomial(p, 64, replacement=True)"),
    Line("np.random.shuffle(x)", "x.copy_(x[torch.randperm(len(x))])", "NumPy: in place"),
)

ENTRY = lines_entry("numpy-random", LINES, GIVEN)
