"""The lists for tools, on a small site: sections, order, and pages that come, change and go."""

from __future__ import annotations

from tests.sphinxext.test_take_along import build, docs, pytestmark
from tutorial_utils.sphinxext.llms import HOW

__all__ = ["docs", "pytestmark"]


def test_sections_and_order(docs) -> None:
    lines = build(docs).joinpath("llms.txt").read_text().splitlines()
    assert lines == [
        "# Site",
        "",
        "> First.",
        "",
        HOW.format("[llms-full.txt](llms-full.txt)"),
        "",
        "## Front page",
        "",
        "- [Site](index.md): First.",
        "",
        "## All",
        "",
        "- [Words](words.md): Text.",
        "- [Code](code.md): See words.",
        "- [Needs](needs.md)",
        "- [Code](deep/far.md): See words.",
    ]


def test_a_description_goes_first(docs) -> None:
    front = "---\nmyst:\n  html_meta:\n    description: About words.\n---\n\n"
    docs.joinpath("words.md").write_text(front + docs.joinpath("words.md").read_text())
    assert "- [Words](words.md): About words.\n" in build(docs, parallel=2).joinpath("llms.txt").read_text()


def test_pages_come_and_go(docs) -> None:
    docs.joinpath("alone.md").write_text("---\norphan: true\n---\n\n# Alone\n\nNo way here.\n")
    text = build(docs).joinpath("llms.txt").read_text()
    assert text.endswith("\n\n## Optional\n\n- [Alone](alone.md): No way here.\n")
    docs.joinpath("alone.md").unlink()
    out = build(docs)
    assert "Alone" not in out.joinpath("llms.txt").read_text()
    assert "No way here" not in out.joinpath("llms-full.txt").read_text()
