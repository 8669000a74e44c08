"""The arithmetic of the stride explorer, run in Chromium, says what torch says."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.chains import Chain, by_torch, evaluate, random_chains, random_views
from tests.site.stride_scripts import Mutation, evaluate_script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

RUN = """chains => chains.map(([shape, text]) => {
    try {
        return answer(shape, text);
    } catch (error) {
        return { crashed: String(error) };
    }
    function answer(shape, text) {
    const { states, stopped } = Strides.run(shape, text);
    if (stopped) return stopped;
    const { tensor, contiguous } = states.at(-1);
    const cells = Strides.cellsOf(tensor);
    return {
        shape: tensor.shape, strides: tensor.strides, offset: tensor.offset, contiguous, cells,
        numbers: tensor.storage.values && cells.map(cell => tensor.storage.values[cell]),
        elements: tensor.storage.elements, shares: !states.some(({ copies }) => copies),
    };
    }
})"""
BUGS = [
    Mutation("tensor", "strides[dim + 1] * Math.max(shape[dim + 1], 1)", "strides[dim + 1] * shape[dim + 1]"),
    Mutation("tensor", "length === 1 || strides[dim]", "strides[dim]"),
    Mutation("tensor", "return 1 + offset + shape", "return offset + shape"),
    Mutation("tensor", "dim < 0 ? dim + reach : dim", "Math.abs(dim)"),
    Mutation("view", "x.strides[dim - 1] === block * base", "x.strides[dim - 1] === block"),
    Mutation("view", "x.shape[dim - 1] === 1 || ", ""),
    Mutation("view", "placed < block || shape[left] === 1", "placed < block"),
    Mutation("view", "same ? x.strides : contiguousStrides(shape)", "contiguousStrides(shape)"),
    Mutation("index", "Math.ceil((to - from) / step)", "Math.floor((to - from) / step)"),
    Mutation("index", "const to = Math.max(clamp(stop), from)", "const to = clamp(stop)"),
    Mutation("index", "x.shape[dim] * x.strides[dim] : 1", "x.strides[dim] : 1"),
    Mutation("index", "for dimension ${place} with", "for dimension ${dim} with"),
    Mutation("rearrange", "return [wanted, 0]", "return [wanted, stride]"),
    Mutation("rearrange", "strides[at] = shape[at + 1] * strides[at + 1]", "strides[at] = 0"),
    Mutation("rearrange", "length ? moved : 0", "moved"),
    Mutation("rearrange", "stride * step), stride]", "stride), stride]"),
    Mutation("copy", "if (strides[one] === 0 || strides[other] === 0) return 0;", ""),
    Mutation("copy", "|| isDense({ shape, strides })", ""),
    Mutation("copy", "turned.has(dim) ? -stride : stride", "stride"),
    Mutation("copy", "asked ?? x.offset", "asked ?? 0"),
]


@pytest.fixture(scope="module")
def chains() -> list[Chain]:
    return random_chains(seed=0, number=1200) + random_views(seed=0, number=400)


@pytest.fixture(scope="module")
def expected(chains: list[Chain]) -> list[dict[str, Any]]:
    return [by_torch(chain) for chain in chains]


def differs(script: dict[str, Any], torch: dict[str, Any]) -> bool:
    """Compare an answer with torch's; of two storages without a cell nobody can say whether they are one."""
    if "type" in torch:
        return (script.get("type"), script.get("words")) != (torch["type"], torch["words"])
    return script != torch | ({} if torch["elements"] else {"shares": script.get("shares")})


def different(chains: list[Chain], found: Sequence[Any], expected: Sequence[Any]) -> list[object]:
    return [three for three in zip(chains, found, expected, strict=True) if differs(*three[1:])]


def test_script_agrees_with_torch(browser: Browser, chains: list[Chain], expected: list[dict[str, Any]]) -> None:
    assert different(chains, evaluate_script(browser, RUN, chains), expected) == []


def test_chains_meet_what_they_are_for(chains: list[Chain], expected: list[dict[str, Any]]) -> None:
    assert len(set(chains)) > 1400
    results = [one for one in expected if "shape" in one]
    words = Counter(re.sub(r"\W.*", "", str(one["words"]).replace(" ", "_")) for one in expected if "type" in one)
    assert sum(words.values()) > 400
    assert len(words) > 25, words
    assert words["view_size_is_not_compatible_with_input_tensor"] > 40
    assert {one["type"] for one in expected if "type" in one} == {"RuntimeError", "IndexError", "ValueError"}
    for many in (
        [one for one in results if not one["contiguous"]],
        [one for one in results if not one["shares"]],
        [one for one in results if one["offset"] and one["shares"]],
        [one for one in results if 0 in one["shape"]],
        [one for one in results if 0 in one["strides"] and one["cells"]],
        [one for one in results if not one["shape"]],
    ):
        assert len(many) > 20


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: f"{bug.script}: {bug.old}")
def test_planted_bug_is_caught(
    browser: Browser, chains: list[Chain], expected: list[dict[str, Any]], bug: Mutation
) -> None:
    assert different(chains, evaluate_script(browser, RUN, chains, bug), expected)


