"""``llms.txt``, a list of the pages for tools, and ``llms-full.txt``, all pages as one Markdown text (llmstxt.org).

Both are put together from what ``take_along.py`` has written beside each page, so outputs are in them and tables are
filled in: sphinx-llms-txt copies the sources, in which a table is only the name of a directive.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.environment.collectors import EnvironmentCollector

from tutorial_utils.sphinxext.page_description import description_of
from tutorial_utils.sphinxext.take_along import site_address

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["reading_order", "setup"]

HOW = "Each page is also Markdown, at its address with the ending .md; {} has all of them in reading order."


_SENTENCE = re.compile(r"(?<=[.!?]) ")


class Descriptions(EnvironmentCollector):
    """Keeps one sentence on each page: its description, else the first sentence of its text."""

    def clear_doc(self, _app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page that changes or goes."""
        _descriptions(env).pop(docname, None)

    def merge_other(
        self, _app: Sphinx, env: BuildEnvironment, docnames: AbstractSet[str], other: BuildEnvironment
    ) -> None:
        """Take what another process has read."""
        _descriptions(env).update({name: text for name, text in _descriptions(other).items() if name in docnames})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Read one page."""
        name = app.env.docname
        # Paragraphs of a section, not of a note or a list.
        texts = (node.astext() for node in doctree.findall(nodes.paragraph) if isinstance(node.parent, nodes.section))
        sentences = (_SENTENCE.split(" ".join(text.split()))[0] for text in texts)
        said = description_of(name, doctree) or next(sentences, "")
        _descriptions(app.env)[name] = " ".join(said.split())


def _descriptions(env: BuildEnvironment) -> dict[str, str]:
    found: dict[str, str] = env.__dict__.setdefault("page_descriptions", {})  # kept with the pages
    return found


def reading_order(env: BuildEnvironment) -> list[tuple[str, list[str]]]:
    """Return the sections of the site, by the captions of its first page, each with its pages as one reads them.

    A page that no section leads to stands in the last one, which has no name.
    """
    root = env.config.root_doc
    sections, seen = [], {root}
    for tree in env.tocs[root].findall(addnodes.toctree):
        pages = [page for name in tree["includefiles"] for page in _below(env, name, seen)]
        sections.append((str(tree.get("caption") or env.titles[pages[0]].astext()), pages))
    left = sorted(env.found_docs - seen)
    return [("", [root]), *sections, *([("", left)] if left else [])]


def _below(env: BuildEnvironment, name: str, seen: set[str]) -> Iterator[str]:
    if name in seen or name not in env.titles:
        return
    seen.add(name)
    yield name
    for child in env.toctree_includes.get(name, []):
        yield from _below(env, child, seen)


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name != "html":
        return
    out, base, env = Path(app.outdir), site_address(app.config.html_baseurl), app.env
    opening = f"# {app.config.project}\n\n> {_descriptions(env)[env.config.root_doc]}\n"
    listed, full = [opening, HOW.format(f"[llms-full.txt]({base}llms-full.txt)") + "\n"], [opening]
    for caption, pages in reading_order(env):
        listed += [f"## {caption or 'Front page' if env.config.root_doc in pages else caption or 'Optional'}\n"]
        for name in pages:
            title = env.titles[name].astext()
            said = _descriptions(env)[name]
            listed.append(f"- [{title}]({base}{name}.md)" + f": {said}" * bool(said))
            full.append(f"---\n\nPage {base}{name}.html\n\n{(out / f'{name}.md').read_text('utf-8')}")
        listed.append("")
    out.joinpath("llms.txt").write_text("\n".join(listed).rstrip() + "\n", "utf-8")
    out.joinpath("llms-full.txt").write_text("\n".join(full), "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the collector, and write when all pages are written."""
    app.add_env_collector(Descriptions)
    app.connect("build-finished", _write)
    return {"version": "1", "env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
