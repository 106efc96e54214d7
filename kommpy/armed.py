"""Triggers at work: armed on the page that the visitor is on, and again on the next one."""

from .author import author
from .chains import linked
from .errors import TriggerError
from .handlers import name_of
from .moments import BOTH, EITHER, Trigger, dom_event
from .parts import BEGINNINGS
from .sources import hub_of
from .terms import Terms
from .triggers import TriggerEvent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from .handlers import Handler, Runner
    from .ports import Page, Stop
    from .triggers import Triggers


class Armed:
    """All triggers of a chat that are more than a DOM event.

    Attributes:
        page, runner: as the chat has them
        dom: the chat's DOM events
        hub: what is listened to

    """

    def __init__(self, page: "Page", runner: "Runner", dom: "Triggers") -> None:
        self.page = page
        self.runner = runner
        self.dom = dom
        self.hub = hub_of(page)
        self._watches: list[Watch] = []
        self._keys: set[str] = set()  # theirs
        self.hub.memory.in_use.append(self._keys)
        self.hub.travel(self._travel)
        self.hub.shown.listen(self._on_shown)

    def adder(
        self, trigger: "Any", selector: "Any", terms: "dict[str, Any]", first: bool
    ) -> "Callable[[Handler], Stop]":
        """Check a trigger and its terms, and give what adds a handler to it.

        Args:
            trigger: a `Trigger`, or a kind of DOM event
            selector: CSS selector, for a kind of DOM event
            terms: what `Terms` takes
            first: whether what the visitor did before counts

        """
        if isinstance(trigger, str):
            self.dom.check(trigger, selector)
            trigger, selector = dom_event(trigger, selector), None
        self._check(trigger, selector)
        agreed = Terms(**terms)
        if agreed.prevent_default and "dom_event" not in [leaf.kind for leaf in trigger.leaves()]:
            raise TriggerError(
                f"prevent_default=True with {trigger!r}: only a DOM event has something to prevent",
                where=trigger.where,
            )
        return lambda handler: self.add(trigger, handler, agreed, first)

    def add(self, trigger: Trigger, handler: "Handler", terms: Terms, first: bool) -> "Stop":
        """Arm a trigger; returns the `stop` that ends it."""
        watch = Watch(self, trigger, handler, terms, self._key(trigger, handler))
        self._watches.append(watch)
        self._keys.add(watch.key)
        watch.arm(first=first)

        def stop() -> None:
            if watch in self._watches:
                self._watches.remove(watch)
                self._keys.discard(watch.key)
                watch.disarm()

        return stop

    def _check(self, trigger: object, selector: object) -> None:
        if not isinstance(trigger, Trigger):
            mend = f"; write {name_of(trigger)}(...)" if callable(trigger) else ""
            raise TriggerError(
                f"{trigger!r} is neither a trigger nor a kind of DOM event{mend}", where=author()
            )
        if selector is not None:
            raise TriggerError(
                f"chat.when({trigger!r}, ...) takes a handler, and no selector", where=author()
            )
        for leaf in trigger.leaves():
            self._check_leaf(leaf)

    def _check_leaf(self, leaf: Trigger) -> None:
        wrong = ""
        if leaf.kind == "media":
            wrong = self.hub.senses.check_media(leaf.values[0])
        elif leaf.kind in ("visible", "dom_event") and leaf.values[-1]:
            wrong = self.page.check_selector(leaf.values[-1])
        if wrong:
            raise TriggerError(
                f"{leaf!r} does not parse: {wrong}", selector=leaf.values[-1], where=leaf.where
            )

    def _key(self, trigger: Trigger, handler: "Handler") -> str:
        """Name a trigger and its handler, the same after a reload."""
        key = f"{trigger!r} {name_of(handler)}"
        number = 1
        while f"{key} {number}" in self._keys:
            number += 1
        return f"{key} {number}"

    def _travel(self, arrives: bool) -> None:
        for watch in list(self._watches):
            if arrives:
                watch.arm(first=False)
            else:
                watch.disarm()
        if not arrives:
            self._watches = [watch for watch in self._watches if watch.terms.stays]
            self._keys.intersection_update({watch.key for watch in self._watches})

    def _on_shown(self) -> None:
        for watch in list(self._watches):
            watch.catch_up()


