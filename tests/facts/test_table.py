import pytest

from tutorial_utils.errors import StoredTableError
from tutorial_utils.facts.table import Table, differences, read, write

STORED = Table("sizes", ("dtype", "bits", "+"), (("torch.int8", "8", "yes"), ("torch.uint16", "16", "no")))


def test_equal_tables_differ_nowhere():
    assert differences(STORED, STORED) == []


def test_changed_cell_names_row_column_and_both_values():
    measured = Table("sizes", STORED.columns, (STORED.rows[0], ("torch.uint16", "16", "yes")))
    assert differences(STORED, measured) == ["table sizes, row torch.uint16, column +: stored 'no', measured 'yes'"]


def test_every_changed_cell_is_a_sentence():
    measured = Table("sizes", STORED.columns, (("torch.int8", "9", "no"), ("torch.uint16", "17", "yes")))
    assert len(differences(STORED, measured)) == 4


def test_missing_and_new_rows_are_named():
    measured = Table("sizes", STORED.columns, (STORED.rows[0], ("torch.uint32", "32", "no")))
    assert differences(STORED, measured) == [
        "table sizes, row torch.uint16: stored, no longer measured",
        "table sizes, row torch.uint32: measured, not stored",
    ]


def test_missing_and_new_columns_are_named_and_the_others_still_compared():
    measured = Table("sizes", ("dtype", "bytes", "+"), (("torch.int8", "1", "yes"), ("torch.uint16", "2", "yes")))
    assert differences(STORED, measured) == [
        "table sizes, column bits: stored, no longer measured",
        "table sizes, column bytes: measured, not stored",
        "table sizes, row torch.uint16, column +: stored 'no', measured 'yes'",
    ]


def test_another_order_of_rows_is_named():
    measured = Table("sizes", STORED.columns, STORED.rows[::-1])
    assert differences(STORED, measured) == [
        "table sizes, order of the rows: stored torch.int8 where torch.uint16 was measured"
    ]


def test_what_is_written_is_read_back(tmp_path):
    path = tmp_path / "sizes.tsv"
    write(STORED, path)
    assert path.read_bytes() == b"dtype\tbits\t+\ntorch.int8\t8\tyes\ntorch.uint16\t16\tno\n"
    assert read("sizes", path) == STORED


def test_empty_cells_at_the_end_of_a_row_survive_the_file(tmp_path):
    table = Table("sizes", ("dtype", "alias"), (("torch.int8", ""), ("torch.bool", "")))
    write(table, tmp_path / "sizes.tsv")
    assert read("sizes", tmp_path / "sizes.tsv") == table


def test_missing_file_says_how_to_write_it(tmp_path):
    path = tmp_path / "sizes.tsv"
    with pytest.raises(StoredTableError) as caught:
        read("sizes", path)
    assert str(caught.value) == (
        f"table sizes: expected its reviewed cells in {path}, found no such file; "
        "write it with: nox -s doctest -- --accept"
    )


def test_empty_file_is_no_table(tmp_path):
    path = tmp_path / "sizes.tsv"
    path.touch()
    with pytest.raises(StoredTableError) as caught:
        read("sizes", path)
    assert str(caught.value) == f"table sizes: expected a line of headings in {path}, got an empty file"


@pytest.mark.parametrize(
    ("columns", "rows", "message"),
    [
        (("a", "b"), (("1",),), "table t, row 1: expected 2 cells, got 1"),
        (("a", "a"), (), "table t: expected all columns to differ, got more than once: a"),
        (("a",), (("1",), ("1",)), "table t: expected all row keys to differ, got more than once: 1"),
        (("a",), (("1\t2",),), r"table t: expected a cell without tabs and line ends, got '1\t2'"),
    ],
)
def test_what_is_no_table_is_refused(columns, rows, message):
    with pytest.raises(StoredTableError) as caught:
        Table("t", columns, rows)
    assert str(caught.value) == message


def test_cells_that_say_the_same_are_no_difference() -> None:
    old = Table("sizes", ("name", "result"), (("log", "0.3333"), ("exp", "2.0000")))
    new = Table("sizes", ("name", "result"), (("log", "0.3334"), ("exp", "3.0000")))
    assert differences(old, new, lambda want, got: want[:5] == got[:5]) == [
        "table sizes, row exp, column result: stored '2.0000', measured '3.0000'"
    ]
