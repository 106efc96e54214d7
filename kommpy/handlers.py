"""Calling the page author's handlers, so that one that fails harms nobody else."""

import asyncio

from .actions import Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from typing import Any

    Handler = Callable[[Any], Any]


class Runner:
    """Runs handlers, plain and async ones, and reports what they raise."""

    def __init__(self, report: "Callable[[Exception, str], None]") -> None:
        self._report = report
        self._tasks: list[asyncio.Task[None]] = []  # asyncio itself keeps only weak references

    def run(self, handlers: "Iterable[Handler]", event: object) -> None:
        """Call each handler with the event, in order; async ones go on by themselves."""
        for handler in handlers:
            try:
                result = handler(event)
            except Exception as error:
                self._report(error, _name(handler))
            else:
                # an action goes on, and reports its failure, by itself
                if _can_be_awaited(result) and not isinstance(result, Outcome):
                    self._begin(result, handler)

    def _begin(self, result: "Awaitable[object]", handler: "Handler") -> None:
        async def finish() -> None:
            try:
                await result
            except Exception as error:
                self._report(error, _name(handler))
            self._tasks.remove(task)

        task = asyncio.create_task(finish())
        self._tasks.append(task)


def _can_be_awaited(result: object) -> bool:
    return hasattr(result, "send") or hasattr(result, "__await__")


def _name(handler: "Handler") -> str:
    return f"the handler {getattr(handler, '__name__', handler)!s}"


def check_handler(handler: object) -> str:
    """Tell why something cannot be a handler, `""` where it can."""
    if callable(handler):
        return ""
    return f"a handler is a function that takes the event, not {handler!r}"
