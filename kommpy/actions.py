"""Actions: they begin when they are called, in the order of the calls, and always end."""

import asyncio

from .author import author
from .chains import linked
from .errors import ActionTimeoutError, OptionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any

    from .ports import Page, Stop

    # settle(result, error), and what an action does with it
    Settle = Callable[..., None]
    Begin = Callable[[Settle], "Stop | None"]

TIMEOUT = 10  # seconds, where nothing else is said
# what the widget keeps that has not let the visitor in yet
_EARLY = ("settings_for", "update_settings")
_LONGEST = 2_000_000  # beyond it a browser's timer overflows, and ends at once


class Outcome:
    """Something that will be known; `await` it for its result, any number of times.

    Attributes:
        done: whether it is known

    """

    # of the class as long as nothing has happened: making an action must not cost more than it does
    done = False
    result: "Any" = None
    error: "Exception | None" = None
    awaited = False
    _event: "asyncio.Event | None" = None

    def __await__(self) -> "Generator[Any, None, Any]":
        return self._wait().__await__()

    def __iter__(self) -> "Any":  # what MicroPython awaits by
        return self._wait()

    async def _wait(self) -> "Any":
        self.awaited = True
        if not self.done:
            if self._event is None:
                self._event = asyncio.Event()
            await self._event.wait()
        if self.error is not None:
            raise self.error
        return self.result

    def settle(self, result: object = None, error: Exception | None = None) -> None:
        """Make it known."""
        self.done = True
        self.result = result
        self.error = error
        if self._event is not None:
            self._event.set()


class Action(Outcome):
    """Something that was asked of the widget; `await` it for its result.

    Awaiting gives the result or raises what went wrong. Nobody has to: a failure that nobody
    awaited is reported, with the line that asked.

    Attributes:
        name: the method that was called
        timeout: its limit in seconds
        opens: whether it opens the chat
        alone: whether it needs no widget
        give_up: called where it ends with an error, if it is to be

    """

    where = ""
    alone = False
    stop_clock: "Stop | None" = None
    give_up: "Stop | None" = None

    def __init__(self, name: str, begin: "Begin", timeout: float, opens: bool) -> None:
        self.opens = opens
        self.name = name
        self.timeout = timeout
        self.begin = begin

    def __repr__(self) -> str:
        return f"<{self.name}() {'done' if self.done else 'under way'}>"


