"""What can be waited for on a page: triggers as plain values, which `config.py` may hold too.

Nothing happens before one is given to `chat.when`.
"""

from .addresses import Address
from .author import author
from .errors import RuleError, TriggerError
from .selectors import trouble_with_kind, trouble_with_selector

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LONGEST = 3600  # seconds; what is longer was meant in milliseconds
BOTH = "&"
EITHER = "|"


class Trigger:
    """Something that happens on a page, or holds there; made by `after`, `idle`, `scrolled`, ...

    `a & b` fires when both have happened on this page (what can end, such as `media`, has to hold
    at that moment), `a | b` when either happens. Equal by value, and never changed.

    Attributes:
        kind: `"after"`, `"idle"`, ..., `"&"` or `"|"`
        values: what it was made of
        where: the line of the author's code that made it, where the runtime can tell

    Example:
        `chat.when(after(30) & scrolled(50), lambda event: chat.show(), once="session")`

    """

    def __init__(self, kind: str, *values: "Any") -> None:
        self.kind = kind
        self.values = values
        self.where = author()

    def __and__(self, other: object) -> "Trigger":
        return self._with(BOTH, other)

    def __or__(self, other: object) -> "Trigger":
        return self._with(EITHER, other)

    def __bool__(self) -> bool:
        raise _wrong("triggers combine with & and |, not with `and`, `or` and `not`")

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Trigger) and self.kind == other.kind and self.values == other.values
        )

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        if self.kind in (BOTH, EITHER):
            return f"({self.values[0]!r} {self.kind} {self.values[1]!r})"
        said = ["or_later=True" if each is True else repr(each) for each in self.values]
        return f"{self.kind}({', '.join(said)})"

    def leaves(self) -> "list[Trigger]":
        """Give the single triggers that it is made of, from left to right."""
        if self.kind in (BOTH, EITHER):
            found: list[Trigger] = []
            for each in self.values:
                found.extend(each.leaves())
            return found
        return [self]

    def _with(self, kind: str, other: object) -> "Trigger":
        if not isinstance(other, Trigger):
            raise _wrong(f"a trigger combines with another one, not with {other!r}")
        return Trigger(kind, self, other)


def after(seconds: float) -> Trigger:
    """Happen when the visitor has been on this page for some time; once on a page.

    Time stands still while the tab is hidden.

    Args:
        seconds: above 0, up to an hour

    Returns:
        the trigger

    Raises:
        TriggerError: that is no such time

    Example:
        `chat.when(after(30), lambda event: chat.launch_conversation(), once="visitor")`

    """
    return Trigger("after", _seconds("after", seconds))


def idle(seconds: float) -> Trigger:
    """Hold while the visitor has not moved, typed, touched or scrolled for some time.

    It happens again after the next activity. Time stands still while the tab is hidden.

    Args:
        seconds: above 0, up to an hour

    Returns:
        the trigger

    Raises:
        TriggerError: that is no such time

    Example:
        `chat.when(idle(60) & url("/checkout"), lambda event: chat.show(), once="session")`

    """
    return Trigger("idle", _seconds("idle", seconds))


def scrolled(percent: float) -> Trigger:
    """Happen when the visitor has scrolled down so far; once on a page.

    Args:
        percent: 1 to 100, of the way from the top of the page to its end; a page that fits the
            screen has no such way, and there it never happens

    Returns:
        the trigger

    Raises:
        TriggerError: that is no such share

    Example:
        `chat.when(scrolled(75), lambda event: chat.launch_conversation(), once="session")`

    """
    mend = "give the share of the page in percent, 1 to 100"
    if not _is_number(percent) or not 0 < percent <= 100:  # noqa: PLR2004
        raise _wrong(f"scrolled({percent!r}): {mend}")
    if percent < 1:
        raise _wrong(f"scrolled({percent!r}): {mend}; for half of it write scrolled(50)")
    # 50 and 50.0 are one share, and are to be kept under one name
    return Trigger("scrolled", int(percent) if percent == int(percent) else percent)


def visible(selector: str) -> Trigger:
    """Hold while an element is on screen; it happens each time one comes into view.

    Elements may come later.

    Args:
        selector: CSS selector

    Returns:
        the trigger

    Raises:
        TriggerError: that is no selector (one that does not parse is found by `chat.when`)

    Example:
        `chat.when(visible("#prices"), lambda event: chat.launch_conversation(), once="session")`

    """
    wrong = trouble_with_selector(selector)
    if wrong:
        raise _wrong(f"visible({selector!r}): {wrong}", selector)
    return Trigger("visible", selector)


