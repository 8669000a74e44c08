"""Where text may break: messages in output, long names in tables of facts, and nothing else."""

from __future__ import annotations

from io import StringIO

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.sphinxext.line_breaks import with_breaks

PAGE = """# Page

```python
>>> import warnings; warnings.warn("old and long")
UserWarning: old and long
>>> 1
1
>>> f()
Traceback (most recent call last):
  ...
RuntimeError:...no blank after the colon
>>> g()
Traceback (most recent call last):
  ...
ValueError: long and without a number
```
"""


def test_messages_of_a_real_page_are_marked_and_numbers_are_not(tmp_path):
    tmp_path.joinpath("conf.py").write_text("extensions = ['myst_parser', 'tutorial_utils.sphinxext.line_breaks']\n")
    tmp_path.joinpath("index.md").write_text(PAGE)
    with patch_docutils(tmp_path), docutils_namespace():
        folders = (str(tmp_path), str(tmp_path), str(tmp_path / "_html"), str(tmp_path / "_trees"))
        Sphinx(*folders, "html", status=None, warning=StringIO()).build()
    html = (tmp_path / "_html/index.html").read_text()
    assert '<span class="go message">UserWarning: old and long</span>' in html
    assert '<span class="x message">RuntimeError:...no blank after the colon</span>' in html
    assert '<span class="gr">ValueError</span><span class="n message">: long and without a number</span>' in html
    assert '<span class="go">1</span>' in html
    assert html.count(" message") == 3


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("nn.functional.unfold", "nn.<wbr>functional.<wbr>unfold"),
        ("float8_e4m3fnuz", "float8_<wbr>e4m3fnuz"),
        ("BinaryCrossEntropyBackward0:", "Binary<wbr>Cross<wbr>Entropy<wbr>Backward0:"),
        ("Tensor.add_", "Tensor.add_"),
        ("inplace_functional_", "inplace_<wbr>functional_"),
        ("UpsampleNearest2DBackward0:", "Upsample<wbr>Nearest2DBackward0:"),
        ("torch.tensor([1.0,", "torch.<wbr>tensor([1.0,"),
        (".float().requires_grad_().", ".float().<wbr>requires_<wbr>grad_()."),
        (".github/workflows/publish.yml", ".github/<wbr>workflows/<wbr>publish.<wbr>yml"),
    ],
)
def test_a_long_name_breaks_where_its_parts_meet(name, broken):
    table = '<table class="docutils facts-table"><td><span class="pre">{}</span></td></table>'
    assert with_breaks(table.format(name)) == table.format(broken)


def test_a_name_as_long_as_the_line_of_a_phone_breaks_in_prose_too():
    html = '<code><span class="pre">{}</span></code>'
    name, broken = "torch.autograd.graph.save_on_cpu", "torch.<wbr>autograd.<wbr>graph.<wbr>save_<wbr>on_<wbr>cpu"
    assert with_breaks(html.format(name)) == html.format(broken)


def test_a_shorter_name_outside_of_a_table_of_facts_is_left_alone():
    html = '<span class="pre">nn.functional.unfold</span><table class="docutils">{}</table>'
    inner = '<td><span class="pre">nn.functional.unfold</span></td>'
    assert with_breaks(html.format(inner)) == html.format(inner)
