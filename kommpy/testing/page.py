"""A page in plain Python."""

import asyncio
from collections.abc import Callable
from typing import Any

from kommpy.paths import normalise
from kommpy.ports import DomEvent, Element, Page

from . import dom, forms
from .clock import check_time
from .consents import FakeConsents
from .dom import FakeEvent
from .senses import SCOPES, FakeSenses

Stop = Callable[[], None]
Read = Callable[[], tuple[str, str]]


class FakePage(Page):
    """A page with a visitor on it, without a browser.

    Args:
        path: where the visitor is, as in `location.pathname`, perhaps with a hash
        html: what stands on the page
        data: what prerendering wrote into the page, such as `{"base": "/project"}`

    Attributes:
        reports: errors that nobody caught, as `(error, where)`
        styles: the style rules that kommpy has added, in order
        offered: what tools beside Python may call, by name
        storage: what the browser keeps, as `{"session": {...}, "visitor": {...}}`
        storage_fails: whether the browser refuses to keep anything
        revealed: selectors of what is shown only at times, with whether it is shown

    Example:
        `page = FakePage("/pricing", html='<button id="talk-to-sales">Talk</button>')`

    """

    def __init__(
        self, path: str = "/", html: str = "", *, data: dict[str, Any] | None = None
    ) -> None:
        self.data = data or {}
        self._bound: list[tuple[str, Read]] = []
        self._expanded: dict[str, bool] = {}
        self.html = html
        self.reports: list[tuple[BaseException, str]] = []
        self.styles: list[str] = []
        self.offered: dict[str, Callable[[], str]] = {}
        self.storage: dict[str, dict[str, str]] = {scope: {} for scope in SCOPES}
        self.storage_fails = False
        self.address = path
        self._consents = FakeConsents()
        self.revealed: dict[str, bool] = {}
        self._now = 0.0
        self._senses = FakeSenses(self, began=1_750_000_000)
        self._timers: list[tuple[float, int, Callable[[], object]]] = []
        self._count = 0
        self._soon: list[Callable[[], object]] = []
        self._moves: list[list[Callable[[str], None]]] = []
        self._onlines: list[list[Callable[[], None]]] = []
        self._listeners: dict[str, list[list[Callable[[DomEvent], None]]]] = {}
        self._remembered: list[tuple[str, FakeEvent]] = []

    @property
    def html(self) -> str:
        """What stands on the page; may be set at any time."""
        return self._html

    @html.setter
    def html(self, html: str) -> None:
        self._html = html
        self._write_expanded()
        self._write_bound()

    # what a test does

    def navigate(self, path: str) -> None:
        """Move the visitor on without a reload."""
        self._run_soon()
        self.address = self.address.partition("?")[0] + path if path[:1] == "?" else path
        self._senses.act()
        for entry in tuple(self._moves):
            entry[0](self.path)

    def click(self, selector: str) -> FakeEvent:
        """Click the first element that a selector matches.

        Nothing hears of a click on a disabled button. One on a button that sends a form, with all
        that the form requires, sends it, unless a handler has kept the browser from it.

        Returns:
            the event; its `default_prevented` tells whether the browser was kept from its own

        """
        target = self._select(selector)
        event = FakeEvent(target, self.path)
        if forms.is_disabled(target):
            return event
        self._happen("click", event)
        form = forms.sent_by(target)
        if form is not None and not event.default_prevented:
            self._happen("submit", self._submission(form))
        return event

    def submit(self, selector: str, fields: dict[str, Any] | None = None) -> FakeEvent:
        """Send a form, its fields as they stand in the HTML and as given here."""
        return self._happen("submit", self._submission(self._select(selector), fields))

    def dispatch(self, kind: str, selector: str = "html", detail: Any = None) -> FakeEvent:
        """Have any other DOM event happen, the page's own custom events too.

        Args:
            kind: such as `"cart:full"`
            selector: where; not given, on the document
            detail: what it carries

        """
        target = dom.parse(self.html) if selector == "html" else self._select(selector)
        return self._happen(kind, FakeEvent(target, self.path, detail=detail))

    def move(self) -> None:
        """Move the mouse, as a visitor does who is there."""
        self._run_soon()
        self._senses.act()

    def scroll(self, percent: float) -> None:
        """Scroll to a place, in percent of the way from the top to the end."""
        self._run_soon()
        self._senses.scroll(percent)

    def show(self, selector: str) -> None:
        """Bring the elements that a selector matches on screen."""
        self._run_soon()
        self._senses.show(selector, shown=True)

    def unshow(self, selector: str) -> None:
        """Take them off the screen again."""
        self._run_soon()
        self._senses.show(selector, shown=False)

    def leave(self) -> None:
        """Be about to leave the page."""
        self._run_soon()
        self._senses.leave()

    def hide_tab(self) -> None:
        """Go to another tab."""
        self._run_soon()
        self._senses.hide(hidden=True)

    def show_tab(self) -> None:
        """Come back to this tab."""
        self._run_soon()
        self._senses.hide(hidden=False)

    def go_online(self) -> None:
        """Have the browser find a network again."""
        self._run_soon()
        for entry in tuple(self._onlines):
            entry[0]()

    def match(self, query: str, *, matches: bool = True) -> None:
        """Have a media query begin to hold, or cease to."""
        self._run_soon()
        self._senses.match(query, matches)

    def listening(self, kind: str) -> int:
        """Tell how many listen to a kind of DOM event, or to `"scroll"`, `"activity"`, `"exit"`."""
        return len(self._listeners.get(kind, ())) + self._senses.listening(kind)

    def next_page(
        self, path: str | None = None, *, seconds: float = 0, new_tab: bool = False
    ) -> "FakePage":
        """Give the page that the visitor loads next, in the same browser.

        Args:
            path: where; not given, the same page again
            seconds: how much later
            new_tab: whether it is in a new tab

        """
        self._run_soon()
        self._senses.hide(hidden=True)  # as a browser does with a page that is left
        page = FakePage(self.address if path is None else path, self.html, data=self.data)
        page.follow(self, began=self._senses.time + seconds, new_tab=new_tab)
        return page

    def follow(self, before: "FakePage", *, began: float, new_tab: bool = False) -> None:
        """Be the page that comes after another one in the same browser.

        Args:
            before: that page
            began: seconds since 1970 at which this one's clock stood at 0
            new_tab: whether it is in a new tab

        """
        self.storage = {
            "session": {} if new_tab else before.storage["session"],
            "visitor": before.storage["visitor"],
        }
        self.storage_fails = before.storage_fails
        self.consents.managers.update(before.consents.managers)
        self._senses = FakeSenses(self, began=began)

    def remember_click(self, selector: str) -> None:
        """Click before Python is there: the event comes with the first `drain`."""
        target = self._select(selector)
        if forms.is_disabled(target):
            return
        self._remember("click", FakeEvent(target, self.path))
        form = forms.sent_by(target)
        if form is not None and form.has_attr("data-kommpy"):  # else the browser leaves the page
            self._remember("submit", self._submission(form))

    def remember_submit(self, selector: str, fields: dict[str, Any] | None = None) -> None:
        """Send a form before Python is there."""
        self._remember("submit", self._submission(self._select(selector), fields))

    def advance(self, seconds: float = 0) -> None:
        """Let time pass, without waiting for it: what falls due in it happens, in order.

        Raises:
            ValueError: it is less than nothing, or without end

        """
        check_time(seconds)
        self._run_soon()
        end = self.now + seconds
        while self._timers and min(self._timers)[0] <= end:
            timer = min(self._timers)
            self._timers.remove(timer)
            self._now = timer[0]
            timer[2]()
        self._now = end

    async def settle(self) -> None:
        """Let all that is under way run until it waits for something that a test has to do."""
        for _ in range(50):  # more turns than any chain of handlers here needs
            await asyncio.sleep(0)

    # what the core asks for

    @property
    def path(self) -> str:
        return normalise(self.address, self.data.get("base", ""))

    @property
    def senses(self) -> FakeSenses:
        return self._senses

    @property
    def consents(self) -> FakeConsents:
        return self._consents

    def forget(self) -> None:
        for kept in self.storage.values():
            for name in [each for each in kept if each.startswith("kommpy-")]:
                del kept[name]
        if self._senses.hub is not None:
            self._senses.hub.forget()

    def on_navigate(self, listener: Callable[[str], None]) -> Stop:
        return _add(self._moves, listener)

    def on_online(self, listener: Callable[[], None]) -> Stop:
        return _add(self._onlines, listener)

    def listen(self, kind: str, listener: Callable[[DomEvent], None]) -> Stop:
        return _add(self._listeners.setdefault(kind, []), listener)

    def bind(self, selector: str, read: Read) -> tuple[Stop, Stop]:
        entry = (selector, read)
        self._bound.append(entry)
        self._write_bound()

        def leave() -> None:
            if entry in self._bound:
                self._bound.remove(entry)
                self._html = dom.labelled(self._html, selector, "", "")

        return self._write_bound, leave

    def _write_bound(self) -> None:
        for selector, read in self._bound:
            self._html = dom.labelled(self._html, selector, *read())

    def elements(self, selector: str) -> list[Element]:
        return [dom.FakeElement(each, {}) for each in dom.parse(self.html).select(selector)]

    def check_selector(self, selector: str) -> str:
        return dom.trouble(selector)

    def expand(self, selector: str, expanded: bool | None) -> None:
        if expanded is None:
            self._expanded.pop(selector, None)
            self._html = dom.unexpanded(self._html, selector)
        else:
            self._expanded[selector] = expanded
        self._write_expanded()

    def _write_expanded(self) -> None:
        for selector, expanded in self._expanded.items():
            self._html = dom.expanded(self._html, selector, expanded=expanded)

    def hold_focus(self) -> Stop:
        return lambda: None  # nothing has the focus here

    def style(self, css: str, *, instead: bool = False) -> Stop:
        return _once(self.styles, css)

    def reveal(self, selector: str, shown: bool) -> None:
        self.revealed[selector] = shown

    def check_timezone(self, name: str) -> str:
        import zoneinfo

        try:
            zoneinfo.ZoneInfo(name)
        except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
            there_is_data = zoneinfo.available_timezones()
            return f"there is no time zone {name!r}" if there_is_data else ""
        return ""

    def drain(self) -> None:
        remembered, self._remembered = self._remembered, []
        for kind, event in remembered:
            self._tell(kind, event)

    def later(self, seconds: float, function: Callable[[], object]) -> Stop:
        self._count += 1
        timer = (self.now + seconds, self._count, function)
        self._timers.append(timer)

        def stop() -> None:
            if timer in self._timers:
                self._timers.remove(timer)

        return stop

    def soon(self, function: Callable[[], object]) -> None:
        self._soon.append(function)
        try:
            asyncio.get_running_loop().call_soon(self._run_soon)
        except RuntimeError:
            pass  # no loop: it runs before whatever the visitor does next

    @property
    def now(self) -> float:
        return self._now

    def offer(self, name: str, function: Callable[[], str]) -> None:
        self.offered[name] = function

    def report(self, error: BaseException, where: str) -> None:
        self.reports.append((error, where))

    def _run_soon(self) -> None:
        while self._soon:
            self._soon.pop(0)()

    def _select(self, selector: str) -> Any:
        return dom.select(dom.parse(self.html), selector)

    def _submission(self, form: Any, fields: dict[str, Any] | None = None) -> FakeEvent:
        return FakeEvent(form, self.path, forms.fields_of(form) | (fields or {}))

    def _happen(self, kind: str, event: FakeEvent) -> FakeEvent:
        self._run_soon()
        self._senses.act()
        self._tell(kind, event)
        return event

    def _remember(self, kind: str, event: FakeEvent) -> None:
        event.replayed = True
        self._remembered.append((kind, event))

    def _tell(self, kind: str, event: FakeEvent) -> None:
        for entry in tuple(self._listeners.get(kind, ())):
            entry[0](event)


def _once(texts: list[str], text: str) -> Stop:
    """Add a text; gives what removes it, once."""
    texts.append(text)
    left = [text]

    def stop() -> None:
        if left and left[0] in texts:
            texts.remove(left.pop())

    return stop


def _add(entries: list[list[Any]], listener: Any) -> Stop:
    entry = [listener]
    entries.append(entry)

    def stop() -> None:
        entries[:] = [each for each in entries if each is not entry]

    return stop
