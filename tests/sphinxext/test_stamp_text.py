"""A stamp names what happened and leaves out what did not."""

from __future__ import annotations

import pytest

from tutorial_utils.snippets.record import BlockRecord, PageRecord
from tutorial_utils.sphinxext.stamp_text import UNVERIFIED, stamp_of, stamp_of_code

RUN = {
    "torch": "2.13.0",
    "python": "3.11.7",
    "platform": "Linux x86_64",
    "device": "cpu",
    "commit": "abc",
    "date": "2026-01-02",
}
WHERE = "torch 2.13.0 on cpu, Python 3.11.7, Linux x86_64, 2026-01-02, commit abc"


def record(*outcomes: str, commit: str = "abc") -> PageRecord:
    blocks = tuple(
        BlockRecord(f"b-{n}", n, outcome, "needs a GPU" if outcome == "skipped" else "")
        for n, outcome in enumerate(outcomes)
    )
    return PageRecord("page", "d", "d", {**RUN, "commit": commit}, blocks)


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        (("passed",), "1 block run"),
        (("passed", "passed"), "2 blocks run"),
        (("raised",), "1 block run, raising the error shown"),
        (("passed", "raised"), "2 blocks run, 1 of them raising the error shown"),
        (("raised", "raised"), "2 blocks run, 2 of them raising the error shown"),
        (("skipped",), "no block run, 1 skipped (needs a GPU)"),
        (("passed", "skipped", "skipped"), "1 block run, 2 skipped (needs a GPU)"),
        (("failed", "passed"), "2 blocks run, 1 failed"),
    ],
)
def test_outcomes_are_counted(outcomes: tuple[str, ...], said: str) -> None:
    assert stamp_of(record(*outcomes), "d") == f"Verified with {WHERE}: {said}."


def test_another_text_is_not_verified() -> None:
    assert stamp_of(record("passed"), "other") == UNVERIFIED
    assert stamp_of(None, "d") == UNVERIFIED
    assert stamp_of_code([record("passed")], ["other"]) == UNVERIFIED
    assert stamp_of_code([record("passed"), None], ["d", "d"]) == UNVERIFIED


def test_local_changes_are_said() -> None:
    assert ", commit abc with local changes: 1 block run." in stamp_of(record("passed", commit="abc+"), "d")
    assert ", 2026-01-02: 1 block run." in stamp_of(record("passed", commit=""), "d")


def test_modules_of_two_runs_name_both() -> None:
    both = [record("passed"), record("passed", "raised", commit="def")]
    assert stamp_of_code(both, ["d", "d"]) == (
        f"The docstrings of 2 modules on this page, verified with {WHERE} and {WHERE.replace('abc', 'def')}: "
        "3 blocks run, 1 of them raising the error shown."
    )
