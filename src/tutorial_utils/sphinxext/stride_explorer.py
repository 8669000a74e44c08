"""The directive ``{stride-explorer}``: a form in which the reader follows shape and strides through operations.

What it computes and draws is JavaScript, ``docs/_static/strides``; here are the markup, and the files that a page
with an explorer loads. The body of the directive is what a reader without JavaScript, or of another format, gets.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from tutorial_utils.snippets.index import digest_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata, OptionSpec
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["SCRIPTS", "Example", "StrideExplorer", "form_html", "setup", "stride_explorer"]

SCRIPTS = (
    "text",
    "parse",
    "tensor",
    "view",
    "index",
    "rearrange",
    "copy",
    "run",
    "canvas",
    "grid",
    "figure",
    "explorer",
)
COLUMNS = ("step", "shape", "strides", "offset", "contiguous", "storage")


class Example(NamedTuple):
    """A shape and a chain of operations, as the reader would type them."""

    shape: str
    chain: str


class stride_explorer(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801 -- docutils: no types, lower case
    """An explorer with its `examples`; the children are shown where it cannot work."""


class StrideExplorer(SphinxDirective):
    """A form with a button for each line ``shape | chain`` of ``:examples:``; it starts with the first."""

    has_content = True
    option_spec: ClassVar[OptionSpec] = {"examples": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the explorer around its parsed body."""
        if not self.content:
            msg = "stride-explorer: expected a body, which readers without JavaScript get, got none"
            raise self.error(msg)
        node = stride_explorer(examples=self._examples())
        self.set_source_info(node)
        node += self.parse_content_to_nodes()
        return [node]

    def _examples(self) -> list[Example]:
        lines = [line for line in (self.options.get("examples") or "").splitlines() if line.strip()]
        if not lines:
            msg = "stride-explorer: expected the option examples with at least one line 'shape | chain', got none"
            raise self.error(msg)
        examples = []
        for line in lines:
            shape, bar, chain = (part.strip() for part in line.partition("|"))
            if not bar or not chain:
                msg = f"stride-explorer: expected an example as 'shape | chain', got {line.strip()!r}"
                raise self.error(msg)
            examples.append(Example(shape, chain))
        return examples


def form_html(examples: list[Example]) -> str:
    """Write the fields, a button for each example, and the empty places for the answer.

    >>> from tutorial_utils.sphinxext.stride_explorer import Example, form_html
    >>> print(form_html([Example("(2, 3)", "x.t()")]).splitlines()[2])
    <label>Shape of <code>x</code> <input name="shape" value="(2, 3)" autocomplete="off" spellcheck="false" \
autocapitalize="off"></label>
    """
    first = examples[0]
    plain = 'autocomplete="off" spellcheck="false" autocapitalize="off"'
    buttons = "\n".join(_button(example) for example in examples)
    heads = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    return f"""<div class="stride-live" role="group" aria-label="Stride explorer">
<div class="stride-fields">
<label>Shape of <code>x</code> <input name="shape" value="{escape(first.shape)}" {plain}></label>
<label>Operations <input name="chain" value="{escape(first.chain)}" {plain}></label>
</div>
<div class="stride-examples" role="group" aria-label="Examples">
{buttons}
</div>
<div class="stride-said" role="status"></div>
<div class="stride-table" role="group" aria-label="Step by step" tabindex="0">
<table><thead><tr>{heads}</tr></thead><tbody class="stride-steps"></tbody></table>
</div>
<div class="stride-picture figure-scroll" role="group" aria-label="Storage figure" tabindex="0"></div>
<p class="stride-more"><a class="stride-link" href="#">Link to this chain</a></p>
</div>
"""


def _button(example: Example) -> str:
    shape, chain = (escape(text) for text in example)
    return f'<button type="button" data-shape="{shape}" data-chain="{chain}"><span>{shape}</span> {chain}</button>'


def _visit_html(self: HTML5Translator, node: stride_explorer) -> None:
    self.body.append(f'<div class="stride-explorer">\n{form_html(node["examples"])}<div class="stride-still">\n')


def _depart_html(self: HTML5Translator, _node: stride_explorer) -> None:
    self.body.append("</div>\n</div>\n")


def _pass(_self: nodes.NodeVisitor, _node: stride_explorer) -> None:
    """In a format without scripts the children stand alone."""


def _load(app: Sphinx, _page: str, _template: str, _context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Load style and scripts on pages with an explorer, and on no other."""
    if doctree is None or next(doctree.findall(stride_explorer), None) is None:
        return
    app.add_css_file("forms.css")
    for name in SCRIPTS:
        app.add_js_file(f"strides/{name}.js", loading_method="defer")  # modules do not load from file://


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, its markup and its files."""
    alone = (_pass, _pass)
    app.add_node(stride_explorer, html=(_visit_html, _depart_html), text=alone, latex=alone, man=alone, texinfo=alone)
    app.add_directive("stride-explorer", StrideExplorer)
    app.connect("html-page-context", _load)
    # Other code of the markup writes all pages again.
    app.add_config_value("stride_explorer_code", digest_of(Path(__file__)), "html", types=frozenset({str}))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
