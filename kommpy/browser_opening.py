"""Opening a conversation: the widget says nothing of it, and refuses with a blocking dialog."""

from .browser import js
from .ports import nothing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .browser_page import BrowserPage
    from .ports import Reply, Stop

_PROMPT = 0.05  # seconds between two looks
_PATIENCE = 60  # seconds in which an answer may come that nobody waits for any more


class Opening:
    """Watches what becomes of a conversation that is to be opened, one at a time.

    An answer that comes after it was given up is given all the same, and no dialog comes up, until
    the next one begins.
    """

    def __init__(self, page: "BrowserPage", seed: "Any", shows: "Callable[[str], bool]") -> None:
        self._page = page
        self._seed = seed
        self._shows = shows
        self._group_id = ""
        self._reply: Reply | None = None
        self._timers: list[Stop] = []
        self._put_back: Callable[[], None] = nothing

    def begin(self, group_id: str, reply: "Reply") -> "Stop":
        """Watch a conversation; returns what gives it up."""
        self.end()
        self._group_id, self._reply = group_id, reply
        frame = js.KommunicateGlobal
        alert = frame.alert
        frame.alert = self._seed.named("alert")

        def put_back() -> None:
            frame.alert = alert

        def give_up() -> None:
            if self._reply is reply:
                self._timers.append(self._page.later(_PATIENCE, self.end))

        self._put_back = put_back
        self._timers = [self._page.later(0, self._look)]
        return give_up

    def refuse(self, text: str) -> None:
        """Take what the widget's dialog was to say."""
        self._answer(None, text)

    def end(self) -> None:
        """Watch no more."""
        for stop in self._timers:
            stop()
        self._timers = []
        self._reply = None
        self._put_back()
        self._put_back = nothing

    def _look(self) -> None:
        if self._shows(self._group_id):
            self._answer(self._group_id, None)
        else:
            self._timers[0] = self._page.later(_PROMPT, self._look)

    def _answer(self, result: str | None, error: str | None) -> None:
        reply = self._reply
        self.end()
        if reply:
            reply(result, error)
