"""The search of the site: an index of sections in place of Sphinx's index of pages, and the text that results quote.

The HTML builder of Sphinx has three methods for its index; here they write ``_search/``, one script a page with its
text and one with the index. The page ``search.html`` is ``docs/_templates/search.html``, what it runs
``docs/_static/search``.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.display import progress_message
from sphinx.util.matching import patmatch

from tutorial_utils.search import sections
from tutorial_utils.search.index_file import ListedPage, index_script
from tutorial_utils.search.sections import PageText, page_text, script_of
from tutorial_utils.sphinxext import search_sections

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["FOLDER", "SectionSearchBuilder", "setup"]

FOLDER = "_search"


class SectionSearchBuilder(StandaloneHTMLBuilder):
    """Writes HTML as Sphinx does, with another index."""

    def load_indexer(self, docnames: AbstractSet[str]) -> None:
        """Read nothing: the text of pages that are not written again is in their scripts."""

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Keep the text of a page; Sphinx calls this in its main process, also with ``-j``."""
        if not title or not self._is_found(pagename):
            return  # `dump_search_index` takes away what was kept of it
        script = self._script(pagename)
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(script_of(PageText(pagename, search_sections.sections_of(doctree))), "utf-8")

    def dump_search_index(self) -> None:
        """Write the index of all pages, and take away the text of pages that are gone."""
        with progress_message("writing the index of sections"):
            names = [name for name in sorted(self.env.all_docs) if self._is_found(name)]
            pages = [self._listed(name) for name in names]
            folder = Path(self.outdir, FOLDER)
            kept = {self._script(name) for name in names}
            for script in folder.glob("text/**/*.js"):
                if script not in kept:
                    script.unlink()
            (folder / "index.js").write_text(index_script(pages), "utf-8")

    def _listed(self, name: str) -> ListedPage:
        script = self._script(name)
        if not script.exists():  # it was taken away, and the page did not change
            self.index_page(name, self.env.get_and_resolve_doctree(name, self, tags=self.tags), name)
        weights = self.config.section_search_weights.items()
        weight = next((weight for pattern, weight in weights if patmatch(name, pattern)), 1.0)
        return ListedPage(page_text(script.read_text("utf-8")), self._trail(name), weight)

    def _trail(self, name: str) -> str:
        """The titles of the pages above a page, without the first of all."""
        titles: list[str] = []
        above = self.relations.get(name, [None])[0]
        while above and above != self.config.root_doc:
            titles.insert(0, self.env.titles[above].astext())
            above = self.relations[above][0]
        return " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join(titles)

    def _script(self, name: str) -> Path:
        return Path(self.outdir, FOLDER, "text", f"{name}.js")

    def _is_found(self, name: str) -> bool:
        """Whether a page is in the index: one without a title, or with Sphinx's ``nosearch``, is not."""
        is_hidden = not {"no-search", "nosearch"}.isdisjoint(self.env.metadata.get(name, {}))
        return bool(self.env.longtitles[name].astext()) and not is_hidden


def _digest() -> str:
    """Tell this way to take pages apart from others, so that all are written again after a change."""
    files = [Path(module.__file__ or "") for module in (sections, search_sections)]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Replace the HTML builder."""
    app.add_builder(SectionSearchBuilder, override=True)
    app.add_config_value("section_search_weights", {}, "html", types=frozenset({dict}))
    app.add_config_value("section_search_code", _digest(), "html", types=frozenset({str}))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
