import re
import xml.etree.ElementTree as ET
from collections import Counter

import numpy as np
import pytest
import torch

from tutorial_utils.errors import FigureError
from tutorial_utils.figures.storage import describe_storage, draw_storage
from tutorial_utils.figures.theme import variable
from tutorial_utils.memory import layout_of

X = torch.arange(6).view(2, 3)
ROW = torch.tensor([1.0, 2.0, 3.0])


def layouts(**tensors):
    return [layout_of(tensor, name) for name, tensor in tensors.items()]


def elements(svg, tag):
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    return root.findall(f".//{{http://www.w3.org/2000/svg}}{tag}")


def texts(svg):
    return [element.text for element in elements(svg, "text")]


def hues(svg):
    """The color of each cell, tensors first, then storage."""
    return re.findall(r"<rect [^>]*stroke: var\(--fig-(\w+)", svg)


def width(svg):
    return int(re.findall(r'<svg [^>]*width="(\d+)"', svg)[0])


def test_alt_text_of_a_shared_storage_in_full():
    assert describe_storage(layouts(x=X, y=X.t())) == (
        "Tensor x: size (2, 3), stride (3, 1), storage offset 0, int64, contiguous; it reads storage cells "
        "0, 1, 2, 3, 4, 5. "
        "Tensor y: size (3, 2), stride (1, 3), storage offset 0, int64, not contiguous; it reads storage cells "
        "0, 3, 1, 4, 2, 5. "
        "Storage of x and y: 6 elements, 48 bytes: [0, 1, 2, 3, 4, 5]."
    )


def test_alt_text_of_separate_storages_and_a_0d_tensor_in_full():
    assert describe_storage(layouts(a=torch.tensor(2.5), b=ROW.expand(2, 3), c=torch.zeros(0))) == (
        "Tensor a: size (), stride (), storage offset 0, float32, contiguous; it reads storage cell 0. "
        "Storage of a: 1 element, 4 bytes: [2.5]. "
        "Tensor b: size (2, 3), stride (0, 1), storage offset 0, float32, not contiguous; it reads storage cells "
        "0, 1, 2, 0, 1, 2. "
        "Storage of b: 3 elements, 12 bytes: [1., 2., 3.]. "
        "Tensor c: size (0,), stride (1,), storage offset 0, float32, contiguous; it reads no storage cell. "
        "Storage of c: 0 elements, 0 bytes: []."
    )


def test_three_tensors_over_one_storage_are_listed_with_commas():
    assert "Storage of a, b and c: 6 elements" in describe_storage(layouts(a=X, b=X[0], c=X[1]))


def test_one_storage_read_as_two_dtypes_is_shown_once_for_each():
    told = describe_storage(layouts(a=ROW, b=ROW.view(torch.int16)))
    assert "Storage of a: 3 elements, 12 bytes: [1., 2., 3.]." in told
    assert "Storage of b: 6 elements, 12 bytes: [0, 16256, 0, 16384, 0, 16448]." in told


def test_two_storages_over_one_array_are_shown_as_two():
    array = np.array([1.0, 2.0, 3.0])
    told = describe_storage(layouts(a=torch.from_numpy(array), b=torch.from_numpy(array[:2])))
    assert "Storage of a: 3 elements, 24 bytes: [1., 2., 3.]." in told
    assert "Storage of b: 2 elements, 16 bytes: [1., 2.]." in told


def test_equal_facts_give_equal_bytes_wherever_the_storage_lies():
    copy = X.clone()
    assert draw_storage(layouts(x=X, y=X.t())) == draw_storage(layouts(x=copy, y=copy.t()))


def test_colors_are_variables_only():
    svg = draw_storage(layouts(x=X))
    assert variable("blue") in svg
    assert re.findall(r"#\w+", re.sub(r"var\(--fig-\w+, #\w{6}\)", "", svg)) == []


def test_header_names_size_stride_offset_and_dtype():
    assert texts(draw_storage(layouts(x=X[:, 1:])))[:6] == [
        "x",
        "size (2, 2)",
        "stride (3, 1)",
        "offset 1",
        "int64",
        "not contiguous",
    ]


def test_row_keeps_its_color_in_the_transpose_and_in_the_storage():
    blue, orange = "blue", "orange"
    assert hues(draw_storage(layouts(x=X, y=X.t()))) == [
        *[blue] * 3,
        *[orange] * 3,
        *[blue, orange] * 3,
        *[blue] * 3,
        *[orange] * 3,
    ]


def test_cells_that_no_tensor_reads_are_gray():
    assert hues(draw_storage(layouts(x=torch.arange(5)[1::2]))) == ["blue"] * 2 + ["grid", "blue"] * 2 + ["grid"]


def test_stride_zero_is_marked_in_red_and_repeated_cells_are_dashed():
    svg = draw_storage(layouts(x=ROW.expand(2, 3)))
    assert Counter("dasharray" in cell.get("style") for cell in elements(svg, "rect")) == {False: 6, True: 3}
    (zero,) = [element for element in elements(svg, "text") if element.text == "+0"]
    assert variable("red") in zero.get("style")


def test_offsets_are_pointed_at_and_equal_ones_share_a_pointer():
    found = [text for text in texts(draw_storage(layouts(a=X, b=X[0], c=X[1]))) if text.startswith("offset")]
    assert found == ["offset 0", "offset 0", "offset 3", "offset 3: c", "offset 0: a, b"]


@pytest.mark.parametrize(
    ("tensor", "panels"),
    [
        (torch.tensor(1), []),
        (torch.arange(12).view(2, 3, 2), ["[0]", "[1]"]),
        (torch.arange(12).view(2, 2, 3, 1), ["[0, 0]", "[0, 1]", "[1, 0]", "[1, 1]"]),
        (torch.zeros(0, 3), []),
        (torch.zeros(2, 0, 3), []),
    ],
)
def test_other_ranks_are_drawn_as_panels(tensor, panels):
    svg = draw_storage(layouts(x=tensor))
    assert [text for text in texts(svg) if text.startswith("[")] == panels
    assert len(elements(svg, "rect")) == 2 * tensor.numel()


def test_figure_of_many_cells_is_wrapped_to_the_page():
    assert width(draw_storage(layouts(x=torch.arange(64).view(4, 4, 4), y=torch.arange(64).view(4, 2, 2, 4)))) <= 564


def test_figure_of_small_tensors_fits_a_phone_however_many_they_are():
    ten, six = torch.arange(10.0).view(2, 5), torch.arange(10, 16)
    assert width(draw_storage(layouts(x=ten, y=ten.t()))) <= 358
    assert width(draw_storage(layouts(a=six, b=six.view(2, 3), c=six[2:], e=six.view(2, 3)[::2, ::2]))) <= 358


def test_no_layout_is_refused():
    message = "expected at least one layout to draw, got none: name a tensor in the figure"
    for render in (draw_storage, describe_storage):
        with pytest.raises(FigureError) as caught:
            render([])
        assert str(caught.value) == message
