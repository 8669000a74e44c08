"""The steps of ``docs/contributing/index.md``, followed to the letter in a small project.

The texts, commands and reports are those of the page; the commands run through the sessions of the noxfile, with this
Python in place of the shared environment. What a report looks like in general is tested in ``tests/snippets``.
"""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import noxfile
import pytest

from tests.snippets.conftest import Site

if TYPE_CHECKING:
    from collections.abc import Callable

GUIDE = (Path(__file__).parents[2] / "docs/contributing/index.md").read_text("utf-8")


class Session:
    """What a session of the noxfile asks for; a command runs in the small project."""

    def __init__(self, root: Path, arguments: str) -> None:
        self.root, self.posargs = root, arguments.split()
        self.output, self.status = "", -1

    def run(self, *command: str, **_: Any) -> None:
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        self.output, self.status = done.stdout + done.stderr, done.returncode


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.write("```{toctree}\ntensors/index\n```\n")
    made.write("```{toctree}\n```\n", "docs/tensors/index.md")
    return made


@pytest.fixture
def nox(site: Site, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Session]:
    """Return a function that does what a ``nox -s`` command of the page says."""
    monkeypatch.setattr(noxfile, "shared_python", lambda _: sys.executable)

    def run(command: str) -> Session:
        name, _, arguments = command.removeprefix("nox -s ").partition(" -- ")
        session = Session(site.root, arguments)
        getattr(noxfile, name)(session)
        return session

    return run


def steps(guide: str) -> list[str]:
    """Return the numbered steps of the page, without their indentation."""
    section = guide.partition("## A page in ten minutes\n")[2].partition("\nThis is the whole page:")[0]
    return [textwrap.dedent("   " + step) for step in re.split(r"^\d\. ", section, flags=re.MULTILINE)[1:]]


def quoted(step: str, pattern: str = "[^`]+") -> list[str]:
    """Return what stands between backticks in a step."""
    return re.findall(rf"(?<!`)`({pattern})`(?!`)", step)


def follow(guide: str, site: Site, nox: Callable[[str], Session]) -> None:
    """Do what the steps say, and see what they promise."""
    write, name, verify, fail, mend, build = steps(guide)
    text = guide.partition("````markdown\n")[2].partition("\n````")[0] + "\n"
    page, toctree = site.root / quoted(write)[0], site.root / quoted(name)[1]
    page.write_text(text, "utf-8")
    toctree.write_text(toctree.read_text("utf-8").replace("}\n", "}\n" + quoted(name)[0] + "\n"), "utf-8")

    command, promised = quoted(verify)
    good = nox(command)
    assert promised in good.output
    assert good.status == 0

    right, wrong = quoted(fail)
    assert text.count(right) == 1
    page.write_text(text.replace(right, wrong), "utf-8")
    bad = nox(command)
    for part in fail.partition("```text\n")[2].partition("```")[0].split("...\n"):
        assert part in bad.output
    assert bad.status == 1

    nox(quoted(mend)[0])
    assert page.read_text("utf-8") == text
    assert nox(command).status == 0

    built = nox(quoted(build)[0])
    assert built.status == 0, built.output
    title = next(line for line in text.splitlines() if line.startswith("# "))
    assert title.removeprefix("# ") in (site.root / quoted(build)[1]).read_text("utf-8")


def test_the_steps_do_what_the_page_says(site: Site, nox: Callable[[str], Session]) -> None:
    follow(GUIDE, site, nox)


@pytest.mark.parametrize(("said", "wrong"), [("2 passed`", "3 passed`"), ("mine.md:22:", "mine.md:23:")])
def test_a_page_that_says_something_wrong_is_noticed(
    said: str, wrong: str, site: Site, nox: Callable[[str], Session]
) -> None:
    assert GUIDE.count(said) == 1
    with pytest.raises(AssertionError):
        follow(GUIDE.replace(said, wrong), site, nox)


def test_a_page_that_no_toctree_names_fails_the_build(site: Site, nox: Callable[[str], Session]) -> None:
    site.write("Alone.\n", "docs/tensors/mine.md")
    built = nox("nox -s docs")
    assert built.status == 1
    assert "mine.md: WARNING: document isn't included in any toctree" in built.output


def test_each_command_of_the_page_is_a_session_of_the_noxfile() -> None:
    named = re.findall(r"`nox -s (\w+)", GUIDE)
    assert len(named) >= 4
    assert {name for name in named if not hasattr(noxfile, name)} == set()
