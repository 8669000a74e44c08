"""Random views of 24 distinct numbers, for the tests that hold facts and drawings against what torch reads.

Ranks 0 to 4, any offset, strides down to 0, and sizes down to 0; each value is 100 more than its place in the storage.
"""

from __future__ import annotations

import torch
from hypothesis import strategies as st

BASE = 24


@st.composite
def views(draw):
    """A view of 24 distinct numbers, made by up to four random operations."""
    shape = draw(st.sampled_from([(24,), (4, 6), (2, 3, 4), (2, 2, 3, 2), (1, 24), (3, 1, 8)]))
    tensor = torch.arange(100, 100 + BASE).view(shape)
    for _ in range(draw(st.integers(0, 4))):
        tensor = draw(st.sampled_from([permuted, sliced, narrowed, unsqueezed, expanded, restrided]))(draw, tensor)
    return tensor


def permuted(draw, tensor):
    return tensor.permute(draw(st.permutations(range(tensor.dim()))))


def sliced(draw, tensor):
    bounds = st.tuples(st.integers(0, 3), st.integers(1, 9), st.integers(1, 3))
    return tensor[tuple(slice(*draw(bounds)) for _ in range(tensor.dim()))]


def narrowed(draw, tensor):
    if tensor.dim() == 0:
        return tensor
    dim = draw(st.integers(0, tensor.dim() - 1))
    start = draw(st.integers(0, tensor.shape[dim]))
    return tensor.narrow(dim, start, draw(st.integers(0, tensor.shape[dim] - start)))


def unsqueezed(draw, tensor):
    return tensor.unsqueeze(draw(st.integers(0, tensor.dim()))) if tensor.dim() < 4 else tensor[0:1].squeeze(0)


def expanded(draw, tensor):
    sizes = [draw(st.integers(1, 3)) if length == 1 else length for length in tensor.shape]
    return tensor.expand(sizes) if torch.Size(sizes).numel() <= 64 else tensor


def restrided(draw, tensor):
    shape = draw(st.lists(st.integers(1, 3), max_size=3))
    strides = [draw(st.integers(0, 3)) for _ in shape]
    return tensor.as_strided(shape, strides, draw(st.integers(0, 5)))
