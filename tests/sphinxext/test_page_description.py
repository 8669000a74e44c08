"""A description is neither cut nor too short to say anything."""

from __future__ import annotations

import pytest

from tutorial_utils.sphinxext.page_description import LONGEST, MADE, SHORTEST, problem_of


@pytest.mark.parametrize("length", [SHORTEST, LONGEST])
def test_the_ends_are_allowed(length: int) -> None:
    assert problem_of("x" * length) == ""


@pytest.mark.parametrize(("length", "got"), [(0, "none"), (SHORTEST - 1, "49 ("), (LONGEST + 1, "161 (")])
def test_beyond_them_is_not(length: int, got: str) -> None:
    assert f"expected a description of 50 to 160 characters, got {got}" in problem_of("x" * length)


def test_pages_made_by_sphinx_are_described() -> None:
    assert {name: problem for name, text in MADE.items() if (problem := problem_of(text))} == {}
    assert len(set(MADE.values())) == 3
