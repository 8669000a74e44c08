import pytest
import torch

from tutorial_utils.facts.tables import tensor_classes


@pytest.fixture(scope="module")
def table():
    return tensor_classes.measure()


@pytest.mark.parametrize("column", ["CPU class", "CUDA class"])
def test_ten_dtypes_have_a_class(table, column):
    classes = [table.row(key)[column] for key in table.keys]
    assert len(set(classes)) == len(classes) == 10
    assert "" not in classes


def test_class_makes_its_dtype(table):
    for row in (table.row(key) for key in table.keys):
        legacy = getattr(torch, row["CPU class"].removeprefix("torch."))
        assert legacy(1).dtype is getattr(torch, row["dtype"])


def test_cuda_class_has_the_name_of_the_cpu_class(table):
    for row in (table.row(key) for key in table.keys):
        assert row["CUDA class"] == row["CPU class"].replace("torch.", "torch.cuda.")


def test_rows_go_up_by_kind_and_width(table):
    assert [table.row(key)["one element"] for key in table.keys] == [
        "8-bit bool",
        "8-bit unsigned",
        "8-bit signed",
        "16-bit signed",
        "32-bit signed",
        "64-bit signed",
        "16-bit floating",
        "16-bit floating",
        "32-bit floating",
        "64-bit floating",
    ]
