import numpy as np
import pytest

from tutorial_utils.errors import OperationError
from tutorial_utils.facts import promotion_numpy
from tutorial_utils.facts.promotion import CODES, NUMBERS
from tutorial_utils.facts.promotion_numpy import IN_NUMPY, numpy_common, numpy_results


@pytest.fixture
def fresh():
    for ask in (numpy_common, numpy_results):
        ask.cache_clear()
    yield
    for ask in (numpy_common, numpy_results):
        ask.cache_clear()


def test_two_arrays_promote_like_their_dtypes():
    found = numpy_common()
    assert len(found) == 14 * (14 + 4)
    for left in IN_NUMPY:
        for right in IN_NUMPY:
            assert found[left.code, right.code] == CODES[np.promote_types(left.name, right.name).name]


def test_a_number_of_another_value_makes_no_difference():
    others = {"True": False, "1": 100, "1.0": 1e3, "1j": 7j}
    for dtype in IN_NUMPY:
        for text, number in others.items():
            assert numpy_common()[dtype.code, text] == CODES[(np.ones(2, dtype.name) + number).dtype.name]
    assert set(others) == set(NUMBERS)


def test_what_the_operations_make():
    assert len(numpy_results()) == 14
    assert {code for code, (_, divided) in numpy_results().items() if divided != code} == {
        code for code in numpy_results() if code[0] not in "fc"
    }


@pytest.mark.usefixtures("fresh")
def test_an_array_without_dimensions_that_counts_otherwise_is_an_error(monkeypatch):
    monkeypatch.setattr(np, "result_type", lambda *_: np.dtype("float64"))
    with pytest.raises(OperationError) as caught:
        numpy_common()
    assert str(caught.value) == (
        "expected NumPy to promote bool with bool without dimensions like with dimensions, to f64, got bool: "
        "the page on type promotion says that they are alike"
    )


@pytest.mark.usefixtures("fresh")
def test_a_common_dtype_with_two_results_is_an_error(monkeypatch):
    monkeypatch.setattr(promotion_numpy, "numpy_common", lambda: {("i8", "i8"): "i8", ("i16", "i8"): "i8"})
    with pytest.raises(OperationError) as caught:
        numpy_results()
    assert str(caught.value) == (
        "expected NumPy to make ('i8', 'f64') of i8 in + and /, got ('i16', 'f64') for i16 with i8"
    )
