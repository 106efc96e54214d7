"""The pytest plugin: the fixtures `kommpy_visitor`, `kommpy_widget` and `kommpy_page`.

pytest finds it by itself. What a run without them does not need is imported late.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .browser_visitor import BrowserVisitor, Servers
    from .visitor import Visitor
    from .widget import FakeWidget

_MARKER = "kommpy_runtimes"
_IN_BROWSER = "kommpy_browser"
_RUNTIMES = ("py", "mpy")
_SIGNS = ("pyscript.toml", "pages/config.py", "index.html")
_INSTALL = "pip install 'kommpy[testing]'"
_TOLD = "what happened in the chat"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        f'{_MARKER}(*names): run a test with kommpy_page once on each runtime, "py" and "mpy"; '
        "without the marker it runs on what the page names",
    )
    config.addinivalue_line(
        "markers",
        f'{_IN_BROWSER}: what tests with kommpy_page are marked with; `pytest -m "not '
        f'{_IN_BROWSER}"` leaves them out',
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    marker = metafunc.definition.get_closest_marker(_MARKER)
    if marker and "kommpy_runtime" in metafunc.fixturenames:
        metafunc.parametrize("kommpy_runtime", marker.args or _RUNTIMES)


def pytest_itemcollected(item: pytest.Item) -> None:
    if "kommpy_page" in getattr(item, "fixturenames", ()):
        item.add_marker(_IN_BROWSER)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests with a browser last: while Playwright is there, no other loop can run."""
    items.sort(key=lambda item: "playwright" in getattr(item, "fixturenames", ()))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Tell beside a failure what happened before it."""
    report = yield
    if report.when == "call" and report.failed:
        for name in ("kommpy_visitor", "kommpy_page"):
            visitor = getattr(item, "funcargs", {}).get(name)
            if visitor is not None:
                report.sections.append((_TOLD, str(visitor.timeline)))
    return report


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Name the options in which two settings differ."""
    from kommpy.options import Options

    if op != "==" or not (isinstance(left, Options) and type(left) is type(right)):
        return None
    ours, theirs = left.given(), right.given()
    differing = [
        f"{name}: {ours.get(name)!r} != {theirs.get(name)!r}"
        for name in sorted({*ours, *theirs})
        if ours.get(name) != theirs.get(name)
    ]
    return [f"{type(left).__name__} == {type(right).__name__}, but for", *differing]


@pytest.fixture(scope="session")
def kommpy_site(request: pytest.FixtureRequest) -> Path:
    """Give the site's folder: the one pytest runs in, or the next one above that is a site.

    Override it where your site lies elsewhere.
    """
    root = request.config.rootpath
    for folder in (request.config.invocation_params.dir, root, *root.parents):
        if any((folder / sign).is_file() for sign in _SIGNS):
            return folder
    return root


@pytest.fixture
def kommpy_modules() -> dict[str, Any]:
    """Give what stands in for modules that only a browser has: `{"js": ...}`. Override it."""
    return {}


@pytest.fixture
def kommpy_widget() -> FakeWidget:
    """Give the widget that the visitor meets; what is to happen, and what did."""
    from .widget import FakeWidget

    return FakeWidget()


@pytest.fixture
def kommpy_visitor(
    kommpy_site: Path, kommpy_widget: FakeWidget, kommpy_modules: dict[str, Any]
) -> Iterator[Visitor]:
    """Give a visitor of your site, without a browser: your pages' Python and rules as they are."""
    if find_spec("bs4") is None:
        raise pytest.UsageError(f"kommpy_visitor reads HTML with beautifulsoup4: {_INSTALL}")
    from .visitor import Visitor

    visitor = Visitor(kommpy_site, kommpy_widget, modules=kommpy_modules)
    yield visitor
    visitor.close()


@pytest.fixture
def kommpy_runtime() -> str | None:
    """Give the runtime that pages start, `None` for the one that they name."""
    return None


@pytest.fixture(scope="session")
def kommpy_servers() -> Iterator[Servers]:
    """Serve sites as `kommpy serve` does, each as long as the tests run."""
    from .browser_visitor import Servers

    servers = Servers()
    yield servers
    servers.close()


if find_spec("pytest_playwright") is None:

    @pytest.fixture
    def page() -> None:
        """Say what is missing; pytest-playwright would have a page here."""
        raise pytest.UsageError(f"kommpy_page needs pytest-playwright: {_INSTALL}")


@pytest.fixture
def kommpy_page(
    page: Page, kommpy_site: Path, kommpy_runtime: str | None, kommpy_servers: Servers
) -> Iterator[BrowserVisitor]:
    """Give a visitor of your site in a real browser, with the stand-in for the widget."""
    from .browser_visitor import BrowserVisitor

    visitor = BrowserVisitor(page, kommpy_servers.address(kommpy_site, kommpy_runtime))
    yield visitor
    visitor.check()
