"""A loop in which time stands still until a test lets it pass."""

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from typing import Any

_ALL_BUT = 1e-9  # seconds that rounding may take
_BUSIEST = 100_000  # rounds of the loop that wait for nothing; more have no end


def check_time(seconds: float) -> None:
    """Refuse what no time can be: it passes in one direction, and has an end."""
    if not 0 <= seconds < float("inf"):
        raise ValueError(f"seconds is a number from 0 on, not {seconds!r}")


class RestlessError(AssertionError):
    """What runs in the loop never waits, and never ends."""


class StillLoop(asyncio.SelectorEventLoop):
    """An event loop that never waits: where it would, its time jumps, or it comes to rest."""

    def __init__(self) -> None:
        self._now = 0.0
        self._until = 0.0
        self._rounds = _Selector(self._would_wait, self.stop)
        super().__init__(self._rounds)

    def time(self) -> float:
        return self._now

    def play(self, function: Callable[[], Any]) -> Any:
        """Call a function inside the loop and let all that comes of it happen; gives its result."""
        task = self.create_task(_called(function))
        self.rest()
        return task.result()

    def rest(self, seconds: float = 0) -> None:
        """Let time pass, and all happen that falls due in it."""
        self._run(until=self._now + seconds)

    def outcome(self, awaitable: Awaitable[Any]) -> Any:
        """Wait for something, through as much time as it takes; gives its result."""
        task = asyncio.ensure_future(_awaited(awaitable), loop=self)
        task.add_done_callback(lambda done: self.stop())
        self._run(until=float("inf"))
        if not task.done():
            task.cancel()
            self.rest()
            raise AssertionError("it never ends: nothing is under way that it could wait for")
        return task.result()

    def _run(self, *, until: float) -> None:
        self.check_alone()
        self._until = until
        self._rounds.busy = 0
        self.run_forever()
        if self._rounds.busy > _BUSIEST:
            for task in asyncio.all_tasks(self):
                task.cancel()
            raise RestlessError(
                "it never comes to rest, since something goes on without ever waiting: let it "
                "sleep for longer than asyncio.sleep(0)"
            )

    def check_alone(self) -> None:
        """Refuse to run beside another loop."""
        if asyncio._get_running_loop() is not None:  # noqa: SLF001 - the public one raises
            raise RuntimeError(
                "a visitor has an event loop of its own, and another one is running here: write "
                "`def test_...`, not `async def`, and use it before any test with a browser"
            )

    def _would_wait(self, timeout: float | None) -> None:
        if timeout is not None and self._now + timeout <= self._until + _ALL_BUT:
            self._now += timeout
            return
        if self._until < float("inf"):
            self._now = max(self._now, self._until)
        self.stop()

    def end(self) -> None:
        """End what is under way, and the loop."""
        self.cancel_all()
        self.close()

    def cancel_all(self) -> None:
        """End what is under way."""
        tasks = asyncio.all_tasks(self)
        if not tasks:
            return
        for task in tasks:
            task.cancel()
        self.rest()
        for task in tasks:
            if task.done() and not task.cancelled():
                task.exception()  # nobody else asks for it


class _Selector(selectors.DefaultSelector):
    """Tells where the loop would wait for something, instead of waiting."""

    def __init__(
        self, would_wait: Callable[[float | None], None], stop: Callable[[], None]
    ) -> None:
        super().__init__()
        self.busy = 0  # rounds since it last would have waited
        self._would_wait = would_wait
        self._stop = stop

    def select(self, timeout: float | None = None) -> Any:
        if timeout is None or timeout > 0:
            self.busy = 0
            self._would_wait(timeout)
        else:
            self.busy += 1
            if self.busy > _BUSIEST:
                self._stop()
        return super().select(0)


async def _called(function: Callable[[], Any]) -> Any:
    return function()


async def _awaited(awaitable: Awaitable[Any]) -> Any:
    return await awaitable
