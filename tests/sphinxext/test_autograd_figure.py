import re
from io import StringIO

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

PAGE = """# Page

```python
>>> import torch
>>> w = torch.tensor([2.0], requires_grad=True)
```

```{autograd-figure} w, w*3
:caption: A leaf and a result
```
"""
ALT = (
    "Tensor w: requires_grad True, is_leaf True, data tensor([2.]), grad None, grad_fn None. "
    "Tensor w * 3: requires_grad True, is_leaf False, data tensor([6.]), grad None, grad_fn MulBackward0."
)


@pytest.fixture
def docs(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "conf.py").write_text("extensions = ['myst_parser', 'tutorial_utils.sphinxext.autograd_figure']\n")
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


def test_html_and_text_say_the_same(docs):
    assert build(docs) == []
    html = (docs / "_html" / "index.html").read_text()
    assert f'<svg role="img" aria-label="{ALT}" xmlns' in html
    assert re.search(r'<figure class="[^"]*live-figure autograd-figure', html)
    assert build(docs, "text") == []
    assert ALT in " ".join((docs / "_text" / "index.txt").read_text().split())


def test_what_cannot_be_shown_is_a_warning(docs):
    page = docs / "index.md"
    page.write_text(page.read_text().replace("w, w*3", "w, w.shape"))
    (warning,) = build(docs)
    assert warning == (
        "index.md:8: WARNING: autograd-figure: w.shape raised GraphError: "
        "expected a tensor, got w.shape of type Size: name tensors in the figure [autograd_figure.failed]"
    )
