"""What a page's Python imports, found in its source."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .errors import SiteError

PACKAGE = Path(__file__).parent.parent  # kommpy itself


@dataclass
class Census:
    """The modules that a Python entry needs.

    Attributes:
        modules: source file by module name, of the entry's siblings and of kommpy
        outside: names imported from elsewhere: the standard library, packages

    """

    modules: dict[str, Path] = field(default_factory=dict)
    outside: set[str] = field(default_factory=set)


def census(source: str | bytes, path: Path, folder: Path) -> Census:
    """Follow the imports of a page's Python, those inside functions too.

    Args:
        source: the Python text
        path: the file that it stands in
        folder: where its sibling modules are

    Raises:
        SiteError: a file does not parse

    """
    found = Census()
    _follow(parse(source, path), "", folder, found)
    return found


def parse(source: str | bytes, path: Path) -> ast.Module:
    """Parse a file, or say where it does not."""
    try:
        return ast.parse(source, str(path))
    except (SyntaxError, ValueError) as error:
        raise SiteError.of(error, below=path.parent, path=path) from error


def _follow(tree: ast.Module, package: str, folder: Path, found: Census) -> None:
    for name in sorted(set(_imported(tree, package))):
        _add(name, folder, found)


def _add(name: str, folder: Path, found: Census) -> None:
    """Add a module with its parent packages, then what they import in turn."""
    if name in found.modules:
        return
    parent = name.rpartition(".")[0]
    if parent:
        _add(parent, folder, found)
    path = _locate(name, folder)
    if path is None:
        if not parent or parent not in found.modules:
            found.outside.add(name)
        return
    found.modules[name] = path
    package = name if path.name == "__init__.py" else parent
    _follow(parse(path.read_bytes(), path), package, folder, found)


def _locate(name: str, folder: Path) -> Path | None:
    parts = name.split(".")
    base = PACKAGE.parent if parts[0] == PACKAGE.name else folder
    stem = base.joinpath(*parts)
    for path in (stem / "__init__.py", stem.with_name(f"{stem.name}.py")):
        if path.is_file():
            return path
    return None


def _imported(tree: ast.AST, package: str) -> Iterator[str]:
    for node in _nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, package)
            if base:
                yield base
                # `from kommpy import browser` may mean a module; `_locate` knows
                yield from (f"{base}.{alias.name}" for alias in node.names if alias.name != "*")


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    parts = parts[: len(parts) - node.level + 1]
    return ".".join([*parts, *([node.module] if node.module else [])])


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Walk a tree, past what is there for type checkers only."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and _is_guard(child.test):
            for other in child.orelse:
                yield other
                yield from _nodes(other)
            continue
        yield child
        yield from _nodes(child)


def _is_guard(test: ast.expr) -> bool:
    name = test.id if isinstance(test, ast.Name) else getattr(test, "attr", "")
    return name == "TYPE_CHECKING"
