"""Read the blocks of a page from its doctree: what Sphinx renders is what is verified.

Needs docutils and nothing else; ``index`` runs Sphinx, the neighbor ``prompts`` reads the text of one block.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst.directives import directive
from docutils.parsers.rst.languages import get_language

from tutorial_utils.runtime.requirements import REQUIREMENTS
from tutorial_utils.snippets.blocks import Block, Example, Problem
from tutorial_utils.snippets.fences import unclosed_fences
from tutorial_utils.snippets.prompts import PROMPT, read_prompts

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LANGUAGES", "blocks_of", "locate"]

PYTHON = {"python", "pycon", "py", "python3", "ipython", "py3", "doctest"}
PLAIN = {"", "none", "text", "default"}
LANGUAGES = {"bash", "console", "text", "toml", "yaml", "json", "ini", "html", "css", "cpp", "diff", "rst"}
MARKDOWN = {"markdown", "md", "myst"}

_RULE = re.compile(r"\s*([\w-]+)\s*:\s*(.*?)\s*$")
_DIRECTIVE = re.compile(r"^[`:]{3,}\{([\w-]+)\}", re.MULTILINE)
_FENCE = re.compile(
    r"(?P<rules>(?:^%[^\n]*\n)*)^(?P<fence>`{3,})python[ \t]*\n(?P<body>.*?)^(?P=fence)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)


def blocks_of(doctree: nodes.document, page: Path, root: Path) -> list[tuple[nodes.Element, Block]]:
    """Return everything on a page that is run or drawn, in reading order, each with its node.

    Args:
        doctree: The page as Sphinx read it, before any post-transform.
        page: File of the page.
        root: Project root; paths in the result are relative to it.
    """
    found: list[tuple[nodes.Element, Block]] = []
    counts: Counter[str] = Counter()
    for node in doctree.findall(_is_of_interest):
        section = _section_of(node)
        for block in _blocks_of_node(node, page, root):
            counts[section] += 1
            found.append((node, replace(block, name=f"{section}-{counts[section]}")))
    return found


def locate(text: str, path: Path, hint: int) -> int:
    """Return the 1-based line at which a block starts in its file; directives report the line of their fence.

    All lines of the block must follow one another there, whatever markup stands before them.
    """
    block = [row.strip() for row in text.strip("\n").splitlines()]
    try:
        rows = [row.strip() for row in path.read_text("utf-8").splitlines()]
    except OSError:
        return hint
    last, first = len(rows) - len(block) + 1, max(hint, 1) - 1
    starts: list[int] = [*range(first, last), *range(min(first, last))]
    for start in starts:
        if all(row == line or row.endswith(f" {line}") for row, line in zip(rows[start:], block, strict=False)):
            return start + 1
    return hint


def _is_of_interest(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Element) and ("facts_table" in node or "expressions" in node):
        return True
    return isinstance(node, nodes.literal_block | nodes.doctest_block | nodes.raw)


def _blocks_of_node(node: nodes.Element, page: Path, root: Path) -> Iterator[Block]:
    source = Path(str(node.get("source") or node.source or page))
    if ":docstring of " in source.name:
        return  # autodoc shows it here; ``docstrings`` reads it from its own file
    source = source.resolve()
    relative = source.relative_to(root).as_posix() if source.is_relative_to(root) else str(source)
    if "facts_table" in node:
        yield Block("", "table", relative, node.line or 1, target=node["facts_table"])
    elif "expressions" in node:
        line = node.line or 1
        examples = tuple(Example(f"{e}\n", "", line, 1, 0) for e in node["expressions"])
        yield Block("", "figure", relative, line, examples=examples, target=node.tagname)
    elif isinstance(node, nodes.raw):
        if PROMPT.search(node.astext()) or "<pre" in node.astext():
            message = "raw HTML with code in it; write a ```python block with prompts"
            yield Block("", "python", relative, node.line or 1, problems=(Problem(node.line or 1, message),))
    else:
        yield from _code_blocks(node, source, relative)


def _code_blocks(node: nodes.Element, source: Path, relative: str) -> Iterator[Block]:
    text = node.astext()
    line = locate(text, source, int(node.line or 1))
    language = _language_of(node)
    requires, rule_problems = _rules_above(node, line)
    if language in MARKDOWN:
        yield from _shown_markdown(node, text, line, relative)
        return
    if language not in PYTHON:
        if problem := _disguised_python(text, language):
            yield Block("", "python", relative, line, problems=(Problem(line, problem),))
        return
    if not PROMPT.search(text):
        message = "Python without prompts, which nothing runs; write '>>> ' before each statement"
        yield Block("", "python", relative, line, problems=(Problem(line, message),))
        return
    examples, problems = read_prompts(text, line)
    yield Block("", "python", relative, line, "", examples, requires, problems=(*rule_problems, *problems))


def _language_of(node: nodes.Element) -> str:
    """Return the language of a block; plain docutils, which reads README, keeps it among the classes."""
    if isinstance(node, nodes.doctest_block):
        return "python"
    names = [name for name in node["classes"] if name != "code"]
    return str(node.get("language") or (names[0] if names and "code" in node["classes"] else ""))


def _shown_markdown(node: nodes.Element, text: str, line: int, relative: str) -> Iterator[Block]:
    """A page that shows how to write a page: its fences must close, its directives exist, its Python is run."""
    wrong = [Problem(line + problem.line - 1, problem.message) for problem in unclosed_fences(text)]
    wrong += [
        Problem(line + text.count("\n", 0, match.start()), f"unknown directive {match[1]!r}")
        for match in _DIRECTIVE.finditer(text)
        if directive(match[1], get_language("en"), node.document)[0] is None
    ]
    if wrong:
        yield Block("", "python", relative, line, problems=tuple(wrong))
    for match in _FENCE.finditer(text):
        first = line + text.count("\n", 0, match.start("body"))
        examples, problems = read_prompts(match["body"], first)
        requires, rules = _read_rules(match["rules"].replace("%", ""), first)
        yield Block("", "python", relative, first, f"markdown:{line}", examples, requires, problems=(*rules, *problems))


def _disguised_python(text: str, language: str) -> str:
    if PROMPT.search(text):
        return f"prompts in a block of language {language or 'none'!r}, which nothing runs; write ```python"
    if language not in LANGUAGES | PLAIN:
        return f"unknown language {language!r}; write python, or one of: {', '.join(sorted(LANGUAGES))}"
    if language in PLAIN and _is_python(text):
        return "looks like Python but nothing runs it; write ```python and prompts"
    return ""


def _is_python(text: str) -> bool:
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return False
    return any(
        not isinstance(node, ast.Expr | ast.AnnAssign) or isinstance(getattr(node, "value", None), ast.Call | ast.Await)
        for node in body
    )


def _rules_above(node: nodes.Element, line: int) -> tuple[tuple[str, ...], list[Problem]]:
    """Read ``% requires: cuda`` on the comment lines directly above a block."""
    while isinstance(node.parent, nodes.container) and "literal-block-wrapper" in node.parent["classes"]:
        node = node.parent
    above, comments = node.parent.index(node), []
    while above and isinstance(comment := node.parent[above - 1], nodes.comment):
        above -= 1
        comments.append(comment.astext())
    return _read_rules("\n".join(comments), line)


def _read_rules(text: str, line: int) -> tuple[tuple[str, ...], list[Problem]]:
    requires, problems = [], []
    for match in filter(None, map(_RULE.match, text.splitlines())):
        if match[1] != "requires":
            problems.append(Problem(line, f"unknown rule {match[1]!r} above the block; the only one is 'requires'"))
            continue
        for name in re.split(r"[,\s]+", match[2]):
            if name in REQUIREMENTS:
                requires.append(name)
            else:
                known = ", ".join(REQUIREMENTS)
                problems.append(Problem(line, f"unknown requirement {name!r}; expected one of: {known}"))
    return tuple(requires), problems


def _section_of(node: nodes.Node) -> str:
    while node.parent is not None:
        if isinstance(node, nodes.section) and node["ids"]:
            return str(node["ids"][0])
        node = node.parent
    return "top"
