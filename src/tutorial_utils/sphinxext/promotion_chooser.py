"""The directive ``{promotion-chooser}``: a form that answers for two operands what the tables of promotion say.

The answers are the reviewed cells of those tables, put together by ``facts.promotion_cases`` and written into the page
as data; ``docs/_static/promotion`` only looks them up. The body of the directive is what a reader without JavaScript,
or of another format, gets.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from tutorial_utils.errors import OperationError, StoredTableError
from tutorial_utils.facts import registry
from tutorial_utils.facts.promotion import DTYPES, NUMBERS, OPERATIONS, SECONDS
from tutorial_utils.facts.promotion_cases import TABLES, verdicts
from tutorial_utils.facts.table import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from tutorial_utils.facts.promotion_cases import Verdict

__all__ = ["PromotionChooser", "chooser_data", "first_answer", "form_html", "promotion_chooser", "setup"]

SECOND_LABELS = ("tensor with dimensions", "tensor without dimensions", "Python number")
NUMBER_LABELS = {"True": "bool", "1": "int", "1.0": "float", "1j": "complex"}
START = ("i32", "+", "number", "1.0")

logger = logging.getLogger(__name__)


class promotion_chooser(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801 -- docutils: no types, lower case
    """A chooser with its `data`; the children are shown where it cannot work."""


class PromotionChooser(SphinxDirective):
    """A form of two operands and an operation."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the chooser around its parsed body; the body alone when the reviewed cells cannot be read."""
        self.assert_has_content()
        body = self.parse_content_to_nodes()
        paths = {name: registry.stored_path(Path(self.env.srcdir), name) for name in TABLES}
        for path in paths.values():
            self.env.note_dependency(str(path))
        try:
            found = verdicts({name: read(name, path) for name, path in paths.items()})
        except (KeyError, OperationError, StoredTableError) as error:
            if self.config.facts_table_compare:
                msg = f"promotion-chooser: expected cells of {', '.join(TABLES)} that fit together, got: {error}"
                logger.warning(msg, location=self.get_location(), type="promotion_chooser", subtype="stored")
                self.env.note_reread()
            return body
        node = promotion_chooser(data=chooser_data(found))
        self.set_source_info(node)
        node += body
        return [node]


def chooser_data(found: Mapping[tuple[str, str, str, str], Verdict]) -> str:
    """The answers as JSON: texts, verdicts as numbers of texts, and cases as numbers of verdicts.

    A case is found by second operand, tensor, right operand and operation, in the order of the fields' options.
    """
    different = list(dict.fromkeys(found.values()))
    texts = list(dict.fromkeys(text for verdict in different for text in verdict))
    codes = [dtype.code for dtype in DTYPES]
    rights = dict(zip(SECONDS, (codes, codes, list(NUMBERS)), strict=True))
    number_of = {verdict: number for number, verdict in enumerate(different)}
    cases = {
        second: [
            [[number_of[found[second, left, right, operation]] for operation in OPERATIONS] for right in rights[second]]
            for left in codes
        ]
        for second in SECONDS
    }
    data = {
        "dtypes": [dtype.members[0] for dtype in DTYPES],
        "texts": texts,
        "verdicts": [[texts.index(text) for text in verdict] for verdict in different],
        "cases": cases,
    }
    return json.dumps(data, separators=(",", ":"))


def form_html(data: str, first: Iterable[str]) -> str:
    r"""Write the fields, the answer to what they begin with, and the data.

    The answer stands there before the script runs, so that nothing moves when it does.

    Args:
        data: What `chooser_data` returns.
        first: What `first_answer` returns.

    >>> from tutorial_utils.sphinxext.promotion_chooser import form_html
    >>> html = form_html("{}", ("1 + 1.0", "Why.", "float32", "float64", "float32"))
    >>> html.count("<label"), html.count("<label hidden"), html.count("<select")
    (5, 1, 5)
    """
    left, operation, second, right = START
    dtypes = [(dtype.code, dtype.name if len(dtype.members) == 1 else "float8 (any)") for dtype in DTYPES]
    seconds = zip(SECONDS, SECOND_LABELS, strict=True)
    fields = (
        _field("Tensor with dimensions", "left", dtypes, left),
        _field("Operation", "operation", [(name, name) for name in OPERATIONS], operation),
        _field("Second operand", "second", seconds, second),
        _field("Its dtype", "right", dtypes, "f64").replace("<label", "<label hidden"),
        _field("Its type", "number", NUMBER_LABELS.items(), right),
    )
    safe = data.replace("</", r"<\/")  # no text ends the element
    code, reason, *found = map(escape, first)
    names = ("torch", "NumPy", "array API standard")
    answers = "".join(f"<div><dt>{name}</dt><dd>{it}</dd></div>" for name, it in zip(names, found, strict=True))
    return f"""<div class="promotion-live" role="group" aria-label="Promotion chooser">
<form>
{"".join(fields)}</form>
<div class="promotion-said" role="status">
<p><code>{code}</code></p>
<dl>{answers}</dl>
<p>{reason}</p>
</div>
<p class="promotion-more"><a class="promotion-link" href="#">Link to this choice</a></p>
<script type="application/json" class="promotion-data">{safe}</script>
</div>
"""


def first_answer(data: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    """The call, the reason, and the three answers to START, in the words of ``docs/_static/promotion``."""
    left, operation, second, right = START
    codes = [dtype.code for dtype in DTYPES]
    at = data["cases"][second][codes.index(left)][list(NUMBERS).index(right)][OPERATIONS.index(operation)]
    result, error, why, in_numpy, in_standard = (data["texts"][text] for text in data["verdicts"][at])
    code = f"torch.ones(2, dtype=torch.{data['dtypes'][codes.index(left)]}) {operation} {right}"
    return (code, why, result or error, in_numpy or "has no such dtype", in_standard or "not specified")


def _field(label: str, name: str, options: Iterable[tuple[str, str]], chosen: str) -> str:
    # Without autocomplete="off" a browser that goes back shows an old choice beside a new answer.
    written = "".join(
        f'<option value="{value}"{" selected" * (value == chosen)}>{escape(text)}</option>' for value, text in options
    )
    return f'<label>{label} <select name="{name}" autocomplete="off">{written}</select></label>\n'


def _visit_html(self: HTML5Translator, node: promotion_chooser) -> None:
    form = form_html(node["data"], first_answer(json.loads(node["data"])))
    self.body.append(f'<div class="promotion-chooser">\n{form}<div class="promotion-still">\n')


def _depart_html(self: HTML5Translator, _node: promotion_chooser) -> None:
    self.body.append("</div>\n</div>\n")


def _pass(_self: nodes.NodeVisitor, _node: promotion_chooser) -> None:
    """In a format without scripts the children stand alone."""


def _load(app: Sphinx, _page: str, _template: str, _context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Load style and script on pages with a chooser, and on no other."""
    if doctree is None or next(doctree.findall(promotion_chooser), None) is None:
        return
    app.add_css_file("forms.css")
    app.add_js_file("promotion/chooser.js", loading_method="defer")  # modules do not load from file://


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, its markup and its files."""
    still = (_pass, _pass)
    app.setup_extension("tutorial_utils.sphinxext.facts_table")
    html = (_visit_html, _depart_html)
    app.add_node(promotion_chooser, html=html, text=still, latex=still, man=still, texinfo=still)
    app.add_directive("promotion-chooser", PromotionChooser)
    app.connect("html-page-context", _load)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