class Actions:
    """The one place where actions wait for the widget and for each other."""

    def __init__(
        self,
        page: "Page",
        on_late: "Callable[[str, Any], None]",
        explain: "Callable[[str], str | None]",
        on_unopened: "Callable[[], None]",
    ) -> None:
        self._page = page
        self._on_late = on_late
        self._explain = explain
        self._on_unopened = on_unopened
        self._queue: list[Action] = []
        self._running: Action | None = None
        self._open = False
        self._held = False
        self._early = False
        self._pumping = False
        self._passing = False

    def __len__(self) -> int:
        return len(self._queue)

    @property
    def will_open(self) -> bool:
        """Whether one that waits opens the chat."""
        return any(action.opens for action in self._queue)

    @property
    def waiting(self) -> list[str]:
        """The names of those that wait, in order."""
        return [action.name for action in self._queue]

    def add(
        self, name: str, begin: "Begin", timeout: float = TIMEOUT, *, opens: bool = False
    ) -> Action:
        """Queue an action.

        Args:
            name: the method's name, for errors
            begin: `begin(settle)` does it; it calls `settle(result, error)` now or later, and may
                return a function that gives up waiting
            timeout: limit in seconds from now on
            opens: whether it opens the chat

        Returns:
            the `Action`; already done where the widget could do it at once

        """
        if timeout is not TIMEOUT:
            check_timeout(timeout)
        action = Action(name, begin, timeout, opens)
        self._queue.append(action)
        self._pump()
        if not action.done:
            if action is not self._running:
                action.begin = linked(begin)
            self._start_clock(action)
        if not action.done or action.error is not None:
            action.where = author()
        return action

    def do(
        self,
        name: str,
        call: "Callable[[], None]",
        timeout: float = TIMEOUT,
        *,
        opens: bool = False,
    ) -> Action:
        """Queue an action that is done as soon as `call()` has come back; else as `add`."""
        if self._running is not None or self._queue or not self._open or timeout is not TIMEOUT:
            return self.add(name, settling(call), timeout, opens=opens)
        # the usual case, without the detours: it need not wait, nor can it be given up
        action = self._running = Action(name, _begun, timeout, opens)
        try:
            call()
        except Exception as error:
            self._settle(action, None, error)
            action.where = author()
            return action
        if action.done or self._queue:
            self._settle(action, None, None)
        else:
            action.done = True
            self._running = None
        return action

    def add_alone(self, name: str, begin: "Begin", timeout: float) -> Action:
        """Queue an action that needs no widget: it may pass those that wait for one."""
        check_timeout(timeout)
        action = Action(name, begin, timeout, opens=False)
        action.alone = True
        self._queue.append(action)
        self._pump()
        if not action.done:
            self._start_clock(action)
        action.where = author()
        return action

    def let_pass(self, passing: bool) -> None:
        """Say whether there is nothing that those without need of a widget would disturb."""
        self._passing = passing
        self._pump()

    def open(self) -> None:
        """Let actions through: the widget can do what is asked of it."""
        self._open = True
        self._let_go()
        self._pump()

    def close(self) -> None:
        """Let actions wait."""
        self._open = False
        self._let_go()

    def hold(self, *, early: bool = False) -> None:
        """Let actions wait, and their time limits too, for the visitor is to do something first.

        What is `early` goes through if it is to, unless it is about something that waits.
        """
        self._open = False
        self._held, self._early = True, early
        for action in self._unfinished():
            if action.stop_clock is not None:
                action.stop_clock()
        self._pump()

    def fail(self, make_error: "Callable[[], Exception]", *, alone: bool = False) -> None:
        """End what waits, each with an error of its own.

        One that needs no widget, with all that was asked for after it, ends only if told to.
        """
        self._open = False
        ending = [] if self._running is None else [self._running]
        for action in self._queue:
            if action.alone and not alone:
                break
            ending.append(action)
        failures = [(action, make_error()) for action in ending]
        pumping, self._pumping = self._pumping, True  # none begins before the last has ended
        for action, error in failures:
            self._settle(action, None, error)
        self._pumping = pumping
        self._pump()

    def _let_go(self) -> None:
        if self._held:
            self._held = self._early = False
            for action in self._unfinished():
                self._start_clock(action)

    def _unfinished(self) -> list[Action]:
        running = [] if self._running is None else [self._running]
        return running + self._queue

    def _pump(self) -> None:
        if self._pumping:
            return
        self._pumping = True
        while self._running is None:
            action = self._next()
            if action is None:
                break
            self._queue.remove(action)
            self._running = action
            self._begin(action)
        self._pumping = False

    def _next(self) -> Action | None:
        """Give the action whose turn it is, if any can be begun."""
        early = self._early
        for action in self._queue:
            passes = (self._passing and action.alone) or (early and action.name in _EARLY)
            if self._open or passes:
                return action
            early = early and not action.opens  # what follows is not for it
        return None

    def _begin(self, action: Action) -> None:
        def settle(result: object = None, error: Exception | None = None) -> None:
            self._settle(action, result, error)

        try:
            action.give_up = action.begin(settle) or action.give_up
        except Exception as error:
            settle(None, error)

    def _settle(self, action: Action, result: object, error: Exception | None) -> None:
        if action.done:
            if error is None:
                self._on_late(action.name, result)
            return
        action.settle(result, error)
        if error is not None and action.give_up is not None:
            action.give_up()
        if action.stop_clock is not None:
            action.stop_clock()
        if action is self._running:
            self._running = None
            if error is not None and action.opens:
                self._on_unopened()
        else:
            self._queue.remove(action)
        if error is not None and not action.awaited:
            self._page.soon(lambda: self._report(action))
        self._pump()

    def _report(self, action: Action) -> None:
        if action.error is not None and not action.awaited:
            self._page.report(action.error, f"{action.name}(){action.where}")

    def _start_clock(self, action: Action) -> None:
        if not self._held:
            action.stop_clock = self._page.later(action.timeout, lambda: self._expire(action))

    def _expire(self, action: Action) -> None:
        if action is self._running:
            waited = "the widget gave no answer"
        elif self._running is not None:
            waited = f"{self._running.name}(), which was called before it, has not ended"
        else:
            waited = "the widget did not get ready"
        cause = self._explain(action.name)
        error = ActionTimeoutError(
            f"{action.name}() was not done within {action.timeout} s: {waited}"
            + (f" ({cause})" if cause else ""),
            action=action.name,
            timeout=action.timeout,
            cause=cause,
        )
        self._settle(action, None, error)


def check_timeout(timeout: float, name: str = "timeout") -> float:
    """Refuse what is no number of seconds, or none that a browser can count."""
    is_number = isinstance(timeout, (int, float)) and not isinstance(timeout, bool)
    if not (is_number and 0 < timeout <= _LONGEST):
        raise OptionError(
            f"{name}={timeout!r} is no time limit",
            option=name,
            value=timeout,
            mend="give a number of seconds above 0, at most some weeks",
        )
    return timeout


def settling(call: "Callable[[], None]") -> "Begin":
    """Make an action's beginning of a call that is all there is to do."""

    def begin(settle: "Settle") -> None:
        call()
        settle()

    return begin


def _begun(settle: "Settle") -> None:
    """Stand where an action has begun already."""
