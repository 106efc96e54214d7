"""Which handlers led to what runs now: one that is set off by another has that one before it."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    # the handlers, each with the event that it was called with
    Chain = tuple[tuple[Callable[[Any], Any], object], ...]

_now: "list[Chain]" = [()]


def chain() -> "Chain":
    """Give the handlers that led to what runs now, the first one first."""
    return _now[0]


def within(led: "Chain", function: "Callable[[], Any]") -> "Any":
    """Call a function as if those handlers had led to it."""
    before, _now[0] = _now[0], led
    try:
        return function()
    finally:
        _now[0] = before


def linked(function: "Callable[..., Any]") -> "Callable[..., Any]":
    """Make a function count, whenever it is called, as called by what runs now."""
    led = _now[0]
    return (lambda *args: within(led, lambda: function(*args))) if led else function
