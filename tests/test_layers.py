"""Who may import whom, and what is public."""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import kommpy
import kommpy.testing
from kommpy.ports import Page, Widget

pytestmark = pytest.mark.slow

PACKAGE = Path(kommpy.__file__).parent
PAGES = sorted((PACKAGE.parent / "pages").rglob("*.py"))
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
BROWSER_SIDE = {name for name in MODULES if "." not in name} - {"__init__"}
BRIDGE = {name for name in BROWSER_SIDE if name.split("_")[0] == "browser"}
CORE = {
    "actions",
    "armed",
    "badge",
    "blocks",
    "chat",
    "counting",
    "fallback",
    "gate",
    "handlers",
    "holding",
    "enforcing",
    "keeping",
    "life",
    "loops",
    "markup",
    "memory",
    "mending",
    "openers",
    "parts",
    "prefill",
    "readiness",
    "sources",
    "standing",
    "terms",
    "timeline",
    "tokens",
    "triggers",
    "visits",
    "waits",
    "who",
}
PURE = BROWSER_SIDE - BRIDGE - CORE - {"ports"}
JAVASCRIPT = {"js", "jsffi", "pyodide", "pyodide_js", "pyscript"}
LOWEST = {
    "errors": set(),
    "events": {"errors"},
    "paths": set(),
    "ports": set(),
    "rules": {"page_triggers", "settings", "errors", "paths"},
}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> set[str]:
    """Name the modules that a file imports, relative names resolved."""
    package = path.parent.relative_to(PACKAGE.parent).parts
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else ()
            name = ".".join([*above, *([node.module] if node.module else [])])
            found.add(name)
            found.update(f"{name}.{alias.name}" for alias in node.names)
    return found


def of_kommpy(name: str) -> set[str]:
    """Name the parts of kommpy that a module imports: `rules`, `testing`, `site`, ..."""
    parts = {each.split(".")[1] for each in imported(MODULES[name]) if each.startswith("kommpy.")}
    return parts & {each.split(".")[0] for each in MODULES}


def test_pure_modules_know_only_pure_ones() -> None:
    assert [name for name in PURE if of_kommpy(name) - PURE] == []


def test_the_lowest_modules_know_little() -> None:
    assert [name for name, known in LOWEST.items() if of_kommpy(name) - known] == []


def test_the_bridge_knows_only_what_is_below_the_core() -> None:
    assert [name for name in BRIDGE if of_kommpy(name) - PURE - BRIDGE - {"ports"}] == []


def test_only_a_chat_made_without_ports_asks_for_the_bridge() -> None:
    assert [name for name in set(MODULES) - BRIDGE if of_kommpy(name) & BRIDGE] == ["chat"]


def test_the_browser_side_knows_neither_testing_nor_site() -> None:
    others = {"testing", "site", "standin"}

    assert [name for name in BROWSER_SIDE if of_kommpy(name) & others] == []


def test_javascript_is_met_in_the_bridge_alone() -> None:
    met = {
        name: {each.split(".")[0] for each in imported(path)} & JAVASCRIPT
        for name, path in MODULES.items()
        # what the build puts into the runtime, below any Python of ours
        if not name.startswith("site.boot")
    }

    assert met.pop("browser") == {"js", "jsffi", "pyodide"}
    assert [name for name in met if met[name]] == []


def test_site_knows_the_pure_modules() -> None:
    known = PURE | {"site"}
    late = {"site.rehearser": {"loops", "testing", "triggers"}, "site.trial": {"testing"}}

    strangers = [
        name
        for name in MODULES
        if name.startswith("site") and of_kommpy(name) - known - late.get(name, set())
    ]
    assert strangers == []


def test_pages_import_the_package_never_a_module_of_it() -> None:
    modules = {f"kommpy.{name}" for name in MODULES}

    assert [path.name for path in PAGES if imported(path) & modules] == []


@pytest.mark.parametrize("package", [kommpy, kommpy.testing])
def test_public_names_are_sorted_and_there(package: object) -> None:
    names = package.__all__  # type: ignore[attr-defined]

    assert names == sorted(names, key=lambda name: (not name.isupper(), name[0].islower(), name))
    assert [name for name in names if not hasattr(package, name)] == []


def test_each_public_name_is_at_home_where_type_checkers_look_for_it() -> None:
    guard = next(each for each in parsed(Path(kommpy.__file__)).body if isinstance(each, ast.If))
    said = {
        alias.name: node.module
        for node in guard.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    assert said == {name: kommpy.home(name) for name in kommpy.__all__}


def public() -> Iterator[tuple[str, object]]:
    """Give everything that page authors meet: public names and their public methods."""
    for package in (kommpy, kommpy.testing):
        for name in package.__all__:
            thing = getattr(package, name)
            yield name, thing
            if inspect.isclass(thing):
                for member, value in inspect.getmembers(thing, is_documented):
                    if not member.startswith("_") and not hasattr(port_of(thing), member):
                        yield f"{name}.{member}", value


def is_documented(member: object) -> bool:
    return inspect.isroutine(member) or isinstance(member, property)


def port_of(thing: type) -> type:
    """Give the port that a fake implements; its methods are documented there."""
    return next((port for port in (Widget, Page) if issubclass(thing, port)), object)


def test_every_public_name_says_what_it_is() -> None:
    assert [name for name, thing in public() if not inspect.getdoc(thing)] == []


def test_every_module_says_what_it_is() -> None:
    assert [name for name, path in MODULES.items() if not ast.get_docstring(parsed(path))] == []
