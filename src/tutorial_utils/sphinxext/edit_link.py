"""The link "Edit this page", which leads to the text that a contributor changes.

Furo has the link and would build it from the name of the page; the page of a gallery script is generated, and its
source lies elsewhere. A page without a source, such as the search, gets none.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from tutorial_utils.sphinxext.hosting import BRANCH

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["edit_address", "setup"]


def edit_address(repository: str, source: str) -> str:
    """Return where a file is edited in the browser.

    Args:
        repository: Its address. GitLab has a way of its own; others, such as Gitea, follow GitHub.
        source: The file, relative to the root of the repository.

    >>> from tutorial_utils.sphinxext.edit_link import edit_address
    >>> edit_address("https://github.com/ada/guide", "docs/index.md")
    'https://github.com/ada/guide/edit/main/docs/index.md'
    >>> edit_address("https://gitlab.com/ada/guide", "docs/index.md")
    'https://gitlab.com/ada/guide/-/edit/main/docs/index.md'
    """
    way = "-/edit" if "gitlab" in (urlsplit(repository).hostname or "") else "edit"
    return f"{repository}/{way}/{BRANCH}/{quote(source)}"


def source_of(app: Sphinx, name: str) -> str:
    """Return the file behind a page, relative to the root of the repository."""
    root = Path(app.confdir).parent
    page = Path(app.env.doc2path(name))
    conf = getattr(app.config, "sphinx_gallery_conf", {"gallery_dirs": "gallery", "examples_dirs": "../gallery"})
    if page.is_relative_to(Path(app.srcdir, conf["gallery_dirs"])):
        scripts = Path(app.confdir, conf["examples_dirs"]).resolve()
        page = scripts / ("GALLERY_HEADER.rst" if page.stem == "index" else f"{page.stem}.py")
    return page.relative_to(root).as_posix()


def _link(app: Sphinx, name: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if doctree is not None and app.config.repository:
        address = edit_address(app.config.repository, source_of(app, name))
        context["theme_source_edit_link"] = address.replace("{", "{{").replace("}", "}}")  # furo formats it


def setup(app: Sphinx) -> ExtensionMetadata:
    """Give the theme the address for each page."""
    app.connect("html-page-context", _link)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
