import json
from dataclasses import replace

import pytest

from tutorial_utils.errors import TimingRecordError
from tutorial_utils.facts.processor import Machine
from tutorial_utils.facts.timing_record import TimingRecord, code_digest, read_record, refuse_stale, write_record

MACHINE = Machine("Some Processor", 1, "Linux x86_64", "2.13.0+cpu")
RECORD = TimingRecord("2026-11-26", MACHINE, "abc", {"add": [[0.001234, [0.5, 1.0]]], "rows": [1.0, 2]})


def test_record_comes_back_with_three_digits(tmp_path):
    write_record(tmp_path / "cost.json", RECORD)
    assert read_record(tmp_path / "cost.json") == replace(
        RECORD, values={"add": [[0.00123, [0.5, 1.0]]], "rows": [1.0, 2]}
    )


def test_list_of_numbers_stands_on_one_line(tmp_path):
    write_record(tmp_path / "cost.json", RECORD)
    lines = (tmp_path / "cost.json").read_text().splitlines()
    assert "    [ 0.5, 1.0 ]" in lines
    assert '  "rows": [ 1.0, 2 ]' in lines


def test_place_names_day_torch_and_machine():
    assert RECORD.where == (
        "once, on 2026-11-26, with torch 2.13.0+cpu on one thread of Some Processor (1 processor, Linux x86_64)"
    )


@pytest.mark.parametrize(
    ("damage", "got"),
    [
        (lambda _: None, "FileNotFoundError: "),
        (lambda _: "", "JSONDecodeError: "),
        (lambda _: "[]", "TypeError: "),
        (lambda data: json.dumps({**data, "machine": {}}), "TypeError: "),
        (lambda data: json.dumps({name: part for name, part in data.items() if name != "code"}), "KeyError: 'code'"),
    ],
)
def test_missing_or_damaged_record_says_how_to_measure(tmp_path, damage, got):
    path = tmp_path / "cost.json"
    write_record(path, RECORD)
    text = damage(json.loads(path.read_text()))
    path.unlink() if text is None else path.write_text(text)
    with pytest.raises(TimingRecordError) as caught:
        read_record(path)
    assert str(caught.value).startswith(f"expected a record of timings in cost.json, got {got}")
    assert str(caught.value).endswith("; measure again with: nox -s timings")


@pytest.mark.parametrize("build", ["2.13.0", "2.13.0+cpu", "2.13.0+cu130"])
def test_every_build_of_the_release_will_do(tmp_path, build):
    refuse_stale(tmp_path / "cost.json", RECORD, torch=build, code="abc")


@pytest.mark.parametrize(
    ("torch", "code", "message"),
    [
        ("2.14.0+cpu", "abc", "expected timings of torch 2.14.0 in cost.json, got those of torch 2.13.0"),
        ("2.13.0", "def", "expected timings of today's code in cost.json, got those of other code"),
    ],
)
def test_other_torch_or_code_is_refused(tmp_path, torch, code, message):
    with pytest.raises(TimingRecordError) as caught:
        refuse_stale(tmp_path / "cost.json", RECORD, torch=torch, code=code)
    assert str(caught.value) == f"{message}; measure again with: nox -s timings"


CODE = '"""Words."""\n\n# More words.\n\ndef f():\n    """Say."""\n    return 1  # one\n'


@pytest.mark.parametrize(
    ("old", "new"),
    [("Words", "Other\nwords"), ("# More", "# Even more"), ("\n\n", "\n# New\n\n\n"), ("Say", "Tell")],
)
def test_prose_does_not_count_as_code(tmp_path, old, new):
    path = tmp_path / "code.py"
    path.write_text(CODE)
    before = code_digest([path])
    path.write_text(CODE.replace(old, new))
    assert code_digest([path]) == before


def test_code_counts(tmp_path):
    path = tmp_path / "code.py"
    path.write_text(CODE)
    before = code_digest([path])
    path.write_text(CODE.replace("return 1", "return 2"))
    assert code_digest([path]) != before
