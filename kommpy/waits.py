"""Waiting for events: for one of them, or for one after the other."""

import asyncio
import weakref

from .actions import Outcome
from .errors import ActionTimeoutError, EventError
from .handlers import can_be_awaited

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .events import Emitter, WidgetEvent
    from .ports import Page, Stop

    Where = Callable[[WidgetEvent], Any]


def wait_for(
    emitter: "Emitter", page: "Page", name: str, where: "Where | None", timeout: float
) -> Outcome:
    """Give what will be the next event of a name that fits."""
    outcome = Outcome()

    def settle(event: object = None, error: Exception | None = None) -> None:
        stop()
        stop_clock()
        outcome.settle(event, error)

    def hear(event: "WidgetEvent") -> None:
        try:
            fits = where is None or _is_true(where(event), name)
        except Exception as error:
            settle(error=error)
        else:
            if fits:
                settle(event)

    def give_up() -> None:
        text = f"wait_for({name!r}): there was no such event within {timeout} s"
        settle(error=ActionTimeoutError(text, action="wait_for", timeout=timeout))

    stop = emitter.on(name, hear)
    stop_clock = page.later(timeout, give_up)
    return outcome


def _is_true(answer: object, name: str) -> bool:
    if can_be_awaited(answer):
        if hasattr(answer, "close"):
            answer.close()
        raise EventError("where=... takes a function that is not async", event=name)
    return bool(answer)


class Events:
    """Events one after the other, for `async for`; none is lost between two turns of the loop.

    Leaving the loop is enough to end the listening, unless the object is kept: then the events go
    on being gathered, and another loop goes on where this one left off.

    Args:
        emitter: where they come from
        names: the names of the events
        limit: how many may wait for the loop

    """

    def __init__(self, emitter: "Emitter", names: "tuple[str, ...]", limit: int) -> None:
        self._limit = limit
        self._events: list[WidgetEvent] = []
        self._came = asyncio.Event()
        self._ended = False
        self._too_many = False
        self._ear = _Ear(self, emitter, names)

    def __aiter__(self) -> "Events":
        return self

    async def __anext__(self) -> "WidgetEvent":
        readers = self._ear.readers
        readers.append(self)
        try:
            while not self._events and not self._ended:
                self._came.clear()
                await self._came.wait()
        finally:
            readers.pop()
        if self._events:
            return self._events.pop(0)
        if self._too_many:
            raise EventError(f"more than {self._limit} events waited for their loop to go on")
        raise StopAsyncIteration

    def stop(self) -> None:
        """End the listening; the loop ends after what has come already."""
        self._ear.stop()
        self._ended = True
        self._came.set()

    def take(self, event: "WidgetEvent") -> None:
        """Keep an event for the loop."""
        if len(self._events) == self._limit:
            self._too_many = True
            self.stop()
        else:
            self._events.append(event)
            self._came.set()


class _Ear:
    """Hears for somebody whom nobody has to keep: it ends by itself when he is gone.

    Attributes:
        readers: who is waited for; a task that waits must not be lost, and asyncio itself keeps
            tasks only weakly

    """

    def __init__(self, owner: Events, emitter: "Emitter", names: "tuple[str, ...]") -> None:
        self._owner = weakref.ref(owner, lambda gone: self.stop())
        self.readers: list[Events] = []
        self._stops: list[Stop] = [emitter.on(name, self._hear) for name in set(names)]

    def _hear(self, event: "WidgetEvent") -> None:
        owner = self._owner()
        if owner is not None:
            owner.take(event)

    def stop(self) -> None:
        for stop in self._stops:
            stop()
