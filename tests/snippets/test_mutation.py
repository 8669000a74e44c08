"""Mutants of the real pages: whatever changes what a reader is told must be caught, every time."""

from __future__ import annotations

import random
import shutil
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.snippets.mutants import broken_code, broken_markup, broken_outputs
from tutorial_utils.snippets.client import Client
from tutorial_utils.snippets.compare import difference
from tutorial_utils.snippets.index import load_index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tutorial_utils.snippets.blocks import Block, Page

ROOT = Path(__file__).parents[2]
# A copy of a page has the terms and the labels of its tables again, broken or not.
TWICE = ("WARNING: duplicate term description", "WARNING: duplicate label")
PER_KIND = 6  # of each kind of broken markup on each page; Sphinx has to read every one


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return [page for page in load_index(ROOT) if page.path.endswith(".md")]


class Score:
    """How many mutants of each kind were made and how many were caught."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.survived: list[tuple[str, str]] = []

    def count(self, kind: str, *, caught: bool, what: str) -> None:
        self.made[kind] += 1
        if not caught:
            self.survived.append((kind, what))

    def show(self, capsys: Any) -> None:
        total = self.made.total()
        parts = ", ".join(f"{kind} {number}" for kind, number in sorted(self.made.items()))
        with capsys.disabled():
            sys.stdout.write(f"\nmutants caught: {total - len(self.survived)} of {total} ({parts})\n")


def test_every_changed_output_is_caught(pages: list[Page], capsys: Any) -> None:
    score = Score()
    for page in pages:
        for example in (e for block in page.blocks for e in block.examples if e.want):
            for mutant in broken_outputs(example.want):
                caught = bool(difference(mutant.text, example.want, ellipsis=example.ellipsis))
                score.count(mutant.kind, caught=caught, what=f"{page.path}:{example.line}: {mutant.text!r}")
    score.show(capsys)
    assert score.made.total() > 2000
    assert score.survived == []


def test_every_broken_markup_is_caught(tmp_path: Path, capsys: Any) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("gallery"))
    for name in ("pyproject.toml", "CHANGELOG.md"):  # the address of the site, and what is new on it
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "src").mkdir()
    choose = random.Random(0)  # noqa: S311  # which mutants, the same each time
    kinds: dict[str, str] = {}
    for path in sorted((tmp_path / "docs").rglob("*.md")):
        text = path.read_text("utf-8")
        by_kind: dict[str, list[str]] = {"untouched": [text]}
        for mutant in broken_markup(text):
            by_kind.setdefault(mutant.kind, []).append(mutant.text)
        for kind, texts in by_kind.items():
            for number, changed in enumerate(choose.sample(texts, min(PER_KIND, len(texts)))):
                file = path.with_name(f"{path.stem}-{kind.replace(' ', '-')}-{number}.md")
                file.write_text(changed, "utf-8")
                kinds[file.relative_to(tmp_path).as_posix()] = kind
    found = {page.path: page for page in load_index(tmp_path)}
    score = Score()
    for name, kind in kinds.items():
        page = found[name]
        found_here = [*page.problems, *(problem for block in page.blocks for problem in block.problems)]
        caught = not all(any(said in problem.message for said in TWICE) for problem in found_here)
        if kind == "untouched":
            assert not caught, found_here
        else:
            score.count(kind, caught=caught, what=name)
    score.show(capsys)
    assert score.made.total() > 200
    assert score.survived == []


def test_every_misspelled_name_in_code_is_caught(pages: list[Page], capsys: Any, tmp_path: Path) -> None:
    client = Client()
    client.configure(tmp_path, device=None, seconds=60, accept=False)
    score = Score()
    for page in pages:
        for number, block in enumerate(page.blocks):
            if block.kind != "python" or block.requires or number % 3:
                continue
            for serial, changed in enumerate(_misspelled(block)):
                path = f"{page.path}-{number}-{serial}"
                mutant = replace(page, path=path, blocks=(*page.blocks[:number], changed))
                client.submit(mutant, number)
                outcome = [client.result(mutant, n)["outcome"] for n in range(number + 1)][-1]
                score.count("name in code", caught=outcome == "failed", what=f"{page.path}:{block.line} {serial}")
    client.close()
    score.show(capsys)
    assert score.made.total() > 20
    assert score.survived == []


def _misspelled(block: Block) -> Iterable[Block]:
    """Yield the block with one misspelled attribute, in the first example that has one."""
    for position, example in enumerate(block.examples):
        for mutant in list(broken_code(example.source))[:1]:
            changed = replace(example, source=mutant.text)
            yield replace(block, examples=(*block.examples[:position], changed, *block.examples[position + 1 :]))
            return
