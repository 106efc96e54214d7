"""Triggers: what the visitor does on the page, and the handlers that answer."""

from .author import author
from .errors import TriggerError
from .handlers import check_handler
from .ports import nothing
from .selectors import trouble_with_kind, trouble_with_selector

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .armed import Armed
    from .handlers import Handler, Runner
    from .loops import Loops
    from .moments import Trigger
    from .ports import DomEvent, Element, Page, Stop

    Listener = Callable[["TriggerEvent", Element | None], None]
    Prevents = bool | Callable[[], bool]
    Entry = tuple[int, Listener, Prevents]
    BySelector = dict[str, list[Entry]]


NO_HANDLER = "chat.when()"  # where a decorator fails that decorated nothing
_FEW = 8  # selectors that are asked for one by one
_SIGNS = {"id": "#", "class": "."}


class TriggerEvent:
    """What a visitor did.

    Attributes:
        type: kind of DOM event, such as `"click"`, or of trigger, such as `"after"`
        selector: the CSS selector of the trigger that fired, `""` where it has none
        path: the page's path at that moment
        data: the element's `data-` attributes, by the name behind `data-`; and what a `url` names
        form: a submitted form's fields; empty for other kinds
        replayed: whether it happened before Python was there
        detail: what a custom event carries, as plain Python
        trigger: the whole `Trigger` that fired, `None` of `chat.when(kind, selector)`

    """

    def __init__(
        self,
        type: str,
        selector: str,
        path: str,
        data: dict[str, str],
        form: dict[str, str],
        *,
        replayed: bool = False,
        detail: "Any" = None,
        trigger: "Trigger | None" = None,
    ) -> None:
        self.type = type
        self.selector = selector
        self.path = path
        self.data = data
        self.form = form
        self.replayed = replayed
        self.detail = detail
        self.trigger = trigger

    def __repr__(self) -> str:
        return f"TriggerEvent({self.type!r}, {self.selector!r}, path={self.path!r})"


