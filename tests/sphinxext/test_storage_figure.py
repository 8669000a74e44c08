import re
import subprocess
import sys
from io import StringIO

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.snippets import replay
from tutorial_utils.sphinxext.storage_figure import storage_figure

PAGE = """# Page

```python
>>> import torch
>>> x = torch.arange(6).view(2, 3)
```

```{storage-figure} x, x[:,1:]
:caption: What `x` shares
:name: shared
```

```python
>>> x = torch.zeros(2)
```
"""
ALT = (
    "Tensor x: size (2, 3), stride (3, 1), storage offset 0, int64, contiguous; it reads storage cells "
    "0, 1, 2, 3, 4, 5. Tensor x[:, 1:]: size (2, 2), stride (3, 1), storage offset 1, int64, not contiguous; "
    "it reads storage cells 1, 2, 4, 5. Storage of x and x[:, 1:]: 6 elements, 48 bytes: [0, 1, 2, 3, 4, 5]."
)

SPARSE = (
    "x.to_sparse() raised LayoutError: expected a strided tensor, got x.to_sparse() with layout torch.sparse_coo, "
    "which has no strides: show its component tensors"
)


@pytest.fixture
def docs(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "conf.py").write_text("extensions = ['myst_parser', 'tutorial_utils.sphinxext.storage_figure']\n")
    (folder / "index.md").write_text(PAGE)
    return folder


def build(docs, builder="html", parallel=1):
    """Build the pages; the application and its warnings without colors and with the folder cut off."""
    warning = StringIO()
    folders = (str(docs), str(docs), str(docs / f"_{builder}"), str(docs / "_trees"))
    with patch_docutils(docs), docutils_namespace():
        app = Sphinx(*folders, builder, status=None, warning=warning, parallel=parallel)
        app.build()
    text = re.sub(r"\x1b\[[\d;]*m", "", warning.getvalue())
    return app, [line.replace(f"{docs}/", "") for line in text.splitlines() if line]


def html_of(docs):
    return (docs / "_html" / "index.html").read_text()


def replace(docs, old, new):
    page = docs / "index.md"
    assert old in page.read_text()
    page.write_text(page.read_text().replace(old, new))


def cached(docs, suffix):
    return sorted((docs.parent / "build" / "cache" / "figures").glob(f"*{suffix}"))


def test_html_has_a_named_image_of_fixed_size_in_a_focusable_frame(docs):
    _, warnings = build(docs)
    assert warnings == []
    html = html_of(docs)
    frame = '<div class="figure-scroll" tabindex="0" role="group" aria-label="Figure of x, x[:, 1:]">'
    assert f'{frame}<svg role="img" aria-label="{ALT}" xmlns' in html
    assert re.search(r'<figure class="[^"]*storage-figure[^"]*" id="shared">\s*<div class="figure-scroll"', html)
    assert re.search(r'<svg [^>]*width="\d+" height="\d+" viewBox', html)
    assert re.search(r"<figcaption>.*What <code .*x.*</code> shares", html, re.DOTALL)


def test_text_builder_writes_the_alt_text(docs):
    _, warnings = build(docs, "text")
    assert warnings == []
    text = " ".join((docs / "_text" / "index.txt").read_text().split())
    assert ALT in text
    assert 'What "x" shares' in text


def test_reading_evaluates_nothing_and_keeps_the_line(docs, monkeypatch):
    monkeypatch.setattr(replay, "namespace_before", lambda *_: pytest.fail("evaluated"))
    with patch_docutils(docs), docutils_namespace():
        app = Sphinx(docs, docs, docs / "_html", docs / "_trees", "html", status=None, warning=StringIO())
        app.builder.read()
    (node,) = app.env.get_doctree("index").findall(storage_figure)
    assert (node["expressions"], node["serial"], node.line) == (["x", "x[:, 1:]"], 0, 8)


def test_second_build_takes_the_figure_from_the_cache(docs, monkeypatch):
    build(docs)
    (svg,), (alt,) = cached(docs, ".svg"), cached(docs, ".txt")
    assert alt.read_text() == ALT
    monkeypatch.setattr(replay, "namespace_before", lambda *_: pytest.fail("evaluated"))
    replace(docs, "torch.zeros(2)", "torch.zeros(3)")  # below the figure: not part of its key
    _, warnings = build(docs)
    assert (warnings, cached(docs, ".svg")) == ([], [svg])


