"""The directive ``{storage-figure} EXPRESSION, ...``: tensors of the page over their storage.

The directive only leaves a node with its expressions. When a builder resolves the page, the expressions are
evaluated in the namespace that the page's blocks have made up to there: HTML gets the SVG, every other format
its alt text. Reading and drawing are the rooms ``tutorial_utils.memory`` and ``tutorial_utils.figures``;
running the page's blocks is ``tutorial_utils.snippets.replay``.
"""

from __future__ import annotations

import ast
import hashlib
import os
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from tutorial_utils import figures, memory
from tutorial_utils.errors import FigureError
from tutorial_utils.figures.storage import describe_storage, draw_storage
from tutorial_utils.figures.svg import labeled
from tutorial_utils.memory import layout_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

    from tutorial_utils.memory import Layout

__all__ = ["StorageFigure", "StorageFigureHtml", "StorageFigureText", "setup", "storage_figure"]

logger = logging.getLogger(__name__)
_failed: set[Path] = set()


class storage_figure(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801 -- docutils: no types, lower case
    """A figure not drawn yet: `expressions`, and the `serial` number that finds it in the stored doctree."""


class Drawing(NamedTuple):
    """The two renderings of one figure."""

    svg: str
    alt: str


class StorageFigure(SphinxDirective):
    """Tensors of the page above the storage they read; ``:caption:`` is the sentence below."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {
        "caption": directives.unchanged_required,
        "name": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return a figure that holds the expressions; nothing is evaluated while the page is read."""
        node = storage_figure(expressions=_expressions(self), serial=self.env.new_serialno("storage-figure"))
        self.set_source_info(node)
        figure = nodes.figure("", node, classes=["storage-figure"])
        self.set_source_info(figure)
        if text := self.options.get("caption"):
            children, messages = self.parse_inline(text)
            caption = nodes.caption(text, "", *children, *messages)
            self.set_source_info(caption)
            figure += caption
        self.add_name(figure)
        return [figure]


class StorageFigureHtml(SphinxPostTransform):
    """Replaces each node by its SVG where HTML is written; runs in the main process, also with ``-j``."""

    default_priority = 5  # before the transforms that drop parts of a page
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 -- the signature is Sphinx's
        """Draw every storage figure of the page that is about to be written."""
        for node, drawing in _drawings(self.env, self.document):
            node.replace_self(nodes.raw("", _html(node["expressions"], drawing), format="html"))


class StorageFigureText(SphinxPostTransform):
    """Replaces the nodes that are left, in every other format, by their alt text."""

    default_priority = StorageFigureHtml.default_priority + 1

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 -- the signature is Sphinx's
        """Describe every storage figure of the page that is about to be written."""
        for node, drawing in _drawings(self.env, self.document):
            node.replace_self(nodes.paragraph("", drawing.alt))


def _expressions(directive: StorageFigure) -> list[str]:
    """Split the argument at its outer commas."""
    text = " ".join(directive.arguments[0].split())
    try:
        parsed = ast.parse(f"({text},)", mode="eval").body
    except SyntaxError as error:
        msg = f"storage-figure: expected Python expressions with commas between, got {text!r}: {error.msg}"
        raise directive.error(msg) from error
    elements = parsed.elts if isinstance(parsed, ast.Tuple) else [parsed]
    return [ast.unparse(element) for element in elements]


def _drawings(env: BuildEnvironment, document: nodes.document) -> Iterator[tuple[storage_figure, Drawing]]:
    """Pair the nodes of a page with their drawings; warn of one that fails, and take it out of the page."""
    for node in list(document.findall(storage_figure)):
        try:
            yield node, _drawing(env, node["serial"])
        except FigureError as error:
            logger.warning("storage-figure: %s", error, location=node, type="storage_figure", subtype="failed")
            _failed.add(Path(env.doctreedir) / f"{env.docname}.doctree")
            node.parent.remove(node)


def _drawing(env: BuildEnvironment, serial: int) -> Drawing:
    """Return the cached or new drawing of the node with a serial number on the page being written."""
    from tutorial_utils.snippets import replay

    pristine = env.get_doctree(env.docname)
    node = next(found for found in pristine.findall(storage_figure) if found["serial"] == serial)
    parts = (replay.source_before(pristine, node), *node["expressions"], env.config.storage_figure_code)
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
    folder = Path(env.srcdir).parent / "build" / "cache" / "figures"
    files = (folder / f"{key}.svg", folder / f"{key}.txt")
    if all(file.exists() for file in files):
        return Drawing(*(file.read_text("utf-8") for file in files))
    layouts = _layouts(lambda: replay.namespace_before(pristine, node), node["expressions"])
    drawing = Drawing(draw_storage(layouts), describe_storage(layouts))
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in zip(files, drawing, strict=True):
        partial = file.with_suffix(f".{os.getpid()}")
        partial.write_text(text, "utf-8")
        partial.replace(file)
    return drawing


def _layouts(namespace: Callable[[], dict[str, object]], expressions: Sequence[str]) -> list[Layout]:
    """Evaluate the expressions on the page's own objects; a failure is a `FigureError` that names it."""
    doing = "the blocks above the figure"
    try:
        names, layouts = namespace(), []
        for expression in expressions:
            doing = expression
            layouts.append(layout_of(eval(expression, names), expression))  # noqa: S307 -- the page's own code
    except Exception as error:
        msg = f"{doing} raised {type(error).__name__}: {error}"
        raise FigureError(msg) from error
    return layouts


def _html(expressions: Sequence[str], drawing: Drawing) -> str:
    """Put the SVG in a frame that scrolls, also by keyboard, where the page is narrower."""
    label = escape(f"Figure of {', '.join(expressions)}")
    frame = f'<div class="figure-scroll" tabindex="0" role="group" aria-label="{label}">'
    return f"{frame}{labeled(drawing.svg, drawing.alt)}</div>\n"


def _forget_failed(app: Sphinx, exception: Exception | None) -> None:  # noqa: ARG001 -- the signature is Sphinx's
    """Remove the stored doctrees of failed pages: Sphinx does not repeat the warnings of a page it keeps."""
    while _failed:
        _failed.pop().unlink(missing_ok=True)


def _code_digest() -> str:
    """Digest what a drawing depends on besides its page: this torch, and the code that reads and draws."""
    digest = hashlib.sha256(version("torch").encode())
    for room in (memory, figures):
        for file in sorted(Path(room.__path__[0]).glob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and its drawing; another torch or other drawing code writes all pages again."""
    app.add_node(storage_figure)
    app.add_directive("storage-figure", StorageFigure)
    app.add_post_transform(StorageFigureHtml)
    app.add_post_transform(StorageFigureText)
    app.add_config_value("storage_figure_code", _code_digest(), "html", types=frozenset({str}))
    app.connect("build-finished", _forget_failed)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
