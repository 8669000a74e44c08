"""The source of what a script imports from this package, so that a copy of the script runs without it.

Read from the text of the modules, never from live objects: comments stay, docstrings keep their first line, and
what a definition uses comes along. The files and the pages are the neighbor ``gallery_downloads.py``.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeGuard

from tutorial_utils.errors import GalleryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["FUTURE", "PACKAGE", "Section", "imported", "is_package_import", "package_imports", "section_of"]

FUTURE = "from __future__ import annotations"  # the definitions name types that only type checkers import
PACKAGE = "tutorial_utils"
_SOURCES = Path(__file__).parents[2]
_Import = ast.Import | ast.ImportFrom
_Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


@dataclass(frozen=True, slots=True)
class Section:
    """The code that stands for imports of this package: plain imports, then definitions in an order that runs."""

    text: str
    imports: dict[str, tuple[str, str]]  # name -> module and name there
    definitions: dict[str, str]  # name -> module of this package


def package_imports(tree: ast.Module, where: str) -> list[ast.ImportFrom]:
    """Return the imports of this package in a script, top to bottom.

    Raises:
        GalleryError: An import has a form for which no definition can stand in.

    >>> import ast
    >>> from tutorial_utils.sphinxext.definitions import package_imports
    >>> tree = ast.parse("from tutorial_utils.errors import GalleryError")
    >>> [node.module for node in package_imports(tree, "plot_x.py")]
    ['tutorial_utils.errors']
    """
    found = []
    for node in filter(is_package_import, ast.walk(tree)):
        strange = any(alias.asname or alias.name == "*" for alias in node.names)
        if not isinstance(node, ast.ImportFrom) or node not in tree.body or strange:
            msg = (
                f"expected 'from {PACKAGE}.module import name' at the top level of {where}, "
                f"got {ast.unparse(node)!r} in line {node.lineno}: a download cannot replace another form"
            )
            raise GalleryError(msg)
        found.append(node)
    return found


def is_package_import(node: ast.AST) -> TypeGuard[_Import]:
    """Tell whether a node imports this package or something in it."""
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    return any(name.split(".")[0] == PACKAGE for name in names)


def imported(node: _Import) -> dict[str, tuple[str, str]]:
    """Return the module, and the name there, of each name that an import binds.

    >>> import ast
    >>> from tutorial_utils.sphinxext.definitions import imported
    >>> imported(ast.parse("import matplotlib.pyplot as plt").body[0])
    {'plt': ('matplotlib.pyplot', '')}
    """
    if isinstance(node, ast.ImportFrom):
        return {alias.asname or alias.name: (node.module or "", alias.name) for alias in node.names}
    return {alias.asname or alias.name.split(".")[0]: (alias.name, "") for alias in node.names}


def section_of(imports: Iterable[tuple[str, str]]) -> Section:
    """Return the code for names of this package, and for all that they use.

    Args:
        imports: Pairs of a module and a name in it.

    Raises:
        GalleryError: A name is not to be found, or two things would have the same name.
    """
    collected = _Collector()
    for origin, name in imports:
        collected.visit(origin, name)
    definitions: dict[str, tuple[str, str]] = {}
    for module, nodes in collected.in_order():
        for node in nodes:
            text = module.text_of(node)
            for name in _targets(node):
                other, same = definitions.setdefault(name, (module.name, text))
                if name in collected.imports:
                    _refuse(name, module.name, _origin(collected.imports[name]))
                if same != text:
                    _refuse(name, other, module.name)
    texts = dict.fromkeys(text for _, text in definitions.values())
    lines = "\n".join(_statements(collected.imports))
    text = "\n\n\n".join([lines, *_packed(texts)] if lines else _packed(texts)) + "\n"
    return Section(text, collected.imports, {name: origin for name, (origin, _) in definitions.items()})


class _Collector:
    """The definitions chosen so far, module by module, and the imports of other packages that they need."""

    def __init__(self) -> None:
        self.imports: dict[str, tuple[str, str]] = {}
        self._modules: dict[str, _Module] = {}
        self._chosen: dict[str, set[_Definition]] = defaultdict(set)
        self._needs: dict[str, set[str]] = defaultdict(set)

    def visit(self, module_name: str, name: str) -> str:
        """Choose what a name stands for, with all that it uses; return the module that defines it."""
        if module_name not in self._modules:
            self._modules[module_name] = _Module(module_name)
        module = self._modules[module_name]
        if name in module.imports:
            other, there = module.imports[name]
            if other.split(".")[0] == PACKAGE:
                return self.visit(other, there) if there == name else _refuse(name, module_name, f"{other}.{there}")
            if self.imports.setdefault(name, (other, there)) != (other, there):
                _refuse(name, module_name, _origin(self.imports[name]))
            return module_name
        node = module.definition(name)
        if node not in self._chosen[module_name]:
            self._chosen[module_name].add(node)
            for used in dict.fromkeys(it.id for it in ast.walk(node) if isinstance(it, ast.Name)):
                if used in module.imports or used in module.definitions:
                    self._needs[module_name].add(self.visit(module_name, used))
            for inner in filter(is_package_import, ast.walk(node)):
                for other, there in imported(inner).values():
                    self.visit(other, there)
        return module_name

    def in_order(self) -> Iterator[tuple[_Module, list[_Definition]]]:
        """Yield each module after those it needs, with its definitions as they stand there."""
        needs = {name: sorted(self._needs[name] - {name}) for name in self._chosen}  # a set has an order of the day
        for name in TopologicalSorter(needs).static_order():
            yield self._modules[name], sorted(self._chosen[name], key=lambda node: node.lineno)


class _Module:
    """The text of one module of this package, by the names that it binds."""

    def __init__(self, name: str) -> None:
        self.name = name
        path = _SOURCES.joinpath(*name.split("."))
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if not path.exists():
            msg = f"expected a module of {PACKAGE}, got {name!r}: correct the import in the script"
            raise GalleryError(msg)
        text = path.read_text("utf-8")
        self.lines = text.splitlines()
        self.imports: dict[str, tuple[str, str]] = {}
        self.definitions: dict[str, _Definition] = {}
        for node in _top_level(ast.parse(text)):
            if isinstance(node, _Import):
                self.imports |= imported(node)
            elif isinstance(node, _Definition):
                self.definitions |= dict.fromkeys(_targets(node), node)

    def definition(self, name: str) -> _Definition:
        """Return the statement that defines a name."""
        if name not in self.definitions:
            msg = f"expected {name!r} to be defined or imported at the top of {self.name}, got no such statement"
            raise GalleryError(msg)
        return self.definitions[name]

    def text_of(self, node: _Definition) -> str:
        """Return the source of a definition with the comment above it, short docstrings, no package import."""
        first = min([node.lineno, *(it.lineno for it in getattr(node, "decorator_list", []))])
        while first > 1 and self.lines[first - 2].lstrip().startswith("#"):
            first -= 1
        lines = {number: self.lines[number - 1] for number in range(first, (node.end_lineno or first) + 1)}
        for inner in ast.walk(node):
            block = getattr(inner, "body", [])
            for statement in filter(is_package_import, block if isinstance(block, list) else []):
                _replace(lines, statement, None if len(block) > 1 else "pass")
            if isinstance(inner, ast.FunctionDef | ast.ClassDef) and (doc := ast.get_docstring(inner)):
                quote = 'r"""' if "\\" in doc.splitlines()[0] else '"""'
                _replace(lines, inner.body[0], f'{quote}{doc.splitlines()[0]}"""')
        return "\n".join(line.removeprefix(" " * node.col_offset) for line in lines.values())


