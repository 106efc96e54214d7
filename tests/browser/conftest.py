"""What the browser tests share: a browser, a site with pages made for a test, and no surprises."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Route,
    expect,
)

from kommpy.site import chromium, serving
from kommpy.site.library import quick_runtimes
from kommpy.site.project import Project, read

# a busy machine takes its time; nothing waits longer than it has to
expect.set_options(timeout=30_000)

ROOT = Path(__file__).parents[2]
RUNTIMES = ("mpy", "py")
LOCAL = {"127.0.0.1", "localhost", ""}
QUIET = (
    *chromium.QUIET,
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    # a test's page does not live long enough for optimized WebAssembly to be worth its price
    "--js-flags=--liftoff-only",
)
# the stage that scenarios and faults are played on: its modules, by name
STAGE = {
    path.name: path.read_text("utf-8")
    for path in (
        ROOT / "tests" / "browser" / "stage.py",
        ROOT / "tests" / "browser" / "visitor.py",
        ROOT / "kommpy" / "testing" / "standin_faults.py",
    )
}
CONFIG = """
from kommpy import WidgetSettings

SETTINGS = WidgetSettings(app_id="demo")
"""
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Test</title>
<link rel="icon" href="data:,">
{head}
<script type="{runtime}" src="main.py"{attributes}></script>
</head>
<body>{body}</body>
</html>
"""


def pytest_sessionstart(session: pytest.Session) -> None:
    """Make once what all workers need."""
    if not hasattr(session.config, "workerinput"):
        quick_runtimes(ROOT)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one worker have the tests that share something; these begin, for they take longest."""
    together = {item: name for item in items if (name := _group(item))}
    for item, name in together.items():
        item.add_marker(pytest.mark.xdist_group(name))
    items.sort(key=lambda item: item not in together)


def _group(item: pytest.Item) -> str | None:
    """Name what a test shares: the things of its module, often of one runtime only."""
    assert isinstance(item, pytest.Function)
    fixtures = item._fixtureinfo.name2fixturedefs.values()  # noqa: SLF001 - no other way to ask
    if not any(each[-1].scope == "module" for each in fixtures):
        return None
    values = item.callspec.params.values() if hasattr(item, "callspec") else ()
    runtime = next((each for each in values if each in RUNTIMES), "")
    return f"{item.path.stem}-{runtime}"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Take the Chromium of this machine, and let it ask for nothing by itself."""
    path = chromium.installed()
    found = {"executable_path": path} if path else {}
    return {**browser_type_launch_args, **found, "args": list(QUIET)}


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """Share the browser's caches: to open a window takes longer than most tests."""
    window = browser.new_context()
    yield window
    window.close()