def exit_intent() -> Trigger:
    """Happen when the visitor is about to leave the page.

    With a mouse: it leaves the page at the top. On a touch screen, which has no such moment: the
    visitor scrolls up fast, by half a screen or more.

    Returns:
        the trigger

    Example:
        `chat.when(exit_intent(), lambda event: chat.launch_conversation(), once="visitor")`

    """
    return Trigger("exit_intent")


def visit(n: int, *, or_later: bool = False) -> Trigger:
    """Hold during the visitor's n-th visit; a visit ends after 30 minutes without activity.

    Args:
        n: 1 is the first visit
        or_later: whether it holds during each later one, too

    Returns:
        the trigger

    Raises:
        TriggerError: that is no such number

    Example:
        `chat.when(visit(2, or_later=True) & after(5), lambda event: chat.show(), once="session")`

    """
    return _nth("visit", n, or_later)


def page_view(n: int, *, or_later: bool = False) -> Trigger:
    """Hold on the n-th page that the visitor looks at in this visit.

    Args:
        n: 1 is the page that the visit begins with
        or_later: whether it holds on each later one, too

    Returns:
        the trigger

    Raises:
        TriggerError: that is no such number

    Example:
        `chat.when(page_view(3) & after(5), lambda event: chat.launch_conversation())`

    """
    return _nth("page_view", n, or_later)


def url(pattern: str) -> Trigger:
    """Hold while the page's address matches a pattern.

    Args:
        pattern: a path as in a page rule, then perhaps a query and a hash, such as
            `"/cars/{model}?offer=*#prices"`. The query names what has to be there, in any order
            and beside anything else; `*` is any value of it, or any hash. A hash route may have a
            query of its own, as in `"/app#/cars?offer=*"`. The handler finds `{model}` in
            `event.data`

    Returns:
        the trigger

    Raises:
        TriggerError: that is no pattern

    Example:
        `chat.when(url("/pricing?utm_campaign=spring"), lambda event: chat.launch_conversation())`

    """
    if not isinstance(pattern, str):
        raise _wrong(f'url({pattern!r}): give a path such as "/pricing?plan=*"')
    try:
        Address(pattern)
    except RuleError as error:
        raise _wrong(f"url({pattern!r}): {error}") from None
    return Trigger("url", pattern)


def media(query: str) -> Trigger:
    """Hold while a media query does.

    Args:
        query: as in CSS, such as `"(max-width: 600px)"`

    Returns:
        the trigger

    Raises:
        TriggerError: that is no query (one that does not parse is found by `chat.when`)

    Example:
        `chat.when(media("(min-width: 900px)") & after(20), lambda event: chat.show())`

    """
    if not isinstance(query, str) or not query.strip():
        raise _wrong(f'media({query!r}): give a media query, such as "(max-width: 600px)"')
    return Trigger("media", query)


def dom_event(kind: str, selector: str = "") -> Trigger:
    """Happen with each DOM event of a kind, the page's own custom events among them.

    Args:
        kind: such as `"click"`, `"submit"` or `"cart:full"`
        selector: CSS selector of the elements it is about; not given: wherever it happens

    Returns:
        the trigger

    Raises:
        TriggerError: the kind or the selector is none

    Example:
        `chat.when(dom_event("cart:full"), lambda event: chat.launch_conversation())`

    """
    wrong = trouble_with_kind(kind) or (selector != "" and trouble_with_selector(selector))
    if wrong:
        raise _wrong(f"dom_event({kind!r}, {selector!r}): {wrong}", selector)
    return Trigger("dom_event", kind, selector)


def _seconds(name: str, seconds: "Any") -> float:
    if not _is_number(seconds) or not seconds > 0:
        raise _wrong(f"{name}({seconds!r}): give a number of seconds above 0")
    if seconds > LONGEST:
        raise _wrong(
            f"{name}({seconds!r}): that is {seconds / 3600:.1f} hours; the time is in seconds, not "
            "in milliseconds, and an hour at most"
        )
    return float(seconds)


def _nth(name: str, n: "Any", or_later: bool) -> Trigger:
    if not _is_number(n) or n < 1 or n != int(n):
        raise _wrong(f"{name}({n!r}): give a whole number; the first is 1")
    return Trigger(name, int(n), True) if or_later else Trigger(name, int(n))


def _is_number(value: object) -> bool:
    return (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and value == value  # noqa: PLR0124 - a NaN is none
        and value not in (float("inf"), -float("inf"))
    )


def _wrong(message: str, selector: object = None) -> TriggerError:
    return TriggerError(message, selector=selector, where=author())
