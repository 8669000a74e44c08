import pytest
import torch

from tutorial_utils.facts import dtype_operations


@pytest.fixture(scope="module")
def table():
    return dtype_operations.measure()


def test_thin_dtypes_are_found_and_the_everyday_ones_left_out(table):
    assert len(table.rows) == 9
    assert {"torch.uint16", "torch.float8_e5m2", "torch.complex32"} <= set(table.keys)
    everyday = {"torch.float32", "torch.bfloat16", "torch.int64", "torch.bool", "torch.uint8"}
    assert everyday.isdisjoint(table.keys)


def test_answers_are_what_running_says(table):
    x = torch.ones(2, dtype=torch.uint16)
    assert (x * x).tolist() == [1, 1]
    with pytest.raises(NotImplementedError, match="add_stub"):
        x + x
    row = table.row("torch.uint16")
    assert "`x * x`" in row["runs"].split(", ")
    assert "`x + x`" in row["raises"].split(", ")


def test_every_operation_either_runs_or_raises(table):
    for row in (table.row(key) for key in table.keys):
        runs, raises = row["runs"].split(", "), row["raises"].split(", ")
        assert len(runs) + len(raises) == len({*runs, *raises}) == 16


def test_rows_with_most_support_come_first(table):
    counts = [len(row[1].split(", ")) for row in table.rows]
    assert counts == sorted(counts, reverse=True)
