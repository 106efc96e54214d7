"""Triggers: what the visitor does on the page, and the handlers that answer."""

from .errors import TriggerError
from .handlers import check_handler


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

    def __init__(self, type, selector, path, data, form, *, replayed=False):
        self.type = type
        self.selector = selector
        self.path = path
        self.data = data
        self.form = form
        self.replayed = replayed

    def __repr__(self):
        return f"TriggerEvent({self.type!r}, {self.selector!r}, path={self.path!r})"


class Triggers:
    """All triggers of a chat: one listener for each kind of event, however many there are."""

    def __init__(self, page, runner):
        self._page = page
        self._runner = runner
        self._kinds = {}  # kind -> selector -> [(number, handler, prevent_default)]
        self._stops = {}
        self._count = 0  # handlers are called in the order in which they came

    def add(self, kind, selector, handler, prevent_default):
        """Add a trigger; returns the `stop` that ends it."""
        selectors = self._kinds.setdefault(kind, {})
        entries = selectors.setdefault(selector, [])
        self._count += 1
        entry = (self._count, handler, prevent_default)
        entries.append(entry)
        if kind not in self._stops:
            self._stops[kind] = self._page.listen(kind, lambda event: self._on(kind, event))

        def stop():
            if entry in entries:
                entries.remove(entry)
            if not entries and selectors.get(selector) is entries:
                del selectors[selector]
            if not selectors and kind in self._stops:
                self._stops.pop(kind)()

        return stop

    def check(self, kind, selector, handler):
        """Refuse a trigger that could never fire."""
        if not isinstance(kind, str) or not kind.strip() or kind.startswith("on"):
            raise TriggerError(f'{kind!r} is no kind of DOM event; write "click", "submit", ...')
        if not isinstance(selector, str) or not selector.strip():
            raise TriggerError(
                f'the selector is a CSS selector such as "#talk-to-sales", not {selector!r}',
                selector=selector,
            )
        wrong = self._page.check_selector(selector)
        if wrong:
            raise TriggerError(f"the selector {selector!r} does not parse: {wrong}", selector=selector)
        wrong = "" if handler is None else check_handler(handler)
        if wrong:
            raise TriggerError(wrong, selector=selector)

    def _on(self, kind, event):
        fired = []
        for selector, entries in self._kinds[kind].items():
            element = event.find(selector)
            if element is not None:
                fired.extend((entry[0], selector, element, entry) for entry in entries)
        fired.sort(key=lambda each: each[0])
        for _, selector, element, (_, handler, prevent_default) in fired:
            if prevent_default:
                event.prevent_default()
            if not event.recorded:
                self._runner.run([handler], self._trigger_event(kind, selector, element, event))

    def _trigger_event(self, kind, selector, element, event):
        return TriggerEvent(
            kind,
            selector,
            self._page.path,
            element.data,
            element.form if kind == "submit" else {},
            replayed=event.replayed,
        )
