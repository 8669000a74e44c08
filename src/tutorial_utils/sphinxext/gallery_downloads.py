"""Downloads of the gallery that run with torch and matplotlib alone.

A page shows ``from tutorial_utils.figures... import draw_...``, which a reader does not have. sphinx-gallery's own
copies stay as they are, so that it still knows which scripts it has run; beside them, in ``downloads/``, this
extension writes copies in which the definitions stand in place of these imports, and points the links there.

How the definitions are found is in the neighbor ``definitions.py``.
"""

from __future__ import annotations

import ast
import json
import os
import re
import symtable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from tutorial_utils.errors import GalleryError
from tutorial_utils.sphinxext.definitions import FUTURE, PACKAGE, Section, imported, package_imports, section_of
from tutorial_utils.sphinxext.files import gallery_folder, write_changed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["FIRST_LINE", "FOLDER", "lone_notebook", "lone_script", "setup", "write_downloads"]

FIRST_LINE = "# pip install torch matplotlib"
FOLDER = "downloads"
NOTE = "sphx-glr-download-link-note"
TITLE = "Helpers and plots of this page"
WHY = """\
The page imports these from the package of its site. They stand here in full, so that this file needs
nothing but torch and matplotlib. The page itself goes on below them."""
SHOW = """\
# %%
# In a terminal, the figures open here.

import matplotlib.pyplot as plt

plt.show()
"""
_FOR_THE_SITE = re.compile(r"^# sphinx_gallery_\w+ = .*\n", re.MULTILINE)
_DOC_ROLE = re.compile(r":doc:`(?:(?P<title>[^`<]+?) ?<)?/?(?P<page>[^`>]+)>?`")


def lone_script(text: str, name: str) -> str:
    r"""Return a script with definitions in place of its imports of this package.

    Args:
        text: The script: a docstring, then code.
        name: Its file name, for messages.

    Raises:
        GalleryError: An import cannot be replaced, or a name would get a second meaning.

    >>> from tutorial_utils.sphinxext.gallery_downloads import lone_script
    >>> print(lone_script("'''Title'''\nimport torch", "plot_x.py"), end="")
    # pip install torch matplotlib
    '''Title'''
    <BLANKLINE>
    from __future__ import annotations
    <BLANKLINE>
    import torch
    """
    text = _FOR_THE_SITE.sub("", text)
    section = _section(text, name)
    before, after = _without_imports(text, name)
    before = _with_future(before)
    if section.text.strip():
        heading = "\n".join(f"# {line}".rstrip() for line in [TITLE, "-" * len(TITLE), "", *WHY.splitlines()])
        after = after if after.startswith("# %%") else f"# %%\n\n{after}"
        before = f"{before.rstrip()}\n\n# %%\n{heading}\n\n{section.text}\n"
    show = f"\n{SHOW}" if _draws(text, section) else ""
    return f"{FIRST_LINE}\n{before}{after.rstrip()}\n{show}".rstrip() + "\n"


def lone_notebook(notebook: dict[str, Any], text: str, name: str) -> dict[str, Any]:
    """Return a notebook with a cell of definitions in place of its imports of this package.

    Args:
        notebook: As sphinx-gallery wrote it for the script.
        text: The script.
        name: Its file name, for messages.
    """
    section = _section(text, name)
    cells = [_cell("code", FIRST_LINE)]
    added = not section.text.strip()
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] != "code":
            cells.append(_cell("markdown", _DOC_ROLE.sub(_named_page, source)))
            continue
        before, after = _without_imports(source, name)
        cells += [_cell("code", before)]
        if PACKAGE in source and before + after != source and not added:
            added = True
            cells += [_cell("markdown", f"## {TITLE}\n\n{WHY}"), _cell("code", f"{FUTURE}\n\n{section.text}")]
        cells += [_cell("code", after)]
    return {**notebook, "cells": [cell for cell in cells if "".join(cell["source"])]}


def write_downloads(generated: Path) -> list[Path]:
    """Write the downloads of every script that sphinx-gallery has left in a directory.

    Args:
        generated: Holds ``plot_*.py`` and ``plot_*.ipynb``.

    Returns:
        The files, in ``downloads/``; one whose text is right already keeps its time, so that Sphinx does not read
        its page again.
    """
    texts = {}
    for script in sorted(generated.glob("*.py")):
        text = script.read_text("utf-8")
        texts[generated / FOLDER / script.name] = lone_script(text, script.name)
        plain = script.with_suffix(".ipynb")
        if plain.exists():
            notebook = lone_notebook(json.loads(plain.read_text("utf-8")), text, script.name)
            texts[generated / FOLDER / plain.name] = json.dumps(notebook, indent=1) + "\n"
    for path, text in texts.items():
        write_changed(path, text)
    return list(texts)


