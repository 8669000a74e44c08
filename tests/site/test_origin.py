"""Every statement of the original stands in the built site, or has a reason why it does not."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tutorial_utils.facts.origin import COUNT, MOST_DROPPED, STATUSES, Statement, read_statements

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


class Ids(HTMLParser):
    """Collects what a link can lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Keep the id of a tag."""
        self.found |= {value for name, value in attrs if name == "id" and value}


@pytest.fixture(scope="module")
def statements(built_site: Path) -> tuple[Statement, ...]:
    return read_statements(built_site.parents[1] / "docs/origin.tsv")


def without_a_place(statements: tuple[Statement, ...], site: Path) -> list[str]:
    """The numbers of those whose page or anchor the site does not have."""
    ids: dict[str, set[str]] = {}
    for page in {it.page for it in statements if it.page}:
        parser = Ids()
        path = site / f"{page}.html"
        parser.feed(path.read_text("utf-8") if path.is_file() else "")
        ids[page] = parser.found
    return [it.id for it in statements if not it.dropped and it.anchor not in ids[it.page]]


def test_every_statement_has_a_place_or_a_reason(statements: tuple[Statement, ...], built_site: Path) -> None:
    assert [it.id for it in statements] == [f"S{number:03}" for number in range(1, COUNT + 1)]
    assert {it.status for it in statements} == set(STATUSES)
    assert sum(bool(it.dropped) for it in statements) < MOST_DROPPED * COUNT
    assert without_a_place(statements, built_site) == []


@pytest.mark.parametrize("broken", [{"anchor": "no-such-heading"}, {"page": "no/such-page"}], ids=str)
def test_broken_place_is_found(statements: tuple[Statement, ...], built_site: Path, broken: dict[str, str]) -> None:
    assert without_a_place((replace(statements[59], **broken),), built_site) == ["S060"]


def test_the_page_has_a_row_for_each_change(statements: tuple[Statement, ...], built_site: Path) -> None:
    html = (built_site / "changes.html").read_text("utf-8")
    changed = [f"origin-{it.id.lower()}" for it in statements if it.changed]
    assert re.findall(r'<tr[^>]* id="(origin-\w+)"', html) == changed


def test_filter_finds_an_old_name(browser: Browser, built_site: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/changes.html", wait_until="load")
        page.get_by_label("Filter").fill("wrong even then")
        shown = page.locator("table.origin-table tbody tr:visible")
        assert shown.count() == sum(
            it.status == "wrong-even-then" for it in read_statements(built_site.parents[1] / "docs/origin.tsv")
        )
        page.get_by_label("Filter").fill("grad_variables=")
        assert "gradient" in " ".join(shown.all_inner_texts())
