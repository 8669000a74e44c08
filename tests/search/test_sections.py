"""The text of a page, written and read."""

from __future__ import annotations

from tutorial_utils.search.sections import PageText, Section, page_text, script_of


def test_what_is_written_is_read() -> None:
    sections = (
        Section("page", "", "Title", ("A `view`.", 'quotes " and \\ and </script>'), (">>> 1\n1",), "words"),
        Section("entry", "row", "\N{GREEK SMALL LETTER PI} ); [\n"),
    )
    page = PageText("folder/name", sections)
    assert page_text(script_of(page)) == page


def test_each_section_is_one_line() -> None:
    script = script_of(PageText("a", (Section("page", "", "A", code=("x\ny",)), Section("section", "b", "B"))))
    assert len(script.splitlines()) == 4