def test_changed_block_above_draws_a_new_figure(docs):
    build(docs)
    replace(docs, "arange(6)", "arange(1, 7)")
    _, warnings = build(docs)
    assert (warnings, len(cached(docs, ".svg"))) == ([], 2)
    assert "6 elements, 48 bytes: [1, 2, 3, 4, 5, 6]." in html_of(docs)


def test_changed_drawing_code_writes_kept_pages_again(docs, monkeypatch):
    build(docs)
    monkeypatch.setattr("tutorial_utils.sphinxext.storage_figure._code_digest", lambda: "other")
    _, warnings = build(docs)
    assert (warnings, len(cached(docs, ".svg"))) == ([], 2)


def test_figures_of_a_page_see_the_names_of_their_place(docs):
    with (docs / "index.md").open("a") as page:
        page.write("\n```{storage-figure} x\n```\n")
    _, warnings = build(docs)
    assert warnings == []
    assert re.findall(r"\d+ elements?, \d+ bytes: [^\"]*", html_of(docs)) == [
        "6 elements, 48 bytes: [0, 1, 2, 3, 4, 5].",
        "2 elements, 8 bytes: [0., 0.].",
    ]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("x, y", "y raised NameError: name 'y' is not defined"),
        ("x.to_sparse()", SPARSE),
    ],
)
def test_failing_expression_is_a_warning_in_every_build(docs, expression, message):
    replace(docs, "x, x[:,1:]", expression)
    for _ in range(2):  # Sphinx alone would be silent the second time
        _, warnings = build(docs)
        assert warnings == [f"index.md:8: WARNING: storage-figure: {message} [storage_figure.failed]"]
    replace(docs, expression, "x")
    _, warnings = build(docs)
    assert warnings == []


def test_failing_block_above_is_a_warning_at_the_figure(docs):
    replace(docs, "view(2, 3)", "view(4)")
    _, warnings = build(docs)
    start = "index.md:8: WARNING: storage-figure: the blocks above the figure raised ReplayError: "
    assert [line[: len(start)] for line in warnings] == [start]
    assert "shape '[4]' is invalid for input of size 6" in warnings[0]


def test_unreadable_argument_is_an_error_at_the_directive(docs):
    replace(docs, "x, x[:,1:]", "x, x[")
    _, warnings = build(docs)
    expected = "index.md:8: ERROR: storage-figure: expected Python expressions with commas between, got 'x, x['"
    assert len(warnings) == 1
    assert warnings[0].startswith(expected)


def test_two_builds_write_the_same_bytes(docs):
    build(docs)
    first = html_of(docs)
    for file in [*cached(docs, ".svg"), *cached(docs, ".txt"), docs / "_html" / "index.html"]:
        file.unlink()
    build(docs)
    assert html_of(docs) == first


def test_parallel_build_draws_every_page_and_keeps_its_warnings(docs):
    body = PAGE.replace(":name: shared\n", "")
    names = [f"page{number}" for number in range(7)]  # Sphinx reads fewer than six pages in one process
    for name in names:
        (docs / f"{name}.md").write_text(body.replace("x, x[:,1:]", name if name == "page3" else "x[0]"))
    with (docs / "index.md").open("a") as page:
        page.write("\n```{toctree}\n" + "\n".join(names) + "\n```\n")
    _, warnings = build(docs, parallel=2)
    message = "storage-figure: page3 raised NameError: name 'page3' is not defined [storage_figure.failed]"
    assert warnings == [f"page3.md:8: WARNING: {message}"]
    drawn = [name for name in names if "Tensor x[0]: size (3,)" in (docs / "_html" / f"{name}.html").read_text()]
    assert drawn == [name for name in names if name != "page3"]


def test_reading_pages_imports_neither_torch_nor_matplotlib():
    code = (
        "import sys, tutorial_utils.sphinxext.storage_figure as loaded; "
        "print([name for name in ('torch', 'matplotlib', 'numpy') if name in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
