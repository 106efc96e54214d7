"""The chat's one state, the reason for it, and those who wait for it to be another."""

from .actions import Outcome
from .reasons import explain, load_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .errors import LoadError
    from .ports import Page, Widget

LOADING = "loading the chat"  # what failed, in a report

_SHOWN = ("failed", "pre_chat", "ready", "signed_out")  # states that have to be told
_BEGINNINGS = {
    "pre_chat": "the chat is ready, but impaired",
    "ready": "the chat is ready, but impaired",
    "signed_out": "the chat has ended",
}


class Readiness:
    """Where a chat stands.

    Attributes:
        state: `"waiting_for_consent"`, `"loading"`, `"pre_chat"`, `"ready"`, `"signed_out"` or
            `"failed"`
        reason: why it is so, in a word; `None` where there is nothing to say
        cause: the widget's or the browser's own words, where there are any
        listeners: kommpy's own functions that are told each state

    """

    def __init__(
        self, page: "Page", widget: "Widget", emit: "Callable[[str, object], bool]"
    ) -> None:
        self.state = "loading"
        self.reason: str | None = None
        self.cause: str | None = None
        self._page = page
        self._widget = widget
        self._emit = emit
        self.listeners: list[Callable[[str], None]] = []
        self._told: tuple[str, str | None] | None = None  # None: no handler can be there yet
        self._waiting: list[Outcome] = []
        self._agreed: Outcome | None = None  # those that wait for consent
        self._known = False  # whether anybody was told of what went wrong

    @property
    def message(self) -> str | None:
        """The reason, in a sentence."""
        return explain(self.reason, self.cause) if self.reason else None

    @property
    def error(self) -> "LoadError":
        """What is raised where the chat is asked for something and has failed."""
        self._known = True
        begin = _BEGINNINGS.get(self.state, "")
        return load_error(self.reason or "no_answer", self.cause, begin=begin)

    def become(
        self, state: str, reason: str | None = None, cause: str | None = None, *, final: bool = True
    ) -> None:
        """Take another state, and tell of it; one that is not `final` leaves those who wait."""
        self.state, self.reason, self.cause = state, reason, cause
        if self._agreed is not None and state != "waiting_for_consent":
            self._agreed.settle()
            self._agreed = None
        self._known = False
        for listener in self.listeners:
            listener(state)
        if final:
            self._tell_waiting()
        if self._told is not None:
            self._announce()

    def begin_to_tell(self) -> None:
        """Tell of each state from now on, and soon of the one that came before any handler."""
        self._told = ("loading", None)
        self._page.soon(self._announce)

    async def wait(self, timeout: float) -> None:
        """Wait until the chat is ready, or its form is up; time counts from the consent on."""
        state = "waiting_for_consent"
        while state == "waiting_for_consent":
            state = await self._wait(timeout)

    async def _wait(self, timeout: float) -> "Any":
        """Wait for consent, and then for a state that is worth to be told."""
        while self.state == "waiting_for_consent":
            self._agreed = self._agreed or Outcome()
            await self._agreed
        outcome = Outcome()
        self._waiting.append(outcome)

        def expire() -> None:
            if not outcome.done:
                outcome.settle(error=self._too_late(timeout))

        stop = self._page.later(timeout, expire)
        self._tell_waiting()
        try:
            return await outcome
        finally:
            stop()
            if outcome in self._waiting:
                self._waiting.remove(outcome)

    def _tell_waiting(self) -> None:
        if self.state in ("pre_chat", "ready", "failed", "waiting_for_consent"):
            waiting, self._waiting = self._waiting, []
            for outcome in waiting:
                outcome.settle(self.state, self.error if self.state == "failed" else None)

    def _too_late(self, timeout: float) -> "LoadError":
        begin = f"the chat did not get ready within {timeout} s"
        return load_error(*self._widget.diagnose(), begin=begin)

    def _announce(self) -> None:
        self._tell()
        if self.reason and self.state in _SHOWN:
            self._page.soon(self._report)

    def _tell(self) -> None:
        now = (self.state, self.reason)
        if self._told == now:
            return
        self._told = now
        data = {"state": self.state, "reason": self.reason, "message": self.message}
        if self._emit("state_changed", data):
            self._known = True

    def _report(self) -> None:
        """Show the author what nobody was told of."""
        if self.reason and not self._known:
            self._page.report(self.error, LOADING)
