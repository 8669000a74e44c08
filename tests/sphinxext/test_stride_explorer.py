import re
from io import StringIO
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.sphinxext.stride_explorer import SCRIPTS, Example, form_html

STATIC = Path(__file__).parents[2] / "docs/_static"
PAGE = """# Page

```{stride-explorer}
---
examples: |
  (2, 3) | x.t()

  (4,) | x[::2] & <b>
---
In its **place**.
```
"""
CONF = f"""
extensions = ['myst_parser', 'tutorial_utils.sphinxext.stride_explorer']
html_static_path = ['{STATIC}']
"""
LOADED = re.compile(r"<(?:script|link)[^>]*_static/(?:strides/|(?=forms))(\S+?)\?v=[^>]*>")


@pytest.fixture
def docs(tmp_path):
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "index.md").write_text(PAGE + "\n```{toctree}\nother\n```\n")
    (tmp_path / "other.md").write_text("# Other\n\nText.\n")
    return tmp_path


def build(docs, builder="html", parallel=1):
    """Build the pages; the application and its warnings without colors and with the folder cut off."""
    warning = StringIO()
    folders = (str(docs), str(docs), str(docs / f"_{builder}"), str(docs / "_trees"))
    with patch_docutils(docs), docutils_namespace():
        app = Sphinx(*folders, builder, status=None, warning=warning, parallel=parallel)
        app.build()
    text = re.sub(r"\x1b\[[\d;]*m", "", warning.getvalue())
    return app, [line.replace(f"{docs}/", "") for line in text.splitlines() if line]


@pytest.mark.parametrize("parallel", [1, 2])
def test_page_has_the_form_the_body_and_the_files(docs, parallel):
    _, warnings = build(docs, parallel=parallel)
    assert warnings == []
    html = (docs / "_html/index.html").read_text()
    examples = [Example("(2, 3)", "x.t()"), Example("(4,)", "x[::2] & <b>")]
    assert f'<div class="stride-explorer">\n{form_html(examples)}<div class="stride-still">\n<p>In its' in html
    assert LOADED.findall(html) == ["forms.css", *(f"{name}.js" for name in SCRIPTS)]
    assert all("defer" in tag[0] for tag in re.finditer(r"<script[^>]*_static/strides[^>]*>", html))


def test_other_page_loads_nothing(docs):
    build(docs)
    html = (docs / "_html/other.html").read_text()
    assert "strides/" not in html
    assert "forms.css" not in html


def test_every_file_of_the_folder_is_loaded():
    assert sorted(path.name for path in (STATIC / "strides").iterdir()) == sorted(f"{name}.js" for name in SCRIPTS)


def test_scripts_stay_small():
    lengths = {path.name: len(path.read_text().splitlines()) for path in (STATIC / "strides").iterdir()}
    assert max(lengths.values()) <= 250, lengths


def test_form_starts_with_the_first_example_and_escapes():
    html = form_html([Example("(1,)", 'x["]'), Example("()", "<x>")])
    assert 'name="shape" value="(1,)"' in html
    assert 'name="chain" value="x[&quot;]"' in html
    assert '<button type="button" data-shape="()" data-chain="&lt;x&gt;"><span>()</span> &lt;x&gt;</button>' in html


def test_text_builder_writes_the_body(docs):
    _, warnings = build(docs, "text")
    assert warnings == []
    assert (docs / "_text/index.txt").read_text().startswith("Page\n****\n\nIn its **place**.")


def test_changed_markup_writes_kept_pages_again(docs, monkeypatch):
    build(docs)
    monkeypatch.setattr("tutorial_utils.sphinxext.stride_explorer.digest_of", lambda _: "other")
    page = docs / "_html/index.html"
    page.write_text("old")
    build(docs)
    assert page.read_text() != "old"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "  (2, 3) | x.t()\n\n  (4,) | x[::2] & <b>\n",
            "",
            "expected the option examples with at least one line 'shape | chain', got none",
        ),
        ("(2, 3) | x.t()", "x.t()", "expected an example as 'shape | chain', got 'x.t()'"),
        ("(2, 3) | x.t()", "(2, 3) |", "expected an example as 'shape | chain', got '(2, 3) |'"),
        (
            "In its **place**.\n",
            "",
            "expected a body, which readers without JavaScript get, got none",
        ),
    ],
)
def test_what_cannot_be_read_is_an_error_at_the_directive(docs, old, new, message):
    page = docs / "index.md"
    assert old in page.read_text()
    page.write_text(page.read_text().replace(old, new))
    _, warnings = build(docs)
    assert warnings[0].split(" [")[0] == f"index.md:3: ERROR: stride-explorer: {message}"
