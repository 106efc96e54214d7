"""What a fake page tells of its visitor besides DOM events."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kommpy.ports import Senses

from . import dom
from .dom import FakeElement

if TYPE_CHECKING:
    from .page import FakePage

Stop = Callable[[], None]
SCOPES = ("session", "visitor")


class FakeSenses(Senses):
    """A visitor who does what a test has them do."""

    def __init__(self, page: FakePage, began: float) -> None:
        self._page = page
        self._began = began
        self._hidden = False
        self._scrolled = 0.0
        self._listeners: dict[str, list[list[Callable[..., None]]]] = {}
        self._shown: list[str] = []  # selectors of what is on screen
        self._views: list[_View] = []
        self._media: dict[str, bool] = {}

    # what the page's own methods do

    def hide(self, hidden: bool) -> None:
        self._hidden = hidden
        self._tell("visibility", hidden)

    def act(self) -> None:
        self._tell("activity")

    def scroll(self, percent: float) -> None:
        self._scrolled = percent
        self.act()
        self._tell("scroll", percent)

    def leave(self) -> None:
        self._tell("exit")

    def match(self, query: str, matches: bool) -> None:
        self._media[query] = matches
        self._tell("media " + query, matches)

    def show(self, selector: str, shown: bool) -> None:
        """Bring what a selector matches on screen, or take it away."""
        self._shown = [each for each in self._shown if each != selector]
        if shown:
            self._shown.append(selector)
        for view in tuple(self._views):
            view.look(self._on_screen(view.selector))

    def _on_screen(self, wanted: str) -> list[Any]:
        matched = self._matched(wanted) if self._shown else []
        return [
            element
            for selector in self._shown
            for element in self._matched(selector)
            if element in matched
        ]

    def _matched(self, selector: str) -> list[Any]:
        return list(dom.parse(self._page.html).select(selector))

    # what the core asks for

    @property
    def hidden(self) -> bool:
        return self._hidden

    @property
    def time(self) -> float:
        return self._began + self._page.now

    @property
    def query(self) -> str:
        return self._page.address.partition("#")[0].partition("?")[2]

    @property
    def fragment(self) -> str:
        return self._page.address.partition("#")[2]

    @property
    def scrolled(self) -> float:
        return self._scrolled

    def matches(self, query: str) -> bool:
        return self._media.get(query, False)

    def check_media(self, query: str) -> str:
        balanced = query.count("(") == query.count(")")
        return "" if balanced and not set(query) & set("{};") else "it is no media query"

    def on_visibility(self, listener: Callable[[bool], None]) -> Stop:
        return self._on("visibility", listener)

    def on_activity(self, listener: Callable[[], None]) -> Stop:
        return self._on("activity", listener)

    def on_scroll(self, listener: Callable[[float], None]) -> Stop:
        return self._on("scroll", listener)

    def on_exit(self, listener: Callable[[], None]) -> Stop:
        return self._on("exit", listener)

    def on_media(self, query: str, listener: Callable[[bool], None]) -> Stop:
        return self._on("media " + query, listener)

    def on_visible(self, selector: str, listener: Callable[[Any], None]) -> Stop:
        view = _View(selector, listener)
        self._views.append(view)

        def look() -> None:
            if view in self._views:
                view.look(self._on_screen(selector))

        def stop() -> None:
            if view in self._views:
                self._views.remove(view)

        self._page.later(0, look)
        return stop

    def stored(self, scope: str, name: str) -> str | None:
        return self._page.storage[scope].get(name)

    def store(self, scope: str, name: str, text: str) -> bool:
        if self._page.storage_fails:
            return False
        self._page.storage[scope][name] = text
        return True

    def listening(self, kind: str) -> int:
        """Tell how many listen."""
        return len(self._listeners.get(kind, ()))

    def _on(self, kind: str, listener: Callable[..., None]) -> Stop:
        entry = [listener]
        entries = self._listeners.setdefault(kind, [])
        entries.append(entry)

        def stop() -> None:
            entries[:] = [each for each in entries if each is not entry]

        return stop

    def _tell(self, kind: str, *said: Any) -> None:
        for entry in tuple(self._listeners.get(kind, ())):
            entry[0](*said)


class _View:
    """A selector that is waited for, and what was on screen of it when last looked at."""

    def __init__(self, selector: str, listener: Callable[[Any], None]) -> None:
        self.selector = selector
        self._listener = listener
        self._there: list[Any] = []

    def look(self, on_screen: list[Any]) -> None:
        before, self._there = self._there, on_screen
        for element in on_screen:
            if element not in before:
                self._listener(FakeElement(element, {}))
        if before and not on_screen:
            self._listener(None)
