import re
import subprocess
import sys
from io import StringIO

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.snippets import replay

PAGE = """# Page

```python
>>> import torch
>>> w, b = torch.ones(2, requires_grad=True), torch.ones(2, requires_grad=True)
>>> y = w.exp()
```

```{graph-figure} y+b
:caption: What was recorded for `y + b`
:name: recorded
```

```{forward-graph-figure} y+b
```
"""
ALT = (
    "Recorded graph, from the result to the leaves. The gradient of y + b enters node 0. "
    "Node 0, AddBackward0, made y + b (2,); input 0 leads to node 1; input 1 leads to node 2. "
    "Node 1, ExpBackward0, made y (2,); saved result = y (2,), version 0; its input leads to node 3. "
    "Node 2, AccumulateGrad, is the leaf b (2,). Node 3, AccumulateGrad, is the leaf w (2,)."
)
FORWARD = (
    "Computation, from the leaves to the result. Leaves: b (2,), w (2,). w enters exp, which makes y (2,). "
    "y and b enter add, which makes y + b (2,)."
)
CONF = "extensions = ['myst_parser', 'tutorial_utils.sphinxext.graph_figure']\n"


@pytest.fixture
def docs(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "conf.py").write_text(CONF)
    (folder / "index.md").write_text(PAGE)
    return folder


def build(docs, builder="html"):
    """Build the pages; the warnings without colors and with the folder cut off."""
    warning = StringIO()
    folders = (str(docs), str(docs), str(docs / f"_{builder}"), str(docs / "_trees"))
    with patch_docutils(docs), docutils_namespace():
        Sphinx(*folders, builder, status=None, warning=warning).build()
    text = re.sub(r"\x1b\[[\d;]*m", "", warning.getvalue())
    return [line.replace(f"{docs}/", "") for line in text.splitlines() if line]


def html_of(docs):
    return (docs / "_html" / "index.html").read_text()


def replace(docs, old, new):
    page = docs / "index.md"
    assert old in page.read_text()
    page.write_text(page.read_text().replace(old, new))


def test_html_has_both_directions_with_the_names_of_the_page(docs):
    assert build(docs) == []
    html = html_of(docs)
    frame = '<div class="figure-scroll" tabindex="0" role="group" aria-label="Figure of y + b">'
    assert f'{frame}<svg role="img" aria-label="{ALT}" xmlns' in html
    assert f'{frame}<svg role="img" aria-label="{FORWARD}" xmlns' in html
    assert re.findall(r'<figure class="[^"]*live-figure ([\w-]+)-figure', html) == ["graph", "forward-graph"]
    assert re.search(r'<figure class="[^"]*graph-figure[^"]*" id="recorded">', html)
    assert re.search(r"<figcaption>.*What was recorded for <code", html, re.DOTALL)


def test_text_builder_writes_the_alt_texts(docs):
    assert build(docs, "text") == []
    text = " ".join((docs / "_text" / "index.txt").read_text().split())
    assert ALT in text
    assert FORWARD in text


def test_second_build_takes_the_figures_from_the_cache(docs, monkeypatch):
    build(docs)
    first = html_of(docs)
    monkeypatch.setattr(replay, "namespace_before", lambda *_: pytest.fail("evaluated"))
    replace(docs, "# Page", "# Other")
    assert build(docs) == []
    drawn = re.compile(r"<svg.*?</svg>", re.DOTALL)
    assert drawn.findall(html_of(docs)) == drawn.findall(first)
    assert len(drawn.findall(first)) == 2


def test_two_builds_write_the_same_bytes(docs):
    build(docs)
    first = html_of(docs)
    for file in [*(docs.parent / "build" / "cache" / "figures").iterdir(), docs / "_html" / "index.html"]:
        file.unlink()
    build(docs)
    assert html_of(docs) == first


def test_several_expressions_are_results_of_one_graph(docs):
    replace(docs, "{graph-figure} y+b", "{graph-figure} y.sin(), y")
    assert build(docs) == []
    assert (
        "The gradient of (y.sin(), y)[0] enters node 0. The gradient of y enters node 1. "
        "Node 0, SinBackward0, made (y.sin(), y)[0] (2,); saved self = y (2,), version 0; its input leads to node 1. "
        "Node 1, ExpBackward0, made y (2,)"
    ) in html_of(docs)


def test_each_figure_is_its_own_kind_in_either_order(docs):
    replace(docs, "```{graph-figure}", "```{forward-graph-figure} y\n```\n\n```{graph-figure}")
    assert build(docs) == []
    found = re.findall(r'aria-label="(Recorded|Computation)', html_of(docs))
    assert found == ["Computation", "Recorded", "Computation"]


def test_changed_walking_code_writes_kept_pages_again(docs, monkeypatch):
    build(docs)
    monkeypatch.setattr("tutorial_utils.sphinxext.graph_figure.code_digest", lambda: "other")
    assert build(docs) == []
    assert len(list((docs.parent / "build" / "cache" / "figures").glob("*.svg"))) == 4


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("z", "z raised NameError: name 'z' is not defined"),
        (
            "y.detach()",
            (
                "y.detach() raised GraphError: expected a tensor that requires grad, "
                "got one of shape (2,) that does not: nothing was recorded for it"
            ),
        ),
        (
            "sum([y] * 50)",
            "sum([y] * 50) raised GraphError: expected at most 40 nodes, got a graph of more: show a smaller one",
        ),
    ],
    ids=["unknown", "no grad", "large"],
)
def test_failing_expression_is_a_warning_in_every_build(docs, expression, message):
    replace(docs, "{graph-figure} y+b", f"{{graph-figure}} {expression}")
    for _ in range(2):  # Sphinx alone would be silent the second time
        assert build(docs) == [f"index.md:9: WARNING: graph-figure: {message} [graph_figure.failed]"]
    replace(docs, f"{{graph-figure}} {expression}", "{graph-figure} y")
    assert build(docs) == []


def test_unreadable_argument_is_an_error_that_names_the_directive(docs):
    replace(docs, "{forward-graph-figure} y+b", "{forward-graph-figure} y+")
    (warning,) = build(docs)
    expected = "index.md:14: ERROR: forward-graph-figure: expected Python expressions with commas between, got 'y+'"
    assert warning.startswith(expected)


def test_reading_pages_imports_neither_torch_nor_matplotlib():
    code = (
        "import sys, tutorial_utils.sphinxext.graph_figure as loaded; "
        "print([name for name in ('torch', 'matplotlib', 'numpy') if name in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
