"""A sentence is checked by what it says, with torch's own limits of the dtypes."""

import re

import pytest
import torch

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.promotion import CODES, DTYPES, NAMES, SECONDS, common_dtypes
from tutorial_utils.facts.promotion_reasons import KINDS, promotion_reason

PAIRS = common_dtypes("tensor")
REASONS = [
    (second, *pair, common, promotion_reason(second, *pair, common, PAIRS))
    for second in SECONDS
    for pair, common in common_dtypes(second).items()
]
KIND_OF = {dtype.name: dtype.kind for dtype in DTYPES}


def holds(wide: str, narrow: str) -> bool:
    """Whether every number of one dtype is one of the other."""
    wide_dtype, narrow_dtype = getattr(torch, wide), getattr(torch, narrow)
    if KIND_OF[narrow] == "integer":
        outer, inner = torch.iinfo(wide_dtype), torch.iinfo(narrow_dtype)
        return outer.min <= inner.min and inner.max <= outer.max
    if narrow_dtype.is_complex and not wide_dtype.is_complex:
        return False
    big, small = torch.finfo(wide_dtype), torch.finfo(narrow_dtype)
    smallest = big.smallest_normal * big.eps <= small.smallest_normal * small.eps
    return big.max >= small.max and big.eps <= small.eps and smallest


def test_every_question_has_a_reason():
    assert len(REASONS) == 17 * 17 * 2 + 17 * 4
    assert all(reason.endswith(".") for *_, reason in REASONS)


def test_what_holds_every_number_does():
    told = [(a, NAMES[b], r) for a, b, *_, r in [(x[3], x[2], x[4]) for x in REASONS if "holds every" in x[4]]]
    assert len(told) > 40
    single = [re.fullmatch(r"(\w+) holds every number of (\w+)\.", reason) for *_, reason in told]
    assert all(holds(match[1], match[2]) for match in single if match)
    both = [x for x in REASONS if "number of both" in x[4]]
    assert len(both) == len(single) - sum(map(bool, single)) == 12
    for _, left, right, common, _ in both:
        able = [
            name
            for name in KIND_OF
            if name != "float8"
            and KIND_OF[name] == KIND_OF[NAMES[common]]
            and holds(name, NAMES[left])
            and holds(name, NAMES[right])
        ]
        assert NAMES[common] in able
        assert all(getattr(torch, NAMES[common]).itemsize <= getattr(torch, name).itemsize for name in able)


def test_complex_dtype_of_a_floating_one_is_what_torch_says():
    told = {
        match.groups() for *_, r in REASONS if (match := re.search(r"and (\w+) is the complex dtype of (\w+)\.", r))
    }
    assert len(told) == 4
    assert all(getattr(torch, floating).to_complex() is getattr(torch, made) for made, floating in told)


def test_higher_kinds_are_higher():
    told = {match.groups() for *_, r in REASONS if (match := re.match(r"(\w+) is a higher kind than (\w+)", r))}
    assert len(told) == 6
    assert all(KINDS.index(high.lower()) > KINDS.index(low) for high, low in told)
    lower = {match.groups() for *_, r in REASONS if (match := re.search(r"here (\w+) is lower than (\w+)", r))}
    assert len(lower) == 6
    assert all(KINDS.index(low) < KINDS.index(high) for low, high in lower)


def test_what_stays_or_is_brought_is_the_answer():
    ends = [(x[3], re.search(r"(\w+) stays as it is\.|brings .*?(\w+)\.$", x[4])) for x in REASONS]
    found = [(common, match[1] or match[2]) for common, match in ends if match]
    assert len(found) > 200
    assert all(CODES.get(name, name) == common for common, name in found)


def test_refused_pairs_and_only_they_have_no_common_dtype():
    for *_, common, reason in REASONS:
        assert (common not in NAMES) == (reason == "There is no common dtype for the two.")


@pytest.mark.parametrize(
    ("second", "left", "right", "answer"),
    [
        ("tensor", "i8", "u8", "i32"),
        ("0-d tensor", "i8", "i16", "i16"),
        ("number", "f32", "1", "f64"),
        ("number", "i8", "1.0", "c64"),
    ],
)
def test_an_answer_that_no_sentence_fits_is_an_error(second, left, right, answer):
    with pytest.raises(OperationError) as caught:
        promotion_reason(second, left, right, answer, PAIRS)
    assert str(caught.value) == (
        f"expected a reason for {left} with {right} ({second}) to be {answer}, found none that fits: "
        "add one in tutorial_utils.facts.promotion_reasons"
    )
