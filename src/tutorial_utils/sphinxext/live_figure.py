"""What every figure of live tensors shares: the directive, evaluation in the page's namespace, cache, failures.

A kind of figure is a subclass of `live_figure` that reads and draws, and of `LiveFigure` that makes its nodes; the
neighbors named ``..._figure.py`` hold them. The directive only leaves a node with its expressions. When a builder
resolves the page, the expressions are evaluated in the namespace that the page's blocks have made up to there: HTML
gets the SVG, every other format its alt text. Running the page's blocks is ``tutorial_utils.snippets.replay``.
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

from tutorial_utils import figures, graph, memory
from tutorial_utils.errors import FigureError
from tutorial_utils.figures.svg import labeled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

__all__ = ["Drawing", "LiveFigure", "code_digest", "live_figure", "register", "setup"]

logger = logging.getLogger(__name__)
_failed: set[Path] = set()


class Drawing(NamedTuple):
    """The two renderings of one figure."""

    svg: str
    alt: str


class live_figure(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801 -- docutils: no types, lower case
    """A figure not drawn yet: `expressions`, and the `serial` number that finds it in the stored doctree."""

    @staticmethod
    def read(tensor: Any, name: str) -> Any:  # noqa: ANN401 -- each kind has facts of its own
        """Return the facts of one expression; any exception is a failure of the figure that names the expression."""
        raise NotImplementedError

    @classmethod
    def read_from(cls, names: dict[str, object], expression: str) -> Any:  # noqa: ANN401 -- as above
        """Return the facts of one expression of the page; a kind that shows other names of the page overrides this."""
        return cls.read(cls.evaluate(names, expression), expression)

    @staticmethod
    def evaluate(names: dict[str, object], expression: str) -> Any:  # noqa: ANN401 -- whatever the page has
        """Evaluate an expression among the names of the page."""
        return eval(expression, names)  # noqa: S307 -- the page's own code

    @staticmethod
    def draw(facts: list[Any]) -> Drawing:
        """Draw what was read from all expressions."""
        raise NotImplementedError


class LiveFigure(SphinxDirective):
    """Tensors of the page as a figure; ``:caption:`` is the sentence below."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {
        "caption": directives.unchanged_required,
        "name": directives.unchanged_required,
    }
    node_class: ClassVar[type[live_figure]]

    def run(self) -> list[nodes.Node]:
        """Return a figure that holds the expressions; nothing is evaluated while the page is read."""
        node = self.node_class(expressions=_expressions(self), serial=self.env.new_serialno(self.name))
        self.set_source_info(node)
        figure = nodes.figure("", node, classes=["live-figure", self.name])
        self.set_source_info(figure)
        if text := self.options.get("caption"):
            children, messages = self.parse_inline(text)
            caption = nodes.caption(text, "", *children, *messages)
            self.set_source_info(caption)
            figure += caption
        self.add_name(figure)
        return [figure]


class LiveFigureHtml(SphinxPostTransform):
    """Replaces each node by its SVG where HTML is written; runs in the main process, also with ``-j``."""

    default_priority = 5  # before the transforms that drop parts of a page
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 -- the signature is Sphinx's
        """Draw every figure of the page that is about to be written."""
        for node, drawing in _drawings(self.env, self.document):
            node.replace_self(nodes.raw("", _html(node["expressions"], drawing), format="html"))


class LiveFigureText(SphinxPostTransform):
    """Replaces the nodes that are left, in every other format, by their alt text."""

    default_priority = LiveFigureHtml.default_priority + 1

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 -- the signature is Sphinx's
        """Describe every figure of the page that is about to be written."""
        for node, drawing in _drawings(self.env, self.document):
            node.replace_self(nodes.paragraph("", drawing.alt))


def _expressions(directive: LiveFigure) -> list[str]:
    """Split the argument at its outer commas."""
    text = " ".join(directive.arguments[0].split())
    try:
        parsed = ast.parse(f"({text},)", mode="eval").body
    except SyntaxError as error:
        msg = f"{directive.name}: expected Python expressions with commas between, got {text!r}: {error.msg}"
        raise directive.error(msg) from error
    elements = parsed.elts if isinstance(parsed, ast.Tuple) else [parsed]
    return [ast.unparse(element) for element in elements]


