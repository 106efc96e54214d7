"""The chat's one state, the reason for it, and those who wait for it to be another."""

from .actions import Outcome
from .reasons import explain, load_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .errors import LoadError
    from .ports import Page


class Readiness:
    """Where a chat stands.

    Attributes:
        state: `"waiting_for_consent"`, `"loading"`, `"pre_chat"`, `"ready"`, `"signed_out"` or
            `"failed"`
        reason: why it is so, in a word; `None` where there is nothing to say
        cause: the widget's or the browser's own words, where there are any

    """

    def __init__(self, page: "Page", emit: "Callable[[str, Any], None]") -> None:
        self.state = "loading"
        self.reason: str | None = None
        self.cause: str | None = None
        self._page = page
        self._emit = emit
        self._told: tuple[str, str | None] | None = None  # None: no handler can be there yet
        self._waiting: list[Outcome] = []
        self._agreed: Outcome | None = None  # those that wait for consent

    @property
    def message(self) -> str | None:
        """The reason, in a sentence."""
        return explain(self.reason, self.cause) if self.reason else None

    @property
    def error(self) -> "LoadError":
        """What is raised where the chat is asked for something and has failed."""
        return load_error(self.reason or "no_answer", self.cause)

    def become(self, state: str, reason: str | None = None, cause: str | None = None) -> None:
        """Take another state, and tell of it."""
        self.state, self.reason, self.cause = state, reason, cause
        if self._agreed is not None and state != "waiting_for_consent":
            self._agreed.settle()
            self._agreed = None
        self._tell_waiting()
        self._tell()

    def begin_to_tell(self) -> None:
        """Tell of each state from now on, and soon of the one that came before any handler."""
        self._told = ("loading", None)
        self._page.soon(self._tell)

    async def wait(self, timeout: float) -> None:
        """Wait until the chat is ready, or its form is up; time counts from the consent on."""
        while self.state == "waiting_for_consent":
            self._agreed = self._agreed or Outcome()
            await self._agreed
        outcome = Outcome()
        self._waiting.append(outcome)
        stop = self._page.later(timeout, lambda: outcome.settle(error=self._too_late(timeout)))
        self._tell_waiting()
        try:
            await outcome
        finally:
            stop()
            if outcome in self._waiting:
                self._waiting.remove(outcome)

    def _tell_waiting(self) -> None:
        if self.state in ("pre_chat", "ready", "failed"):
            for outcome in self._waiting:
                outcome.settle(error=self.error if self.state == "failed" else None)
            self._waiting = []

    def _too_late(self, timeout: float) -> "LoadError":
        return load_error("no_answer", within=f" within {timeout} s")

    def _tell(self) -> None:
        now = (self.state, self.reason)
        if self._told in (None, now):
            return
        self._told = now
        data = {"state": self.state, "reason": self.reason, "message": self.message}
        self._emit("state_changed", data)
