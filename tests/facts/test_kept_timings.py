import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tutorial_utils.errors import TimingRecordError, UnknownTableError
from tutorial_utils.facts import kept_timings
from tutorial_utils.facts.kept_timings import Measured, Subject, code_files, measure_again, recorded, subject_of
from tutorial_utils.facts.processor import this_machine
from tutorial_utils.facts.timings import Pair, Timing

DOCS = Path(__file__).parents[2] / "docs"
ROWS = ((Timing(1e-6, (0.5, 1.25)), Timing(2.0, (3.0,))),)


@pytest.fixture(autouse=True)
def calls(monkeypatch):
    found = []

    def measure():
        found.append("measured")
        return ROWS

    subject = Subject((Pair("add", "x + x", "x_cols + x_cols"),), ("small", "large"), "given", measure, "cost.json")
    monkeypatch.setitem(kept_timings.TABLES, "cost", subject)
    return found


def test_what_was_measured_is_read_and_not_measured_again(calls, tmp_path):
    assert measure_again("cost", tmp_path) == tmp_path / "cost.json"
    found = recorded("cost", tmp_path)
    assert found == Measured(found.where, ROWS)
    machine = this_machine()
    assert found.where.endswith(
        f", with torch {version('torch')} on one thread of "
        f"{machine.processor} ({machine.processors} processor{'s' * (machine.processors != 1)}, {machine.system})"
    )
    assert calls == ["measured"]


def test_changed_code_is_refused_until_it_is_measured(tmp_path, monkeypatch):
    measure_again("cost", tmp_path)
    added = tmp_path / "added.py"
    added.write_text("x = 1")
    monkeypatch.setattr(kept_timings, "code_files", lambda: [added])
    with pytest.raises(TimingRecordError, match="got those of other code; measure again with: nox -s timings"):
        recorded("cost", tmp_path)
    measure_again("cost", tmp_path)
    assert recorded("cost", tmp_path).rows == ROWS


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"add": []},
        {"add": [[1e-6, [0.5]]]},
        {"add": [[1e-6, [0.5]], [0, [1.0]]]},
        {"add": [[1e-6, [0.5]], [1.0, []]]},
        {"add": [[1e-6, [0.5]], ["1", [1.0]]]},
        {"add": [[1e-6, [0.5]], [1.0]]},
        {"add": [[1e-6, [0.5]], [1.0, [1.0]]], "sum": [[1e-6, [0.5]], [1.0, [1.0]]]},
    ],
)
def test_record_of_other_rows_is_refused(tmp_path, values):
    path = measure_again("cost", tmp_path)
    path.write_text(json.dumps({**json.loads(path.read_text()), "values": values}))
    with pytest.raises(TimingRecordError, match=r"in cost\.json, got .*; measure again with: nox -s timings"):
        recorded("cost", tmp_path)


@pytest.mark.parametrize("ask", [subject_of, lambda name: recorded(name, Path("unused"))])
def test_unknown_name_lists_the_known_ones(ask):
    with pytest.raises(UnknownTableError) as caught:
        ask("acces-cost")
    assert str(caught.value) == (
        "expected the name of a measured table (access-cost, cost), got 'acces-cost'; "
        "add it in tutorial_utils.facts.kept_timings"
    )


def test_code_files_are_those_that_decide_the_timings():
    assert [path.name for path in code_files()] == ["access_cost.py", "timings.py"]
    assert all(path.is_file() for path in code_files())


def middles():
    """The middle ratio of each row of the record that the site shows, small and large."""
    subject, found = subject_of("access-cost"), recorded("access-cost", DOCS)
    rows = zip(subject.pairs, found.rows, strict=True)
    return {pair.does: [timing.ratios[len(timing.ratios) // 2] for timing in row] for pair, row in rows}


def test_record_shows_what_the_page_says():
    """A column uses one number of each line; two orders cannot both be followed; gaps must be copied out first."""
    small, large = 0, 1
    ratios = middles()
    assert ratios["sum of a column"][large] > 4
    assert ratios["add, two orders"][large] > 1.5 > ratios["add, both alike"][large]
    assert ratios["sum of all"][large] < 1.5
    assert ratios["copy into rows"][large] > 1.2 > ratios["copy, order kept"][large]
    assert ratios["matrix product"][large] < 1.1
    assert ratios["product with gaps"][small] > ratios["matrix product"][small]


def test_reading_a_record_imports_no_torch():
    code = (
        "import sys; from pathlib import Path; from tutorial_utils.facts.kept_timings import recorded; "
        f"recorded('access-cost', Path({str(DOCS)!r})); print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
