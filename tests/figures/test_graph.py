import re
import xml.etree.ElementTree as ET

import pytest
import torch
from torch.autograd.graph import saved_tensors_hooks

from tutorial_utils.errors import FigureError
from tutorial_utils.figures.graph import describe_graph, draw_graph
from tutorial_utils.figures.theme import variable
from tutorial_utils.graph import graph_of


def leaf(*shape):
    return torch.ones(shape, requires_grad=True)


def worked():
    w, x, b = leaf(1), torch.ones(1), leaf(1)
    y = w * x
    z = y + b
    return graph_of(z, {"w": w, "x": x, "b": b, "y": y, "z": z})


def outputs():
    parts = leaf(3, 2).unbind(0)
    product = parts[0] * parts[2]
    return graph_of((product, parts[1]), {"parts": parts, "product": product})


def changed():
    w = leaf(2)
    y = w.exp()
    with torch.no_grad():
        y.add_(1)
    return graph_of(y, {"w": w, "y": y})


def elements(svg, tag):
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    return root.findall(f".//{{http://www.w3.org/2000/svg}}{tag}")


def texts(svg):
    return [element.text for element in elements(svg, "text")]


def width(svg):
    return int(re.findall(r'<svg [^>]*width="(\d+)"', svg)[0])


def boxes(svg):
    """Each box as (round, dashed, color)."""
    return [
        (
            float(box.attrib["rx"]) > 3,
            "dasharray" in box.attrib["style"],
            re.findall(r"stroke: var\(--fig-(\w+)", box.attrib["style"])[0],
        )
        for box in elements(svg, "rect")
    ]


def curves(svg):
    """Each curve as its two ends and whether it is dashed."""
    found = [path for path in elements(svg, "path") if "C" in path.attrib["d"]]
    for path in found:
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.attrib["d"])]
        yield (numbers[0], numbers[1]), (numbers[-2], numbers[-1]), "dasharray" in path.attrib["style"]


def test_alt_text_of_the_worked_example_in_full():
    assert describe_graph(worked()) == (
        "Recorded graph, from the result to the leaves. The gradient of z enters node 0. "
        "Node 0, AddBackward0, made z (1,); input 0 leads to node 1; input 1 leads to node 2. "
        "Node 1, MulBackward0, made y (1,); saved other = x (1,), version 0; input 0 leads to node 3; "
        "input 1 leads to None. Node 2, AccumulateGrad, is the leaf b (1,). "
        "Node 3, AccumulateGrad, is the leaf w (1,)."
    )


def test_alt_text_of_several_roots_and_outputs_in_full():
    assert describe_graph(outputs()) == (
        "Recorded graph, from the result to the leaves. The gradient of product enters node 0. "
        "The gradient of parts[1] enters output 1 of node 1. "
        "Node 0, MulBackward0, made product (2,); saved other = parts[2] (2,), version 0; "
        "saved self = parts[0] (2,), version 0; input 0 leads to output 0 of node 1; "
        "input 1 leads to output 2 of node 1. "
        "Node 1, UnbindBackward0, made parts[0] (2,), parts[1] (2,), parts[2] (2,); its input leads to node 2. "
        "Node 2, AccumulateGrad, is the leaf (3, 2)."
    )


def test_alt_text_of_changed_packed_and_freed_tensors_in_full():
    assert describe_graph(changed()) == (
        "Recorded graph, from the result to the leaves. The gradient of y enters node 0. "
        "Node 0, ExpBackward0, made y (2,); saved result = y (2,), version 0, now 1: modified; "
        "its input leads to node 1. Node 1, AccumulateGrad, is the leaf w (2,)."
    )
    w = leaf(2)
    with saved_tensors_hooks(lambda x: x, lambda x: x):
        y = w.exp()
    assert "Node 0, ExpBackward0, made (2,); saved result, packed by a hook; its input" in describe_graph(graph_of(y))
    y.sum().backward()
    assert "Node 0, ExpBackward0, made (2,); saved tensors freed; its input" in describe_graph(graph_of(y))


def test_alt_text_of_a_leaf_in_full():
    w = leaf(2)
    assert describe_graph(graph_of(w, {"w": w})) == (
        "Recorded graph, from the result to the leaves. The gradient of w enters node 0. "
        "Node 0, AccumulateGrad, is the leaf w (2,)."
    )


def test_each_node_is_a_box_with_its_number_what_it_made_and_what_it_saved():
    found = texts(draw_graph(worked()))
    assert found[4:] == [
        *["0 AddBackward0", "z (1,)"],
        *["1 MulBackward0", "y (1,)", "saved other = x (1,)", "version 0"],
        *["2 AccumulateGrad", "b (1,)"],
        *["3 AccumulateGrad", "w (1,)"],
        "z",
        "None",
    ]
    assert found[:4] == ["0", "1", "0", "1"]


def test_leaves_differ_from_operations_by_shape_and_color():
    blue, green = (False, False, "blue"), (True, False, "green")
    assert boxes(draw_graph(worked())) == [blue, blue, green, green]


def test_every_edge_is_an_arrow_down_and_the_one_to_none_is_dashed():
    graph = worked()
    found = list(curves(draw_graph(graph)))
    assert len(found) == len(graph.edges) + len(graph.roots)
    assert all(start[1] < end[1] for start, end, _ in found)
    assert [dashed for *_, dashed in found].count(True) == 1
    heads = [path for path in elements(draw_graph(graph), "path") if "C" not in path.attrib["d"]]
    assert len(heads) == len(found)


def test_outputs_are_numbered_in_the_box_and_at_the_arrows():
    svg = draw_graph(outputs())
    assert [text for text in texts(svg) if text.startswith("output")] == [
        "output 0 = parts[0] (2,)",
        "output 1 = parts[1] (2,)",
        "output 2 = parts[2] (2,)",
    ]
    assert sorted(text for text in texts(svg) if text.isdigit()) == ["0", "0", "1", "1", "2"]


def test_a_changed_tensor_is_red_and_says_so_in_words():
    (line,) = [text for text in elements(draw_graph(changed()), "text") if "modified" in (text.text or "")]
    assert line.text == "version 0, now 1: modified"
    assert variable("red") in line.attrib["style"]


def test_colors_are_variables_only_and_equal_facts_give_equal_bytes():
    svg = draw_graph(worked())
    assert svg == draw_graph(worked())
    assert re.findall(r"#\w+", re.sub(r"var\(--fig-\w+, #\w{6}\)", "", svg)) == []


def test_figure_of_the_worked_example_fits_a_phone():
    w, x, b = leaf(1), leaf(1), leaf(1)
    y = w * x
    z = y + b
    graph = graph_of(z, {"w": w, "x": x, "b": b, "y": y, "z": z})
    assert 340 < width(draw_graph(graph)) <= 358


def chain(length):
    x = leaf(1)
    for _ in range(length):
        x = x + 1
    return graph_of(x)


def test_a_graph_of_more_than_40_nodes_is_refused():
    assert draw_graph(chain(39))
    for render in (draw_graph, describe_graph):
        with pytest.raises(FigureError) as caught:
            render(chain(40))
        assert str(caught.value) == "expected at most 40 nodes, got 41: show a smaller graph"
