import re

import pytest
import torch

from tests.facts.test_lattice import DTYPES
from tutorial_utils.facts.lattice import lattice_of
from tutorial_utils.figures.canvas import text_width
from tutorial_utils.figures.lattice import describe_lattice, draw_lattice

LATTICE = lattice_of(DTYPES, "dtypes")


@pytest.fixture(scope="module")
def svg():
    return draw_lattice(LATTICE)


def boxes(svg):
    pattern = r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"'
    return [tuple(map(float, found)) for found in re.findall(pattern, svg)]


def curves(svg):
    """Start and end of each arrow."""
    found = re.findall(r'd="M ([\d.]+) ([\d.]+) C [\d. ]+? ([\d.]+) ([\d.]+)"', svg)
    return [tuple(map(float, ends)) for ends in found]


def test_alt_text_in_full():
    assert describe_lattice(LATTICE) == (
        "Type promotion of 13 dtypes. Arrows lead from bool to uint8 and int8; from uint8 to int16; "
        "from int8 to int16; from int16 to int32; from int32 to int64; from int64 to bfloat16 and float16; "
        "from bfloat16 to float32; from float16 to float32 and complex32; from float32 to float64 and complex64; "
        "from complex32 to complex64; "
        "from float64 to complex128; from complex64 to complex128. None leads on from complex128."
    )
    assert describe_lattice(lattice_of([torch.uint8], "one")) == (
        "Type promotion of 1 dtype. None leads on from uint8."
    )


def test_each_dtype_has_a_box_around_its_name(svg):
    names = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>(\w+)<', svg)
    assert [name for *_, name in names] == [name for layer in LATTICE.layers for name in layer]
    for (x, y, name), (left, top, width, height) in zip(names, boxes(svg), strict=True):
        assert left + text_width(name, 12) / 2 < float(x) < left + width - text_width(name, 12) / 2
        assert top < float(y) < top + height


def test_each_arrow_leads_from_the_box_it_leaves_to_the_next_layer(svg):
    place = dict(zip([name for layer in LATTICE.layers for name in layer], boxes(svg), strict=True))
    found = set()
    for x, y, end_x, end_y in curves(svg):
        (start,) = [n for n, (left, top, width, high) in place.items() if left < x < left + width and y == top + high]
        (end,) = [n for n, (left, top, width, _) in place.items() if left < end_x < left + width and end_y == top]
        found.add((start, end))
    assert found == set(LATTICE.arrows)


def test_arrows_cross_no_box_and_not_each_other(svg):
    tops = sorted({top for _, top, *_ in boxes(svg)})
    for _, y, _, end_y in curves(svg):
        assert not any(y < top < end_y for top in tops)
    for x, y, end_x, _ in curves(svg):
        for other_x, other_y, other_end_x, _ in curves(svg):
            assert y != other_y or (x - other_x) * (end_x - other_end_x) >= 0


def test_figure_fits_a_phone_and_equal_facts_give_equal_bytes(svg):
    assert max(left + width for left, _, width, _ in boxes(svg)) <= 358
    assert svg == draw_lattice(lattice_of(DTYPES, "dtypes"))
    assert re.findall(r"#\w+", re.sub(r"var\(--fig-\w+, #\w{6}\)", "", svg)) == []
