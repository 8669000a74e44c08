import subprocess
import sys

import pytest
import torch

from tutorial_utils.errors import OperationError
from tutorial_utils.facts import promotion
from tutorial_utils.facts.dtypes import kind_of
from tutorial_utils.facts.promotion import CODES, DTYPES, NUMBERS, common_dtypes, marks, survey

pytestmark = pytest.mark.filterwarnings("ignore:ComplexHalf support is experimental")


@pytest.fixture
def other_survey(monkeypatch):
    """Put cases in the place of the measured ones."""

    def put(*cases):
        monkeypatch.setattr(promotion, "survey", lambda: cases)

    return put


def answer(ask):
    try:
        return CODES[str(ask()).removeprefix("torch.")]
    except RuntimeError:
        return "raises"


def test_kinds_are_those_of_torch():
    words = {"unsigned": "integer", "signed": "integer"}
    for dtype in DTYPES:
        kinds = {kind_of(getattr(torch, name)) for name in dtype.members}
        assert {words.get(kind, kind) for kind in kinds} == {dtype.kind}


def test_every_pair_was_asked_once():
    assert len(CODES) == 21
    assert len(survey()) == 21 * 21 * 2 + 21 * len(NUMBERS) == 966
    assert len({case[:3] for case in survey()}) == 966


def test_tensors_with_dimensions_promote_like_their_dtypes():
    for case in (case for case in survey() if case.second == "tensor"):
        one, two = getattr(torch, case.left), getattr(torch, case.right)
        assert answer(lambda: torch.promote_types(one, two)) == (  # noqa: B023 -- called at once
            "raises" if case.common in marks() else case.common
        )


def asked(x, y):
    return [answer(ask) for ask in (lambda: torch.result_type(x, y), lambda: (x + y).dtype, lambda: (x / y).dtype)]


def test_left_and_right_make_no_difference_and_two_without_dimensions_are_like_two_with():
    tensors = {name: torch.ones(2, dtype=getattr(torch, name)) for name in CODES}
    for case in survey():
        x = tensors[case.left]
        found = ["raises" if text in marks() else text for text in (case.common, *case.results)]
        if case.second == "number":
            number = NUMBERS[case.right]
            assert asked(x[0], number) == found, case
            # A number divided by a tensor is the number times the reciprocal, which more dtypes have.
            assert asked(number, x)[:2] == found[:2], case
            assert found[2] in {asked(number, x)[2], "raises"}, case
            continue
        y = tensors[case.right]
        if case.second == "tensor":
            assert asked(y, x) == asked(x[0], y[0]) == found, case
        else:
            assert asked(y[0], x) == found, case


def test_an_answer_is_marked_or_a_code():
    assert list(marks().values()) == ["no 1", "no 2", "no 3", "no 4"]
    assert len(common_dtypes("tensor")) == len(common_dtypes("0-d tensor")) == 17 * 17
    assert len(common_dtypes("number")) == 17 * 4


def test_a_dtype_that_is_not_listed_is_an_error(monkeypatch):
    monkeypatch.delitem(CODES, "uint64")
    monkeypatch.setitem(CODES, "int5", "i5")
    survey.cache_clear()
    try:
        with pytest.raises(OperationError) as caught:
            survey()
    finally:
        survey.cache_clear()
    assert str(caught.value) == (
        "expected the dtypes that torch.ones fills in tutorial_utils.facts.promotion.DTYPES, "
        "got none for ['uint64'] and too many with ['int5']: change DTYPES"
    )


def test_members_of_a_row_that_promote_otherwise_are_an_error(other_survey):
    alike = promotion.Case("tensor", "float8_e5m2", "int8", "f8", ("f8", "f8"))
    other = promotion.Case("tensor", "float8_e4m3fn", "int8", "i8", ("i8", "i8"))
    other_survey(alike, other)
    with pytest.raises(OperationError) as caught:
        common_dtypes("tensor")
    assert str(caught.value) == (
        "expected float8_e4m3fn with int8 to promote like float8_e5m2 with int8, to f8, got i8: "
        "give them rows of their own in tutorial_utils.facts.promotion.DTYPES"
    )


def test_reading_imports_neither_torch_nor_numpy():
    code = (
        "import sys, tutorial_utils.facts.promotion_cases, tutorial_utils.sphinxext.promotion_chooser, "
        "tutorial_utils.facts.tables.promotion_elsewhere, tutorial_utils.sphinxext.promotion_figure; "
        "print([name for name in ('torch', 'numpy', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
