"""A page shows the record of its script; a record of another torch or other code stops the build."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.bench import timings
from tutorial_utils.errors import TimingRecordError
from tutorial_utils.facts.processor import Machine
from tutorial_utils.facts.timing_record import TimingRecord, code_digest, read_record, write_record
from tutorial_utils.runtime import kept
from tutorial_utils.sphinxext import gallery_timings
from tutorial_utils.sphinxext.gallery_timings import checked_records, forget_other_records, load

SITE = Path(__file__).parents[2]
SCRIPT = (
    '"""Title"""\nfrom tutorial_utils.runtime.kept import kept\n\nprint(kept("where", "now"), kept("copy", 0.123456))\n'
)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "plot_x.py"
    path.write_text(SCRIPT)
    tmp_path.joinpath("plot_y.py").write_text("print(1)\n")
    timings.measure_script(path)
    return path


def test_measured_script_has_a_record_and_prints_what_it_measured(
    script: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    timings.measure_script(script)
    assert capsys.readouterr().out == "now 0.123456\n"
    records = checked_records(script.parent)
    assert {name: record.values for name, record in records.items()} == {"plot_x": {"copy": 0.123}}
    assert records["plot_x"].machine.torch == version("torch")


def test_record_is_shown_to_its_script_only(
    script: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    records = checked_records(script.parent)
    timings.measure_script(script)
    monkeypatch.setattr(gallery_timings, "_records", records)
    monkeypatch.setattr(kept, "RECORD", {})
    load({}, "plot_x.py")
    assert (kept.kept("copy", 1.0), kept.kept("another", 1.0)) == (0.123, 1.0)
    assert kept.kept("where", "now") == records["plot_x"].where
    load({}, "plot_y.py")
    assert kept.kept("copy", 1.0) == 1.0
    said = "another: not in the record, so measured now, on this machine"
    assert capsys.readouterr().out.splitlines() == ["now 0.123456", said]


def test_script_without_a_record_is_refused(script: Path) -> None:
    script.with_suffix(".json").unlink()
    with pytest.raises(TimingRecordError, match=r"expected a record of timings in plot_x\.json, got FileNotFoundError"):
        checked_records(script.parent)


def test_changed_script_is_refused_and_changed_prose_is_not(script: Path) -> None:
    script.write_text(SCRIPT.replace("Title", "Another title"))
    checked_records(script.parent)
    script.write_text(SCRIPT.replace("0.123456", "0.654321"))
    with pytest.raises(TimingRecordError, match=r"today's code in plot_x\.json, got those of other code"):
        checked_records(script.parent)


def test_another_release_is_refused(script: Path) -> None:
    path = script.with_suffix(".json")
    record = read_record(path)
    write_record(path, replace(record, machine=replace(record.machine, torch="1.0.0")))
    with pytest.raises(TimingRecordError, match=r"got those of torch 1\.0\.0; measure again with: nox -s timings"):
        checked_records(script.parent)


def test_record_of_no_script_is_refused(script: Path) -> None:
    script.with_suffix(".json").rename(script.with_name("plot_y.json"))
    script.write_text("print(2)\n")
    with pytest.raises(TimingRecordError) as raised:
        checked_records(script.parent)
    assert str(raised.value) == (
        "expected a script that shows the times of plot_y.json, got none: delete it, or "
        "measure again with: nox -s timings"
    )


def test_script_runs_again_with_another_record(tmp_path: Path) -> None:
    record = TimingRecord("2026-11-26", Machine("M9", 8, "Linux ppc", "2.13.0"), code_digest([]), {"copy": 1.0})
    runs = [tmp_path / f"{name}.py.md5" for name in ("plot_x", "plot_y")]
    left = []
    for values in ({"copy": 1.0}, {"copy": 1.0}, {"copy": 2.0}):
        for run in runs:
            run.write_text("ran")
        forget_other_records({"plot_x": replace(record, values=values)}, tmp_path)
        left.append([run.exists() for run in runs])
    assert left == [[False, True], [True, True], [False, True]]


def test_site_has_a_record_for_each_script_that_shows_times() -> None:
    assert list(checked_records(SITE / "gallery")) == ["plot_device_transfer"]
    conf = (SITE / "docs/conf.py").read_text()
    assert '"tutorial_utils.sphinxext.gallery_timings",' in conf
    assert '"tutorial_utils.sphinxext.gallery_timings.load",' in conf


def test_no_other_script_reads_a_clock() -> None:
    scripts = sorted((SITE / "gallery").glob("*.py"))
    assert [path.stem for path in scripts if "import time" in path.read_text()] == ["plot_device_transfer"]
