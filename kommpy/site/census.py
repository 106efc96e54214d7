"""What a page's Python imports, found in its source."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import kommpy

from .authored import python
from .errors import SiteError

PACKAGE = Path(__file__).parent.parent  # kommpy itself
_TRIGGERS = "|".join(
    name for name in kommpy.__all__ if kommpy.home(name) == "moments" and name.islower()
)
_KOMMPY = r"(\bimport kommpy as (?P<its>\w+)\b(?s:.*)\b(?P=its)|\bkommpy)\."
_ARMED = (
    rf"from kommpy import (\([^)]*|[^\n(]*)\b({_TRIGGERS})\b|"
    rf"from kommpy import \*(?s:.*)(?<![.\w])({_TRIGGERS})\(|{_KOMMPY}({_TRIGGERS})\b|"
    r"\b(once|cool_down|condition|on_navigate|triggers)="
)
# what is counted on every page of a site that asks for it anywhere
COUNTED = rf"({_KOMMPY}|(?<![.\w]))(visit|page_view)\("
COUNTING = frozenset({"browser_senses", "counting"})
_DECLARED = r"""\bdata-kommpy=["']?\w"""
_OPENERS = rf"\.when\(|{_DECLARED}|\btriggers="
_ROUND = (
    r"\b(chat_widget_(close|open)|current_group_id_changed|message_sent|start_new_conversation|"
    r"dispatchEvent|pushState|replaceState|location|navigate)\b|\.click\("
)
# kommpy's modules that few pages need: each with what is found in the Python of those that do
SELDOM: dict[str, str] = {
    "fallback": r"\bfallback\b",
    "armed": _ARMED,
    "browser_expand": _OPENERS,
    "browser_consent": r"(?i)\bconsent\b",
    "browser_senses": rf"{_ARMED}|\bremember=",
    "consent": r"(?i)consent\b",
    "gate": r"(?i)\bconsent\b",
    "identity": r"\b[Ii]dentity\b|\.login\b",
    "counting": COUNTED,
    "effects": _ROUND,
    "loops": _ROUND,
    "markup": _DECLARED,
    "labels": r"\blabels\b",
    "openers": _OPENERS,
    "page_triggers": r"\btriggers=",
    "prechat": r"\bpre_lead_collection\b",
    "timeline": r"\btimeline\b",
    "tokens": r"\b[Ii]dentity\b|\.login\b",
    "badge": r"\.badge\b",
    "blocks": r"\.settings_for\b",
    "browser_badge": r"\.badge\b",
    "browser_composer": r"\.prefill\b",
    "prefill": r"\.prefill\b",
    "waits": r"\.(wait_for|events)\b",
}
# and in the HTML: an element that says what it does; text and examples mean nothing
_ELEMENT = re.compile(rf"<[a-zA-Z][^<>]*\s{_DECLARED}")
_OF_ELEMENTS = frozenset(name for name, sign in SELDOM.items() if _DECLARED in sign)
_PYTHON = re.compile(
    r"""<script\b[^>]*\stype=["']?m?py\b[^>]*>(.*?)</script""", re.DOTALL | re.IGNORECASE
)

# what decides whether something is done, or whether it may fail
_DECIDING = (ast.If, ast.Try, ast.With)
Around = tuple[type[ast.AST], ...]

# what reads the code of functions, which MicroPython does not keep
READING = ("kommpy.effects", "kommpy.loops")


class Import(NamedTuple):
    """A name that is imported.

    Attributes:
        name: with all its dots
        tried: whether a `try` stands around the import
        line: where it stands
        sure: whether it is a module for certain, and is imported whatever holds

    """

    name: str
    tried: bool = False
    line: int = 0
    sure: bool = False


@dataclass
class Census:
    """The modules that a Python entry needs.

    Attributes:
        modules: source file by module name, of the entry's siblings and of kommpy
        outside: names imported from elsewhere, the standard library or packages; each with the
            first file that cannot do without it, `None` where a `try` stands around the import
        required: the modules from elsewhere that have to be there, each with the first file and
            line that imports it

    """

    modules: dict[str, Path] = field(default_factory=dict)
    outside: dict[str, Path | None] = field(default_factory=dict)
    required: dict[str, tuple[Path, int]] = field(default_factory=dict)


def census(
    source: str | bytes, path: Path, folder: Path, needed: frozenset[str] = frozenset()
) -> Census:
    """Follow the imports of a page's Python, those inside functions too.

    Args:
        source: the Python text
        path: the file that it stands in
        folder: where its sibling modules are
        needed: those of kommpy's `SELDOM` modules that are needed in any case

    Raises:
        SiteError: a file does not parse

    """
    found = Census()
    names = _imported(parse(source, path), "")
    _follow(names, path, folder, found)
    own = [each for each in found.modules.values() if not each.is_relative_to(PACKAGE)]
    text = source if isinstance(source, str) else source.decode("utf-8", "replace")
    needed = needed.union(seldom(text), *(seldom(python(each)) for each in own))
    for module in sorted(needed):
        _follow([Import(f"kommpy.{module}")], path, folder, found)
    return found


def seldom(text: str) -> frozenset[str]:
    """Name the `SELDOM` modules that a Python text needs."""
    return frozenset(name for name, sign in SELDOM.items() if re.search(sign, text))


def seldom_in_html(html: str) -> frozenset[str]:
    """Name the `SELDOM` modules that a page needs by its HTML, and by the Python inside."""
    needed = _OF_ELEMENTS if _ELEMENT.search(html) else frozenset()
    return needed.union(*map(seldom, _PYTHON.findall(html)))


def parse(source: str | bytes, path: Path) -> ast.Module:
    """Parse a file, or say where it does not."""
    try:
        return ast.parse(source, str(path))
    except (SyntaxError, ValueError) as error:
        raise SiteError.of(error, below=path.parent, path=path) from error


def _follow(imports: list[Import], path: Path, folder: Path, found: Census) -> None:
    for one in imports:
        for each in _with_parents(_at_home(one.name)):
            if each in found.modules or _is_left_out(each, path):
                continue
            source = _locate(each, folder)
            if source:
                found.modules[each] = source
                inside = each if source.name == "__init__.py" else each.rpartition(".")[0]
                stat = source.stat()
                its = _imported_by(source, inside, (stat.st_mtime_ns, stat.st_size))
                _follow(its, source, folder, found)
            elif each.rpartition(".")[0] not in found.modules:
                found.outside[each] = found.outside.get(each) or (None if one.tried else path)
                if one.sure and not folder.joinpath(*each.split(".")).is_dir():
                    found.required.setdefault(each, (path, one.line))


def _at_home(name: str) -> str:
    """Give the module of a public name of kommpy, other names as they are."""
    package, _, public = name.partition(".")
    module = kommpy.home(public) if package == PACKAGE.name else ""
    return f"{package}.{module}" if module else name


def _is_left_out(name: str, importer: Path) -> bool:
    """Tell whether a module of kommpy's comes only where a page needs it."""
    package, _, module = name.partition(".")
    return (
        package == PACKAGE.name
        and module in SELDOM
        and importer.is_relative_to(PACKAGE)
        and importer.stem not in SELDOM
    )


def _with_parents(name: str) -> Iterator[str]:
    """Give a module's packages, outermost first, and the module."""
    parts = name.split(".")
    for number in range(1, len(parts) + 1):
        yield ".".join(parts[:number])


def _locate(name: str, folder: Path) -> Path | None:
    parts = name.split(".")
    base = PACKAGE.parent if parts[0] == PACKAGE.name else folder
    stem = base.joinpath(*parts)
    for path in (stem / "__init__.py", stem.with_name(f"{stem.name}.py")):
        if path.is_file():
            return path
    return None


@lru_cache(4096)
def _imported_by(path: Path, package: str, written: tuple[int, int]) -> list[Import]:
    """Give what a file imports; it is read again when it was written again."""
    return _imported(parse(python(path), path), package)


def _imported(tree: ast.Module, package: str) -> list[Import]:
    """Give the names that are imported."""
    return sorted(set(_statements(tree, package)))


def _statements(tree: ast.Module, package: str) -> Iterator[Import]:
    for node, around in _nodes(tree, ()):
        modules: list[str] = []
        names: list[str] = []
        whole = False  # whether all of kommpy's names are at hand
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
            whole = PACKAGE.name in modules
        elif isinstance(node, ast.ImportFrom) and (base := _absolute(node, package)):
            given = [alias.name for alias in node.names]
            modules = [base]
            # `from kommpy import browser` may mean a module; `_locate` knows
            names = [f"{base}.{name}" for name in given if name != "*"]
            whole = base == PACKAGE.name and "*" in given
        names += [f"{PACKAGE.name}.{each}" for each in kommpy.__all__] if whole else []
        tried = ast.Try in around
        line = getattr(node, "lineno", 0)
        yield from (Import(name, tried, line) for name in names)
        yield from (Import(name, tried, line, not around) for name in modules)


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    parts = parts[: len(parts) - node.level + 1]
    return ".".join([*parts, *([node.module] if node.module else [])])


def _nodes(node: ast.AST, around: Around) -> Iterator[tuple[ast.AST, Around]]:
    """Walk a tree, past what is there for type checkers only; tells what stands around each."""
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.If) and _is_guard(node.test) and child in node.body:
            continue
        inside = (*around, type(child)) if isinstance(child, _DECIDING) else around
        yield child, inside
        yield from _nodes(child, inside)


def _is_guard(test: ast.expr) -> bool:
    name = test.id if isinstance(test, ast.Name) else getattr(test, "attr", "")
    return name == "TYPE_CHECKING"
