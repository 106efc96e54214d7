"""What the bridge's page tells of the visitor besides DOM events, and what it keeps for them."""

from .browser import create_proxy, free, js
from .browser_events import PageElement
from .ports import Senses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .browser_page import BrowserPage
    from .ports import OnElement, Stop

_STORAGES = {"session": "sessionStorage", "visitor": "localStorage"}
_ACTIVITY = ("keydown", "pointerdown", "pointermove", "scroll", "touchstart", "wheel")
_FAST = 0.4  # seconds in which half a screen upwards is fast
_OFTEN = 0.1  # seconds between two looks at a page that changes all the time


class BrowserSenses(Senses):
    """A visitor in a browser."""

    def __init__(self, page: "BrowserPage") -> None:
        self._page = page
        self._seed = page.seed
        self._views: _Views | None = None

    @property
    def hidden(self) -> bool:
        return bool(js.document.hidden)

    @property
    def time(self) -> float:
        # as text, for MicroPython cuts whole numbers to 32 bits when they cross
        return float(js.Number.new(js.Date.new()).toString()) / 1000

    @property
    def query(self) -> str:
        text: str = js.location.search
        return text[1:]

    @property
    def fragment(self) -> str:
        text: str = js.location.hash
        return text[1:]

    @property
    def scrolled(self) -> float:
        root = js.document.documentElement
        there, way = js.scrollY, root.scrollHeight - root.clientHeight
        if there <= 0 or way <= 0:
            return 0
        # browsers stop short of the end by a fraction of a pixel
        return 100 if there >= way - 1 else float(there * 100 / way)

    def matches(self, query: str) -> bool:
        return bool(js.matchMedia(query).matches)

    def check_media(self, query: str) -> str:
        # of what a browser does not know, it says neither that it holds nor that it does not
        for part in query.split(","):
            words = part.split()
            if "(" in [word[0] for word in words[:2]]:  # a condition, which `not` takes as a whole
                bare, other = part, f"not ({part})"
            else:
                bare = " ".join(words[1:] if words[:1] in (["not"], ["only"]) else words)
                other = "not " + bare
            if not bare or self.matches(bare) == self.matches(other):
                return f"the browser does not know {part.strip()!r}"
        return ""

    def on_visibility(self, listener: "Callable[[bool], None]") -> "Stop":
        return _on(js.document, ("visibilitychange",), lambda event: listener(self.hidden))

    def on_activity(self, listener: "Callable[[], None]") -> "Stop":
        return _on(js.document, _ACTIVITY, lambda event: listener(), capture=True)

    def on_scroll(self, listener: "Callable[[float], None]") -> "Stop":
        return _on(js.document, ("scroll",), lambda event: listener(self.scrolled))

    def on_media(self, query: str, listener: "Callable[[bool], None]") -> "Stop":
        return _on(js.matchMedia(query), ("change",), lambda event: listener(bool(event.matches)))

    def on_exit(self, listener: "Callable[[], None]") -> "Stop":
        def leave(event: "Any") -> None:
            if event.clientY <= 0:
                listener()

        stop = _on(js.document.documentElement, ("mouseleave",), leave)
        if not self.matches("(hover: none)"):
            return stop
        flee = _on(js.document, ("scroll",), _Flight(listener).on_scroll)

        def stop_both() -> None:
            stop()
            flee()

        return stop_both

    def on_visible(self, selector: str, listener: "OnElement") -> "Stop":
        if self._views is None:
            self._views = _Views(self._page)
        return self._views.add(selector, listener)

    def stored(self, scope: str, name: str) -> str | None:
        found = self._ask(scope, "getItem", name)
        return None if isinstance(found, str) or not found[0] else str(found[0])

    def store(self, scope: str, name: str, text: str) -> bool:
        return not isinstance(self._ask(scope, "setItem", name, text), str)

    def _ask(self, scope: str, method: str, *args: str) -> "Any":
        """Ask a storage; gives a list of the answer, or the text of what it threw.

        Even to name it throws, where the visitor forbids it.
        """
        found = self._seed.safe(js.Reflect, "get", js.window, _STORAGES[scope])
        if isinstance(found, str):
            return found
        return self._seed.safe(found[0], method, *args)