def _drawings(env: BuildEnvironment, document: nodes.document) -> Iterator[tuple[live_figure, Drawing]]:
    """Pair the nodes of a page with their drawings; warn of one that fails, and take it out of the page."""
    for node in list(document.findall(live_figure)):
        try:
            yield node, _drawing(env, node)
        except FigureError as error:
            kind = node.tagname
            logger.warning("%s: %s", kind.replace("_", "-"), error, location=node, type=kind, subtype="failed")
            _failed.add(Path(env.doctreedir) / f"{env.docname}.doctree")
            node.parent.remove(node)


def _drawing(env: BuildEnvironment, wanted: live_figure) -> Drawing:
    """Return the cached or new drawing of a node of the page being written."""
    from tutorial_utils.snippets import replay

    pristine, kind = env.get_doctree(env.docname), type(wanted)
    alike = (found for found in pristine.findall(kind) if type(found) is kind)  # a kind may derive from another
    node = next(found for found in alike if found["serial"] == wanted["serial"])
    parts = (replay.source_before(pristine, node), *node["expressions"], env.config[f"{node.tagname}_code"])
    key = hashlib.sha256("\0".join((node.tagname, *parts)).encode()).hexdigest()[:24]
    folder = Path(env.srcdir).parent / "build" / "cache" / "figures"
    files = (folder / f"{key}.svg", folder / f"{key}.txt")
    if all(file.exists() for file in files):
        return Drawing(*(file.read_text("utf-8") for file in files))
    drawing = kind.draw(_facts(node, lambda: replay.namespace_before(pristine, node)))
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in zip(files, drawing, strict=True):
        partial = file.with_suffix(f".{os.getpid()}")
        partial.write_text(text, "utf-8")
        partial.replace(file)
    return drawing


def _facts(node: live_figure, namespace: Callable[[], dict[str, object]]) -> list[Any]:
    """Evaluate the expressions on the page's own objects; a failure is a `FigureError` that names it."""
    doing = "the blocks above the figure"
    try:
        names, facts = namespace(), []
        for expression in node["expressions"]:
            doing = expression
            facts.append(node.read_from(names, expression))
    except Exception as error:
        msg = f"{doing} raised {type(error).__name__}: {error}"
        raise FigureError(msg) from error
    return facts


def _html(expressions: list[str], drawing: Drawing) -> str:
    """Put the SVG in a frame that scrolls, also by keyboard, where the page is narrower."""
    label = escape(f"Figure of {', '.join(expressions)}")
    frame = f'<div class="figure-scroll" tabindex="0" role="group" aria-label="{label}">'
    return f"{frame}{labeled(drawing.svg, drawing.alt)}</div>\n"


def _forget_failed(app: Sphinx, exception: Exception | None) -> None:  # noqa: ARG001 -- the signature is Sphinx's
    """Remove the stored doctrees of failed pages: Sphinx does not repeat the warnings of a page it keeps."""
    while _failed:
        _failed.pop().unlink(missing_ok=True)


def code_digest() -> str:
    """Digest what a drawing depends on besides its page: this torch, and the code that reads and draws."""
    digest = hashlib.sha256(version("torch").encode())
    for room in (memory, graph, figures):
        for file in sorted(Path(room.__path__[0]).glob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def register(app: Sphinx, directive: type[LiveFigure], digest: str) -> ExtensionMetadata:
    """Register one kind of figure; another digest, from other drawing code or another torch, writes all pages again."""
    tagname = directive.node_class.__name__
    app.setup_extension(__name__)
    app.add_node(directive.node_class)
    app.add_directive(tagname.replace("_", "-"), directive)
    app.add_config_value(f"{tagname}_code", digest, "html", types=frozenset({str}))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the drawing, once for all kinds."""
    app.add_post_transform(LiveFigureHtml)
    app.add_post_transform(LiveFigureText)
    app.connect("build-finished", _forget_failed)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
