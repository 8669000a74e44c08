"""Which commit a run is said to belong to: none outside a repository, and not one of a project around it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tutorial_utils.snippets.record import run_facts

if TYPE_CHECKING:
    from pathlib import Path

WORKER = {"torch": "2.13.0", "numpy": "2", "devices": ["cpu"]}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a repository with one commit."""
    root = tmp_path / "project"
    root.mkdir()
    (root / "page.md").write_text("text")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "x")
    return root


def git(root: Path, *words: str) -> str:
    command = ["git", *words]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.strip()


def commit_of(root: Path) -> str:
    return run_facts(root, WORKER, None)["commit"]


def test_a_clean_tree_has_its_commit_and_a_changed_one_says_so(project: Path) -> None:
    head = git(project, "rev-parse", "--short=10", "HEAD")
    assert len(head) == 10
    assert commit_of(project) == head
    (project / "page.md").write_text("other")
    assert commit_of(project) == f"{head}+"


def test_a_shallow_clone_has_its_commit(project: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{project}", "clone")
    assert commit_of(tmp_path / "clone") == commit_of(project)


def test_a_copy_without_git_has_none_though_it_lies_in_another_project(project: Path, tmp_path: Path) -> None:
    assert commit_of(tmp_path) == ""
    inside = project / "unpacked"
    inside.mkdir()
    assert commit_of(inside) == ""


def test_the_date_is_the_one_that_is_set(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert run_facts(project, WORKER, None)["date"] == "1970-01-02"
