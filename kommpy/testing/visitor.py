"""A visitor of the author's own site, on fakes."""

import ast
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from kommpy import Chat
from kommpy.ports import stand_ins
from kommpy.readiness import LOADING
from kommpy.site.config import only
from kommpy.site.entry import Entry
from kommpy.site.pages import SitePage, SitePages
from kommpy.site.project import read
from kommpy.timeline import watchers

from .clock import StillLoop, check_time
from .dom import FakeEvent
from .page import FakePage
from .timeline import Timeline
from .widget import FakeWidget

_BEGAN = 1_750_000_000  # when the clock stands at 0, in seconds since 1970
PYTHON = "the page's Python"
BROWSERS = {"js", "jsffi", "pyodide", "pyodide_js", "pyscript"}


class Visit(FakePage):
    """A page whose clock is a loop's, and that keeps what nobody caught."""

    def __init__(self, loop: StillLoop, path: str, html: str, data: dict[str, Any]) -> None:
        self._loop = loop
        self._loaded = loop.time()
        super().__init__(path, html, data=data)

    @property
    def now(self) -> float:
        return self._loop.time() - self._loaded

    def later(self, seconds: float, function: Callable[[], object]) -> Callable[[], None]:
        return self._loop.call_later(seconds, function).cancel


class Visitor:
    """Someone who visits your site: its pages, rules and Python as they are, on fakes.

    Each of its verbs lets all that comes of it happen, handlers and answers included, and raises
    what nobody in the page's Python has caught. Time stands still but for `wait` and `run`, for
    `asyncio.sleep` in the page's Python too. Under pytest it is the fixture `kommpy_visitor`.

    Args:
        site: the site's folder
        widget: the widget that the visitor meets; a new one where none is given
        modules: what stands in for modules that only a browser has, by name: `{"js": ...}`

    Attributes:
        widget: the `FakeWidget`, the same one on each page
        timeline: what happened, in order; `timeline.moments` has it as `chat.timeline.moments` does
        program: the names that the page's Python has defined

    Raises:
        LookupError: a page, an element, a chat is asked for that is not there
        SiteError: a page or the configuration is wrong

    Example:
        ```python
        def test_sales_can_see_the_plan(kommpy_visitor, kommpy_widget):
            kommpy_visitor.arrive("/pricing")
            kommpy_visitor.click("#talk-to-sales")
            assert kommpy_widget.started == [{"bot_ids": ["sales-bot"], "skip_routing": True}]
            assert kommpy_widget.metadata == {"7000001": {"plan": "pro"}}
        ```

    """

    _page_class: type[Visit] = Visit

    def __init__(
        self,
        site: Path | str,
        widget: FakeWidget | None = None,
        *,
        modules: Mapping[str, Any] | None = None,
    ) -> None:
        self.widget = widget or FakeWidget()
        self.program: dict[str, Any] = {}
        self._loop = StillLoop()
        self._loop.set_exception_handler(self._on_stray)
        self.timeline = Timeline(self._loop.time)
        self.widget.watch(self.timeline.widget)
        self._site = Path(site)
        self._modules = dict(modules or {})
        self._here = ExitStack()
        self._page: Visit | None = None

    def arrive(
        self, path: str = "/", *, early_clicks: Iterable[str] = (), new_tab: bool = False
    ) -> None:
        """Load a page: its Python runs, from the beginning.

        What widget and browser keep from page to page stays: conversations, visits.

        Args:
            path: the page's path, as in the address bar, perhaps with its query
            early_clicks: selectors of what the visitor clicks before Python is there
            new_tab: whether it is in a new tab

        """
        self._loop.check_alone()
        found = self._pages.read(self._url(path))
        before = self._leave()
        self.timeline.add("visitor", f"arrives at {path}")
        page = self._make(path, found)
        if before:
            page.follow(before, began=_BEGAN + self._loop.time(), new_tab=new_tab)
        for selector in early_clicks:
            page.remember_click(selector)
        if found.entry:
            self._start(found.entry)

    def move_on(self, path: str) -> None:
        """Move on without a reload, as a script of the page would."""
        self._do(f"moves on to {path}", self.page.navigate, path)

    def click(self, selector: str) -> FakeEvent:
        """Click the first element that a CSS selector matches; a form's own button sends it, too.

        Returns:
            the event; its `default_prevented` tells whether the browser was kept from its own

        """
        event: FakeEvent = self._do(f"clicks {selector}", self.page.click, selector)
        return event

    def submit(self, selector: str, fields: Mapping[str, Any] | None = None) -> FakeEvent:
        """Send a form, its fields as they stand in the HTML and as given here."""
        event: FakeEvent = self._do(
            f"submits {selector}", self.page.submit, selector, dict(fields or {})
        )
        return event

    def dispatch(self, kind: str, selector: str = "html", detail: Any = None) -> FakeEvent:
        """Have any other DOM event happen, the page's own custom events and a banner's too."""

        def happen() -> FakeEvent:
            event = self.page.dispatch(kind, selector, detail)
            self.page.consents.signal(kind, detail)
            return event

        found: FakeEvent = self._do(f"{kind} at {selector}", happen)
        return found

    def scroll(self, percent: float) -> None:
        """Scroll to a place, in percent of the way from the top to the end."""
        self._do(f"scrolls to {percent:g} %", self.page.scroll, percent)

    def see(self, selector: str) -> None:
        """Bring the elements that a selector matches on screen."""
        self._do(f"sees {selector}", self.page.show, selector)

    def stir(self) -> None:
        """Move the mouse, as a visitor does who is there."""
        self._do("moves the mouse", self.page.move)

    def turn_to_leave(self) -> None:
        """Be about to leave the page."""
        self._do("turns to leave", self.page.leave)

    def wait(self, seconds: float) -> None:
        """Let time pass, without waiting for it.

        Raises:
            ValueError: it is less than nothing, or without end

        """
        check_time(seconds)
        self.timeline.add("visitor", f"waits {seconds:g} s")
        self._loop.rest(seconds)
        self._raise()

    def receive(self, text: str, *, group_id: str | None = None) -> None:
        """Let a message arrive in a conversation, the one on screen if none is named."""
        self._play(lambda: self.widget.receive(text, group_id=group_id))

    def do(self, function: Callable[[], Any]) -> Any:
        """Do anything else, and let all that comes of it happen; gives what the function gives."""
        return self._play(function)

    def run(self, awaitable: Awaitable[Any]) -> Any:
        """Wait for something that can be awaited, through as much time as it takes.

        `visitor.run(visitor.chat.start_conversation())` gives the group id, or raises what went
        wrong.
        """
        result = self._loop.outcome(awaitable)
        self._raise()
        return result

    @property
    def page(self) -> FakePage:
        """The page that the visitor is on."""
        if self._page is None:
            raise LookupError('the visitor is nowhere yet; begin with arrive("/")')
        return self._page

    @property
    def chat(self) -> Chat:
        """The chat that the page's Python has made, by whatever name."""
        for value in self.program.values():
            if isinstance(value, Chat):
                return value
        raise LookupError("the page's Python has no Chat among its names")

    def close(self) -> None:
        """End the visit."""
        self._leave()
        self._loop.end()

    def _url(self, path: str) -> str:
        url = self._pages.at(path)
        if url is None:
            paths = sorted(self._pages.urls)
            likely = get_close_matches(path, paths, 1) or paths
            raise LookupError(f"the site has no page {path!r}; did you mean {', '.join(likely)}?")
        return url

    def _make(self, path: str, found: SitePage) -> Visit:
        said = self._pages.data(found)
        # the seed hides the launcher before Python is there; here there is no before
        data = {name: value for name, value in said.items() if name != "hidden"}
        data["dev"] = True  # so that chats tell their story
        self.widget.prerendered = None if data.get("hold") else data.get("settings")
        self._page = self._page_class(self._loop, path, found.html, data)
        return self._page

    @cached_property
    def _pages(self) -> SitePages:
        return SitePages(read(self._site))

    def _start(self, entry: Entry) -> None:
        here = self._here
        here.enter_context(stand_in(self._ports))
        here.enter_context(_among(watchers, self.timeline.chat))
        here.enter_context(_modules(self._modules))
        here.enter_context(only(entry.folder))
        self.program = {"__name__": "__main__", "__file__": str(entry.path)}
        task = self._loop.create_task(_run(compiled(entry), self.program, entry))
        task.add_done_callback(self._on_end)
        self._loop.rest()
        self._raise()

    def _ports(self, widget: Any, page: Any) -> tuple[Any, Any]:
        return widget or self.widget, page or self.page

    def _leave(self) -> Visit | None:
        """Leave the page: its Python ends with it, and the widget too."""
        before = self._page
        if before is None:
            return None
        self._loop.play(before.hide_tab)  # as a browser does with a page that is left
        self._page = None
        self.program = {}
        self._loop.cancel_all()
        self._here.close()
        self.widget.reload()
        return before

    def _do(self, what: str, function: Callable[..., Any], *given: Any) -> Any:
        self.timeline.add("visitor", what)
        return self._play(lambda: function(*given))

    def _play(self, function: Callable[[], Any]) -> Any:
        result = self._loop.play(function)
        self._raise()
        return result

    def _raise(self) -> None:
        """Raise what nobody has caught."""
        if self._page is None or not self._page.reports:
            return
        # a widget that fails is the test's own doing
        reports = [each for each in self._page.reports if each[1] != LOADING]
        self._page.reports = []
        if not reports:
            return
        error, where = reports[0]
        self.timeline.add("error", f"{type(error).__name__}: {error}")
        error.add_note(f"nobody caught it in {where}")
        raise error

    def _on_end(self, task: Any) -> None:
        if self._page and not task.cancelled() and task.exception():
            self._page.report(task.exception(), PYTHON)

    def _on_stray(self, loop: Any, context: dict[str, Any]) -> None:
        if self._page and "exception" in context:
            self._page.report(context["exception"], "a task of the page's Python")


