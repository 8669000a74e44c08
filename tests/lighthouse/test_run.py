"""The command, with a stand-in for Node and Lighthouse: nothing here measures anything or needs either."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.lighthouse import run
from tests.lighthouse.report import CATEGORIES

if TYPE_CHECKING:
    from pathlib import Path

STAND_IN = """#!/bin/sh
echo "$@" >> {calls}
case "$*" in *--preset=desktop*) cat {desk};; *) cat {phone};; esac
"""


def report(seo: float) -> str:
    audits = {"meta-description": {"id": "meta-description", "score": int(seo == 1)}}
    refs = {name: [{"id": "meta-description", "weight": 1}] if name == "seo" else [] for name in CATEGORIES}
    scores = {**dict.fromkeys(CATEGORIES, 1), "seo": seo}
    categories = {name: {"score": scores[name], "auditRefs": refs[name]} for name in CATEGORIES}
    categories = {name: {"score": scores[name], "auditRefs": refs[name]} for name in CATEGORIES}
    return json.dumps({"audits": audits, "categories": categories})


@pytest.fixture
def bin_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of one page, and a PATH with stand-ins alone."""
    site = tmp_path / "html"
    bin_dir = tmp_path / "bin"
    for folder in (site, bin_dir):
        folder.mkdir()
    site.joinpath("index.html").write_text("<p>x</p>")
    monkeypatch.setattr(run, "SITE", site)
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "TARGET", tmp_path / "lighthouse.json")
    monkeypatch.setenv("PATH", str(bin_dir))
    command(bin_dir, "node", "#!/bin/sh\necho v20.1.0\n")
    command(bin_dir, "chromium", "#!/bin/sh\n")
    files = {name: tmp_path / f"{name}.json" for name in ("phone", "desk")}
    for path in files.values():
        path.write_text(report(1))
    command(bin_dir, "npx", STAND_IN.format(calls=tmp_path / "calls", **files).replace("cat ", "/bin/cat "))
    return bin_dir


def command(bin_dir: Path, name: str, text: str) -> None:
    bin_dir.joinpath(name).write_text(text)
    bin_dir.joinpath(name).chmod(0o755)


def test_a_site_above_its_floors_passes(bin_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["index.html"]) == 0
    record = json.loads(bin_dir.parent.joinpath("lighthouse.json").read_text())
    assert record["missed"] == []
    assert record["scores"]["index.html"]["phone"] == dict.fromkeys(CATEGORIES, 100)
    assert "no floor missed; written to lighthouse.json" in capsys.readouterr().out
    calls = bin_dir.parent.joinpath("calls").read_text().splitlines()
    assert len(calls) == 6  # three runs for each of two form factors
    assert sum("--only-categories=performance,accessibility,best-practices,seo" in call for call in calls) == 2
    assert all(call.startswith("--yes lighthouse@12.8.2 http://127.0.0.1:") for call in calls)


def test_a_report_below_the_floor_fails_with_the_name_of_the_audit(
    bin_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bin_dir.parent.joinpath("phone.json").write_text(report(0.9))
    assert run.main(["index.html", "--runs", "1"]) == 1
    wanted = "index.html, phone: seo 90, floor 100: meta-description"
    assert capsys.readouterr().out.splitlines()[-1] == wanted
    assert json.loads(bin_dir.parent.joinpath("lighthouse.json").read_text())["missed"] == [wanted]


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("npx", "expected Node 18 or newer with npx, which runs Lighthouse, got none on PATH: install it (apt-get"),
        ("node", "expected Node 18 or newer with npx, which runs Lighthouse, got none on PATH: install it (apt-get"),
        ("chromium", "got none: install Chromium (apt-get install chromium)"),
    ],
)
def test_what_is_missing_is_said(bin_dir: Path, capsys: pytest.CaptureFixture[str], missing: str, told: str) -> None:
    bin_dir.joinpath(missing).unlink()
    assert run.main(["index.html"]) == 2
    assert told in capsys.readouterr().out


def test_an_old_node_and_a_missing_site_are_said(bin_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command(bin_dir, "node", "#!/bin/sh\necho v16.20.2\n")
    assert run.main([]) == 2
    assert "got v16.20.2: install it" in capsys.readouterr().out
    command(bin_dir, "node", "#!/bin/sh\necho v22.0.0\n")
    run.SITE.joinpath("index.html").unlink()
    assert run.main([]) == 2
    assert capsys.readouterr().out == "expected the site in html, got nothing there: build it with nox -s docs\n"


def test_no_report_is_an_error_with_what_was_said(bin_dir: Path) -> None:
    command(bin_dir, "npx", "#!/bin/sh\necho no network >&2\nexit 3\n")
    with pytest.raises(RuntimeError, match=r"(?s)expected a report of lighthouse@12\.8\.2 .* status 3:\nno network"):
        run.main(["index.html"])
