"""Who may import whom, and what is public."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

import kommpy
import kommpy.testing
from kommpy.ports import Page, Widget

PACKAGE = Path(kommpy.__file__).parent
PAGES = sorted((PACKAGE.parent / "pages").rglob("*.py"))
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
BROWSER_SIDE = [name for name in MODULES if "." not in name and name != "__init__"]
BRIDGE = {"browser"}
CORE = {"actions", "chat", "handlers", "life", "standing", "triggers"}
PURE = set(BROWSER_SIDE) - BRIDGE - CORE - {"ports"}
JAVASCRIPT = {"js", "jsffi", "pyodide", "pyodide_js", "pyscript"}


def imported(path: Path) -> set[str]:
    """Name the modules that a file imports, relative names resolved."""
    package = path.parent.relative_to(PACKAGE.parent).parts
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else ()
            name = ".".join([*above, *([node.module] if node.module else [])])
            found.add(name)
            found.update(f"{name}.{alias.name}" for alias in node.names)
    return found


def parts_of_kommpy(path: Path) -> set[str]:
    """Name the parts of kommpy that a file imports: `rules`, `testing`, `site`, ..."""
    tops = {name.split(".")[0] for name in MODULES}
    names = {name.split(".")[1] for name in imported(path) if name.startswith("kommpy.")}
    return names & tops


@pytest.mark.parametrize("name", sorted(PURE))
def test_pure_modules_know_only_pure_ones(name: str) -> None:
    assert parts_of_kommpy(MODULES[name]) <= PURE


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("errors", set()),
        ("events", {"errors"}),
        ("paths", set()),
        ("ports", set()),
        ("rules", {"settings", "errors", "paths"}),
        ("browser", PURE | {"ports"}),
    ],
)
def test_the_lowest_modules_know_little(name: str, known: set[str]) -> None:
    assert parts_of_kommpy(MODULES[name]) <= known


@pytest.mark.parametrize("name", BROWSER_SIDE)
def test_the_browser_side_knows_neither_testing_nor_site(name: str) -> None:
    assert not parts_of_kommpy(MODULES[name]) & {"testing", "site", "standin"}


@pytest.mark.parametrize("name", [each for each in BROWSER_SIDE if each not in BRIDGE])
def test_nothing_but_a_chat_made_without_ports_asks_for_the_bridge(name: str) -> None:
    assert name == "chat" or not parts_of_kommpy(MODULES[name]) & BRIDGE


# `site.boot` is what the build puts into the runtime, below any Python of ours
@pytest.mark.parametrize("name", [each for each in MODULES if not each.startswith("site.boot")])
def test_javascript_is_met_in_the_bridge_alone(name: str) -> None:
    met = {each.split(".")[0] for each in imported(MODULES[name])} & JAVASCRIPT

    assert met <= ({"js", "jsffi", "pyodide"} if name in BRIDGE else set())


@pytest.mark.parametrize("name", [each for each in MODULES if each.startswith("testing")])
def test_testing_does_without_the_bridge(name: str) -> None:
    assert not parts_of_kommpy(MODULES[name]) & BRIDGE


@pytest.mark.parametrize("name", [each for each in MODULES if each.startswith("site")])
def test_site_knows_the_pure_modules(name: str) -> None:
    late = {"testing"} if name == "site.check" else set()

    assert parts_of_kommpy(MODULES[name]) <= PURE | {"site"} | late


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_import_the_package_never_a_module_of_it(path: Path) -> None:
    modules = {f"kommpy.{name}" for name in MODULES}

    assert not imported(path) & modules


@pytest.mark.parametrize("package", [kommpy, kommpy.testing])
def test_public_names_are_sorted_and_there(package: object) -> None:
    names = package.__all__  # type: ignore[attr-defined]

    assert names == sorted(names, key=lambda name: (not name.isupper(), name[0].islower(), name))
    assert all(hasattr(package, name) for name in names)


def documented(member: object) -> bool:
    return inspect.isroutine(member) or isinstance(member, property)


def port_of(thing: type) -> type:
    """Give the port that a fake implements; its methods are documented there."""
    return next((port for port in (Widget, Page) if issubclass(thing, port)), object)


def public() -> list[tuple[str, object]]:
    """Give everything that page authors meet: public names and their public methods."""
    found = []
    for package in (kommpy, kommpy.testing):
        for name in package.__all__:
            thing = getattr(package, name)
            found.append((name, thing))
            if inspect.isclass(thing):
                found += [
                    (f"{name}.{member}", value)
                    for member, value in inspect.getmembers(thing, documented)
                    if not member.startswith("_") and not hasattr(port_of(thing), member)
                ]
    return found


@pytest.mark.parametrize(("name", "thing"), [pytest.param(*each, id=each[0]) for each in public()])
def test_every_public_name_says_what_it_is(name: str, thing: object) -> None:
    assert inspect.getdoc(thing)


@pytest.mark.parametrize("name", [each for each in MODULES if "__main__" not in each])
def test_every_module_says_what_it_is(name: str) -> None:
    path = MODULES[name]

    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_importing_kommpy_needs_no_browser() -> None:
    importlib.reload(kommpy)
