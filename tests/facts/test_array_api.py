"""The copied tables, held against NumPy, which follows the standard where it says something."""

from itertools import product

import pytest

from tutorial_utils.facts.array_api import standard_common, standard_results
from tutorial_utils.facts.promotion import DTYPES, NUMBERS
from tutorial_utils.facts.promotion_numpy import numpy_common

SIGNED = {"i8", "i16", "i32", "i64"}
UNSIGNED = {"u8", "u16", "u32", "u64"}
FLOATING = {"f32", "f64", "c64", "c128"}


def test_pairs_are_those_the_standard_has():
    pairs = {pair for pair in standard_common() if pair[1] not in NUMBERS}
    same_kind = {*product(SIGNED | UNSIGNED, repeat=2), *product(FLOATING, repeat=2)}
    too_wide = {pair for code in SIGNED for pair in ((code, "u64"), ("u64", code))}
    assert pairs == same_kind - too_wide
    assert len(pairs) == 72


def test_no_copied_cell_is_mistyped():
    assert len(standard_common()) == 72 + 1 + 8 + 2 * 3 + 2 * 3
    assert {pair: numpy_common()[pair] for pair in standard_common()} == standard_common()


@pytest.mark.parametrize("dtype", DTYPES, ids=lambda dtype: dtype.code)
def test_number_is_specified_where_its_kind_is_not_higher(dtype):
    kinds = [number for number in NUMBERS if (dtype.code, number) in standard_common()]
    wanted = {"bool": ["True"], "integer": ["1"]}.get(dtype.kind, ["1", "1.0", "1j"])
    assert kinds == (wanted if dtype.code in SIGNED | UNSIGNED | FLOATING | {"bool"} else [])


def test_division_is_specified_for_floating_dtypes():
    assert {code for pair in standard_common() if (code := pair[0]) and standard_results(code)[1]} == FLOATING
