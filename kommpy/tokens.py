"""The password or token that proves who a visitor is, asked of the author's source."""

import asyncio

from .identity import Identity
from .ports import nothing
from .texts import SECRET

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .ports import Page, Stop

TRIES = 3  # how often a token is asked for, where the login is refused
_PATIENCE = 15  # seconds in which a source has to answer
_FIRST_PAUSE = 1  # seconds before the second time, doubled for the third


class Tokens:
    """Asks an identity's source, each time the chat begins.

    Attributes:
        identity: whose

    """

    def __init__(self, identity: Identity, page: "Page") -> None:
        self.identity = identity
        self._page = page
        self._name = ""
        self._source: Callable[[], Any] | None = None
        for name, found in Identity.options():
            value = getattr(identity, name)
            if found.secret and callable(value):
                self._name, self._source = name, value
        self._left = TRIES - 1 if self._source else 0
        self._pause: float = _FIRST_PAUSE
        self._asked = 0
        self._stop_patience: Stop = nothing
        self._tasks: list[asyncio.Task[None]] = []  # asyncio itself keeps only weak references

    def pause(self, reason: str | None) -> float | None:
        """Give the seconds to wait before asking again; `None` where that is of no use."""
        if reason != "invalid_password" or not self._left:
            return None
        self._left -= 1
        pause, self._pause = self._pause, 2 * self._pause
        return pause

    def ask(self, then: "Callable[[dict[str, Any]], None]", fail: "Callable[[str], None]") -> None:
        """Call `then(details)` with all that the widget has to know, or `fail(why)`; once."""
        details = {name: getattr(self.identity, name) for name, _ in Identity.options()}
        if self._source is None:
            then(details)
            return
        self.stop()
        number = self._asked
        self._stop_patience = self._page.later(
            _PATIENCE, lambda: self._over(fail, f"no answer within {_PATIENCE} s")
        )

        async def ask() -> None:
            try:
                token = self._source()  # type: ignore[misc]
                if hasattr(token, "send") or hasattr(token, "__await__"):
                    token = await token
                details[self._name] = SECRET.check(self._name, token)
            except Exception as error:
                if self._asked == number:
                    self._page.report(error, f"the source of the {self._name}")
                    self._over(fail, type(error).__name__)
            else:
                if self._asked == number:
                    self.stop()
                    then(details)
            self._tasks.remove(task)

        task = asyncio.create_task(ask())
        self._tasks.append(task)

    def stop(self) -> None:
        """Wait for no answer any more: the visitor is not to come."""
        self._asked += 1
        self._stop_patience()

    def _over(self, fail: "Callable[[str], None]", why: str) -> None:
        self.stop()
        fail(why)
