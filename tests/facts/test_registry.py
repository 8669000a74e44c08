from pathlib import Path

import pytest

from tutorial_utils.errors import UnknownTableError
from tutorial_utils.facts import registry, tables
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.table import Table, read, write

DOCS = Path(__file__).parents[2] / "docs"
STORED = Table("sizes", ("dtype", "bits"), (("torch.int8", "8"), ("torch.bool", "8")))


@pytest.fixture(autouse=True)
def sizes(monkeypatch):
    monkeypatch.setitem(registry.TABLES, "sizes", Entry(lambda: STORED, "tensors/sizes.tsv"))


@pytest.fixture
def stored(tmp_path):
    path = tmp_path / "sizes.tsv"
    write(STORED, path)
    return path


def test_cells_that_hold_pass(stored):
    assert registry.check(STORED, stored) == []


def test_changed_cell_fails_until_accepted(stored):
    stored.write_text(stored.read_text().replace("torch.bool\t8", "torch.bool\t1"))
    assert registry.check(STORED, stored) == ["table sizes, row torch.bool, column bits: stored '1', measured '8'"]
    assert registry.accept(STORED, stored) is True
    assert registry.check(STORED, stored) == []


def test_missing_row_fails_until_accepted(stored):
    stored.write_text(stored.read_text().replace("torch.bool\t8\n", ""))
    assert registry.check(STORED, stored) == ["table sizes, row torch.bool: measured, not stored"]
    assert registry.accept(STORED, stored) is True
    assert read("sizes", stored) == STORED


def test_accepting_what_holds_leaves_the_file_alone(stored):
    before = stored.stat().st_mtime_ns
    assert registry.accept(STORED, stored) is False
    assert stored.stat().st_mtime_ns == before


def test_missing_file_fails_until_accepted(tmp_path):
    path = tmp_path / "sizes.tsv"
    (sentence,) = registry.check(STORED, path)
    assert sentence == (
        f"table sizes: expected its reviewed cells in {path}, found no such file; "
        "write it with: nox -s doctest -- --accept"
    )
    assert registry.accept(STORED, path) is True
    assert registry.check(STORED, path) == []


def test_damaged_file_fails_until_accepted(stored):
    stored.write_text("dtype\tbits\ntorch.int8\n")
    assert registry.check(STORED, stored) == ["table sizes, row 1: expected 2 cells, got 1"]
    assert registry.accept(STORED, stored) is True
    assert read("sizes", stored) == STORED


@pytest.mark.parametrize("ask", [registry.measure, lambda name: registry.stored_path(Path("docs"), name)])
def test_unknown_name_lists_the_known_ones(ask):
    with pytest.raises(UnknownTableError) as caught:
        ask("dtype")
    known = ", ".join(sorted(registry.TABLES))
    assert known.startswith("comparison-functions, ")
    assert ", sizes, " in known
    assert str(caught.value) == (
        f"expected the name of a facts table ({known}), got 'dtype'; add it in tutorial_utils.facts.tables"
    )


def test_changed_cell_of_functions_fails_until_accepted(tmp_path):
    name = "elementwise-functions"
    path = tmp_path / f"{name}.tsv"
    path.write_text(registry.stored_path(DOCS, name).read_text().replace("`tensor([1, 3])`", "`tensor([-3, 3])`"))
    assert registry.check(registry.measure(name), path) == [
        f"table {name}, row remainder, column result: stored '`tensor([-3, 3])`', measured '`tensor([1, 3])`'"
    ]


@pytest.mark.parametrize("name", sorted(registry.TABLES))
def test_reviewed_cells_of_the_site_hold(name):
    assert registry.check(registry.measure(name), registry.stored_path(DOCS, name)) == []


def test_a_new_module_is_a_new_table(tmp_path, monkeypatch):
    text = """
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.table import Table

ENTRY = Entry(lambda: Table("two-words", ("a",), ()), "two-words.tsv")
"""
    tmp_path.joinpath("two_words.py").write_text(text)
    monkeypatch.setattr(tables, "__path__", [str(tmp_path)])
    found = registry.found()
    assert list(found) == ["two-words"]
    assert found["two-words"].measure().name == "two-words"


@pytest.mark.parametrize("name", sorted(registry.TABLES))
def test_a_table_bears_the_name_of_its_module(name):
    assert registry.measure(name).name == name
