"""How each kind of trigger is waited for: `begin(part, armed, first)`, which gives its `stop`.

`first` says that it begins where it was registered, so that what the visitor did before counts.
"""

from .addresses import Address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .armed import Armed, Part
    from .ports import Element, Stop
    from .triggers import TriggerEvent

_ALMOST = 0.001  # seconds; timers are no more exact


def _after(part: "Part", armed: "Armed", first: bool) -> "Stop":
    [seconds] = part.values
    return armed.hub.clock.at(armed.hub.arrived + seconds, part.happen)


class _Idle:
    """Waits until nothing was done for a time; activity costs no more than a look at the clock."""

    def __init__(self, part: "Part", armed: "Armed", first: bool) -> None:
        self._part = part
        self._clock = armed.hub.clock
        self._last = self._clock.now
        self._stop = armed.hub.activity.listen(self._on_activity)
        self._stop_clock = self._clock.at(self._due, self._on_time)

    @property
    def _due(self) -> float:
        seconds: float = self._part.values[0]
        return self._last + seconds

    def _on_activity(self) -> None:
        self._last = self._clock.now
        if self._part.holds:
            self._part.end()
            self._stop_clock = self._clock.at(self._due, self._on_time)

    def _on_time(self) -> None:
        if self._due > self._clock.now + _ALMOST:
            self._stop_clock = self._clock.at(self._due, self._on_time)
        else:
            self._part.happen()

    def stop(self) -> None:
        self._stop()
        self._stop_clock()


def _idle(part: "Part", armed: "Armed", first: bool) -> "Stop":
    return _Idle(part, armed, first).stop


def _scrolled(part: "Part", armed: "Armed", first: bool) -> "Stop":
    [percent] = part.values

    def see(there: float) -> None:
        if there >= percent and not part.holds:
            stop()
            part.happen()

    stop = armed.hub.scroll.listen(see)
    if first:  # on moving on, the page may still stand as the last one was left
        see(armed.hub.senses.scrolled)
    return stop


def _visible(part: "Part", armed: "Armed", first: bool) -> "Stop":
    def see(element: "Element | None") -> None:
        if element is None:
            part.end()
        else:
            part.happen(element.data)

    return armed.hub.senses.on_visible(part.selector, see)


def _exit_intent(part: "Part", armed: "Armed", first: bool) -> "Stop":
    return armed.hub.exit.listen(part.happen)


def _visit(part: "Part", armed: "Armed", first: bool) -> "Stop":
    return _counted(part, armed, lambda: armed.hub.visits.visit)


def _page_view(part: "Part", armed: "Armed", first: bool) -> "Stop":
    return _counted(part, armed, lambda: armed.hub.visits.page_view)


def _counted(part: "Part", armed: "Armed", number: "Callable[[], int]") -> "Stop":
    def see() -> None:
        part.end()
        part.hold(_is_nth(number(), part))

    see()
    return armed.hub.count.listen(see)


def _is_nth(number: int, part: "Part") -> bool:
    wanted: int = part.values[0]
    or_later = len(part.values) > 1
    return number >= wanted if or_later else number == wanted


def _url(part: "Part", armed: "Armed", first: bool) -> "Stop":
    address = Address(part.values[0])
    senses = armed.hub.senses

    def see() -> None:
        found = address.match(armed.page.path, senses.query, senses.fragment)
        part.hold(found is not None, found)

    see()
    return armed.hub.address.listen(see)


def _media(part: "Part", armed: "Armed", first: bool) -> "Stop":
    [query] = part.values
    part.hold(armed.hub.senses.matches(query))
    return armed.hub.media(query).listen(part.hold)


def _dom_event(part: "Part", armed: "Armed", first: bool) -> "Stop":
    kind, selector = part.values

    def hear(event: "TriggerEvent", element: "Element | None") -> None:
        part.happen(event.data, event)

    return armed.dom.listen(kind, selector, hear, prevent_default=part.prevents)


BEGINNINGS = {
    "after": _after,
    "dom_event": _dom_event,
    "exit_intent": _exit_intent,
    "idle": _idle,
    "media": _media,
    "page_view": _page_view,
    "scrolled": _scrolled,
    "url": _url,
    "visible": _visible,
    "visit": _visit,
}
