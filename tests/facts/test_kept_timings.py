import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tutorial_utils.errors import UnknownTableError
from tutorial_utils.facts import kept_timings
from tutorial_utils.facts.kept_timings import Measured, Subject, code_files, measured, subject_of
from tutorial_utils.facts.processor import Machine
from tutorial_utils.facts.timings import Pair, Timing

MACHINE = Machine("Some Processor", 4, "Linux x86_64", "2.13.0")
ROWS = ((Timing(1e-6, (0.5, 1.25)), Timing(2.0, (3.0,))),)


@pytest.fixture
def calls(monkeypatch):
    found = []

    def measure():
        found.append("measured")
        return ROWS

    subject = Subject((Pair("add", "x + x", "x_cols + x_cols"),), ("small", "large"), "given", measure)
    monkeypatch.setitem(kept_timings.TABLES, "cost", subject)
    monkeypatch.setattr(kept_timings, "this_machine", lambda: MACHINE)
    return found


def test_second_question_is_answered_from_the_folder(calls, tmp_path):
    first = measured("cost", tmp_path / "measured")
    assert first == measured("cost", tmp_path / "measured") == Measured(MACHINE, ROWS)
    assert len(calls) == 1


@pytest.mark.parametrize(
    "change", [{"processor": "Other"}, {"processors": 8}, {"system": "Darwin arm64"}, {"torch": "2.14.0"}]
)
def test_another_machine_or_torch_is_measured_again(calls, tmp_path, monkeypatch, change):
    measured("cost", tmp_path)
    other = replace(MACHINE, **change)
    monkeypatch.setattr(kept_timings, "this_machine", lambda: other)
    assert measured("cost", tmp_path) == Measured(other, ROWS)
    assert len(calls) == 2


def test_changed_code_is_measured_again(calls, tmp_path, monkeypatch):
    measured("cost", tmp_path)
    added = tmp_path / "added.py"
    added.write_text("# measures something else")
    monkeypatch.setattr(kept_timings, "code_files", lambda: [added])
    measured("cost", tmp_path)
    assert len(calls) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda _data: "",
        lambda data: json.dumps(data)[:-9],
        lambda _data: "[]",
        lambda data: json.dumps({"key": data["key"]}),
        lambda data: json.dumps({**data, "rows": []}),
        lambda data: json.dumps({**data, "rows": [data["rows"][0][:1]]}),
        lambda data: json.dumps({**data, "rows": [[{"seconds": 1.0, "ratios": []}] * 2]}),
        lambda data: json.dumps({**data, "rows": [[{"seconds": 0, "ratios": [1.0]}] * 2]}),
        lambda data: json.dumps({**data, "rows": [[{"seconds": "1", "ratios": [1.0]}] * 2]}),
        lambda data: json.dumps({**data, "rows": [[{"seconds": 1.0}] * 2]}),
    ],
)
def test_damaged_file_is_measured_again(calls, tmp_path, damage):
    measured("cost", tmp_path)
    path = tmp_path / "cost.json"
    path.write_text(damage(json.loads(path.read_text())))
    assert measured("cost", tmp_path) == Measured(MACHINE, ROWS)
    assert len(calls) == 2


@pytest.mark.usefixtures("calls")
def test_nothing_but_the_table_is_left_in_the_folder(tmp_path):
    measured("cost", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["cost.json"]


@pytest.mark.parametrize("ask", [subject_of, lambda name: measured(name, Path("unused"))])
def test_unknown_name_lists_the_known_ones(ask):
    with pytest.raises(UnknownTableError) as caught:
        ask("acces-cost")
    assert str(caught.value) == (
        "expected the name of a measured table (access-cost), got 'acces-cost'; "
        "add it in tutorial_utils.facts.kept_timings"
    )


def test_code_files_are_those_that_decide_the_timings():
    assert [path.name for path in code_files()] == ["access_cost.py", "timings.py", "kept_timings.py"]
    assert all(path.is_file() for path in code_files())


def test_key_imports_no_torch():
    code = (
        "import sys; from tutorial_utils.facts.kept_timings import key_of; "
        "from tutorial_utils.facts.processor import this_machine; key_of(this_machine()); print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
