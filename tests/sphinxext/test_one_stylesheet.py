"""Pages load one style sheet with everything in its order; a sheet that cannot be joined stops the build."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tutorial_utils.errors import StylesheetError
from tutorial_utils.sphinxext.one_stylesheet import joined, without_comments

if TYPE_CHECKING:
    from pathlib import Path

CONF = """
from sphinx.application import Sphinx

def single(app, name, template, context, doctree):
    if name == "special":
        app.add_css_file("single.css")

def setup(app: Sphinx):
    app.connect("html-page-context", single)

extensions = ["tutorial_utils.sphinxext.one_stylesheet"]
html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["first.css", "apart-1.css", "deep/second.css", ("print.css", {"media": "print"})]
stylesheets_apart = ["apart-*.css"]
"""
SHEETS = {
    "first.css": "a { color: red }",
    "deep/second.css": "b { color: red }",
    "apart-1.css": "i { color: red }",
    "print.css": "p { color: red }",
    "single.css": "s { color: red }",
}


def build(directory: Path, *options: str) -> str:
    """Build a small site; return its one style sheet."""
    command = [sys.executable, "-m", "sphinx", "-N", "-q", "-W", *options, str(directory), str(directory / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return directory.joinpath("out/_static/all.css").read_text()


def sheets(directory: Path, name: str) -> list[str]:
    return re.findall(r'<link [^>]*href="_static/([^"?]*css)', directory.joinpath("out", name).read_text())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    tmp_path.joinpath("conf.py").write_text(CONF)
    tmp_path.joinpath("index.rst").write_text("Title\n=====\n\n.. toctree::\n\n   special\n   third\n")
    tmp_path.joinpath("special.rst").write_text("Special\n=======\n")
    tmp_path.joinpath("third.rst").write_text("Third\n=====\n")
    for name, text in SHEETS.items():
        path = tmp_path / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.mark.parametrize("options", [(), ("-j", "2")])
def test_pages_load_one_sheet_and_what_is_theirs(site: Path, options: tuple[str, ...]) -> None:
    text = build(site, *options)
    assert sheets(site, "index.html") == ["all.css", "apart-1.css", "print.css"]
    assert sheets(site, "special.html") == ["all.css", "single.css", "apart-1.css", "print.css"]
    places = [
        text.index(part) for part in (".highlight .kc ", ".sidebar-drawer{", "a { color: red }", "b { color: red }")
    ]
    assert places == sorted(places)
    assert not re.search(r"[ips] \{ color: red \}", text)
    assert 'body[data-theme="dark"] .highlight .kc' in text  # which furo adds when all pages are written


def test_link_changes_with_the_sheet(site: Path) -> None:
    versions = set()
    for color in ("red", "blue"):
        site.joinpath("static/first.css").write_text(f"a {{ color: {color} }}")
        assert f"a {{ color: {color} }}" in build(site, "-E")
        versions.add(re.findall(r'all\.css\?v=(\w+)"', site.joinpath("out/index.html").read_text())[0])
    assert len(versions) == 2


def test_sheet_follows_when_no_page_changed(site: Path) -> None:
    first = build(site)
    assert build(site) == first
    site.joinpath("static/deep/second.css").write_text("b { color: green }")
    assert build(site) == first.replace("b { color: red }", "b { color: green }") != first


@pytest.mark.parametrize(
    ("css", "wanted"),
    [
        ("a { b: c } /* why */\n/* more\nlines */\nd { e: f }", "a { b: c }\nd { e: f }"),
        ("/*! MIT */a{b:c}", "/*! MIT */a{b:c}"),
        ("a{b:c}/*# sourceMappingURL=a.css.map*/", "a{b:c}"),
    ],
)
def test_comments_go_and_licenses_stay(css: str, wanted: str) -> None:
    assert without_comments(css) == wanted


def test_relative_address_in_another_directory_is_refused() -> None:
    assert joined([("a.css", "a { b: url(c.png) }"), ("d/e.css", "a { b: url('data:x') url(#y) }")])
    with pytest.raises(StylesheetError) as raised:
        joined([("d/e.css", 'a { b: url("c.png") }')])
    assert str(raised.value) == (
        "expected no relative address in d/e.css, which is joined with other style sheets into all.css, "
        "got url(c.png): name the sheet in stylesheets_apart of docs/conf.py"
    )