class Triggers:
    """All triggers of a chat: one listener for each kind of event, however many there are.

    Attributes:
        on_left: called when the last trigger of a selector, for a kind of event, has ended

    """

    def __init__(self, page: "Page", runner: "Runner", loops: "Loops | None" = None) -> None:
        self._page = page
        self._runner = runner
        self._loops = loops
        self.on_left: Callable[[], object] = nothing
        # kind -> those of an id, of a class, and the others:
        # selector -> [(number, handler, prevent_default)]
        self._kinds: dict[str, tuple[BySelector, BySelector, BySelector]] = {}
        self._stops: dict[str, Stop] = {}
        self._armed: Armed | None = None  # those that are more than a DOM event
        self._count = 0  # handlers are called in the order in which they came

    def when(
        self,
        trigger: "str | Trigger",
        selector: "Any",
        handler: "Handler | None",
        terms: "dict[str, Any]",
        *,
        first: bool = True,
    ) -> "Any":
        """Register a handler, or give the decorator that does.

        Args:
            trigger: a kind of DOM event or a `Trigger`
            selector: CSS selector; after a `Trigger` the handler may stand in its place
            handler: the handler, if it is known
            terms: what `Terms` takes, where it is not as usual
            first: whether what the visitor did before counts

        """
        if not isinstance(trigger, str) and handler is None:
            selector, handler = None, selector
        add = self._adder(trigger, selector, terms, first)
        if self._loops is not None:
            add = self._loops.guard_trigger(trigger, selector, terms, add)
        if handler is not None:
            _check_handler(handler, selector)
            return add(handler)

        def decorate(function: "Handler") -> "Handler":
            _check_handler(function, selector)
            waiting.clear()
            add(function)
            return function

        waiting = [author()]
        self._page.soon(lambda: self._miss(trigger, waiting))
        return decorate

    def _adder(
        self, trigger: "Any", selector: "Any", terms: "dict[str, Any]", first: bool
    ) -> "Callable[[Handler], Stop]":
        """Check a trigger, and give what adds a handler to it."""
        prevent_default = terms.get("prevent_default", False)
        if not isinstance(prevent_default, bool):
            raise TriggerError(
                f"prevent_default={prevent_default!r}: it is True or False", where=author()
            )
        if isinstance(trigger, str) and not [each for each in terms if each != "prevent_default"]:
            self.check(trigger, selector)
            return lambda handler: self.add(
                trigger, selector, handler, prevent_default=prevent_default
            )
        if self._armed is None:
            from .armed import Armed

            self._armed = Armed(self._page, self._runner, self)
        return self._armed.adder(trigger, selector, terms, first)

    def _miss(self, trigger: "str | Trigger", waiting: list[str]) -> None:
        """Report a decorator that decorated nothing."""
        if waiting:
            error = TriggerError(
                f"chat.when({trigger!r}, ...) has no handler; give it one, or write it as "
                "@chat.when(...) above a function",
                where=waiting[0],
            )
            self._page.report(error, NO_HANDLER)

    def add(self, kind: str, selector: str, handler: "Handler", *, prevent_default: bool) -> "Stop":
        """Add a trigger; returns the `stop` that ends it."""
        handlers = [handler]  # empty, once it is stopped, for the event may be under way then

        def run(event: TriggerEvent, element: "Element | None") -> None:
            self._runner.run(handlers, event)

        stop_listening = self.listen(
            kind, selector, run, prevent_default=prevent_default and (lambda: bool(handlers))
        )

        def stop() -> None:
            handlers.clear()
            stop_listening()

        return stop

    def listen(
        self, kind: str, selector: str, listener: "Listener", *, prevent_default: "Prevents" = False
    ) -> "Stop":
        """Tell a listener of the DOM events of a kind, with no selector of all of them.

        `prevent_default` may be a function that says so of an event that happens now.
        """
        of_kind = self._kinds.setdefault(kind, ({}, {}, {}))
        selectors = of_kind[_sort(selector)]
        entries = selectors.setdefault(selector, [])
        self._count += 1
        entry = (self._count, listener, prevent_default)
        entries.append(entry)
        if kind not in self._stops:
            self._stops[kind] = self._page.listen(kind, lambda event: self._on(kind, event))

        def stop() -> None:
            if entry in entries:
                entries.remove(entry)
            if not entries and selectors.get(selector) is entries:
                del selectors[selector]
                self.on_left()
            if not any(of_kind) and kind in self._stops:
                self._stops.pop(kind)()

        return stop

    def wait_for(self, selector: str) -> bool:
        """Tell whether there is a trigger of a selector."""
        return any(selector in each for of_kind in self._kinds.values() for each in of_kind)

    def check(self, kind: object, selector: "Any") -> None:
        """Refuse a trigger that could never fire."""
        wrong = trouble_with_kind(kind) or trouble_with_selector(selector)
        if not wrong:
            wrong = self._page.check_selector(selector)
            wrong = wrong and f"the selector {selector!r} does not parse: {wrong}"
        if wrong:
            raise TriggerError(wrong, selector=selector, where=author())

    def _on(self, kind: str, event: "DomEvent") -> None:
        fired: list[tuple[int, str, Element | None, Entry]] = []
        for selector, entries in self._near(kind, event):
            element = event.find(selector)
            if element is not None or not selector:
                fired.extend((entry[0], selector, element, entry) for entry in entries)
        fired.sort(key=lambda each: each[0])
        path = event.path if fired else ""  # before one of them moves on
        for _, selector, element, (_, listener, prevent_default) in fired:
            if prevent_default() if callable(prevent_default) else prevent_default:
                event.prevent_default()
            if not event.recorded:
                listener(self._trigger_event(kind, selector, element, event, path), element)

    def _near(self, kind: str, event: "DomEvent") -> "list[tuple[str, list[Entry]]]":
        """Give what may fire: asking the page for each of a thousand would be felt."""
        of_id, of_class, others = self._kinds[kind]
        found = list(others.items())
        for attribute, selectors in (("id", of_id), ("class", of_class)):
            if len(selectors) <= _FEW:
                found.extend(selectors.items())
                continue
            for mark in set(event.marks(attribute)):
                selector = _SIGNS[attribute] + mark
                if selector in selectors:
                    found.append((selector, selectors[selector]))
        return found

    def _trigger_event(
        self, kind: str, selector: str, element: "Element | None", event: "DomEvent", path: str
    ) -> TriggerEvent:
        return TriggerEvent(
            kind,
            selector,
            path,
            element.data if element else {},
            element.form if element and kind == "submit" else {},
            replayed=event.replayed,
            detail=event.detail,
        )


def _check_handler(handler: object, selector: object) -> None:
    wrong = check_handler(handler)
    if wrong:
        raise TriggerError(wrong, selector=selector, where=author())


def _sort(selector: str) -> int:
    """Tell selectors that are an id (0) or a class (1) and nothing else from others (2)."""
    is_plain = all(
        letter.isalpha() or letter.isdigit() or letter in "-_" for letter in selector[1:]
    )
    return {"#": 0, ".": 1}.get(selector[:1], 2) if is_plain else 2
