"""Two builds of one commit have the same bytes, and so has a build that goes on from another.

The copies lie in directories of different names, one with a space, are built without caches, by one worker and by two,
with another hash seed, time zone and language. Most of the time is that of the gallery and of the tables, which each
copy runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
RECORD = "build/verification.json"
PAGE = "docs/storage/strides.md"
BUILD = ("-m", "sphinx", "-W", "-n", "--keep-going", "-q", "-d", "build/doctrees", "docs", "build/html")
WAYS = {
    "one": ("1", {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "LC_ALL": "C"}),
    "another name": ("2", {"PYTHONHASHSEED": "2", "TZ": "Asia/Kathmandu", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}),
}


def copy_of_the_tree(target: Path) -> Path:
    """Copy what is tracked, or would be, and the record of verification if there is one."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in (*filter(None, listed.split("\0")), RECORD):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    return target


def start(tree: Path, workers: str, variables: dict[str, str]) -> subprocess.Popen[str]:
    """Begin to build a copy with its own sources."""
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "PYTHONPATH": str(tree / "src"), **variables}
    command = [sys.executable, *BUILD, "-j", workers]
    return subprocess.Popen(command, cwd=tree, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def finish(build: subprocess.Popen[str]) -> None:
    """Wait for a build, or fail with what it said."""
    said, _ = build.communicate()
    if build.returncode:
        pytest.fail(f"expected the copy to build, got status {build.returncode}:\n{said}", pytrace=False)


def files(folder: Path) -> dict[str, bytes]:
    """Return what a site is made of."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> Iterator[str]:
    """Name each file that is not the same in both, with the first bytes that differ."""
    for name in sorted(one.keys() ^ other.keys()):
        yield f"{name}: only in the {'first' if name in one else 'second'}"
    for name in sorted(one.keys() & other.keys()):
        if one[name] != other[name]:
            pairs = enumerate(zip(one[name], other[name], strict=False))
            at = next((at for at, (this, that) in pairs if this != that), min(len(one[name]), len(other[name])))
            here, there = (data[max(at - 30, 0) : at + 30] for data in (one[name], other[name]))
            yield f"{name}: byte {at}: {here!r} and {there!r}"


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Build both copies at the same time; return them."""
    trees = [copy_of_the_tree(tmp_path_factory.mktemp(name)) for name in WAYS]
    builds = [start(tree, *way) for tree, way in zip(trees, WAYS.values(), strict=True)]
    for build in builds:
        finish(build)
    return trees


def test_two_builds_have_the_same_bytes(copies: list[Path]) -> None:
    one, other = (files(tree / "build/html") for tree in copies)
    assert list(differences(one, other)) == []
    pages = len(list(ROOT.glob("docs/**/*.md")))
    assert len([name for name in one if name.endswith(".html")]) > pages


def test_no_file_names_the_machine(copies: list[Path]) -> None:
    """Neither where the copy lies, nor whose machine it is, nor where its Python is."""
    for tree in copies:
        site = files(tree / "build/html")
        for place in (tree, tree.parent, ROOT, Path(sys.prefix), Path.home() / ""):
            found = [name for name, data in site.items() if f"{place}/".encode() in data or str(tree).encode() in data]
            assert found == [], place


@pytest.fixture(scope="module")
def went_on(copies: list[Path]) -> list[list[str]]:
    """Change a page and build, change it back and build; return what differs from the other, clean copy each time."""
    tree, clean = copies
    page = tree / PAGE
    text, wanted = page.read_text("utf-8"), files(clean / "build/html")
    found = []
    for now in (f"{text}\nA sentence with Zyzzyva.\n\n## A heading with Zyzzyva\n", text):
        page.write_text(now, "utf-8")
        finish(start(tree, *WAYS["one"]))
        found.append(list(differences(files(tree / "build/html"), wanted)))
    return found


def test_a_build_that_goes_on_has_the_bytes_of_a_clean_one(went_on: list[list[str]]) -> None:
    changed, back = went_on
    assert any(it.startswith("storage/strides.html: byte") for it in changed)
    assert any(it.startswith("_search/index.js: byte") for it in changed)
    assert back == []


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({"a": b"xay", "b": b""}, "a: byte 1: b'xay' and b'xby'"),
        ({"a": b"xb", "b": b""}, "a: byte 2: b'xb' and b'xby'"),
        ({"a": b"xby"}, "b: only in the second"),
        ({"a": b"xby", "b": b"", "c": b""}, "c: only in the first"),
    ],
)
def test_a_difference_is_found_and_named(other: dict[str, bytes], found: str) -> None:
    assert list(differences(other, {"a": b"xby", "b": b""})) == [found]
