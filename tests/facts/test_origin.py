"""The list of what became of the original: what a row promises, and the words when it does not keep it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest

from tutorial_utils.errors import OriginError
from tutorial_utils.facts.origin import COUNT, Statement, faults, read_statements

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = "\t".join(field.name for field in fields(Statement))
ONE = Statement("S001", "Title", "still-true", "it said", "it is", "page", "anchor", "")
WHOLE = tuple(replace(ONE, id=f"S{number:03}") for number in range(1, COUNT + 1))


def test_whole_list_has_no_faults() -> None:
    assert faults(WHOLE) == []


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (WHOLE[1:], ["S001 is missing"]),
        ((*WHOLE, ONE), ["S001 stands there 2 times"]),
        ((*WHOLE, replace(ONE, id="S542")), ["S542 is no number of a statement"]),
        (
            (replace(ONE, status="old"), *WHOLE[1:]),
            [
                "S001: expected one of still-true, outdated, renamed/removed, broken-code, wrong-even-then, got 'old'",
            ],
        ),
        (
            (replace(ONE, today=""), *WHOLE[1:]),
            ["S001: expected what the original said and what is true today, got an empty cell"],
        ),
    ],
)
def test_each_fault_is_a_sentence(statements: tuple[Statement, ...], found: list[str]) -> None:
    assert faults(statements) == found


@pytest.mark.parametrize(
    "broken", [{"page": "", "anchor": ""}, {"anchor": ""}, {"page": ""}, {"dropped": "an opinion"}], ids=str
)
def test_row_has_a_place_or_a_reason_and_not_both(broken: dict[str, str]) -> None:
    row = replace(ONE, **broken)
    assert faults((row, *WHOLE[1:])) == [
        f"S001: expected a page and an anchor, or why it was left out, got {row}",
    ]


@pytest.mark.parametrize(("number", "found"), [(27, []), (28, ["fewer than 5% of 541 to be left out, got 28"])])
def test_few_may_be_left_out(number: int, found: list[str]) -> None:
    left_out = tuple(replace(it, page="", anchor="", dropped="an opinion") for it in WHOLE[:number])
    assert faults((*left_out, *WHOLE[number:])) == [f"expected {words}" for words in found]


def text_of(statements: tuple[Statement, ...]) -> str:
    rows = ("\t".join(getattr(it, field.name) for field in fields(it)) for it in statements)
    return "\n".join((COLUMNS, *rows)) + "\n"


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "origin.tsv"
    path.write_text(text_of(WHOLE))
    assert read_statements(path) == WHOLE


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id\tpage\n", f"origin.tsv: expected the columns {COLUMNS.replace(chr(9), ', ')}, got 'id\\tpage'"),
        (f"{COLUMNS}\nS001\tTitle\n", "origin.tsv, line 2: expected 8 cells, got 2"),
        (text_of(WHOLE[2:]), "origin.tsv: S001 is missing; S002 is missing"),
    ],
)
def test_broken_file_says_where(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "origin.tsv"
    path.write_text(text)
    with pytest.raises(OriginError) as caught:
        read_statements(path)
    assert str(caught.value) == message
