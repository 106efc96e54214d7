"""What the small set needs: a built site on a static host, browsers, and the table they fill."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from kommpy.site import project as projects
from kommpy.site.build import Build
from kommpy.site.hosted import Host, Hosted
from kommpy.site.project import Runtime
from kommpy.site.runtime import install
from kommpy.site.serving import running
from tests.engines import table
from tests.engines.drivers import ENGINES, Driver

ROOT = Path(__file__).parents[2]
SITE = Path(__file__).parent / "site"
CACHE = ROOT / ".kommpy" / "cache"
RUNTIMES: dict[str, Runtime] = {"Pyodide": "py", "MicroPython": "mpy"}


class Visit:
    """A new visitor's page, on a host that can keep Python back."""

    def __init__(self, driver: Driver, out: Path, stack: ExitStack) -> None:
        host = Patient(out)
        self._address = stack.enter_context(running(host)).rstrip("/")
        self._python = host.python
        stack.callback(self._python.set)
        self.run, self.until, self.click = driver.run, driver.until, driver.click
        self._visit = driver.visit

    def begin(self, path: str = "/") -> None:
        """Come to a page, and wait for its Python."""
        self._visit(self._address + path)
        self.until("window.isReady")

    def begin_without_python(self) -> None:
        """Come to a page whose Python is still on its way."""
        self._python.clear()
        self._visit(self._address + "/")

    def let_python_come(self) -> None:
        self._python.set()

    def until_settings(self, expected: dict[str, Any]) -> None:
        """Wait until the widget holds these settings, and no others."""
        self.until("!!window.Kommunicate")
        for name, value in expected.items():
            self.until(f"JSON.stringify(Kommunicate.getSettings().{name}) == {value!r}")
        assert set(self.run("Kommunicate.getSettings() || {}")) == set(expected)


class Waiting(Hosted):
    """Answers for the runtimes when they may come."""

    server: "Patient"

    def serve(self, url: str) -> None:
        if url.startswith("/runtime/"):
            self.server.python.wait()
        super().serve(url)


class Patient(Host):
    """A host that can keep the runtimes back.

    Attributes:
        python: is set while they may come

    """

    handler = Waiting

    def __init__(self, folder: Path) -> None:
        self.python = Event()
        self.python.set()
        super().__init__(folder)


@pytest.fixture(scope="session", params=ENGINES, ids=lambda engine: engine.name)
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    engine: type[Driver] = request.param
    if lacking := engine.missing():
        pytest.fail(f"{engine.name} cannot be driven here without {', '.join(lacking)}")
    driver = engine()
    table.version(driver)
    yield driver
    driver.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give what builds the site for a runtime, once."""
    found: dict[str, Path] = {}

    def build(runtime: str) -> Path:
        if runtime not in found:
            found[runtime] = tmp_path_factory.mktemp(runtime) / "dist"
            project = projects.read(SITE, runtime=RUNTIMES[runtime])
            Build(project, install(ROOT), found[runtime], cache=CACHE).run()
        return found[runtime]

    return build


@pytest.fixture(params=RUNTIMES)
def visit(
    request: pytest.FixtureRequest, driver: Driver, built: Callable[[str], Path]
) -> Iterator[Visit]:
    with ExitStack() as stack:
        yield Visit(driver, built(request.param), stack)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Function, call: pytest.CallInfo[None]) -> Any:
    report = yield
    if report.when == "call" or report.failed:
        given = item.callspec.params
        name = given["driver"].name
        table.outcome(item.function, name, given["visit"], passed=report.passed)
    return report


def pytest_sessionfinish() -> None:
    table.write(list(RUNTIMES))
