"""The search of the built site: what readers type brings the page they need, from a server and from the disk."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.site.searching import ask, complaints, lost_anchors, queries
from tutorial_utils.search import scores
from tutorial_utils.search.index_file import ListedPage, index_script
from tutorial_utils.search.sections import page_text
from tutorial_utils.search.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

HELD_OUT = 0.9
TRACEBACK = """Traceback (most recent call last): File "/home/me/train.py", line 12, in <module> loss.backward()
File "torch/_tensor.py", line 648, in backward torch.autograd.backward( RuntimeError: grad can be implicitly created
only for scalar outputs"""
STRINGS = [
    "torch.Tensor.is_contiguous() and x.view(2, 3), requires_grad_=True, add_",
    "The strides of a transposed tensor's copies were being computed; can't, won't.",
    "float64 2x3 0.5 1e-06 __init__ _base __ a.b.c where .where(x) out=y a == b",
    "na\u00efve \u2202f/\u2202x \u03c0 \u6b65\u957f NumPy\u2019s",
    "generously organized happily skies dying news innings proceed early only relational conditional YOUTH boyish",
]


@pytest.fixture(params=["file", "server"])
def page(
    request: pytest.FixtureRequest, browser: Browser, built_site: Path, serve: Callable[[Path], str]
) -> Iterator[Page]:
    origin = built_site.as_uri() if request.param == "file" else serve(built_site)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{origin}/search.html", wait_until="load")
        yield page


def test_what_readers_type_brings_its_page_with_an_excerpt(page: Page) -> None:
    asked = queries("queries")
    assert len(asked) >= 60
    found = ask(page, [query.text for query in asked])
    assert complaints(asked, found) == []
    assert all(first.marks and first.excerpts for first, *_ in found)


def test_what_the_search_was_not_tuned_on(page: Page) -> None:
    asked = queries("held-out")
    assert len(asked) >= 85
    found = ask(page, [query.text for query in asked])
    hits = [query for query, answers in zip(asked, found, strict=True) if query.pages & {one.page for one in answers}]
    assert len(hits) >= HELD_OUT * len(asked)


def test_every_expected_page_exists(built_site: Path) -> None:
    asked = queries("queries") + queries("held-out")
    assert [p for query in asked for p in query.pages if not built_site.joinpath(f"{p}.html").exists()] == []


def test_a_result_leads_to_page_and_section(page: Page) -> None:
    first, *_ = ask(page, ["is_contiguous"])[0]
    assert first.links[:2] == ["storage/contiguity.html", "storage/contiguity.html#what-is-contiguous-says"]
    assert "is_contiguous" in first.marks


def test_a_pasted_traceback_is_its_message(page: Page) -> None:
    assert [answer.page for answer in ask(page, [TRACEBACK.replace("\n", " ")])[0]][:2] == [
        "autograd/backward",
        "reference/errors",
    ]


def without_headings(pages: list[ListedPage], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(scores, "FIELDS", scores.FIELDS | {"page": 0.0, "section": 0.0, "entry": 0.0})
    return index_script(pages)


def without_names(pages: list[ListedPage], _: pytest.MonkeyPatch) -> str:
    return re.sub(r'"[^" ]*[_.][^" ]*":"\w+",', "", index_script(pages))


def with_pages_mixed_up(pages: list[ListedPage], _: pytest.MonkeyPatch) -> str:
    return index_script(pages).replace('"pages":[[', '"pages":[["index","","",1],[')


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(without_headings, "first: "), (without_names, "typo: "), (with_pages_mixed_up, "among the first three: ")],
)
def test_a_spoiled_index_is_found(
    served: Page,
    built_site: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[list[ListedPage], pytest.MonkeyPatch], str],
    said: str,
) -> None:
    scripts = sorted(built_site.joinpath("_search/text").rglob("*.js"))
    index = spoil([ListedPage(page_text(it.read_text("utf-8")), "", 1.0) for it in scripts], monkeypatch)
    served.route("**/_search/index.js", lambda route: route.fulfill(body=index, content_type="text/javascript"))
    served.goto("search.html")
    asked = queries("queries")
    problems = complaints(asked, ask(served, [query.text for query in asked]))
    assert [problem for problem in problems if problem.startswith(said)]


def test_every_link_of_a_result_leads_to_its_section(built_site: Path) -> None:
    scripts = list(built_site.joinpath("_search/text").rglob("*.js"))
    assert len(scripts) > 50
    assert lost_anchors(built_site) == []


def test_a_wrong_anchor_is_found(built_site: Path, tmp_path: Path) -> None:
    script = tmp_path / "_search/text/changes.js"
    script.parent.mkdir(parents=True)
    text = built_site.joinpath("_search/text/changes.js").read_text("utf-8")
    script.write_text(text.replace('"names-that-are-gone"', '"names"'), "utf-8")
    shutil.copy(built_site / "changes.html", tmp_path)
    assert lost_anchors(tmp_path) == ["changes#names"]


def test_the_browser_finds_the_same_terms_as_the_build(page: Page) -> None:
    terms = "texts => texts.map(text => SiteSearch.wordsOf(text).flatMap(word => [...word.terms, ...word.pieces]))"
    assert page.evaluate(terms, STRINGS) == [terms_of(text) for text in STRINGS]


def test_the_browser_stems_every_word_of_the_site_as_the_build(page: Page, built_site: Path) -> None:
    texts = [script.read_text("utf-8") for script in sorted(built_site.joinpath("_search/text").rglob("*.js"))]
    words = sorted({word for text in texts for word in re.findall(r"[^\W\d_]{2,}", text)})
    assert len(words) > 3000
    words = [word for word in words if terms_of(word)]
    found = page.evaluate("words => words.map(word => SiteSearch.wordsOf(word)[0].terms.at(-1))", words)
    other = {word for word, stem in zip(words, found, strict=True) if [stem] != terms_of(word)}
    # Sphinx 9.0 has the stemmer of Snowball 3.0 as a script, and Python's is 3.1, which has a rule for "inter".
    assert {word for word in other if not word.lower().startswith("inter")} == set()
