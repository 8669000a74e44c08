import pytest
import torch

from tutorial_utils.facts.tables import thin_dtypes


@pytest.fixture(scope="module")
def table():
    return thin_dtypes.measure()


def test_thin_dtypes_are_grouped_and_the_everyday_ones_left_out(table):
    assert table.columns == (
        "operation",
        "`uint16`, `uint32`, `uint64`",
        "`complex32`",
        "`float8_e4m3fn`, `float8_e4m3fnuz`, `float8_e5m2`, `float8_e5m2fnuz`, `float8_e8m0fnu`",
    )


def test_answers_are_what_running_says(table):
    x, u16 = torch.ones(2, dtype=torch.float8_e5m2), torch.ones(2, dtype=torch.uint16)
    assert (x * x).float().tolist() == [1, 1]
    with pytest.raises(NotImplementedError, match="mul_cpu_reduced_float"):
        x * 2
    with pytest.raises(NotImplementedError, match="add_stub"):
        u16 + u16
    assert list(table.row("x * x").values()) == ["x * x", "runs", "runs", "runs"]
    assert list(table.row("x * 2").values()) == ["x * 2", "runs", "runs", "raises"]
    assert list(table.row("x + x").values()) == ["x + x", "raises", "runs", "raises"]


def test_every_operation_either_runs_or_raises(table):
    assert len(table.rows) == 17
    assert {cell for row in table.rows for cell in row[1:]} == {"runs", "raises"}


def test_columns_and_rows_with_most_support_come_first(table):
    columns = [cells.count("runs") for cells in list(zip(*table.rows, strict=True))[1:]]
    rows = [row.count("runs") for row in table.rows]
    assert columns == sorted(columns, reverse=True)
    assert rows == sorted(rows, reverse=True)


def test_only_dtypes_with_the_same_answers_share_a_column(monkeypatch):
    found: dict[torch.dtype, list[str]] = {
        dtype: [] for dtype in (torch.float32, torch.uint64, torch.complex32, torch.uint16)
    }
    monkeypatch.setattr(thin_dtypes, "all_dtypes", lambda: found)
    assert thin_dtypes.measure().columns == ("operation", "`uint16`, `uint64`", "`complex32`")
