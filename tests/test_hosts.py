"""The files that hosts read: checked by `nox -s lint`, broken here on purpose, and true to the README."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import noxfile
import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
TESTS, PUBLISH, READ_THE_DOCS = ".github/workflows/tests.yml", ".github/workflows/publish.yml", ".readthedocs.yaml"
PLAIN = re.compile(r"^(?:[A-Z_]+=(?:\"[^\"]*\"|\S+) )?(?:python -m )?(?P<command>.*)$")


class Session:
    """What ``check_hosts`` asks of nox; a command that fails ends it."""

    def __init__(self, root: Path) -> None:
        self.root, self.ran = root, 0

    def run(self, *command: str, **_: Any) -> None:
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        self.ran += 1
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(noxfile, "shared_python", lambda _: sys.executable)
    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    shutil.copy(ROOT / READ_THE_DOCS, tmp_path)
    return tmp_path


def check(root: Path) -> int:
    session: Any = Session(root)
    noxfile.check_hosts(session)
    return int(session.ran)


def test_every_file_is_checked_and_well(copy: Path) -> None:
    assert check(copy) == 3
    workflows = {path.relative_to(ROOT).as_posix() for path in ROOT.glob(".github/workflows/*")}
    assert workflows == set(noxfile.HOSTS["github-workflows"])


@pytest.mark.parametrize(
    ("path", "said", "wrong", "answer"),
    [
        (TESTS, "timeout-minutes:", "timeout-minute:", "'timeout-minute' was unexpected"),
        (PUBLISH, "    runs-on: ubuntu-24.04\n", "", "'runs-on' is a required property"),
        (PUBLISH, "branches: [main]", "branch: [main]", "{'branch': ['main']}"),
        (READ_THE_DOCS, "    html:\n", "    htm:\n", "htm"),
        (READ_THE_DOCS, "version: 2", "version: 3", "version"),
        (TESTS, "permissions: {}", "permissions: write-all", "excessive-permissions"),
        (TESTS, "        with:\n          persist-credentials: false\n", "", "artipacked"),
        (TESTS, "- run: nox\n", "- run: nox ${{ github.head_ref }}\n", "template-injection"),
        (PUBLISH, "actions/setup-python@v6", "somebody/setup-python@v6", "unpinned-uses"),
        (PUBLISH, "actions/setup-python@v6", "actions/setup-python", "missing `@<ref>`"),
    ],
)
def test_a_mistake_is_named(copy: Path, path: str, said: str, wrong: str, answer: str) -> None:
    text = (copy / path).read_text("utf-8")
    assert said in text
    (copy / path).write_text(text.replace(said, wrong, 1), "utf-8")
    with pytest.raises(AssertionError) as raised:
        check(copy)
    assert answer in str(raised.value)


def loaded(path: str) -> dict[str, Any]:
    data: dict[str, Any] = YAML(typ="safe", pure=True).load((ROOT / path).read_text("utf-8"))
    return data


def commands(lines: list[str]) -> list[str]:
    """Return what is run with pip and nox, without variables and without the way the module is found."""
    plain = [match["command"] for line in lines if (match := PLAIN.match(line))]
    return [command for command in plain if command.startswith(("pip", "nox"))]


def steps(path: str, job: str) -> list[str]:
    return [step["run"] for step in loaded(path)["jobs"][job]["steps"] if "run" in step]


def test_hosts_run_the_commands_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    install = "pip install -c constraints.txt nox"
    jobs = loaded(READ_THE_DOCS)["build"]["jobs"]
    assert commands(steps(TESTS, "gate")) == [install, "nox"]
    assert commands(steps(PUBLISH, "build")) == [install, "nox -s doctest", "nox -s docs"]
    assert commands([*jobs["install"], *jobs["build"]["html"]]) == [install, "nox -s doctest", "nox -s docs"]
    named = set(re.findall(r"^\| `(nox[^`]*)` \|", readme, re.MULTILINE))
    assert {"nox", "nox -s doctest", "nox -s docs"} <= named
    script = (ROOT / ".ci/run").read_text("utf-8").replace(".nox/ci/bin/", "").replace(" -q", "")
    assert commands(script.splitlines()) == commands(steps(TESTS, "gate"))


def test_each_has_the_index_that_the_readme_names_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    index = re.findall(r"PIP_EXTRA_INDEX_URL=(\S+?)`", readme)
    assert len(index) == 1
    for path in (TESTS, PUBLISH, READ_THE_DOCS):
        assert re.findall(r"PIP_EXTRA_INDEX_URL[:=] ?(\S+)", (ROOT / path).read_text("utf-8")) == index
        assert "index-url" not in (ROOT / path).read_text("utf-8")


def test_only_the_job_that_pushes_may_write_and_it_runs_nothing_of_the_repository() -> None:
    for path in (TESTS, PUBLISH):
        jobs = loaded(path)["jobs"]
        assert {name for name, job in jobs.items() if "write" in job["permissions"].values()} <= {"publish"}
        assert all(job["timeout-minutes"] <= 90 for job in jobs.values())
    push = loaded(PUBLISH)["jobs"]["publish"]
    assert [step["uses"].partition("@")[0] for step in push["steps"] if "uses" in step] == ["actions/download-artifact"]
    assert loaded(PUBLISH)["on"] == {"push": {"branches": ["main"]}}


def test_the_push_makes_one_commit_with_the_site(tmp_path: Path) -> None:
    """Run the last step against a repository on this disk."""
    server, site = tmp_path / "ada/guide.git", tmp_path / "html"
    subprocess.run(["git", "init", "--quiet", "--bare", str(server)], check=True)  # noqa: S607
    site.mkdir()
    site.joinpath("index.html").write_text("Front")
    (script,) = steps(PUBLISH, "publish")
    environ = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "GITHUB_SERVER_URL": f"file://{tmp_path}",
        "GITHUB_REPOSITORY": "ada/guide",
        "GITHUB_SHA": "abc",
        "TOKEN": "secret",
        "SITE_URL": "https://guide.example/name/",
    }
    for text in ("Front", "Front, again"):
        site.joinpath("index.html").write_text(text)
        shutil.rmtree(site / ".git", ignore_errors=True)
        subprocess.run(["bash", "-e", "-c", script], cwd=site, env=environ, check=True, capture_output=True)  # noqa: S607

    def git(*words: str) -> str:
        command = ["git", "--git-dir", str(server), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    assert git("log", "--format=%s", "gh-pages") == "Site of abc\n"
    assert git("ls-tree", "--name-only", "gh-pages").split() == [".nojekyll", "CNAME", "index.html"]
    assert git("show", "gh-pages:CNAME") == "guide.example\n"
    assert git("show", "gh-pages:index.html") == "Front, again"
