import subprocess
import sys

import pytest
import torch

from tutorial_utils.facts.dtypes import KINDS
from tutorial_utils.facts.tables import dtypes


@pytest.fixture(scope="module")
def table():
    return dtypes.measure()


def test_every_dtype_of_torch_has_one_row(table):
    found = {str(value).removeprefix("torch.") for value in vars(torch).values() if isinstance(value, torch.dtype)}
    assert set(table.keys) == found
    assert len(table.rows) == len(found) == 46


def test_aliases_name_the_same_object(table):
    rows = [table.row(key) for key in table.keys]
    pairs = [(row["dtype"], alias) for row in rows for alias in row["aliases"].split(", ") if alias]
    assert len(pairs) == 10
    for name, alias in pairs:
        assert getattr(torch, alias.strip("`")) is getattr(torch, name)


def test_kinds_are_counted(table):
    kinds = [table.row(key)["kind"] for key in table.keys]
    assert {kind: kinds.count(kind) for kind in KINDS} == {
        "bool": 1,
        "unsigned": 11,
        "signed": 11,
        "floating": 10,
        "complex": 3,
        "quantized": 5,
        "bits": 5,
    }


def test_step_is_the_gap_after_one(table):
    for name in ("float16", "bfloat16", "float32", "float64"):
        one = torch.ones((), dtype=getattr(torch, name))
        gap = torch.nextafter(one, one + 1) - one
        base, exponent = table.row(name)["step at 1"].split("**")
        assert gap.item() == int(base) ** int(exponent)


@pytest.mark.parametrize("name", ["float8_e4m3fn", "float8_e4m3fnuz", "float8_e5m2", "float8_e5m2fnuz"])
def test_step_of_float8_is_between_two_numbers_it_holds(table, name):
    base, exponent = table.row(name)["step at 1"].split("**")
    step = int(base) ** int(exponent)
    kept = torch.tensor([1 + step, 1 + step / 2]).to(getattr(torch, name)).double()
    assert kept[0] == 1 + step
    assert kept[1] in (1, 1 + step)


def test_finfo_still_halves_one_step(table):
    """When torch mends this, the page no longer needs its exception."""
    assert torch.finfo(torch.float8_e5m2fnuz).eps == 2**-3
    assert table.row("float8_e5m2fnuz")["step at 1"] == "2**-2"


def test_bits_count_elements_that_share_a_byte(table):
    keys = ("quint2x4", "quint4x2", "int4", "complex128")
    assert [table.row(key)["bits"] for key in keys] == ["2", "4", "8", "128"]


def test_no_range_where_torch_speaks_of_the_stored_integers(table):
    assert torch.iinfo(torch.quint4x2).max == torch.iinfo(torch.quint8).max == 255
    assert {table.row(key)["range"] for key in ("quint4x2", "quint8", "qint8", "qint32")} == {""}


def test_dtypes_that_add_come_first_and_empty_names_last(table):
    support = [table.row(key)["CPU"] for key in table.keys]
    assert support == ["adds"] * 13 + ["fills"] * 8 + [""] * 25


def test_default_dtype_changes_no_cell(table):
    torch.set_default_dtype(torch.float64)
    try:
        assert dtypes.measure() == table
    finally:
        torch.set_default_dtype(torch.float32)


def test_importing_the_room_imports_no_torch():
    code = (
        "import sys, tutorial_utils.facts.registry, tutorial_utils.facts.cache\n"
        "sys.exit('torch' in sys.modules or 'numpy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=False)
    assert run.returncode == 0