class _Flight:
    """Tells when the visitor scrolls up fast, as one does who wants to leave a page."""

    def __init__(self, listener: "Callable[[], None]") -> None:
        self._listener = listener
        self._from = 0.0
        self._since = 0.0

    def on_scroll(self, event: "Any") -> None:
        now, there = js.performance.now() / 1000, js.scrollY
        if there > self._from or now - self._since > _FAST:
            self._from, self._since = there, now
        elif self._from - there > js.innerHeight / 2:
            self._from = there
            self._listener()


class _Views:
    """Which elements are on screen: one observer for all, and one of changes to the page."""

    def __init__(self, page: "BrowserPage") -> None:
        self._page = page
        self._entries: list[_View] = []
        self._seen = js.Set.new()  # elements that are on screen
        self._observed = js.Set.new()
        self._on_sight = create_proxy(self._look)
        self._on_change = create_proxy(self._wait)
        self._sight = js.IntersectionObserver.new(self._on_sight)
        self._changes = js.MutationObserver.new(self._on_change)
        self._stop_waiting: Stop | None = None

    def add(self, selector: str, listener: "OnElement") -> "Stop":
        view = _View(selector, listener)
        self._entries.append(view)
        self._scan(view)
        if len(self._entries) == 1:
            self._follow()

        def stop() -> None:
            if view in self._entries:
                self._entries.remove(view)
            if not self._entries:
                self._rest()

        return stop

    def _follow(self) -> None:
        options = js.Object.new()
        options.childList = options.subtree = True
        options.attributeFilter = js.Array.of("class", "id")
        self._changes.observe(js.document, options)

    def _rest(self) -> None:
        """Look at nothing any more, and forget what was seen."""
        self._sight.disconnect()
        self._changes.disconnect()
        self._seen.clear()
        self._observed.clear()
        if self._stop_waiting is not None:
            self._stop_waiting()
            self._stop_waiting = None

    def _wait(self, *args: object) -> None:
        """The page has changed: look at it soon, and not for each change."""
        self._changes.disconnect()
        self._stop_waiting = self._page.later(_OFTEN, self._scan_all)

    def _scan_all(self) -> None:
        self._stop_waiting = None
        self._follow()
        for view in list(self._entries):
            self._scan(view)

    def _scan(self, view: "_View") -> None:
        found = js.document.querySelectorAll(view.selector)
        for number in range(found.length):
            element = found[number]
            if not self._observed.has(element):
                self._observed.add(element)
                self._sight.observe(element)
            elif self._seen.has(element):
                self._tell_soon(view, element)
        view.drop(lambda element: not element.matches(view.selector))

    def _look(self, entries: "Any", *args: object) -> None:
        for number in range(entries.length):
            element, shown = entries[number].target, bool(entries[number].isIntersecting)
            if shown:
                self._seen.add(element)
            else:
                self._seen.delete(element)
            if not element.isConnected:
                self._sight.unobserve(element)
                self._observed.delete(element)
            for view in list(self._entries):
                self._tell(view, element, shown)

    def _tell_soon(self, view: "_View", element: "Any") -> None:
        self._page.soon(lambda: self._tell(view, element, True))

    def _tell(self, view: "_View", element: "Any", shown: bool) -> None:
        if view in self._entries and element.matches(view.selector):
            view.tell(element, shown and bool(self._seen.has(element)))


class _View:
    """One selector that is waited for, and its elements on screen."""

    def __init__(self, selector: str, listener: "OnElement") -> None:
        self.selector = selector
        self._listener = listener
        self._there = js.Set.new()

    def tell(self, element: "Any", shown: bool) -> None:
        if shown and not self._there.has(element):
            self._there.add(element)
            self._listener(PageElement(element))
        elif not shown and self._there.delete(element) and not self._there.size:
            self._listener(None)

    def drop(self, is_other: "Callable[[Any], bool]") -> None:
        """Let go of elements that the selector no longer matches."""
        there = getattr(js.Array, "from")(self._there)
        for number in range(there.length):
            if is_other(there[number]):
                self.tell(there[number], shown=False)


def _on(
    target: "Any",
    kinds: tuple[str, ...],
    listener: "Callable[[Any], None]",
    *,
    capture: bool = False,
) -> "Stop":
    """Listen, without holding up what the visitor does."""
    heard = create_proxy(listener)
    options = js.Object.new()
    options.passive = True
    options.capture = capture
    for kind in kinds:
        target.addEventListener(kind, heard, options)

    def stop() -> None:
        for kind in kinds:
            target.removeEventListener(kind, heard, options)
        free(heard)

    return stop
