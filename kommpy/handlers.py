"""Calling the page author's handlers, so that one that fails harms nobody else."""

import asyncio

from .actions import Outcome


class Runner:
    """Runs handlers, plain and async ones, and reports what they raise."""

    def __init__(self, report):
        self._report = report
        self._tasks = []  # asyncio itself keeps only weak references

    def run(self, handlers, event):
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

    def _begin(self, result, handler):
        async def finish():
            try:
                await result
            except Exception as error:
                self._report(error, _name(handler))
            self._tasks.remove(task)

        task = asyncio.create_task(finish())
        self._tasks.append(task)


def _can_be_awaited(result):
    return hasattr(result, "send") or hasattr(result, "__await__")


def _name(handler):
    return "the handler " + getattr(handler, "__name__", repr(handler))


def check_handler(handler):
    """Tell why something cannot be a handler, `""` where it can."""
    if callable(handler):
        return ""
    return f"a handler is a function that takes the event, not {handler!r}"
