import dataclasses
import subprocess
import sys

import pytest
import torch
from torch.utils.checkpoint import checkpoint

from tutorial_utils.errors import GraphError
from tutorial_utils.graph import Edge, Graph, Node, Output, Saved, graph_of


class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, flag):
        ctx.save_for_backward(x)
        return x + x, x * 2 if flag else x * 3

    @staticmethod
    def backward(_, first, second):
        return first + second, None


def leaf(*shape):
    return torch.ones(shape, requires_grad=True)


def no_grad_part():
    w = leaf(2)
    with torch.no_grad():
        scale = w * 2
    return w * scale


def in_place_on_a_view():
    base = leaf(3).clone()
    part = base[1:]
    part.mul_(2)
    return part * base[0]


def shared_input():
    w = leaf(2)
    return (w * w + w).sin() * w


def branch(positive):
    w = leaf(2)
    return w.exp() if positive else (w * 2).log()


def second_order():
    x = leaf(2)
    (gradient,) = torch.autograd.grad((x**3).sum(), x, create_graph=True)
    return gradient * x


def freed():
    w = leaf(2)
    result = (w * w).sum()
    result.backward()
    return result


def multiple_outputs():
    first, _, third = leaf(3, 2).unbind(0)
    values, _ = torch.stack([first, third]).max(0)
    return values + torch.split(leaf(4), 2)[1]


def module():
    return torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1))(torch.ones(4, 2))


EXPRESSIONS = {
    "one operation": lambda: leaf(2).exp(),
    "leaf": lambda: leaf(2),
    "branch taken": lambda: branch(positive=True),
    "branch not taken": lambda: branch(positive=False),
    "shared input": shared_input,
    "no gradient wanted": lambda: leaf(2) * torch.ones(2) + torch.ones(2),
    "no_grad part": no_grad_part,
    "multiple outputs": multiple_outputs,
    "second output": lambda: leaf(3, 2).unbind(0)[1],
    "custom function": lambda: Twice.apply(leaf(2) * 1, torch.ones(()))[1],
    "views": lambda: leaf(2, 3).t().reshape(6)[1:].view(5, 1).expand(5, 2),
    "in place": lambda: leaf(2).exp().add_(1).relu_(),
    "in place on a view": in_place_on_a_view,
    "second order": second_order,
    "freed": freed,
    "module": module,
    "checkpoint": lambda: checkpoint(torch.sin, leaf(2), use_reentrant=False) * 2,
    "foreach": lambda: torch._foreach_mul([leaf(2), leaf(3)], 2.0)[1],  # noqa: SLF001
}


def told_by_torch(root):
    """The same graph by another walk: depth first, from torch's own objects; names and edges as multisets."""
    seen, stack = [], [root]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.append(node)
            stack += [target for target, _ in node.next_functions if target is not None]
    edges = [
        (node.name(), position, target and target.name(), output)
        for node in seen
        for position, (target, output) in enumerate(node.next_functions)
    ]
    return sorted(node.name() for node in seen), sorted(map(str, edges))


def told_by_us(graph):
    def name(number):
        short = graph.nodes[number].name
        return f"torch::autograd::{short}" if short in {"AccumulateGrad", "CopySlices"} else short

    edges = [
        (name(edge.node), edge.input, None if edge.target is None else name(edge.target), edge.output)
        for edge in graph.edges
    ]
    return sorted(name(node.number) for node in graph.nodes), sorted(map(str, edges))


def start(tensor):
    return torch.autograd.graph.get_gradient_edge(tensor).node


