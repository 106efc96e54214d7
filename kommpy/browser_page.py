"""The bridge's page: where the visitor is, what happens there, and time."""

import io
import json
import sys

from .browser import FRAME, create_proxy, free, js
from .browser_events import Live, PageElement, Remembered
from .browser_traces import forget_stored
from .paths import normalise
from .ports import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .browser_expand import Expanding
    from .ports import Consents, Element, OnEvent, Senses, Stop


class BrowserPage(Page):
    """The page in a browser."""

    def __init__(self, seed: "Any") -> None:
        self.seed = seed
        self.data = json.loads(js.JSON.stringify(seed.page))
        # the widget has written into them who the visitor is
        self.data.pop("settings", None)
        self._base = self.data.get("base", "")
        self._listeners: list[tuple[str, OnEvent]] = []
        self._told = ""  # the kind of a remembered event that goes its way now
        self._timers: dict[int, Callable[[], object]] = {}
        self._timer = 0
        self._senses: Senses | None = None
        self._consents: Consents | None = None
        self._expanding: Expanding | None = None
        self._tick = create_proxy(self._fire)

    @property
    def path(self) -> str:
        return self.path_of(js.location)

    @property
    def senses(self) -> "Senses":
        if self._senses is None:
            from .browser_senses import BrowserSenses

            self._senses = BrowserSenses(self)
        return self._senses

    @property
    def consents(self) -> "Consents":
        if self._consents is None:
            from .browser_consent import BrowserConsents

            self._consents = BrowserConsents(self.seed)
        return self._consents

    def forget(self) -> None:
        forget_stored(("kommpy-",))
        if self._senses is not None and self._senses.hub is not None:
            self._senses.hub.forget()

    def path_of(self, where: "Any") -> str:
        """Give the path in a JavaScript `Location` or `URL`."""
        return normalise(where.pathname + where.hash, self._base)

    def on_navigate(self, listener: "Callable[[str], None]") -> "Stop":
        moved = create_proxy(lambda *event: listener(self.path))
        navigation = getattr(js, "navigation", None)
        target = navigation or js.window
        kinds = ("currententrychange",) if navigation else ("popstate", "hashchange")
        for kind in kinds:
            target.addEventListener(kind, moved)
        for method in () if navigation else ("pushState", "replaceState"):
            _after(method, listener, self)

        def stop() -> None:
            for kind in kinds:
                target.removeEventListener(kind, moved)
            free(moved)

        return stop

    def on_online(self, listener: "Callable[[], None]") -> "Stop":
        heard = create_proxy(lambda event: listener())
        js.window.addEventListener("online", heard)

        def stop() -> None:
            js.window.removeEventListener("online", heard)
            free(heard)

        return stop

    def listen(self, kind: str, listener: "OnEvent") -> "Stop":
        entry = (kind, listener)

        def hear(event: "Any") -> None:
            if kind != self._told:
                listener(Live(self, event))

        heard = create_proxy(hear)
        self._listeners.append(entry)
        js.window.addEventListener(kind, heard, True)

        def stop() -> None:
            if entry in self._listeners:
                self._listeners.remove(entry)
                js.window.removeEventListener(kind, heard, True)
                free(heard)

        return stop

    def bind(self, selector: str, read: "Callable[[], tuple[str, str]]") -> "tuple[Stop, Stop]":
        from .browser_badge import bind

        return bind(selector, read)

    def elements(self, selector: str) -> "list[Element]":
        found = js.document.querySelectorAll(selector)
        return [PageElement(found[number]) for number in range(found.length)]

    def check_selector(self, selector: str) -> str:
        found = self.seed.safe(js.document, "querySelector", selector)
        return found if isinstance(found, str) else ""

    def expand(self, selector: str, expanded: bool | None) -> None:
        if self._expanding is None:
            from .browser_expand import Expanding

            self._expanding = Expanding(self)
        self._expanding.say(selector, expanded)

    def hold_focus(self) -> "Stop":
        held = js.document.activeElement

        def back() -> None:
            now = js.document.activeElement
            lost = not now or now.id == FRAME or now.localName == "body"
            if lost and held and held.isConnected:
                held.focus()

        return back

    def style(self, css: str, *, instead: bool = False) -> "Stop":
        written = js.document.getElementById("kommpy-look")
        if instead and written:
            written.remove()
        added = js.document.createElement("style")
        added.textContent = css
        js.document.head.append(added)

        def stop() -> None:
            added.remove()

        return stop

    def reveal(self, selector: str, shown: bool) -> None:
        for element in js.document.querySelectorAll(selector):
            element.hidden = not shown

    def check_timezone(self, name: str) -> str:
        options = js.Object.new()
        options.timeZone = name
        found = self.seed.safe(js.Date.new(), "toLocaleString", "en", options)
        return found if isinstance(found, str) else ""

    def drain(self) -> None:
        remembered = self.seed.take()
        for number in range(remembered.length):
            event = Remembered(self, remembered[number])
            for kind, listener in list(self._listeners):
                if kind == event.kind:
                    listener(event)
            self._told = event.kind
            event.go_its_way()
            self._told = ""

    def later(self, seconds: float, function: "Callable[[], object]") -> "Stop":
        self._timer += 1
        number = self._timer
        self._timers[number] = function
        handle = js.setTimeout(self._tick, int(seconds * 1000), number)

        def stop() -> None:
            if self._timers.pop(number, None) is not None:
                js.clearTimeout(handle)

        return stop

    def soon(self, function: "Callable[[], object]") -> None:
        self.later(0, function)

    def _fire(self, number: int) -> None:
        function = self._timers.pop(number, None)
        if function is not None:
            function()

    @property
    def now(self) -> float:
        return float(js.performance.now()) / 1000

    def offer(self, name: str, function: "Callable[[], str]") -> None:
        setattr(self.seed, name, create_proxy(function))

    def report(self, error: Exception, where: str) -> None:
        js.console.error(f"kommpy: {where} failed\n{_traceback(error)}")


def _after(method: str, listener: "Callable[[str], None]", page: Page) -> None:
    """Have a method of the history report that the visitor moved on."""
    original = getattr(js.history, method)

    def moved(*args: object) -> None:
        original(*args)  # bound to the history, as a method that is read
        listener(page.path)

    setattr(js.history, method, create_proxy(moved))


def _traceback(error: Exception) -> str:
    if hasattr(sys, "print_exception"):
        text = io.StringIO()
        sys.print_exception(error, text)
        return text.getvalue()
    import traceback

    return "".join(traceback.format_exception(error))
