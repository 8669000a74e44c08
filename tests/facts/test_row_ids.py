"""Ids of rows: readable, different, and the same wherever the row stands."""

from __future__ import annotations

import re
from pathlib import Path

from tutorial_utils.facts import registry
from tutorial_utils.facts.row_ids import row_ids
from tutorial_utils.facts.table import read

DOCS = Path(__file__).parents[2] / "docs"


def test_operators_are_words() -> None:
    keys = ["x + x", "x * x", "x ** 2", "x == x", "x @ x", "x - 1", "-x", "~x", "x[..., 0]", "x[:, 0]", "x // 2"]
    assert row_ids("t", keys) == (
        "t-x-plus-x",
        "t-x-times-x",
        "t-x-power-2",
        "t-x-eq-x",
        "t-x-matmul-x",
        "t-x-minus-1",
        "t-x",
        "t-not-x",
        "t-x-ellipsis-0",
        "t-x-colon-0",
        "t-x-floordiv-2",
    )


def test_case_and_underscores_are_kept() -> None:
    assert row_ids("t", ["Tensor.T", "Tensor.t", "add", "add_"]) == ("t-Tensor-T", "t-Tensor-t", "t-add", "t-add_")


def test_keys_that_read_the_same_are_numbered() -> None:
    assert row_ids("t", ["x", "x.", "x 2", "(x)"]) == ("t-x", "t-x-2", "t-x-2-2", "t-x-3")


def test_order_of_the_rows_does_not_matter() -> None:
    keys = ["torch.int8", "x + x", "x * x"]
    assert set(row_ids("t", keys[::-1])) == set(row_ids("t", keys))


def test_all_stored_rows_have_plain_ids_of_their_own() -> None:
    found = 0
    for name in registry.TABLES:
        keys = read(name, registry.stored_path(DOCS, name)).keys
        ids = row_ids(name, keys)
        assert len(set(ids)) == len(keys)
        assert all(re.fullmatch(r"[a-z][\w-]*\w", row_id, re.ASCII) for row_id in ids)
        found += len(ids)
    assert found >= 252
