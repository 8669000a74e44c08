"""What the chooser is told, held against torch and NumPy themselves."""

import re
import warnings

import numpy as np
import pytest
import torch

from tutorial_utils.facts import registry
from tutorial_utils.facts.promotion import DTYPES, NUMBERS
from tutorial_utils.facts.promotion_cases import TABLES, verdicts

BY_CODE = {dtype.code: dtype for dtype in DTYPES}


@pytest.fixture(scope="module")
def found():
    return verdicts({name: registry.measure(name) for name in TABLES})


def done(make, left, second, right, operation):
    x = make(2, left)
    y = NUMBERS[right] if second == "number" else make(2 if second == "tensor" else (), right)
    return x + y if operation == "+" else x / y


def in_torch(shape, code):
    return torch.ones(shape, dtype=getattr(torch, BY_CODE[code].members[-1]))


def in_numpy(shape, code):
    return np.ones(shape, BY_CODE[code].name)


def test_every_verdict_is_what_torch_does(found):
    assert len(found) == 1292
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="ComplexHalf")
        for (second, left, right, operation), verdict in found.items():
            if verdict.error:
                kind, _, message = re.escape(verdict.error).replace(r"\.\.\.", r"\w+").partition(":\\ ")
                with pytest.raises(RuntimeError, match=f"^{message}") as caught:
                    done(in_torch, left, second, right, operation)
                assert (caught.type.__name__, verdict.result) == (kind, "")
            else:
                result = done(in_torch, left, second, right, operation)
                names = BY_CODE[right].members if right == "f8" else ()
                assert str(result.dtype) in {f"torch.{name}" for name in (verdict.result, *names)}
                assert not verdict.error


def test_every_verdict_is_what_numpy_does(found):
    asked = 0
    for (second, left, right, operation), verdict in found.items():
        if verdict.numpy:
            asked += 1
            assert done(in_numpy, left, second, right, operation).dtype.name == verdict.numpy
    assert asked == 14 * (14 + 14 + 4) * 2


def test_the_standard_never_contradicts_numpy(found):
    specified = [verdict for verdict in found.values() if verdict.standard]
    assert len(specified) == 72 * 2 + 16 * 2 + 20 + 12
    assert all(verdict.standard == verdict.numpy for verdict in specified)


def test_division_says_why_it_is_another_dtype(found):
    assert found["tensor", "i32", "i32", "/"].reason == (
        "Both are int32. Their common dtype is int32, and / makes the default dtype of it, float32."
    )
    assert found["tensor", "u16", "u16", "+"].reason == (
        "Both are uint16. Their common dtype is uint16, and the CPU has no + for it."
    )


def test_a_missing_row_is_an_error():
    tables = {name: registry.measure(name) for name in TABLES}
    tables["promotion-tensors"] = tables["promotion-refused"]
    with pytest.raises(KeyError, match="bool"):
        verdicts(tables)
