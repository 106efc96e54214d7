"""What the terms of a trigger can be: how often it fires, how soon again, when not."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCOPES = ("page", "session", "visitor")
_LONGEST = 10 * 365 * 86_400


def trouble_with_terms(
    once: "Any" = None,
    cool_down: "Any" = None,
    condition: "Any" = None,
    on_navigate: "Any" = "rearm",
    prevent_default: "Any" = False,
) -> str:
    """Say why some terms cannot be, `""` where they can."""
    if once is not None and once not in SCOPES:
        return f'once={once!r}: it is "page", "session" or "visitor", or not given'
    if cool_down is not None and not _is_time(cool_down):
        return f"cool_down={cool_down!r}: give a number of seconds above 0"
    if condition is not None and not callable(condition):
        return f"condition={condition!r}: give a function that takes the event"
    if on_navigate not in ("rearm", "stop"):
        return f'on_navigate={on_navigate!r}: it is "rearm" or "stop"'
    if not isinstance(prevent_default, bool):
        return f"prevent_default={prevent_default!r}: it is True or False"
    return ""


def _is_time(value: "Any") -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and 0 < value <= _LONGEST
