import torch

from tutorial_utils.graph import graph_of


def leaf(*shape):
    return torch.ones(shape, requires_grad=True)


def names(result, namespace):
    return [[output.tensor for output in node.outputs] for node in graph_of(result, namespace).nodes]


def test_the_first_name_of_a_tensor_counts():
    w = leaf(2)
    y = w * 2
    assert names(y, {"w": w, "again": w, "y": y, "result": y}) == [["y"], ["w"]]


def test_members_of_lists_and_tuples_and_parameters_have_names():
    parts = leaf(2, 2).unbind(0)
    layer = torch.nn.Linear(2, 1)
    result = layer(parts[1])
    found = [name for outputs in names(result, {"layer": layer, "parts": parts}) for name in outputs if name]
    assert sorted(found) == ["layer.bias", "layer.weight", "parts[0]", "parts[1]"]


def test_names_with_an_underscore_and_other_objects_are_passed_over():
    w = leaf(2)
    assert names(w * 2, {"_w": w, "n": 3, "text": "w", "none": None}) == [[""], [""]]


def test_a_name_that_is_given_to_a_new_result_moves_with_it():
    y = leaf(2) * 2
    y.add_(1)
    assert names(y, {"y": y}) == [["y"], [""], [""]]


def test_a_saved_tensor_has_the_name_of_what_reads_the_same_memory_in_the_same_way():
    w, x = leaf(2), torch.ones(2)
    z = w * x
    for namespace, found in (
        ({"x": x}, "x"),
        ({"view": x.view(2)}, "view"),
        ({"copy": x.clone()}, ""),
        ({"part": x[:1]}, ""),
        ({"bits": x.view(torch.int32)}, ""),
    ):
        assert graph_of(z, namespace).nodes[0].saved[0].tensor == found


def test_tensors_without_memory_of_their_own_do_not_share_a_name():
    first, second = torch.empty(2, device="meta"), torch.empty(2, device="meta")
    w = torch.empty(2, device="meta", requires_grad=True)
    assert graph_of(w * second, {"first": first}).nodes[0].saved[0].tensor == ""
    sparse = torch.ones(2).to_sparse()
    assert names(w * second, {"sparse": sparse, "w": w}) == [[""], ["w"]]


def test_a_view_that_may_not_be_looked_at_is_passed_over():
    base = leaf(2, 2).clone()
    parts = base.unbind(0)
    with torch.no_grad():
        base.add_(1)
    assert names(base * 1, {"parts": parts, "base": base})[1] == ["base"]