def compiled(entry: Entry) -> Any:
    """Compile a page's Python."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    return compile(entry.source, str(entry.path), "exec", flags=flags, dont_inherit=True)


async def _run(code: Any, program: dict[str, Any], entry: Entry) -> None:
    try:
        result = eval(code, program)  # noqa: S307 - the author's own Python is what is tested
        if result is not None:
            await result
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] in BROWSERS:
            error.add_note(
                f"{entry.path.name} needs {error.name}, which only a browser has: give the test a "
                "stand-in for it (the fixture kommpy_modules), or test this page with kommpy_page"
            )
        raise


@contextmanager
def stand_in(ports: Callable[[Any, Any], Any]) -> Iterator[None]:
    """Let a `Chat` find ports in place of a browser's."""
    with _among(stand_ins, ports):
        yield


@contextmanager
def _among(functions: list[Any], function: Callable[..., Any]) -> Iterator[None]:
    """Put a function among others for a while."""
    functions.append(function)
    try:
        yield
    finally:
        functions.remove(function)


@contextmanager
def _modules(modules: dict[str, Any]) -> Iterator[None]:
    """Let modules be imported for a while."""
    hidden = {name: sys.modules.pop(name) for name in modules if name in sys.modules}
    sys.modules.update(modules)
    try:
        yield
    finally:
        for name in modules:
            del sys.modules[name]
        sys.modules.update(hidden)
