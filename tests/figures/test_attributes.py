import re
import xml.etree.ElementTree as ET

import torch

from tutorial_utils.figures.attributes import describe_attributes, draw_attributes
from tutorial_utils.graph import attributes_of


def facts():
    w = torch.tensor([2.0], requires_grad=True)
    y = w * 3
    y.backward()
    return [attributes_of(w, "w"), attributes_of(y, "y")]


def elements(svg, tag):
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    return root.findall(f".//{{http://www.w3.org/2000/svg}}{tag}")


def test_alt_text_in_full():
    assert describe_attributes(facts()) == (
        "Tensor w: requires_grad True, is_leaf True, data tensor([2.]), grad tensor([3.]), grad_fn None. "
        "Tensor y: requires_grad True, is_leaf False, data tensor([6.]), grad None, grad_fn MulBackward0."
    )


def test_each_tensor_stands_above_three_attributes_and_none_has_no_box():
    svg = draw_attributes(facts())
    assert [element.text for element in elements(svg, "text")] == [
        *["w", "requires_grad True", "is_leaf True"],
        *["data", "tensor([2.])", "grad", "tensor([3.])", "grad_fn", "None"],
        *["y", "requires_grad True", "is_leaf False"],
        *["data", "tensor([6.])", "grad", "None", "grad_fn", "MulBackward0"],
    ]
    colors = [re.findall(r"stroke: var\(--fig-(\w+)", box.attrib["style"])[0] for box in elements(svg, "rect")]
    assert colors == ["green", "orange", "orange", "purple", "orange", "blue"]
    curves = [path for path in elements(svg, "path") if "C" in path.attrib["d"]]
    assert ["dasharray" in path.attrib["style"] for path in curves] == [False, False, True, False, True, False]


def test_figure_fits_a_phone_and_the_second_tensor_stands_below_the_first():
    svg = draw_attributes(facts())
    (width,) = re.findall(r'<svg [^>]*width="(\d+)"', svg)
    assert int(width) <= 358
    tops = [(float(box.attrib["y"]), float(box.attrib["height"])) for box in elements(svg, "rect")]
    assert max(top + height for top, height in tops[:3]) < min(top for top, _ in tops[3:])


def test_colors_are_variables_only_and_equal_facts_give_equal_bytes():
    svg = draw_attributes(facts())
    assert svg == draw_attributes(facts())
    assert re.findall(r"#\w+", re.sub(r"var\(--fig-\w+, #\w{6}\)", "", svg)) == []
