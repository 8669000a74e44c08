"""No block escapes: every way to write one is collected, refused with a message, or caught by the count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tutorial_utils.snippets.index import load_index

if TYPE_CHECKING:
    from tests.snippets.conftest import Site

GOOD = ">>> 6 * 7\n42"

COLLECTED = {
    "fence": "```python\n{code}\n```\n",
    "longer fence": "`````python\n{code}\n`````\n",
    "tilde fence": "~~~python\n{code}\n~~~\n",
    "colon fence": ":::{{code-block}} python\n{code}\n:::\n",
    "pycon": "```pycon\n{code}\n```\n",
    "code-block": "```{{code-block}} python\n{code}\n```\n",
    "code-block with options": "```{{code-block}} python\n:emphasize-lines: 1\n:caption: A caption\n\n{code}\n```\n",
    "code directive": "```{{code}} python\n{code}\n```\n",
    "admonition": ":::{{admonition}} Title\n```python\n{code}\n```\n:::\n",
    "nested admonitions": "::::{{note}}\n:::{{tip}}\n```python\n{code}\n```\n:::\n::::\n",
    "dropped into a list": "- item\n\n  ```python\n  >>> 6 * 7\n  42\n  ```\n",
    "numbered list": "1. item\n\n   ```python\n   >>> 6 * 7\n   42\n   ```\n",
    "block quote": "> ```python\n> >>> 6 * 7\n> 42\n> ```\n",
    "restructured text": "```{{eval-rst}}\n.. code-block:: python\n\n   >>> 6 * 7\n   42\n```\n",
    "restructured doctest": "```{{eval-rst}}\n>>> 6 * 7\n42\n```\n",
    "shown markdown": "````markdown\n```python\n{code}\n```\n````\n",
}


@pytest.mark.parametrize("markup", COLLECTED.values(), ids=COLLECTED.keys())
def test_however_a_block_is_written_it_is_collected_with_its_line(site: Site, markup: str) -> None:
    page = site.page(markup.format(code=GOOD))
    assert [e.source for b in page.blocks for e in b.examples] == ["6 * 7\n"]
    assert (page.problems, page.blocks[0].problems) == ((), ())
    rows = (site.root / "docs/index.md").read_text().splitlines()
    assert ">>> 6 * 7" in rows[page.blocks[0].examples[0].line - 1]


def test_included_and_literally_included_files_are_collected_where_they_are_written(site: Site) -> None:
    site.write("```python\n>>> 1 + 1\n2\n```\n", "docs/part.txt")
    site.write(">>> 2 + 2\n4\n", "docs/code.txt")
    page = site.page("```{include} part.txt\n```\n\n```{literalinclude} code.txt\n:language: python\n```\n")
    assert [(block.source, block.line) for block in page.blocks] == [("docs/part.txt", 2), ("docs/code.txt", 1)]


REFUSED = {
    "python without prompts": (
        "```python\nx = 1\n```\n",
        "4: Python without prompts, which nothing runs; write '>>> ' before each statement",
    ),
    "prompts in a console block": (
        "```console\n>>> 1\n1\n```\n",
        "4: prompts in a block of language 'console', which nothing runs; write ```python",
    ),
    "python in a text block": (
        "```text\nimport torch\n```\n",
        "4: looks like Python but nothing runs it; write ```python and prompts",
    ),
    "python in a block of no language": (
        "```\nx = torch.ones(2)\n```\n",
        "4: looks like Python but nothing runs it; write ```python and prompts",
    ),
    "indented code": (
        "text\n\n    x = torch.ones(2)\n",
        "5: looks like Python but nothing runs it; write ```python and prompts",
    ),
    "unknown language": ("```pythonx\nx\n```\n", "4: unknown language 'pythonx'; write python, or one of: bash, "),
    "text after a blank line": (
        "```python\n>>> 1\n1\n\n2\n```\n",
        "4: text after a blank line, which nothing verifies: '2' (write <BLANKLINE>)",
    ),
    "text before the prompt": (
        "```python\nlook:\n>>> 1\n1\n```\n",
        "4: text before the first prompt, which nothing verifies: 'look:'",
    ),
    "skip flag": (
        "```python\n>>> 1  # doctest: +SKIP\n2\n```\n",
        "4: +SKIP hides an example; write '% requires: ...' above the block",
    ),
    "prompt without a space": (
        "```python\n>>> x = 1\n>>>x\n1\n```\n",
        "4: a prompt that cannot be read: line 2 of the docstring for line 4 lacks blank after >>>: '>>>x'",
    ),
    "unknown requirement": (
        "% requires: gpu\n```python\n>>> 1\n1\n```\n",
        "5: unknown requirement 'gpu'; expected one of: cuda, mps, two-gpus, no-cuda, no-accelerator",
    ),
    "unknown rule": (
        "% skip: later\n```python\n>>> 1\n1\n```\n",
        "5: unknown rule 'skip' above the block; the only one is 'requires'",
    ),
    "unknown directive": (
        "```{nosuch}\n```\n",
        "3: WARNING: Unknown directive type: 'nosuch' [myst.directive_unknown]",
    ),
    "doctest directive": (
        "```{doctest}\n>>> 1\n1\n```\n",
        "3: WARNING: Unknown directive type: 'doctest' [myst.directive_unknown]",
    ),
    "missing include": ("```{include} gone.md\n```\n", '3: CRITICAL: Directive "include": file not found: '),
    "unclosed directive": (
        ":::{note}\n```python\n>>> 1\n1\n```\n",
        "3: the fence ':::{note}' is never closed; add a line ':::'",
    ),
    "unclosed fence": ("```python\n>>> 1\n1\n", "3: the fence '```python' is never closed; add a line '```'"),
    "fence of two marks": (
        "``python\n>>> 1\n1\n``\n",
        "1: 1 lines of the file start with a prompt, but 0 of them are in rendered code blocks",
    ),
    "commented out": ("<!--\n>>> 1\n1\n-->\n", "3: raw HTML with code in it; write a ```python block with prompts"),
    "unclosed fence in shown markdown": (
        "````markdown\n```python\n>>> 1\n1\n````\n",
        "4: the fence '```python' is never closed; add a line '```'",
    ),
    "unknown directive in shown markdown": ("````markdown\n```{nosuch}\n```\n````\n", "4: unknown directive 'nosuch'"),
    "raw html": (
        "```{raw} html\n<pre>x = 1</pre>\n```\n",
        "3: raw HTML with code in it; write a ```python block with prompts",
    ),
    "inline html": ("<pre>\nx = 1\n</pre>\n", "3: raw HTML with code in it; write a ```python block with prompts"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_nothing_would_verify_is_refused_with_its_line(site: Site, text: str, message: str) -> None:
    problems = site.problems(text)
    assert any(problem.startswith(message) for problem in problems), problems


ALLOWED = [
    "```bash\npip install nox\n```\n",
    "```toml\nx = 1\n```\n",
    "```text\nbuild/html\n```\n",
    "Inline `>>> 1` only.\n",
]


@pytest.mark.parametrize("text", ALLOWED)
def test_what_is_no_python_passes(site: Site, text: str) -> None:
    assert site.problems(text) == []


def test_a_three_dimensional_tensor_is_pasted_as_printed(site: Site) -> None:
    printed = "tensor([[[1.]],\n\n        [[1.]]])"
    page = site.page(f"```python\n>>> torch.ones(2, 1, 1)\n{printed}\n>>> 1\n1\n```\n")
    assert [example.want for example in page.blocks[0].examples] == [f"{printed}\n", "1\n"]


def test_readme_and_docstrings_are_collected(site: Site) -> None:
    site.write("```python\n>>> 1\n1\n```\n", "README.md")
    site.write('"""Module.\n\n>>> 2\n2\n"""\n\n\ndef f():\n    """Do.\n\n    >>> 3\n    3\n    """\n', "src/m.py")
    site.page("text\n")
    found = {page.path: [(block.line, block.namespace) for block in page.blocks] for page in load_index(site.root)}
    assert found == {"docs/index.md": [], "README.md": [(4, "")], "src/m.py": [(3, "m"), (11, "m.f")]}


def test_only_what_changed_is_read_again_and_a_warning_is_repeated(site: Site) -> None:
    assert site.problems("```{nosuch}\n```\n") == site.problems("```{nosuch}\n```\n") != []
    assert site.problems("fine\n") == []


def test_a_changed_include_makes_the_list_anew(site: Site) -> None:
    site.write("```python\n>>> 1\n1\n```\n", "docs/part.txt")
    first = site.page("```{include} part.txt\n```\n")
    site.write("```python\n>>> 2\n2\n```\n", "docs/part.txt")
    second = site.page("```{include} part.txt\n```\n")
    assert first.digest != second.digest
    assert second.blocks[0].examples[0].source == "2\n"
