import numpy as np
import pytest
import torch

from tutorial_utils.errors import OperationError
from tutorial_utils.facts import registry
from tutorial_utils.facts.operations import COLUMNS, Operation, measure_operations, official_page

GIVEN = {"x": "torch.tensor([[1.5, 2.5]])"}
MEND = "; change it in tutorial_utils.facts.tables.turning_functions"
TABLES = sorted(name for name in registry.TABLES if name.endswith("-functions"))
# Every function that the five tables of the 2018 tutorial name, under the name it has today.
NAMED = {
    "creation-functions": "Tensor tensor ones zeros eye arange linspace rand randn normal Tensor.uniform_ randperm",
    "elementwise-functions": "abs sqrt div exp fmod log pow cos sin asin atan2 cosh ceil round floor trunc clamp "
    "sigmoid tanh mul",
    "reduction-functions": "mean sum median mode norm dist std var cumsum cumprod",
    "comparison-functions": "gt lt ge le eq ne topk sort max min",
    "linear-algebra-functions": "trace diag triu tril mm bmm addmm addbmm addmv addr baddbmm t dot cross inverse svd "
    "linalg.inv linalg.svd linalg.cross",
    "shape-functions": "Tensor.view squeeze unsqueeze Tensor.resize_ Tensor.expand narrow",
}


def row(operation):
    return measure_operations("turning-functions", [operation], GIVEN).row(operation.name)


def message(operation):
    with pytest.raises(OperationError) as caught:
        row(operation)
    return str(caught.value)


def test_every_cell_is_measured():
    assert row(Operation("t", "swap two dimensions", "torch.t(x)", numpy="ndarray.T")) == {
        "name": "t",
        "does": "swap two dimensions",
        "example": "`torch.t(x)`",
        "result": "`tensor([[1.5000], [2.5000]])`",
        "methods": "`.t` `.t_`",
        "memory": "view",
        "NumPy": "`ndarray.T`",
    }


def test_numpy_has_the_same_name_unless_the_row_says_otherwise():
    names = {
        "abs": row(Operation("abs", "", "torch.abs(x)"))["NumPy"],
        "rsqrt": row(Operation("rsqrt", "", "torch.rsqrt(x)"))["NumPy"],
        "median": row(Operation("median", "", "torch.median(x)", numpy=""))["NumPy"],
    }
    assert names == {"abs": "`abs`", "rsqrt": "", "median": ""}


def test_function_without_a_method_has_no_method():
    assert row(Operation("linalg.norm", "", "torch.linalg.norm(x)"))["methods"] == ""
    assert row(Operation("cat", "", "torch.cat((x, x)).shape", numpy="concatenate"))["methods"] == ""


def test_example_that_raises_is_refused():
    assert message(Operation("abs", "", "torch.abs(z)")) == (
        "table turning-functions, row abs: expected 'torch.abs(z)' to run without a warning, "
        f"got NameError: name 'z' is not defined{MEND}"
    )


def test_example_that_warns_is_refused():
    # Not a warning that torch gives only once in a process.
    operation = Operation("tensor", "", "torch.tensor(x)", numpy="array")
    assert "to run without a warning, got UserWarning: To copy construct from a tensor" in message(operation)


def test_example_of_another_function_is_refused():
    assert message(Operation("abs", "", "torch.exp(x)")) == (
        f"table turning-functions, row abs: expected an example that uses .abs, got 'torch.exp(x)'{MEND}"
    )


def test_name_that_torch_does_not_have_is_refused():
    assert message(Operation("sigmod", "", "torch.sigmod(x)")) == (
        f"table turning-functions, row sigmod: expected a name in torch, got 'sigmod'{MEND}"
    )


def test_name_that_numpy_does_not_have_is_refused():
    assert message(Operation("abs", "", "torch.abs(x)", numpy="absolut")) == (
        f"table turning-functions, row abs: expected a name in numpy, got 'absolut'{MEND}"
    )


@pytest.mark.parametrize(("name", "numpy"), [("abs", "abs"), ("rsqrt", "")])
def test_name_of_numpy_that_goes_without_saying_is_refused(name, numpy):
    assert message(Operation(name, "", f"torch.{name}(x)", numpy=numpy)) == (
        f"table turning-functions, row {name}: expected NumPy's name only where it is not the same, got {numpy!r}{MEND}"
    )


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("abs", "generated/torch.abs.html"),
        ("linalg.inv", "generated/torch.linalg.inv.html"),
        ("Tensor.view", "generated/torch.Tensor.view.html"),
        ("Tensor.mT", "tensors.html#torch.Tensor.mT"),
        ("Tensor", "tensors.html"),
    ],
)
def test_official_page_is_that_of_the_name(name, page):
    assert official_page(name) == f"https://docs.pytorch.org/docs/2.13/{page}"


def test_six_tables_have_their_rows():
    rows = {name: len(registry.measure(name).rows) for name in TABLES}
    assert rows == {
        "comparison-functions": 28,
        "creation-functions": 29,
        "elementwise-functions": 31,
        "linear-algebra-functions": 34,
        "reduction-functions": 27,
        "shape-functions": 30,
    }


@pytest.mark.parametrize("name", TABLES)
def test_reviewed_cells_say_what_torch_and_numpy_say(name):
    table = registry.measure(name)
    assert table.columns == COLUMNS
    assert set(NAMED[name].split()) <= set(table.keys)
    for cells in map(table.row, table.keys):
        assert cells["memory"] in {"view", "copy", "depends", "itself", "new", ""}
        for method in cells["methods"].replace("`", "").split():
            assert hasattr(torch.Tensor, method.removeprefix("."))
        found: object = np
        for part in filter(None, cells["NumPy"].strip("`").split(".")):
            found = getattr(found, part)


def test_state_of_torch_is_left_alone_and_changes_no_cell():
    name = "creation-functions"
    expected = registry.measure(name)
    torch.manual_seed(3)
    state = torch.get_rng_state()
    torch.set_default_dtype(torch.float64)
    torch.set_default_device("meta")
    try:
        assert registry.measure(name) == expected
        assert torch.get_default_dtype() is torch.float64
        assert torch.get_default_device() == torch.device("meta")
    finally:
        torch.set_default_dtype(torch.float32)
        torch.set_default_device(None)
    assert torch.equal(torch.get_rng_state(), state)
