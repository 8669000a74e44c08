from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from tutorial_utils.errors import PrivateInterfaceError
from tutorial_utils.facts import registry
from tutorial_utils.facts.dtype_calls import CALLS
from tutorial_utils.facts.tables import dtype_claims

DOCS = Path(__file__).parents[3] / "docs"


def entry(name, cpu, cuda, mps):
    return SimpleNamespace(name=name, variant_test_name="", dtypes=cpu, dtypesIf={"cuda": cuda, "mps": mps})


def test_claims_stand_beside_what_ran(monkeypatch):
    i8, f32, u16 = torch.int8, torch.float32, torch.uint16
    monkeypatch.setattr(dtype_claims, "operators", lambda _: [entry("mean", {f32, i8}, {f32, i8}, {f32})])
    monkeypatch.setattr(dtype_claims, "CALLS", {"x.mean()": "mean"})
    monkeypatch.setattr(dtype_claims, "dtypes_tried", lambda: [i8, f32, torch.float64, u16])
    assert dtype_claims.measure().row("x.mean()") == {
        "operation": "x.mean()",
        "`int8`": "CUDA",
        "`float32`": "CUDA MPS",
        "`float64`, `uint16`": "",
        "CPU, unlike its claim": "runs float64; raises int8",
    }


@pytest.mark.parametrize("entries", [[], [SimpleNamespace(name="abs", variant_test_name="")]])
def test_renamed_operation_is_named(monkeypatch, entries):
    monkeypatch.setattr(dtype_claims, "operators", lambda _: entries)
    monkeypatch.setattr(dtype_claims, "CALLS", {"x.abs()": "abs"})
    with pytest.raises(PrivateInterfaceError) as caught:
        dtype_claims.measure()
    assert str(caught.value) == (
        "table dtype-claims: expected one entry 'abs' with dtypesIf in torch's operator database, "
        f"got {len(entries)}; change the name in tutorial_utils.facts.dtype_calls"
    )


def test_reviewed_cells_hold():
    table = dtype_claims.measure()
    assert table.keys == tuple(CALLS)
    assert registry.check(table, registry.stored_path(DOCS, "dtype-claims")) == []
    assert table.row("x << x")["`float32`"] == ""
    assert table.row("x + x")["`float64`"] == "CUDA"
