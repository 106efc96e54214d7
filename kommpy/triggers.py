"""Triggers: what the visitor does on the page, and the handlers that answer."""

from .errors import TriggerError
from .handlers import check_handler

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .handlers import Handler, Runner
    from .ports import DomEvent, Element, Page, Stop

    Entry = tuple[int, Handler, bool]
    BySelector = dict[str, list[Entry]]

# what people write who come from HTML's attributes
_ATTRIBUTES = ("onblur", "onchange", "onclick", "onfocus", "oninput", "onkeydown", "onsubmit")


class TriggerEvent:
    """What a visitor did.

    Attributes:
        type: kind of DOM event, such as `"click"`
        selector: the CSS selector of the trigger that fired
        path: the page's path at that moment
        data: the element's `data-` attributes, by the name behind `data-`
        form: a submitted form's fields; empty for other kinds
        replayed: whether it happened before Python was there

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
    ) -> None:
        self.type = type
        self.selector = selector
        self.path = path
        self.data = data
        self.form = form
        self.replayed = replayed

    def __repr__(self) -> str:
        return f"TriggerEvent({self.type!r}, {self.selector!r}, path={self.path!r})"


class Triggers:
    """All triggers of a chat: one listener for each kind of event, however many there are."""

    def __init__(self, page: "Page", runner: "Runner") -> None:
        self._page = page
        self._runner = runner
        # kind -> those of an id, and the others: selector -> [(number, handler, prevent_default)]
        self._kinds: dict[str, tuple[BySelector, BySelector]] = {}
        self._stops: dict[str, Stop] = {}
        self._count = 0  # handlers are called in the order in which they came

    def add(self, kind: str, selector: str, handler: "Handler", *, prevent_default: bool) -> "Stop":
        """Add a trigger; returns the `stop` that ends it."""
        of_kind = self._kinds.setdefault(kind, ({}, {}))
        selectors = of_kind[0 if _is_id(selector) else 1]
        entries = selectors.setdefault(selector, [])
        self._count += 1
        entry = (self._count, handler, prevent_default)
        entries.append(entry)
        if kind not in self._stops:
            self._stops[kind] = self._page.listen(kind, lambda event: self._on(kind, event))

        def stop() -> None:
            if entry in entries:
                entries.remove(entry)
            if not entries and selectors.get(selector) is entries:
                del selectors[selector]
            if not any(of_kind) and kind in self._stops:
                self._stops.pop(kind)()

        return stop

    def check(self, kind: object, selector: object, handler: object) -> None:
        """Refuse a trigger that could never fire."""
        if not isinstance(kind, str) or not kind.strip() or kind in _ATTRIBUTES:
            raise TriggerError(f'{kind!r} is no kind of DOM event; write "click", "submit", ...')
        if not isinstance(selector, str) or not selector.strip():
            raise TriggerError(
                f'the selector is a CSS selector such as "#talk-to-sales", not {selector!r}',
                selector=selector,
            )
        wrong = self._page.check_selector(selector)
        if wrong:
            raise TriggerError(
                f"the selector {selector!r} does not parse: {wrong}", selector=selector
            )
        wrong = "" if handler is None else check_handler(handler)
        if wrong:
            raise TriggerError(wrong, selector=selector)

    def _on(self, kind: str, event: "DomEvent") -> None:
        fired: list[tuple[int, str, Element, Entry]] = []
        for selector, entries in self._near(kind, event):
            element = event.find(selector)
            if element is not None:
                fired.extend((entry[0], selector, element, entry) for entry in entries)
        fired.sort(key=lambda each: each[0])
        for _, selector, element, (_, handler, prevent_default) in fired:
            if prevent_default:
                event.prevent_default()
            if not event.recorded:
                self._runner.run([handler], self._trigger_event(kind, selector, element, event))

    def _near(self, kind: str, event: "DomEvent") -> "list[tuple[str, list[Entry]]]":
        """Give what may fire: asking the page for each of a thousand ids would be felt."""
        of_id, others = self._kinds[kind]
        ids = ["#" + each for each in set(event.ids())] if of_id else []
        return [(each, of_id[each]) for each in ids if each in of_id] + list(others.items())

    def _trigger_event(
        self, kind: str, selector: str, element: "Element", event: "DomEvent"
    ) -> TriggerEvent:
        return TriggerEvent(
            kind,
            selector,
            event.path,
            element.data,
            element.form if kind == "submit" else {},
            replayed=event.replayed,
        )


def _is_id(selector: str) -> bool:
    """Tell whether a selector is an id and nothing else."""
    return selector.startswith("#") and all(
        letter.isalpha() or letter.isdigit() or letter in "-_" for letter in selector[1:]
    )
