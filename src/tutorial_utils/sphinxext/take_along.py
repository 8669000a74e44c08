"""Each page to take along: its Markdown beside it, its notebook below ``notebooks/``, and a row of links to them.

What stands in them is the neighbors ``markdown_reader.py`` and ``notebook.py``. The files are written while Sphinx
resolves a page, in the main process, also with ``-j``; a page that Sphinx does not write again keeps its files.
"""

from __future__ import annotations

import hashlib
import json
import re
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from tutorial_utils.snippets.collect import blocks_of
from tutorial_utils.sphinxext.files import write_changed
from tutorial_utils.sphinxext.gallery_downloads import FOLDER
from tutorial_utils.sphinxext.markdown_inline import Place
from tutorial_utils.sphinxext.markdown_parts import Code, markdown_of
from tutorial_utils.sphinxext.markdown_reader import VERIFIED, parts_of
from tutorial_utils.sphinxext.notebook import Head, notebook_of, packages_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from tutorial_utils.sphinxext.markdown_parts import Part

__all__ = ["BRANCH", "COLAB_HAS", "NOTEBOOKS", "code_digest", "colab_link", "setup", "site_address"]

NOTEBOOKS = "notebooks"
BRANCH = "gh-pages"
COLAB_HAS = {"torch", "numpy", "matplotlib"}
_GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?$")
_NO_NOTEBOOK = "no notebook: its blocks use the code of this site"


class MarkBlocks(SphinxPostTransform):
    """Leaves with each node of code what the doctest engine reads from it, before any transform changes the page."""

    formats = ("html",)
    default_priority = 4  # before the figures are drawn, at 5

    def run(self, **_: Any) -> None:  # noqa: ANN401  # the signature is Sphinx's
        """Read the page as `nox -s doctest` does."""
        page, root = Path(self.env.doc2path(self.env.docname)).resolve(), Path(self.env.srcdir).parent.resolve()
        if page.suffix != ".md":
            return
        for node, block in blocks_of(self.document, page, root):
            if block.kind == "python" and not block.namespace and not block.problems:
                node[VERIFIED] = block


class ReadParts(SphinxPostTransform):
    """Reads the page when its tables are filled in, its links known and its figures drawn."""

    formats = ("html",)
    default_priority = 420  # before the marks that tables have in HTML only, at 450

    def run(self, **_: Any) -> None:  # noqa: ANN401  # the signature is Sphinx's
        """Leave the parts with the page until it is resolved."""
        place = Place(self.env.docname, site_address(self.config.html_baseurl))
        self.document["parts"] = parts_of(self.document, place)
        for node in self.document.findall(lambda it: VERIFIED in getattr(it, "attributes", ())):
            del node[VERIFIED]


def _write_files(app: Sphinx, doctree: nodes.document, name: str) -> None:
    """Write the files of a page, and note with it what its row can offer."""
    parts: list[Part] = doctree.attributes.pop("parts", [])
    if not parts or app.builder.name != "html":
        return
    out, address = Path(app.outdir), site_address(app.config.html_baseurl)
    write_changed(out / f"{name}.md", f"{markdown_of(parts)}\n")
    head = Head(name, app.config.project, address and f"{address}{name}.html", version("torch").partition("+")[0])
    notebook, path = notebook_of(parts, head), out / NOTEBOOKS / f"{name}.ipynb"
    downloaded = Path(app.env.doc2path(name)).parent / FOLDER / f"{Path(name).name}.ipynb"
    if notebook:
        write_changed(path, json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")
    elif downloaded.exists():
        write_changed(path, downloaded.read_text("utf-8"))
    else:
        path.unlink(missing_ok=True)
    blocks = [part.block for part in parts if isinstance(part, Code) and part.block]
    anywhere = not blocks or any(not block.requires for block in blocks)
    files = [str(link.get("filename", "")) for link in doctree.findall(addnodes.download_reference)]
    doctree["along"] = {
        "script": next((file for file in files if file.endswith(".py")), ""),
        "notebook": path.exists(),
        "colab": path.exists() and anywhere and set(packages_of(blocks)) <= COLAB_HAS,
        "blocks": bool(blocks),
    }


def code_digest() -> str:
    """Digest what the files depend on besides their page: this torch, the code that writes them or stands in them."""
    digest = hashlib.sha256(version("torch").encode())
    here = Path(__file__).parent
    for room in (here, *(here.parent / name for name in ("runtime", "memory", "graph", "facts", "snippets"))):
        for file in sorted(room.glob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def site_address(base: str) -> str:
    """Return the configured address of the site with a slash at its end; empty if there is none.

    >>> from tutorial_utils.sphinxext.take_along import site_address
    >>> site_address("https://e.org/docs"), site_address("")
    ('https://e.org/docs/', '')
    """
    return f"{base.rstrip('/')}/" if base else ""


def colab_link(repository: str, docname: str) -> str:
    """Return the address that opens a notebook in Colab, which reads branches on GitHub and nothing else.

    >>> from tutorial_utils.sphinxext.take_along import colab_link
    >>> colab_link("https://github.com/me/mine", "tensors/dtype")
    'https://colab.research.google.com/github/me/mine/blob/gh-pages/notebooks/tensors/dtype.ipynb'
    >>> colab_link("https://example.org/me/mine", "tensors/dtype")
    ''
    """
    found = _GITHUB.match(repository)
    where = "https://colab.research.google.com/github"
    return f"{where}/{found[1]}/blob/{BRANCH}/{NOTEBOOKS}/{docname}.ipynb" if found else ""


def _row(name: str, along: dict[str, Any], root: str, repository: str) -> str:
    """Write the row of links; one who looks for a notebook learns why there is none."""
    items = []
    if along["notebook"]:
        items.append(f'<a href="{root}{NOTEBOOKS}/{name}.ipynb" download>Notebook</a>')
    if along["script"]:
        items.append(f'<a href="{root}_downloads/{along["script"]}" download>Script</a>')
    items.append(f'<a href="{name.rpartition("/")[2]}.md" type="text/markdown">Markdown</a>')
    if along["colab"] and (colab := colab_link(repository, name)):
        items.append(f'<a href="{escape(colab)}" rel="noopener">Open in Colab</a>')
    if along["blocks"] and not along["notebook"]:
        items.append(_NO_NOTEBOOK)
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f'<nav class="take-along" aria-label="This page"><ul>{listed}</ul></nav>'


def _show_row(app: Sphinx, name: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if doctree is None or "along" not in doctree or "</h1>" not in context.get("body", ""):
        return
    link = f'<link rel="alternate" type="text/markdown" href="{name.rpartition("/")[2]}.md">'
    context["metatags"] = f"{context.get('metatags', '')}\n{link}"
    if name == app.config.root_doc:
        return  # the front page leads to the others
    repository = str(getattr(app.config, "repository", ""))
    address = site_address(app.config.html_baseurl)
    where = f"{address}{name}.html" if address else f"page {name}"
    row = _row(name, doctree["along"], context["content_root"], repository)
    row += f'\n<p class="printed-from">{escape(app.config.project)}, {escape(where)}</p>'
    context["body"] = context["body"].replace("</h1>", f"</h1>\n{row}", 1)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the two steps and the row, which stands below the stamp: that is put behind the title after it."""
    app.add_config_value("take_along_code", code_digest(), "html", types=frozenset({str}))
    app.add_post_transform(MarkBlocks)
    app.add_post_transform(ReadParts)
    app.connect("doctree-resolved", _write_files)
    app.connect("html-page-context", _show_row, priority=400)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