def test_refused_view_names_two_dimensions_that_do_not_chain(browser: Browser) -> None:
    chains = random_views(seed=1, number=600)
    pattern = re.compile(
        r"Dimension (\d) of the view, of length (\d+), .* the dimensions (\d) and (\d) of a tensor .*"
        r"stride\[\3\] is (\d+), but stride\[\4\] \* size\[\4\] is (\d+) \* (\d+) = (\d+)\."
    )
    refused = 0
    for chain, found in zip(chains, evaluate_script(browser, RUN, chains), strict=True):
        if "view size" not in str(found.get("words")):
            continue
        refused += 1
        match = pattern.fullmatch(found["hint"])
        assert match, found["hint"]
        _, length, outer, inner, outer_stride, stride, size, end = map(int, match.groups())
        _, tensor = evaluate(Chain(chain.shape, chain.text[: chain.text.rindex(".view")]))
        assert (tensor.stride(outer), tensor.stride(inner), tensor.size(inner)) == (outer_stride, stride, size)
        assert outer_stride != stride * size == end
        assert length > 1
        assert all(between == 1 for between in tensor.shape[outer + 1 : inner])
    assert refused > 40


WRONG_ARGUMENTS = {
    ".transpose(0)": "transpose needs dim1: write transpose(dim0, dim1).",
    ".t(0)": "t was given more arguments than it takes: write t().",
    ".view()": "view needs size: write view(size).",
    ".view((3,), 2)": "size cannot be [[3],2]: write view(size).",
    ".narrow(dim=0, begin=1)": "narrow has no argument begin: write narrow(dim, start, length).",
    ".narrow(0, None, 1)": "start cannot be null: write narrow(dim, start, length).",
    ".flatten(True)": "start_dim cannot be true: write flatten(start_dim=..., end_dim=...).",
    ".as_strided(3, 1)": "size cannot be 3: write as_strided(size, stride, storage_offset=...).",
}
OTHER_SPELLINGS = [
    " . t ( )",
    ".permute([1, 0],)",
    ".unsqueeze(dim=-1)",
    ".squeeze(dim=(0, 1))",
    ".view(size=(3, -1))",
    ".narrow(1, length=2, start=-2)",
    ".as_strided(stride=(1,), size=(2,), storage_offset=None)",
    "[(0, 1)]",
    "[1:None, None:2:]",
    "[+1]",
    ".diagonal(dim2=0, dim1=1)",
    "",
]
UNREAD = {
    ("2, 3", "x.t("): "Expected a whole number after x.t(, but the text ends.",
    ("2, 3", "x.t"): "Expected ( after x.t, but the text ends.",
    ("2, 3", "x.T[0]"): "This page does not follow .T: write .t().",
    ("2, 3", "x.t()["): "Expected an index after x.t()[, but the text ends.",
    ("2, 3", "x[]"): "Expected an index after x[, but got ].",
    ("2, 3", "x[0,,1]"): "Expected an index after x[0,, but got ,.",
    ("2, 3", "x.view(3 2)"): "Expected , or ) after x.view(3, but got 2.",
    ("2, 3", "x.view(1.5)"): "Expected , or ) after x.view(1, but got ..",
    ("2, 3", "x.view(a)"): "Expected = after x.view(a, but got ).",
    ("2, 3", "t()"): "Expected . or [ after t, but got (.",
    ("2, 3", "x[9007199254740993]"): "9007199254740992 is more than this page can count exactly.",
    ("2 3", "x"): "Expected , after 2, but got 3.",
    ("(2, 3", "x"): "Expected , or ) after (2, 3, but the text ends.",
    ("-1", "x"): "A length cannot be -1.",
    ("(2) 3", "x"): "Expected the end of the shape after (2), but got 3.",
}
COPYING = "An index with a list or a bool copies the chosen elements; this page follows views."
NOT_FOLLOWED = {
    ("2, 3", "x[[0, 1]]"): COPYING,
    ("2, 3", "x[True]"): COPYING,
    ("2, 3", "x[..., ...]"): "This page reads one `...` in an index; a second would say nothing more.",
    ("9999999999, 9999999999", "x"): "More elements than this page can count exactly.",
    ("2, 3", "x.repeat(2, 2)"): (
        "This page does not follow repeat. It follows t, transpose, permute, narrow, select, unsqueeze, squeeze, "
        "expand, diagonal, unfold, as_strided, view, reshape, flatten, contiguous, clone, flip, and indexing."
    ),
}


def test_wrong_arguments_are_refused(browser: Browser) -> None:
    chains = [Chain("2, 3", text) for text in WRONG_ARGUMENTS]
    found = evaluate_script(browser, RUN, chains)
    assert {by_torch(chain)["type"] for chain in chains} == {"TypeError"}
    assert {one["source"]: one["hint"] for one in found} == WRONG_ARGUMENTS
    assert {(one["kind"], one["type"], one["words"]) for one in found} == {("refused", "TypeError", None)}


@pytest.mark.parametrize("name", ["", "x", "weight"])
def test_other_spellings_are_read(browser: Browser, name: str) -> None:
    chains = [Chain("2, 3", text) for text in OTHER_SPELLINGS]
    found = evaluate_script(browser, RUN, [Chain(shape, name + text) for shape, text in chains])
    assert different(chains, found, [by_torch(chain) for chain in chains]) == []


@pytest.mark.parametrize(("kind", "hints"), [("unread", UNREAD), ("unmodeled", NOT_FOLLOWED)])
def test_text_without_an_answer_says_why(browser: Browser, kind: str, hints: dict[tuple[str, str], str]) -> None:
    found = evaluate_script(browser, RUN, list(hints))
    assert {key: (one["kind"], one["hint"]) for key, one in zip(hints, found, strict=True)} == {
        key: (kind, hint) for key, hint in hints.items()
    }
