"""Calling the page author's handlers, so that one that fails harms nobody else."""

import asyncio

from .actions import Outcome
from .chains import chain, within
from .errors import TriggerError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, Protocol, TypeVar, overload

    from .chains import Chain

    Handler = Callable[[Any], Any]
    H = TypeVar("H", bound=Handler)

    class Binding(Protocol):
        """What `when` and `on` give: the `stop` that ends it, or a decorator for its handler."""

        @overload
        def __call__(self) -> None: ...
        @overload
        def __call__(self, handler: H) -> H: ...


LONGEST = 20  # handlers that set each other off; more have no end


class Runner:
    """Runs handlers, plain and async ones, and reports what they raise."""

    def __init__(self, report: "Callable[[Exception, str], None]") -> None:
        self._report = report
        self._tasks: list[asyncio.Task[None]] = []  # asyncio itself keeps only weak references

    def run(self, handlers: "Iterable[Handler]", event: object) -> None:
        """Call each handler with the event, in order; async ones go on by themselves."""
        for handler in handlers:
            led = chain()
            if len(led) < LONGEST:
                led += ((handler, event),)
                within(led, lambda: self._call(handler, event))  # noqa: B023
            else:
                self._report(_endless(led), _named(handler))

    @property
    def event(self) -> object:
        """What the handler is about that runs now; `None` where none does."""
        led = chain()
        return led[-1][1] if led else None

    def _call(self, handler: "Handler", event: object) -> None:
        try:
            result = handler(event)
        except Exception as error:
            self._report(error, _named(handler))
        else:
            # an action goes on, and reports its failure, by itself
            if can_be_awaited(result) and not isinstance(result, Outcome):
                self._begin(result, handler)

    def _begin(self, result: "Any", handler: "Handler") -> None:
        steps = _Steps(result) if hasattr(result, "send") else result

        async def finish() -> None:
            try:
                await steps
            except Exception as error:
                self._report(error, _named(handler))
            self._tasks.remove(task)

        task = asyncio.create_task(finish())
        self._tasks.append(task)


class _Steps:
    """A coroutine of which each step counts as called by the handlers that led to its first."""

    def __init__(self, coroutine: "Any") -> None:
        self._coroutine = coroutine
        self._led = chain()

    def __await__(self) -> "_Steps":
        return self

    def __iter__(self) -> "_Steps":  # what MicroPython awaits by
        return self

    def __next__(self) -> "Any":
        return self.send(None)

    def send(self, value: "Any") -> "Any":
        return within(self._led, lambda: self._coroutine.send(value))

    def throw(self, *error: "Any") -> "Any":
        return within(self._led, lambda: self._coroutine.throw(*error))

    def close(self) -> None:
        self._coroutine.close()


def can_be_awaited(result: object) -> bool:
    """Tell whether a result comes later: the function was an async one."""
    return hasattr(result, "send") or hasattr(result, "__await__")


def name_of(handler: "Handler") -> str:
    """Name a handler, the same after a reload: a partial by its function, others by their class."""
    handler = getattr(handler, "func", handler)
    return str(getattr(handler, "__name__", type(handler).__name__))


def _named(handler: "Handler") -> str:
    return f"the handler {name_of(handler)}"


def check_handler(handler: object) -> str:
    """Tell why something cannot be a handler, `""` where it can."""
    if callable(handler):
        return ""
    return f"a handler is a function that takes the event, not {handler!r}"


def _endless(led: "Chain") -> TriggerError:
    names: list[str] = []
    for handler, event in led:
        name = _place(handler, event)
        if name not in names:
            names.append(name)
    return TriggerError(
        f"these set each other off without end, and were stopped after {LONGEST} rounds: "
        f"{', '.join(names)}"
    )


def _place(handler: "Handler", event: object) -> str:
    """Name a handler, what it answers, and its line, where the runtime can tell."""
    code: Any = getattr(handler, "__code__", None)
    where = f" at {code.co_filename}:{code.co_firstlineno}" if hasattr(code, "co_filename") else ""
    return f"{name_of(handler)} of {getattr(event, 'type', event)!r}{where}"
