from collections import Counter
from typing import Any

import pytest
import torch

from tutorial_utils.facts.tables import numpy_keywords


@pytest.fixture(scope="module")
def table():
    return numpy_keywords.measure()


def test_every_call_is_a_row_in_its_order(table):
    assert len(table.rows) == len(numpy_keywords.CALLS) == 59
    assert [f"`{call}`" for call in numpy_keywords.CALLS] == [row[1] for row in table.rows]


def test_answers_are_counted(table):
    rows = [table.row(key) for key in table.keys]
    assert Counter(row["`axis`"] for row in rows) == {"taken": 54, "refused": 5}
    assert Counter(row["`keepdims`"] for row in rows) == {"taken": 24, "refused": 1, "": 34}


def test_some_answers_without_the_machinery(table):
    x = torch.ones(2, 3)
    functions: dict[str, Any] = vars(torch)  # the stubs know no `axis`
    assert functions["sum"](x, axis=1, keepdims=True).shape == (2, 1)
    assert functions["cat"]((x, x), axis=1).shape == (2, 6)
    for name, arguments, said in (
        ("roll", (x, 1), "unexpected keyword argument 'axis'"),
        ("flip", (x,), 'missing 1 required positional arguments: "dims"'),
        ("unique", (x,), "unexpected keyword argument 'axis'"),
    ):
        with pytest.raises(TypeError, match=said):
            functions[name](*arguments, axis=0)
    cells = {key: table.row(key)["`axis`"] for key in ("sum", "cat", "roll", "flip", "unique")}
    assert cells == {"sum": "taken", "cat": "taken", "roll": "refused", "flip": "refused", "unique": "refused"}


def test_name_that_answers_otherwise_is_not_taken(monkeypatch):
    monkeypatch.setattr(numpy_keywords, "ALIASES", {"axis": ("dim",), "keepdims": ("keepdim",)})
    monkeypatch.setattr(torch, "tried", lambda _x, dim=0, axis=0: torch.ones(2) * dim + 5 * axis, raising=False)
    monkeypatch.setattr(numpy_keywords, "CALLS", ("torch.tried(x, dim=1)",))
    assert numpy_keywords.measure().row("tried")["`axis`"] == "another answer"


def test_signature_that_shows_the_name(table):
    assert table.row("concatenate")["signature shows"] == "`axis`"
    assert (torch.concatenate.__doc__ or "").strip().startswith("concatenate(tensors, axis=0")
