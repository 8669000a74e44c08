import pytest

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.raised import COLUMNS, LONGEST_MESSAGE, Case, measure_errors, raised_by

RIGHT = Case("past the end", "x = torch.ones(3); x[5]", "Too far.", "../x.html", ("index 5 is out of range",))


def test_row_in_full():
    table = measure_errors("errors-few", [RIGHT])
    assert table.columns == COLUMNS
    assert table.rows == (
        (
            "past the end",
            "`IndexError: index 5 is out of bounds for dimension 0 with size 3`",
            "`x = torch.ones(3); x[5]`",
            "Too far.",
            "Earlier: `index 5 is out of range`",
        ),
    )


def test_call_that_raises_nothing_is_refused():
    with pytest.raises(OperationError) as caught:
        measure_errors("errors-few", [Case("fine", "torch.ones(3)[2]", "", "")])
    assert str(caught.value) == (
        "table errors-few, row fine: expected 'torch.ones(3)[2]' to raise, got no error; "
        "change it in tutorial_utils.facts.tables"
    )


def test_only_the_last_statement_may_raise():
    with pytest.raises(OperationError) as caught:
        raised_by("x = torch.ones(3)[5]; x[0]")
    assert str(caught.value) == (
        "expected only the last statement of 'x = torch.ones(3)[5]; x[0]' to raise, "
        "got IndexError: index 5 is out of bounds for dimension 0 with size 3"
    )


def test_long_message_is_cut_at_a_word():
    message = raised_by("raise ValueError('word ' * 100)")
    assert message.endswith(" word ...")
    assert LONGEST_MESSAGE - 5 < len(message) <= LONGEST_MESSAGE + 4


def test_lines_and_bold_print_become_one_plain_line():
    assert raised_by("raise ValueError('a\\n  \\x1b[1mb\\x1b[0m')") == "ValueError: a b"


def test_backticks_do_not_end_the_code_of_a_cell():
    table = measure_errors("errors-few", [Case("quoted", "raise ValueError('use `x`')", "", "")])
    assert table.row("quoted")["message"] == "`ValueError: use 'x'`"


def test_message_of_another_release_is_a_difference(tmp_path):
    from tutorial_utils.facts import registry
    from tutorial_utils.facts.table import write

    measured = measure_errors("errors-few", [RIGHT])
    path = tmp_path / "errors-few.tsv"
    write(measured, path)
    path.write_text(path.read_text().replace("out of bounds", "out of range"))
    (sentence,) = registry.check(measured, path)
    assert "stored '`IndexError: index 5 is out of range for" in sentence
    assert "measured '`IndexError: index 5 is out of bounds for" in sentence
