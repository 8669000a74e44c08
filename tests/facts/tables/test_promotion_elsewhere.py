import numpy as np
import pytest
import torch

from tutorial_utils.facts.tables import promotion_elsewhere


@pytest.fixture(scope="module")
def table():
    return promotion_elsewhere.measure()


def test_cells_are_what_the_libraries_say(table):
    assert torch.promote_types(torch.int64, torch.complex64) is torch.complex64
    assert np.promote_types("int64", "complex64") == "complex128"
    assert list(table.row("int64, complex64").values())[1:] == ["complex64", "complex128", "open"]
    assert list(table.row("int8, uint32").values())[1:] == ["no 1", "int64", "int64"]
    assert "int16, float32" not in table.keys


def test_rows_are_counted(table):
    assert len(table.rows) == 39
    assert sum(row[1] == "no 1" for row in table.rows) == 27
    assert sum(row[3] != "open" for row in table.rows) == 14
    assert all(row[1] == "no 1" for row in table.rows if row[3] != "open")


def test_a_pair_on_which_only_the_standard_differs_is_shown(table, monkeypatch):
    monkeypatch.setattr(promotion_elsewhere, "standard_common", lambda: {("i8", "u8"): "i32", ("u8", "i8"): "i32"})
    found = promotion_elsewhere.measure()
    assert set(found.keys) - set(table.keys) == {"uint8, int8"}
    assert list(found.row("uint8, int8").values())[1:] == ["int16", "int16", "int32"]