class Watch:
    """One trigger and its handler.

    Attributes:
        terms: on what terms it fires
        key: names it in what is kept between pages
        armed: what it belongs to

    """

    def __init__(
        self, armed: Armed, trigger: Trigger, handler: "Handler", terms: Terms, key: str
    ) -> None:
        self.armed = armed
        self.terms = terms
        self.key = key
        self._trigger = trigger
        self._handler = handler
        self._parts = [Part(leaf, self) for leaf in trigger.leaves()]
        self._holds = _holding(trigger, iter(self._parts))
        self._stops: list[Stop] = []
        self._arming = False
        self._late: list[Part] = []  # would have fired it, but for the moment

    def arm(self, *, first: bool) -> None:
        """Begin to wait for the parts, on the page that the visitor is on."""
        if self.terms.is_over(self.key, self.armed.hub.memory):
            return
        self._arming = True
        for part in self._parts:
            part.holds = False
        for part in self._parts:
            self._stops.append(BEGINNINGS[part.kind](part, self.armed, first))
        self._arming = False
        if self._late:
            self.armed.page.soon(linked(self.catch_up))

    def disarm(self) -> None:
        """Wait for nothing any more."""
        self._late = []
        while self._stops:
            self._stops.pop()()

    def happen(self, part: "Part") -> None:
        """Fire, where the whole trigger holds now that a part of it has happened."""
        if not self._holds():
            return
        if self._arming or (self.armed.hub.senses.hidden and part.kind != "dom_event"):
            if part not in self._late:
                self._late.append(part)
        elif self._stops:
            self._fire(part)

    def catch_up(self) -> None:
        """Fire for what happened while the tab was hidden, or while it was armed."""
        late = self._late  # another list, once a handler has ended it or moved on
        while late and late is self._late and not self._arming and not self.armed.hub.senses.hidden:
            part = late.pop(0)
            if part.holds and self._holds():
                self._fire(part)

    def would_fire(self, part: "Part") -> bool:
        """Tell whether it would fire if a part of it happened, the author's condition aside."""
        held, part.holds = part.holds, True
        holds = self._holds()
        part.holds = held
        return bool(self._stops) and holds and self._may_fire()

    def _may_fire(self) -> bool:
        memory, now = self.armed.hub.memory, self.armed.hub.senses.time
        terms = self.terms
        return not (terms.is_over(self.key, memory) or terms.cools(self.key, memory, now))

    def _fire(self, part: "Part") -> None:
        if not self._may_fire():
            return
        event = self._event(part)
        try:
            if not self.terms.ask(event):
                return
        except Exception as error:
            self.armed.page.report(error, f"the condition of {self._trigger!r}")
            return
        self.terms.note(self.key, self.armed.hub.memory, self.armed.hub.senses.time)
        if self.terms.once:
            self.disarm()
        self.armed.runner.run([self._handler], event)

    def _event(self, part: "Part") -> TriggerEvent:
        data: dict[str, str] = {}
        for each in self._parts:
            if each.holds:
                data.update(each.data)
        data.update(part.data)
        dom = part.event
        return TriggerEvent(
            dom.type if dom else part.kind,
            part.selector,
            dom.path if dom else self.armed.page.path,
            data,
            dom.form if dom else {},
            replayed=dom is not None and dom.replayed,
            detail=dom.detail if dom else None,
            trigger=self._trigger,
        )


class Part:
    """A single trigger of a watch: whether it has happened on this page, or holds.

    Attributes:
        kind, values: the trigger's own
        selector: its CSS selector, where it has one
        holds: whether it has happened; taken back where it can end
        data: what the handler is told of it
        event: the DOM event, where it is one

    """

    def __init__(self, leaf: Trigger, watch: Watch) -> None:
        self.kind = leaf.kind
        self.values = leaf.values
        self.selector = leaf.values[-1] if leaf.kind in ("dom_event", "visible") else ""
        self.holds = False
        self.data: dict[str, str] = {}
        self.event: TriggerEvent | None = None
        self._watch = watch

    def happen(self, data: dict[str, str] | None = None, event: TriggerEvent | None = None) -> None:
        """Have it happen, after what happened before and has not been told yet."""
        self._watch.catch_up()
        self.holds, self.data, self.event = True, data or {}, event
        self._watch.happen(self)

    def prevents(self) -> bool:
        """Tell whether it keeps the browser from its own, if it happens now."""
        return self._watch.terms.prevent_default and self._watch.would_fire(self)

    def end(self) -> None:
        """Have it hold no more."""
        self.holds = False

    def hold(self, holds: bool, data: dict[str, str] | None = None) -> None:
        """Have it hold or not; it happens when that begins."""
        if not holds:
            self.end()
        elif not self.holds:
            self.happen(data)


def _holding(trigger: Trigger, parts: "Iterator[Part]") -> "Callable[[], bool]":
    """Make what tells whether a whole trigger holds, given its parts from left to right."""
    if trigger.kind not in (BOTH, EITHER):
        part = next(parts)
        return lambda: part.holds
    left = _holding(trigger.values[0], parts)
    right = _holding(trigger.values[1], parts)
    if trigger.kind == BOTH:
        return lambda: left() and right()
    return lambda: left() or right()