@pytest.fixture
def own_window() -> None:
    """Be a test that wants a window of its own: a clock that is put on is that of all its tabs."""


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Give a tab of a visitor who was never here."""
    if "own_window" in request.fixturenames:
        with browser.new_context() as own:
            yield own.new_page()
        return
    with tab(request.getfixturevalue("window")) as page:
        yield page


@contextmanager
def tab(window: BrowserContext) -> Iterator[Page]:
    """Open a tab; when it is closed, nothing of it is left."""
    origins = set()
    page = window.new_page()
    page.on("framenavigated", lambda frame: origins.add(_origin(frame.url)))
    yield page
    page.goto("about:blank")  # a page that is left may still write something down
    cleaner = window.new_cdp_session(page)
    for origin in tuple(origins):
        cleaner.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    for each in window.pages:
        each.close()
    window.clear_cookies()


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


class Site:
    """The dev server, on a free port."""

    def __init__(self, project: Project) -> None:
        self.root = project.root
        self._stack = ExitStack()
        server = serving.server(project, quick_runtimes(ROOT))
        self._address = self._stack.enter_context(serving.running(server)).rstrip("/")
        self._count = 0

    def url(self, path: str = "/") -> str:
        """Give the address of a page."""
        return self._address + path

    def add(self, files: dict[str, str]) -> str:
        """Add a folder of files; gives its path."""
        self._count += 1
        for name, text in files.items():
            file = self.root / f"page{self._count}" / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return f"/page{self._count}/"

    def page(
        self,
        python: str,
        *,
        runtime: str,
        head: str = "",
        body: str = "",
        config: str = CONFIG,
        attributes: str = "",
        query: str = "",
    ) -> str:
        """Add a page with some Python; gives its address.

        Args:
            python: what its `main.py` says
            runtime: `"py"` or `"mpy"`
            head, body: HTML
            config: what its `config.py` says
            attributes: of its script tag
            query: goes behind the address

        """
        html = PAGE.format(head=head, runtime=runtime, attributes=attributes, body=body)
        path = self.add({"index.html": html, "main.py": python, "config.py": config})
        return self.url(path + query)

    def close(self) -> None:
        """Stop serving."""
        self._stack.close()


@pytest.fixture(scope="session")
def demo() -> Iterator[Site]:
    """Serve the demo site."""
    site = Site(read(ROOT))
    yield site
    site.close()


@pytest.fixture(scope="session")
def demos() -> Iterator[Callable[[str], Site]]:
    """Give what serves the demo site on a runtime."""
    sites: dict[str, Site] = {}

    def demo(runtime: str) -> Site:
        if runtime not in sites:
            sites[runtime] = Site(read(ROOT, runtime="mpy" if runtime == "mpy" else "py"))
        return sites[runtime]

    yield demo
    for each in sites.values():
        each.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve pages that tests make."""
    root = tmp_path_factory.mktemp("site").resolve()
    site = Site(Project(root=root, files=("**",)))
    yield site
    site.close()


class OpenPage(Protocol):
    """Opens a page that a test makes, and waits until its Python has run."""

    def __call__(self, python: str, *, runtime: str, **options: str) -> Page: ...


@pytest.fixture
def open_page(site: Site, page: Page) -> OpenPage:
    """Give what opens a page with some Python on a runtime; the options are `Site.page`'s."""

    def open_page(python: str, *, runtime: str, **options: str) -> Page:
        page.add_init_script(
            "for (const each of ['py', 'mpy'])"
            "  addEventListener(each + ':done', () => window.pythonHasRun = true);"
        )
        page.goto(site.page(python, runtime=runtime, **options))
        page.wait_for_function("window.pythonHasRun")
        return page

    return open_page


class Held:
    """A file that is kept away from a page."""

    def __init__(self, page: Page, file: str) -> None:
        self._routes: list[Route] = []
        page.route(f"**/{file}", self._hold)

    def _hold(self, route: Route) -> None:
        self._routes.append(route)

    def come(self) -> None:
        """Let it come."""
        for route in self._routes:
            route.continue_()


@pytest.fixture
def python(page: Page) -> Held:
    """Keep Python's loader away."""
    return Held(page, "core.js")


class Surprises:
    """What a page did that a test has not foreseen."""

    def __init__(self, page: Page) -> None:
        self.found: list[str] = []
        self._expected: list[str] = []
        page.on("request", self._on_request)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.found.append(f"uncaught: {error}"))

    def expect(self, pattern: str) -> None:
        """Foresee an error: a regular expression that is found in it."""
        self._expected.append(pattern)

    def expect_only(self, pattern: str | None) -> None:
        """Begin anew, with one error foreseen or none."""
        self.found.clear()
        self._expected = [pattern] if pattern else []

    def left(self) -> list[str]:
        """Give what was not foreseen."""
        return [
            each
            for each in self.found
            if not any(re.search(pattern, each) for pattern in self._expected)
        ]

    def _on_request(self, request: Request) -> None:
        if (urlsplit(request.url).hostname or "") not in LOCAL:
            self.found.append(f"request to another machine: {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.found.append(f"console: {message.text}")


@pytest.fixture(autouse=True)
def surprises(request: pytest.FixtureRequest) -> Iterator[Surprises | None]:
    """Fail a test whose page asks another machine, or shows an error that was not foreseen."""
    if "page" not in request.fixturenames:
        yield None
        return
    surprises = Surprises(request.getfixturevalue("page"))
    yield surprises
    assert surprises.left() == []
