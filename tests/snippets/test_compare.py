"""The comparison, on case files: what a reader would accept passes, what would mislead one fails with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutorial_utils.snippets.compare import difference, without_device

STACK = "Traceback (most recent call last):\n"
CASES = Path(__file__).parent / "cases"
PASS = sorted((CASES / "pass").glob("*.txt"))
FAIL = sorted((CASES / "fail").glob("*.txt"))


def _parts(path: Path) -> list[str]:
    return [part.strip("\n") for part in f"\n{path.read_text('utf-8')}".split("\n---")]


def test_the_case_files_are_all_there() -> None:
    assert (len(PASS), len(FAIL)) == (18, 46)


@pytest.mark.parametrize("path", PASS, ids=lambda path: path.stem)
def test_what_says_the_same_is_accepted(path: Path) -> None:
    want, got = _parts(path)
    assert difference(f"{want}\n", f"{got}\n") == ""


@pytest.mark.parametrize("path", FAIL, ids=lambda path: path.stem)
def test_what_says_something_else_is_refused_with_its_first_difference(path: Path) -> None:
    want, got, reason = _parts(path)
    assert difference(f"{want}\n" if want else "", f"{got}\n" if got else "") == reason


def test_ellipsis_stands_for_text_only_where_asked_for() -> None:
    want, got = "TypeError: received ... arguments\n", "TypeError: received an invalid lot of arguments\n"
    assert difference(want, got, ellipsis=True) == ""
    assert difference(want, got) == "expected '...', got 'an'"


@pytest.mark.parametrize(
    ("want", "got", "same"),
    [
        ("UserWarning: old ...\n1\n", "UserWarning: old and deprecated\n1\n", True),
        ("UserWarning: old ...\n", "UserWarning: old and deprecated\n1\n", False),
        ("UserWarning: old:\n...\n1\n", "UserWarning: old:\nf(x)\nuse g\n1\n", True),
        ("UserWarning: old:\n...\n", "UserWarning: old:\nf(x)\nuse g\n1\n", False),
        ("...\n1\n", "UserWarning: old:\nf(x)\n1\n", False),
        (f"{STACK}TypeError: f() got ...\n", f"{STACK}TypeError: f() got one of:\n  a\n  b\n", True),
        (f"{STACK}TypeError: f() got ...\n", f"{STACK}ValueError: f() got one of:\n", False),
    ],
)  # fmt: skip
def test_ellipsis_swallows_no_value_below_a_message(want: str, got: str, *, same: bool) -> None:
    assert (difference(want, got, ellipsis=True) == "") is same


def test_zero_with_an_exponent_is_not_zero_as_printed() -> None:
    assert difference("tensor([0.0000e+50])\n", "tensor([0.0000e+00])\n") != ""


def test_a_float_of_the_last_digit_still_needs_the_same_name_around_it() -> None:
    assert difference("tensor([0.3333])\n", "Parameter([0.3334])\n") == "expected 'tensor', got 'Parameter'"


@pytest.mark.parametrize(
    ("want", "got", "shown"),
    [
        ("tensor([1.])", "tensor([1.], device='cuda:0')", "tensor([1.])"),
        ("tensor([1.], dtype=torch.float64)", "tensor([1.], device='cuda:0', dtype=torch.float64)",
         "tensor([1.], dtype=torch.float64)"),
        ("tensor([1.], device='cuda:0')", "tensor([1.], device='cuda:0')", "tensor([1.], device='cuda:0')"),
        ("device(type='cpu')", "device(type='cuda', index=0)", "device(type='cpu')"),
        ("tensor([1.])", "tensor([1.], device='meta')", "tensor([1.], device='meta')"),
    ],
)  # fmt: skip
def test_on_another_device_its_marks_are_removed_where_the_page_has_none(want: str, got: str, shown: str) -> None:
    assert without_device(want, got, "cuda:0") == shown
