"""A gallery page says with what its script ran, and a build that shows a kept page does not claim the run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tutorial_utils.sphinxext import gallery_runs
from tutorial_utils.sphinxext.gallery_runs import RUNS, forget_unnoted_runs, note_runs

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def generated(tmp_path: Path) -> Path:
    for name in ("plot_a", "plot_b"):
        (tmp_path / f"{name}.py.md5").write_text(f"text of {name}")
        (tmp_path / f"{name}.py").write_text(f'"""{name}"""\n\nx = 1\n\n# %%\n# Words\n\nx += 1\n')
    return tmp_path


def test_a_run_is_noted_with_its_day_its_devices_and_its_blocks(
    generated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
    runs = note_runs(generated, generated, ["cpu", "cuda"])
    assert list(runs) == ["plot_a", "plot_b"]
    assert runs["plot_a"]["device"] == "cpu, cuda"
    assert (runs["plot_a"]["date"], runs["plot_a"]["blocks"]) == ("2026-01-02", "2")
    assert set(runs["plot_a"]) == {"mark", "torch", "python", "platform", "device", "date", "commit", "blocks"}
    assert json.loads((generated / RUNS).read_text()) == runs


def test_only_what_ran_again_is_noted_anew(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = note_runs(generated, generated, ["cpu"])
    (generated / "plot_a.py.md5").write_text("another text")
    second = note_runs(generated, generated, ["cuda"])
    assert second["plot_a"]["device"] == "cuda"
    assert second["plot_b"] == first["plot_b"]
    (generated / "plot_a.py.md5").unlink()
    assert note_runs(generated, generated, ["mps"]) == {"plot_b": first["plot_b"]}
    monkeypatch.setattr(gallery_runs, "fingerprint", lambda: "another torch")
    assert note_runs(generated, generated, ["mps"])["plot_b"]["device"] == "mps"


def test_a_build_without_a_run_asks_for_no_devices(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = note_runs(generated, generated, ["cpu"])
    monkeypatch.setattr(gallery_runs, "run_facts", None)  # would raise if it were called
    assert note_runs(generated, generated) == first


def test_a_run_that_no_build_noted_is_done_again(generated: Path) -> None:
    note_runs(generated, generated, ["cpu"])
    (generated / "plot_b.py.md5").write_text("ran, and then another script failed")
    forget_unnoted_runs(generated)
    assert [path.name for path in generated.glob("*.py.md5")] == ["plot_a.py.md5"]
