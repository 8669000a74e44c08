"""The text of a page, section by section: what the index is made of and what the results quote.

It lies beside the site as one script a page, which a browser can load from the disk; the next build reads it again,
so that a page which has not changed need not be taken apart.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

__all__ = ["PageText", "Section", "page_text", "script_of"]

_BEFORE, _AFTER = "SiteSearch.keep(", ");\n"


@dataclass(frozen=True, slots=True)
class Section:
    """What a link can lead to: a section, the row of a table, a word of the glossary, a function.

    Attributes:
        kind: ``page`` for the top of a page, ``section``, or ``entry`` for a row, a word, a function.
        anchor: The id on the page; empty for the top of the page.
        title: Its heading.
        prose: One string a paragraph; code in it stands between backticks.
        code: One string a block.
        keywords: What else readers call it; it is searched and not shown.
    """

    kind: str
    anchor: str
    title: str
    prose: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    keywords: str = ""


@dataclass(frozen=True, slots=True)
class PageText:
    """The sections of a page; the first is its top and has the title of the page."""

    name: str
    sections: tuple[Section, ...]


def script_of(page: PageText) -> str:
    r"""Write the script of a page, one line a section.

    Example:
        >>> from tutorial_utils.search.sections import PageText, Section, page_text, script_of
        >>> page = PageText("a", (Section("page", "", "Views", ("A `view` shares.",)),))
        >>> page_text(script_of(page)) == page
        True
    """
    lines = ",\n".join(json.dumps(asdict(section), ensure_ascii=False) for section in page.sections)
    return f"{_BEFORE}{json.dumps(page.name)}, [\n{lines}\n]{_AFTER}"


def page_text(script: str) -> PageText:
    """Read a page from its script."""
    name, sections = json.loads(f"[{script.removeprefix(_BEFORE).removesuffix(_AFTER)}]")
    return PageText(name, tuple(_section(**one) for one in sections))


def _section(prose: list[str], code: list[str], **rest: str) -> Section:
    return Section(prose=tuple(prose), code=tuple(code), **rest)
