import re
import xml.etree.ElementTree as ET

import pytest
import torch

from tutorial_utils.errors import FigureError
from tutorial_utils.figures.forward_graph import describe_forward_graph, draw_forward_graph
from tutorial_utils.graph import graph_of


def leaf(*shape):
    return torch.ones(shape, requires_grad=True)


def worked(*, grad=True):
    w, x, b = leaf(1), leaf(1) if grad else torch.ones(1), leaf(1)
    y = w * x
    z = y + b
    return graph_of(z, {"w": w, "x": x, "b": b, "y": y, "z": z})


def elements(svg, tag):
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    return root.findall(f".//{{http://www.w3.org/2000/svg}}{tag}")


def heights(svg):
    """The height at which each text stands."""
    return {element.text: float(element.attrib["y"]) for element in elements(svg, "text")}


def test_alt_text_of_the_worked_example_in_full():
    assert describe_forward_graph(worked()) == (
        "Computation, from the leaves to the result. Leaves: b (1,), w (1,), x (1,). "
        "w and x enter mul, which makes y (1,). y and b enter add, which makes z (1,)."
    )


def test_alt_text_of_an_input_that_needs_no_gradient_in_full():
    assert describe_forward_graph(worked(grad=False)) == (
        "Computation, from the leaves to the result. Leaves: b (1,), w (1,). "
        "w and an input that needs no gradient enter mul, which makes y (1,). y and b enter add, which makes z (1,)."
    )


def test_alt_text_of_what_has_no_name_in_full():
    parts = leaf(2, 2).unbind(0)
    assert describe_forward_graph(graph_of(parts[0] * 2 + parts[1].exp())) == (
        "Computation, from the leaves to the result. Leaf: (2, 2). "
        "The leaf (2, 2) enters unbind, which makes (2,), (2,). "
        "Output 1 of unbind enters exp, which makes (2,). "
        "Output 0 of unbind and an input that needs no gradient enter mul, which makes (2,). "
        "The result of mul and the result of exp enter add, which makes (2,)."
    )


def test_the_computation_goes_down_and_arrows_with_it():
    svg = draw_forward_graph(worked())
    at = heights(svg)
    order = ["w (1,)", "mul", "y (1,)", "add", "z (1,)"]
    assert [at[text] for text in order] == sorted(at[text] for text in order)
    assert (at["x (1,)"], at["b (1,)"]) == (at["w (1,)"], at["y (1,)"])
    curves = [path.attrib["d"] for path in elements(svg, "path") if "C" in path.attrib["d"]]
    ends = [[float(number) for number in re.findall(r"-?[\d.]+", curve)] for curve in curves]
    assert len(ends) == 6
    assert all(numbers[1] < numbers[-1] for numbers in ends)


def test_operations_are_boxes_tensors_are_round_and_the_unknown_one_is_dashed():
    found = [
        (
            float(box.attrib["rx"]) > 3,
            "dasharray" in box.attrib["style"],
            re.findall(r"stroke: var\(--fig-(\w+)", box.attrib["style"])[0],
        )
        for box in elements(draw_forward_graph(worked(grad=False)), "rect")
    ]
    operation, leaf_, result = (False, False, "blue"), (True, False, "green"), (True, False, "orange")
    assert found == [operation, operation, leaf_, leaf_, result, (True, False, "purple"), (True, True, "grid")]


def test_a_tensor_without_a_name_is_drawn_only_as_a_result():
    y = leaf(2) * leaf(2)
    assert "(2,)" in heights(draw_forward_graph(graph_of(y)))
    svg = draw_forward_graph(graph_of(y.sum()))
    assert [element.text for element in elements(svg, "text")] == ["sum", "mul", "(2,)", "(2,)", "()"]


def test_several_results_and_a_result_that_is_used_again():
    y = leaf(2) * 2
    graph = graph_of((y.exp(), y), {"y": y})
    assert sorted(heights(draw_forward_graph(graph))) == ["(2,)", "exp", "mul", "no gradient", "y (2,)"]


def test_colors_are_variables_only_and_equal_facts_give_equal_bytes():
    svg = draw_forward_graph(worked())
    assert svg == draw_forward_graph(worked())
    assert re.findall(r"#\w+", re.sub(r"var\(--fig-\w+, #\w{6}\)", "", svg)) == []


def test_a_graph_of_more_than_40_nodes_is_refused():
    x = leaf(1)
    for _ in range(40):
        x = x + 1
    for render in (draw_forward_graph, describe_forward_graph):
        with pytest.raises(FigureError) as caught:
            render(graph_of(x))
        assert str(caught.value) == "expected at most 40 nodes, got 41: show a smaller graph"
