import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tutorial_utils.memory import byte_range, cells_of, shares_memory

X = torch.arange(24).view(4, 6)


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        (X, X, True),
        (X, X.t(), True),
        (X, X.view(torch.int32), True),
        (X[0], X[1], False),
        (X[:, ::2], X[:, 1::2], False),
        (X[:, 0], X[:, 1], False),
        (X[::2], X[1:2].expand(3, 6), False),
        (X[0, 2:5], X[:, 4], True),
        (X, X.clone(), False),
        (X, X.reshape(24), True),
        (X.t(), X.t().reshape(24), False),
        (X, X[:0], False),
        (X, X.to("meta"), False),
        (X.to("meta"), X.to("meta"), False),
    ],
)
def test_sharing_is_exact_in_both_directions(a, b, shared):
    assert (shares_memory(a, b), shares_memory(b, a)) == (shared, shared)


def test_two_storages_over_one_numpy_array_share():
    array = np.zeros(4)
    a, b = torch.from_numpy(array), torch.from_numpy(array[1:])
    assert a.untyped_storage().data_ptr() != b.untyped_storage().data_ptr()
    assert shares_memory(a, b)


def test_byte_range_spans_gaps_and_is_empty_without_elements():
    start, end = byte_range(X[:, 1])
    assert (start - X.data_ptr(), end - start) == (8, (3 * 6 + 1) * 8)
    assert byte_range(X[:0]) == (0, 0)


strided = st.tuples(
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 5)), max_size=3),
    st.integers(0, 4),
    st.sampled_from([torch.int64, torch.int16]),
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(strided, strided)
def test_sharing_is_what_a_write_shows(first, second):
    base = torch.zeros(40, dtype=torch.int64)
    a, b = (
        base.view(dtype).as_strided([n for n, _ in dims], [s for _, s in dims], offset)
        for dims, offset, dtype in (first, second)
    )
    assert not b.any()
    base.view(a.dtype)[list(cells_of(a.shape, a.stride(), first[1]))] = -1
    assert shares_memory(a, b) == bool(b.any())
