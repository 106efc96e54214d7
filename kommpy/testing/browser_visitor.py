"""A visitor of the author's own site in a real browser, with the stand-in for the widget."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kommpy.site import serving
from kommpy.site.library import quick_runtimes
from kommpy.site.project import read

from .browser_faults import bring
from .clock import check_time
from .timeline import Timeline, shown
from .told import Told, told

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page

_DEFAULT_AGENT = "agent-default@example.com"
_PATIENCE = 60_000  # milliseconds; a busy machine takes its time to start Python
_BEGUN = """
for (const each of ["py", "mpy"])
  addEventListener(each + ":done", () => { window.kommpyHasRun = true; });
"""
# runs before anything of the page, on each page anew
_REQUESTS = "(window.kommunicateStandin?.requests ?? []).map(each => [each.path, each.body])"
_MOMENTS = "JSON.parse(window.kommpy?.look?.() ?? '{}')"
# as pages that are served while one works at them have it: chats tell their story
_TELL = """Object.defineProperty(window, "kommpy", { configurable: true, set(value) {
  value.page.dev = true;
  Object.defineProperty(window, "kommpy", { value, writable: true });
} });"""
_WISH = "window.kommunicateStandin ??= {answers: false, faults: {}};"
# a clock of Playwright's forgets what was fetched, and how it was answered
_KEEP_RECORDS = "window.kommpyRecords = performance.getEntriesByType.bind(performance);"
_GIVE_RECORDS = "performance.getEntriesByType = window.kommpyRecords;"


class Servers:
    """Serves sites as `kommpy serve` does, until it is closed."""

    def __init__(self) -> None:
        self._addresses: dict[tuple[Path, str | None], str] = {}
        self._running = ExitStack()

    def address(self, site: Path, runtime: Any = None) -> str:
        """Give the address of a site, without a closing slash."""
        if (site, runtime) not in self._addresses:
            project = read(site, runtime=runtime)
            server = serving.server(project, quick_runtimes(project.root), tells=True)
            address = self._running.enter_context(serving.running(server))
            self._addresses[site, runtime] = address.rstrip("/")
        return self._addresses[site, runtime]

    def close(self) -> None:
        """Serve no longer."""
        self._running.close()


class BrowserVisitor:
    """Someone who visits your site in a real browser. Under pytest it is `kommpy_page`.

    Its verbs are those of `Visitor`. What a browser does takes a moment: `started` and `group_ids`
    wait, when they are compared, until they are what they should be.

    Attributes:
        page: Playwright's page, for all that a browser can do
        chat: the inside of the widget, to locate things in
        errors: what the page reported, the console's errors and what nobody caught
        patience: how many seconds a comparison waits until it holds

    Example:
        ```python
        def test_sales_are_one_click_away(kommpy_page):
            kommpy_page.arrive("/pricing")
            kommpy_page.click("#talk-to-sales")
            assert kommpy_page.started == [{"bot_ids": ["sales-bot"], "skip_routing": True}]
        ```

    """

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.chat = page.frame_locator("#kommunicate-widget-iframe")
        self.errors: list[str] = []
        self.patience = 10.0
        self._address = address
        self._expected: list[str] = []
        self._earlier: list[Any] = []
        self._requests = 0  # of this page, that are on the timeline
        self._moments = 0  # of its chat's own
        began = time.monotonic()
        self._timeline = Timeline(lambda: time.monotonic() - began)
        page.context.add_init_script(_KEEP_RECORDS)
        page.clock.install()
        for script in (_GIVE_RECORDS, _BEGUN, _WISH, _TELL):
            page.add_init_script(script)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self._on_error(f"uncaught: {error}"))

    def arrive(self, path: str = "/") -> None:
        """Load a page, and wait until its Python has run."""
        self._did(f"arrives at {path}")
        self._earlier += self._created()
        self._requests = self._moments = 0
        answer = self.page.goto(self._address + path)
        if answer is None or not answer.ok:
            raise LookupError(f"{path}: {self.page.locator('body').inner_text()}")
        if self.page.locator("script[type=py], script[type=mpy]").count():
            self.page.wait_for_function("window.kommpyHasRun", timeout=_PATIENCE)

    def move_on(self, path: str) -> None:
        """Move on without a reload, as a script of the page would."""
        self._did(f"moves on to {path}")
        self.page.evaluate("path => history.pushState(null, '', path)", path)

    def click(self, selector: str) -> None:
        """Click the first element that a CSS selector matches."""
        self._did(f"clicks {selector}")
        self.page.locator(selector).first.click()

    def submit(self, selector: str, fields: Mapping[str, str] | None = None) -> None:
        """Send a form, its fields as they stand in the HTML and as given here."""
        self._did(f"submits {selector}")
        form = self.page.locator(selector).first
        for name, value in (fields or {}).items():
            form.locator(f'[name="{name}"]').fill(value)
        form.evaluate("form => form.requestSubmit()")

    def wait(self, seconds: float) -> None:
        """Let time pass in the page, without waiting for it.

        Raises:
            ValueError: it is less than nothing, or without end

        """
        check_time(seconds)
        self._did(f"waits {seconds:g} s")
        self.page.clock.run_for(round(seconds * 1000))

    def receive(self, text: str, *, group_id: str | None = None) -> None:
        """Let a message arrive in a conversation, the one on screen if none is named."""
        self.page.wait_for_function("window.KommunicateGlobal?.IS_SOCKET_CONNECTED")
        said = {"message": text, **({"groupId": group_id} if group_id else {})}
        self.page.evaluate("said => void kommunicateStandin.receive(said)", said)

    def fail(self, reason: str) -> None:
        """Make the widget fail on the pages to come; the errors that this brings are foreseen.

        Args:
            reason: one of the reasons of `LoadError`

        """
        self._expected += bring(self.page, reason)

    def fault(self, name: str, value: str | bool = True) -> None:
        """Put one of the stand-in's own faults in force on this page, or heal it with `False`."""
        self.page.evaluate("([name, value]) => kommunicateStandin.fail(name, value)", [name, value])

    def expect_error(self, pattern: str) -> None:
        """Foresee an error: a regular expression that is found in it."""
        self._expected.append(pattern)

    @property
    def started(self) -> list[Told]:
        """What each conversation was started with, as `FakeWidget.started`."""
        return _Eventually(self, self._started)

    @property
    def timeline(self) -> Timeline:
        """What happened, with the requests of the stand-in; in order, as far as a test looks on."""
        told = self.page.evaluate(_MOMENTS)
        moments = told.get("moments", [])
        for each in moments[max(0, self._moments - told.get("dropped", 0)) :]:
            self._timeline.add(each["kind"], each["text"])
        self._moments = len(moments) + told.get("dropped", 0)
        found = self.page.evaluate(_REQUESTS)[self._requests :]
        self._requests += len(found)
        for path, body in found:
            self._timeline.add("request", f"{path} {shown(body)}" if body else path)
        return self._timeline

    @property
    def group_ids(self) -> list[str]:
        """The ids of the visitor's conversations, oldest first."""
        return _Eventually(self, self._group_ids)

    def check(self) -> None:
        """Fail where the page reported an error that was not foreseen."""
        left = [
            each
            for each in self.errors
            if not any(re.search(pattern, each) for pattern in self._expected)
        ]
        assert not left, "the page reported: " + "\n".join(left)  # noqa: S101 - it is a test's

    def _started(self) -> list[Told]:
        return [told(each, _DEFAULT_AGENT) for each in self._earlier + self._created()]

    def _group_ids(self) -> list[str]:
        found = self.page.evaluate("window.kommunicateStandin?.conversations?.() ?? []")
        return sorted(str(each["id"]) for each in found)

    def _created(self) -> list[Any]:
        found: list[Any] = self.page.evaluate("window.kommunicateStandin?.created ?? []")
        return found

    def _did(self, what: str) -> None:
        self.timeline.add("visitor", what)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._on_error(f"console: {message.text}")

    def _on_error(self, error: str) -> None:
        self.errors.append(error)
        self._timeline.add("error", error)


class _Eventually(list[Any]):
    """A list that, compared, waits until it is equal, or as long as patience goes."""

    def __init__(self, visitor: BrowserVisitor, read: Callable[[], list[Any]]) -> None:
        super().__init__(read())
        self._visitor = visitor
        self._read = read

    def __eq__(self, other: object) -> bool:
        end = time.monotonic() + self._visitor.patience
        while not super().__eq__(other):
            if time.monotonic() > end:
                return False
            self._visitor.page.wait_for_timeout(20)
            self[:] = self._read()
        return True

    __hash__ = None
