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
>>> a, b = torch.ones(3, 2), torch.zeros(2, 3, 1)
```

```{broadcast-figure} a, b[:, :,0]
:caption: How `a` meets a slice
:name: meeting
```

```{storage-figure} b[0]
```
"""
ALT = (
    "Shapes aligned at the right: a (3, 2); b[:, :, 0] (2, 3). Dimension 0: a has 3 and b[:, :, 0] has 2; conflict. "
    "Dimension 1: a has 2 and b[:, :, 0] has 3; conflict. No result."
)
CONF = """extensions = [
    'myst_parser', 'tutorial_utils.sphinxext.storage_figure', 'tutorial_utils.sphinxext.broadcast_figure'
]
"""


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


def test_html_has_both_kinds_of_figure_each_drawn_once(docs):
    assert build(docs) == []
    html = html_of(docs)
    frame = '<div class="figure-scroll" tabindex="0" role="group" aria-label="Figure of a, b[:, :, 0]">'
    assert f'{frame}<svg role="img" aria-label="{ALT}" xmlns' in html
    found = re.findall(r'<figure class="[^"]*live-figure (\w+)-figure', html)
    assert found == ["broadcast", "storage"]
    assert html.count('<svg role="img"') == 2
    assert re.search(r'<figure class="[^"]*broadcast-figure[^"]*" id="meeting">', html)
    assert re.search(r"<figcaption>.*How <code .*a.*</code> meets a slice", html, re.DOTALL)


def test_text_builder_writes_the_alt_text(docs):
    assert build(docs, "text") == []
    assert ALT in " ".join((docs / "_text" / "index.txt").read_text().split())


def test_second_build_takes_the_figure_from_the_cache(docs, monkeypatch):
    build(docs)
    monkeypatch.setattr(replay, "namespace_before", lambda *_: pytest.fail("evaluated"))
    replace(docs, "# Page", "# Other")
    assert build(docs) == []
    assert ALT in html_of(docs)


def test_changed_drawing_code_writes_kept_pages_again(docs, monkeypatch):
    build(docs)
    monkeypatch.setattr("tutorial_utils.sphinxext.broadcast_figure.code_digest", lambda: "other")
    assert build(docs) == []
    assert len(list((docs.parent / "build" / "cache" / "figures").glob("*.svg"))) == 3


def test_the_same_expression_in_both_kinds_is_cached_apart(docs):
    replace(docs, "a, b[:, :,0]", "b[0]")
    assert build(docs) == []
    labels = re.findall(r'<svg role="img" aria-label="(Shapes|Tensor)', html_of(docs))
    assert labels == ["Shapes", "Tensor"]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("a, c", "c raised NameError: name 'c' is not defined"),
        (
            "a, a.shape",
            ("a.shape raised BroadcastError: expected a tensor, got a.shape of type Size: name tensors in the figure"),
        ),
    ],
)
def test_failing_expression_is_a_warning_in_every_build(docs, expression, message):
    replace(docs, "a, b[:, :,0]", expression)
    for _ in range(2):  # Sphinx alone would be silent the second time
        assert build(docs) == [f"index.md:8: WARNING: broadcast-figure: {message} [broadcast_figure.failed]"]
    replace(docs, expression, "a")
    assert build(docs) == []


def test_unreadable_argument_is_an_error_that_names_the_directive(docs):
    replace(docs, "a, b[:, :,0]", "a, b[")
    (warning,) = build(docs)
    expected = "index.md:8: ERROR: broadcast-figure: expected Python expressions with commas between, got 'a, b['"
    assert warning.startswith(expected)


def test_reading_pages_imports_neither_torch_nor_matplotlib():
    code = (
        "import sys, tutorial_utils.sphinxext.broadcast_figure as loaded; "
        "print([name for name in ('torch', 'matplotlib', 'numpy') if name in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
