"""What stays on one line is marked, and nothing else is; that a browser keeps to it is in ``tests/site``."""

from __future__ import annotations

from io import StringIO

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.sphinxext.kept_together import SHORT, kept_together

CODE = '<code class="docutils literal notranslate{}"><span class="pre">{}</span></code>'
FORMULA = "<math><mi>x</mi></math>"


@pytest.mark.parametrize("text", ["x * 2", "apt-get", "backward(inputs=[y])", "a &lt; b", "-" * SHORT])
def test_short_code_that_could_break_is_marked(text):
    assert kept_together(CODE.format("", text)) == CODE.format(" whole", text)


@pytest.mark.parametrize("text", ["x", "torch.nn.functional", "is_contiguous", "-" * (SHORT + 1)])
def test_other_code_is_left_alone(text):
    assert kept_together(CODE.format("", text)) == CODE.format("", text)


def test_code_in_a_table_is_left_to_the_rules_of_tables():
    code = CODE.format("", "x * 2")
    html = f"<table><tr><td>{code}</td></tr></table>"
    assert kept_together(f"{html}{code}") == html + CODE.format(" whole", "x * 2")


def test_letters_are_counted_and_not_their_markup():
    words = " ".join(f'<span class="pre">{word}</span>' for word in ("r", "=", "&lt;"))
    html = f'<code class="literal">{words}</code>'
    assert kept_together(html) == html.replace('"literal"', '"literal whole"')


@pytest.mark.parametrize(("before", "behind"), [("", ","), ("", ")."), ("(", ""), ("(", ");"), ("", "-th")])
def test_a_formula_keeps_the_signs_beside_it(before, behind):
    html = f"for {before}{FORMULA}{behind} and {FORMULA} too"
    kept = f'<span class="whole">{before}{FORMULA}{behind}</span>'
    assert kept_together(html) == f"for {kept} and {FORMULA} too"


def test_a_formula_on_a_line_of_its_own_is_left_alone():
    html = '<div><math display="block"><mi>x</mi></math>,</div>'
    assert kept_together(html) == html


def test_a_heading_keeps_its_words_and_a_link_its_address():
    html = '<h2>An in-place write to a non-leaf<a href="#an-in-place-write">¶</a></h2><p>in-place</p>'
    kept = html.replace("An in-place", 'An <span class="whole">in-place</span>')
    kept = kept.replace("non-leaf", '<span class="whole">non-leaf</span>')
    assert kept_together(html) == kept


def test_a_real_page_is_marked(tmp_path):
    extensions = ["myst_parser", "tutorial_utils.sphinxext.mathml", "tutorial_utils.sphinxext.kept_together"]
    settings = "html_math_renderer = 'mathml'\nmyst_enable_extensions = ['dollarmath']\n"
    tmp_path.joinpath("conf.py").write_text(f"extensions = {extensions}\n{settings}")
    tmp_path.joinpath("index.md").write_text("# The non-leaf page\n\nOf $x$, `x * 2` and `x`.\n")
    with patch_docutils(tmp_path), docutils_namespace():
        folders = (str(tmp_path), str(tmp_path), str(tmp_path / "_html"), str(tmp_path / "_trees"))
        Sphinx(*folders, "html", status=None, warning=StringIO()).build()
    html = (tmp_path / "_html/index.html").read_text()
    assert '<span class="whole">non-leaf</span> page<a' in html
    assert f'Of <span class="whole">{FORMULA},</span> <code class="docutils literal notranslate whole">' in html
    assert html.count("whole") == 3
