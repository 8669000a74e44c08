import warnings
from itertools import combinations_with_replacement

import pytest
import torch

from tutorial_utils.errors import FigureError
from tutorial_utils.facts.lattice import lattice_of

NAMES = "bool uint8 int8 int16 int32 int64 bfloat16 float16 float32 float64 complex32 complex64 complex128"
DTYPES = [getattr(torch, name) for name in NAMES.split()]


def reached(lattice, name):
    """All names that arrows lead to, with the name itself."""
    return {name}.union(*(reached(lattice, end) for start, end in lattice.arrows if start == name))


def test_following_the_arrows_gives_what_promote_types_says():
    lattice = lattice_of(DTYPES, "dtypes")
    pairs = list(combinations_with_replacement(NAMES.split(), 2))
    assert len(pairs) == 91
    for one, two in pairs:
        both = reached(lattice, one) & reached(lattice, two)
        first = [name for name in both if both <= reached(lattice, name)]
        assert [getattr(torch, name) for name in first] == [
            torch.promote_types(getattr(torch, one), getattr(torch, two))
        ]


def test_arrows_lead_to_a_later_layer_and_none_follows_from_others():
    lattice = lattice_of(DTYPES, "dtypes")
    layer = {name: number for number, names in enumerate(lattice.layers) for name in names}
    assert list(map(len, lattice.layers)) == [1, 2, 1, 1, 1, 2, 2, 2, 1]
    assert len(lattice.arrows) == 16
    for start, end in lattice.arrows:
        assert layer[start] < layer[end]
        others = [name for begin, name in lattice.arrows if begin == start and name != end]
        assert not any(end in reached(lattice, name) for name in others)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (
            "int8 int8",
            "expected a list of different dtypes, got some = [torch.int8, torch.int8]: name one in the figure",
        ),
        ("", "expected a list of different dtypes, got some = []: name one in the figure"),
        (
            "uint16 int8",
            (
                "expected dtypes that torch promotes, got torch.uint16 and torch.int8 in some: Promotion for "
                "uint16, uint32, uint64 types is not supported, attempted to promote UInt16 and Char"
            ),
        ),
        (
            "float16 bfloat16 float64",
            (
                "expected torch.float16 with torch.bfloat16 to give the first dtype of some above both, "
                "got torch.float32: draw others"
            ),
        ),
    ],
)
def test_what_cannot_be_drawn_says_why(names, message):
    with pytest.raises(FigureError) as caught:
        lattice_of([getattr(torch, name) for name in names.split()], "some")
    assert str(caught.value) == message


def test_a_promotion_that_is_not_the_first_above_both_is_refused(monkeypatch):
    real = torch.promote_types
    planted = {torch.uint8, torch.int8}
    monkeypatch.setattr(torch, "promote_types", lambda a, b: torch.int32 if {a, b} == planted else real(a, b))
    with pytest.raises(FigureError, match=r"got torch\.int32: draw others"):
        lattice_of(DTYPES, "dtypes")


def test_reading_a_complex_half_warns_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert lattice_of([torch.complex32], "one").layers == (("complex32",),)
