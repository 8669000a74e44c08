import re
from io import StringIO

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

PAGE = """# Page

```python
>>> import torch
>>> dtypes = [torch.uint8, torch.int8, torch.int16]
```

```{promotion-figure} dtypes
:caption: Three dtypes
```
"""
ALT = "Type promotion of 3 dtypes. Arrows lead from uint8 to int16; from int8 to int16. None leads on from int16."


@pytest.fixture
def docs(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "conf.py").write_text("extensions = ['myst_parser', 'tutorial_utils.sphinxext.promotion_figure']\n")
    (folder / "index.md").write_text(PAGE)
    return folder


def build(docs, builder="html"):
    warning = StringIO()
    folders = (str(docs), str(docs), str(docs / f"_{builder}"), str(docs / "_trees"))
    with patch_docutils(docs), docutils_namespace():
        Sphinx(*folders, builder, status=None, warning=warning).build()
    text = re.sub(r"\x1b\[[\d;]*m", "", warning.getvalue())
    return [line.replace(f"{docs}/", "") for line in text.splitlines() if line]


def test_figure_is_drawn_in_html_and_described_elsewhere(docs):
    assert build(docs) == []
    html = (docs / "_html" / "index.html").read_text()
    assert html.count(f'<svg role="img" aria-label="{ALT}"') == 1
    assert 'class="live-figure promotion-figure' in html
    assert build(docs, "text") == []
    assert ALT.partition(".")[0] in (docs / "_text" / "index.txt").read_text()


def test_two_builds_give_the_same_bytes(docs):
    assert build(docs) == []
    first = (docs / "_html" / "index.html").read_bytes()
    for kept in (docs.parent / "build").rglob("*.svg"):
        kept.unlink()
    (docs / "_trees" / "environment.pickle").unlink()
    assert build(docs) == []
    assert (docs / "_html" / "index.html").read_bytes() == first


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("dtypes, dtypes", "expected one list of dtypes, got 2 expressions: draw a figure of each"),
        (
            "dtypes + dtypes[:1]",
            (
                "dtypes + dtypes[:1] raised FigureError: expected a list of different dtypes, got "
                "dtypes + dtypes[:1] = [torch.uint8, torch.int8, torch.int16, torch.uint8]: name one in the figure"
            ),
        ),
    ],
)
def test_what_cannot_be_drawn_is_a_warning(docs, expression, message):
    (docs / "index.md").write_text(PAGE.replace("{promotion-figure} dtypes", f"{{promotion-figure}} {expression}"))
    assert build(docs) == [f"index.md:8: WARNING: promotion-figure: {message} [promotion_figure.failed]"]