def _top_level(tree: ast.Module) -> Iterator[ast.stmt]:
    """Yield the statements of a module, with those that only type checkers run."""
    for node in tree.body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from node.body
        else:
            yield node


def _targets(node: _Definition) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [it.id for target in targets for it in ast.walk(target) if isinstance(it, ast.Name)]


def _replace(lines: dict[int, str], statement: ast.stmt, text: str | None) -> None:
    """Put one line, or none, in the place of a statement that fills its lines."""
    for number in range(statement.lineno, (statement.end_lineno or statement.lineno) + 1):
        if number == statement.lineno and text is not None:
            lines[number] = " " * statement.col_offset + text
        else:
            del lines[number]


def _statements(imports: dict[str, tuple[str, str]]) -> list[str]:
    """Write imports as sorted lines, one for each module."""
    plain, names = [], defaultdict(list)
    for name, (module, there) in imports.items():
        short = name == (there or module.split(".")[0])
        if there:
            names[module].append(there if short else f"{there} as {name}")
        else:
            plain.append(f"import {module}" if short else f"import {module} as {name}")
    return sorted(plain) + [f"from {module} import {', '.join(sorted(names[module]))}" for module in sorted(names)]


def _packed(texts: Iterable[str]) -> list[str]:
    """Join neighboring one-line definitions, which need no empty lines between them."""
    packed: list[str] = []
    for text in texts:
        short = packed and "\n" not in text and not packed[-1].rpartition("\n")[2].startswith(" ")
        packed[-1:] = [f"{packed[-1]}\n{text}"] if short else [*packed[-1:], text]
    return packed


def _origin(pair: tuple[str, str]) -> str:
    return ".".join(filter(None, pair))


def _refuse(name: str, first: str, second: str) -> NoReturn:
    got = f"that of {first} and that of {second}"
    msg = f"expected one meaning of {name!r} in a download, got {got}: give one of them another name"
    raise GalleryError(msg)