def _section(text: str, name: str) -> Section:
    """Return the definitions for a script, after a look at the names that it binds itself."""
    tree = ast.parse(text)
    section = section_of((str(node.module), it.name) for node in package_imports(tree, name) for it in node.names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for bound, origin in imported(node).items():
                same = origin[0].startswith(PACKAGE) or section.imports.get(bound, origin) == origin
                if not same or (bound in section.definitions and not origin[0].startswith(PACKAGE)):
                    _refuse(bound, name, section)
    for bound in _assigned(tree):
        if bound in section.definitions or bound in section.imports:
            _refuse(bound, name, section)
    return section


def _assigned(tree: ast.Module) -> list[str]:
    """List what a script binds at its top level other than by an import."""

    class WithoutImports(ast.NodeTransformer):
        def visit_Import(self, _node: ast.Import) -> ast.Pass:
            return ast.Pass()

        def visit_ImportFrom(self, _node: ast.ImportFrom) -> ast.Pass:
            return ast.Pass()

    rest = ast.unparse(WithoutImports().visit(ast.parse(ast.unparse(tree))))
    return [symbol.get_name() for symbol in symtable.symtable(rest, "", "exec").get_symbols() if symbol.is_assigned()]


def _refuse(name: str, script: str, section: Section) -> None:
    other = section.definitions.get(name) or ".".join(section.imports[name]).rstrip(".")
    msg = (
        f"expected {script} to leave alone what its download needs, got another {name!r}, "
        f"which is {other} there: give it another name in the script"
    )
    raise GalleryError(msg)


def _without_imports(code: str, name: str) -> tuple[str, str]:
    """Return the code before and after the first import of this package, both without any such import."""
    found = package_imports(ast.parse(code), name)
    if not found:
        return code, ""
    gone = {line for node in found for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    lines = [(number, line) for number, line in enumerate(code.splitlines(), 1) if number not in gone]
    before = "\n".join(line for number, line in lines if number < min(gone))
    after = "\n".join(line for number, line in lines if number > min(gone))
    return before.strip("\n"), after.strip("\n")


def _with_future(code: str) -> str:
    """Put the future import behind the docstring, where it must stand."""
    first = ast.parse(code).body[0]
    if FUTURE in code:
        return code
    lines = code.splitlines()
    lines[first.end_lineno : first.end_lineno] = ["", FUTURE]
    if lines[(first.end_lineno or 0) + 2 :][:1] not in ([], [""]):
        lines.insert((first.end_lineno or 0) + 2, "")
    return "\n".join(lines) + "\n"


def _draws(text: str, section: Section) -> bool:
    modules = {module for module, _ in section.imports.values()} | set(section.definitions.values())
    figures = any(module.startswith((f"{PACKAGE}.figures", "matplotlib")) for module in modules)
    return (figures or "import matplotlib" in text) and "plt.show(" not in text


def _cell(kind: str, source: str) -> dict[str, Any]:
    cell = {"cell_type": kind, "metadata": {}, "source": source.strip().splitlines(keepends=True)}
    return cell if kind == "markdown" else {**cell, "execution_count": None, "outputs": []}


def _named_page(link: re.Match[str]) -> str:
    """Name a page of the site, which a notebook on somebody's disk cannot link to."""
    page = f"page `{link['page']}`"
    return f"{link['title']} ({page})" if link["title"] else page


def _after_gallery(app: Sphinx) -> None:
    write_downloads(gallery_folder(app))


def _point_to_page(link: nodes.Element, home: Path, folder: Path) -> None:
    """Let a link from another page to a script lead to its page: the script alone does not run elsewhere."""
    script = Path(os.path.normpath(home / link["reftarget"]))
    if script.parent == folder and script.with_suffix(".py.md5").exists():
        where = {"refdomain": "std", "reftype": "doc", "refexplicit": True, "refwarn": True}
        page = addnodes.pending_xref("", *link.children, **where, reftarget=f"/{folder.name}/{script.stem}")
        page.source, page.line = link.source, link.line
        link.replace_self(page)


def _point_to_downloads(app: Sphinx, doctree: nodes.document) -> None:
    """Let the links of a gallery page lead to the copies that run alone; the zip file holds others.

    The note above the title, which leads to them, goes: the row below the title offers them too.
    """
    folder = gallery_folder(app)
    home = Path(app.env.doc2path(app.env.docname)).parent
    for link in list(doctree.findall(addnodes.download_reference)):
        if home != folder:
            _point_to_page(link, home, folder)
        elif (folder / FOLDER / link["reftarget"]).exists():
            link["reftarget"] = f"{FOLDER}/{link['reftarget']}"
    for container in list(doctree.findall(nodes.container)):
        if "sphx-glr-download-zip" in container["classes"]:
            container.parent.remove(container)
    for note in list(doctree.findall(nodes.note)):
        if NOTE in note["classes"]:
            note.parent.remove(note)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write after sphinx-gallery, at 500; change links before Sphinx collects the files they lead to, at 500 too."""
    app.connect("builder-inited", _after_gallery, priority=700)
    app.connect("doctree-read", _point_to_downloads, priority=400)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