@pytest.mark.parametrize("make", EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_nodes_and_edges_are_those_of_torch(make):
    result = make()
    assert told_by_us(graph_of(result)) == told_by_torch(start(result))


@pytest.mark.parametrize("make", EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_the_numbers_lead_where_torch_leads(make):
    result = make()
    graph, live = graph_of(result), {0: start(result)}
    for edge in graph.edges:
        target, output = live[edge.node].next_functions[edge.input]
        assert edge.output == output
        if edge.target is None:
            assert target is None
        else:
            assert live.setdefault(edge.target, target) is target
    assert sorted(live) == [node.number for node in graph.nodes]


@pytest.mark.parametrize("make", EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_two_runs_of_a_program_give_equal_facts(make):
    first, second = make(), make()
    assert first is not second
    assert graph_of(first) == graph_of(second)


def test_the_comparison_with_torch_sees_an_edge_that_is_missing():
    result = shared_input()
    graph = graph_of(result)
    for broken in (
        dataclasses.replace(graph, edges=graph.edges[1:]),
        dataclasses.replace(graph, edges=(dataclasses.replace(graph.edges[0], input=1), *graph.edges[1:])),
        dataclasses.replace(graph, nodes=(dataclasses.replace(graph.nodes[0], name="Other"), *graph.nodes[1:])),
    ):
        assert told_by_us(broken) != told_by_torch(start(result))


def test_facts_of_the_worked_example_in_full():
    w, x, b = leaf(1), torch.ones(1), leaf(1)
    y = w * x
    z = y + b
    assert graph_of(z, {"w": w, "x": x, "b": b, "y": y, "z": z}) == Graph(
        roots=((0, 0),),
        nodes=(
            Node(0, "AddBackward0", (Output("z", (1,)),), (), freed=False),
            Node(1, "MulBackward0", (Output("y", (1,)),), (Saved("other", "x", (1,), 0, 0, "kept"),), freed=False),
            Node(2, "AccumulateGrad", (Output("b", (1,)),), (), freed=False),
            Node(3, "AccumulateGrad", (Output("w", (1,)),), (), freed=False),
        ),
        edges=(Edge(0, 0, 1, 0), Edge(0, 1, 2, 0), Edge(1, 0, 3, 0), Edge(1, 1, None, 0)),
    )


def test_facts_are_frozen_and_hold_no_tensor():
    graph = graph_of(leaf(2).exp())
    with pytest.raises(dataclasses.FrozenInstanceError):
        graph.nodes = ()  # type: ignore[misc]
    assert not hasattr(graph, "__dict__")
    assert isinstance(hash(graph), int)


def test_edges_of_a_node_are_found_among_all():
    graph = graph_of(shared_input())
    for node in graph.nodes:
        assert graph.edges_of(node) == tuple(edge for edge in graph.edges if edge.node == node.number)


def test_a_chain_of_10000_nodes_is_walked():
    x = leaf(1)
    for _ in range(10_000):
        x = x + 1
    graph = graph_of(x)
    assert len(graph.nodes) == 10_001
    assert [edge.target for edge in graph.edges if edge.input == 0] == list(range(1, 10_001))


def test_several_roots_share_their_nodes():
    w = leaf(2)
    y = w * 2
    graph = graph_of([y.exp(), y.sin(), y])
    assert graph.roots == ((0, 0), (1, 0), (2, 0))
    assert [node.name for node in graph.nodes] == ["ExpBackward0", "SinBackward0", "MulBackward0", "AccumulateGrad"]


def test_a_root_says_which_output_it_is():
    graph = graph_of(leaf(3, 2).unbind(0)[2])
    assert graph.roots == ((0, 2),)
    assert [output.shape for output in graph.nodes[0].outputs] == [(2,), (2,), (2,)]


def test_a_nested_tensor_has_no_shape_in_numbers():
    nested = torch.nested.nested_tensor([torch.ones(2), torch.ones(3)], layout=torch.jagged, requires_grad=True)
    assert [node.outputs for node in graph_of(nested * 2).nodes] == [(Output("", None),), (Output("", None),)]


def test_walking_runs_no_hook_and_keeps_nothing_alive():
    ran: list[torch.Tensor] = []

    def run(x):
        ran.append(x)
        return x

    w = leaf(2)
    with torch.autograd.graph.saved_tensors_hooks(lambda x: x, run):
        y = w.exp()
    y.register_hook(run)
    node = y.grad_fn
    graph = graph_of(y, {"w": w, "y": y})
    assert ran == []
    count = sys.getrefcount(node)
    del graph
    assert sys.getrefcount(node) == count


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            torch.ones(2),
            "expected a tensor that requires grad, got one of shape (2,) that does not: nothing was recorded for it",
        ),
        (
            [leaf(1), torch.ones(())],
            "expected a tensor that requires grad, got one of shape () that does not: nothing was recorded for it",
        ),
        (
            3,
            "expected a tensor or a list of tensors, got an object of type int: name the results whose graph you want",
        ),
        (
            [leaf(1), 3],
            "expected a tensor or a list of tensors, got an object of type int: name the results whose graph you want",
        ),
        (
            [],
            "expected a tensor or a list of tensors, got an empty list: name the results whose graph you want",
        ),
        (
            (),
            "expected a tensor or a list of tensors, got an empty tuple: name the results whose graph you want",
        ),
    ],
    ids=["no grad", "one without grad", "number", "one number", "empty list", "empty tuple"],
)
def test_what_has_no_graph_is_refused(value, message):
    with pytest.raises(GraphError) as caught:
        graph_of(value)
    assert str(caught.value) == message


def test_a_graph_over_the_limit_is_refused_and_one_at_the_limit_is_not():
    x = leaf(1)
    for _ in range(4):
        x = x + 1
    assert len(graph_of(x, limit=5).nodes) == 5
    with pytest.raises(GraphError) as caught:
        graph_of(x, limit=4)
    assert str(caught.value) == "expected at most 4 nodes, got a graph of more: show a smaller one"


def test_importing_the_room_does_not_import_torch():
    code = "import sys, tutorial_utils.graph; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
