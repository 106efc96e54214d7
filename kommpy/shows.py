"""What the widget shows, of which it tells too little: what has changed since the last look."""

from .chains import linked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_OPENED = ("chat_widget_open", "km_widget_open", "Chat Widget Open")
_CLOSED = ("chat_widget_close", "km_widget_close", "Chat Widget Close")


class Shows:
    """Tells the changes in what a widget shows.

    Args:
        widget: the port; it says what is shown now
        tell: `tell(topic, data)`, as `Widget.attach` describes it

    """

    def __init__(self, widget: "Any", tell: "Callable[[str, Any], None]") -> None:
        self._widget = widget
        self._tell = tell
        self._watchers: list[list[Callable[[], Any]]] = []
        self._changes: list[Callable[[], Any]] = []
        self._telling = False
        self._now: tuple[Any, ...] = (False, False, None, 0, False)

    def look(self) -> None:
        """Tell what has changed."""
        widget, before = self._widget, self._now
        now = (
            widget.is_open,
            widget.on_screen,
            widget.group_id,
            widget.unread,
            widget.form_is_open,
        )
        if now == before:
            return
        self._now = now  # at once: whoever is told may have us look again
        if now[0] != before[0]:
            name, action, label = _OPENED if now[0] else _CLOSED
            category = "Kommunicate_widget"
            data = {"eventCategory": category, "eventAction": action, "eventLabel": label}
            self._add("event", (name, data))
        if now[2] != before[2]:
            self._add("event", ("current_group_id_changed", {"group_id": now[2]}))
        if now[3] != before[3]:
            self._add("event", ("unread_count_changed", {"unread_count": now[3]}))
        if now[4] != before[4]:
            self._add("form", now[4])
        self._tell_changes()
        for entry in list(self._watchers):
            entry[0]()

    def _add(self, topic: str, data: "Any") -> None:
        self._changes.append(linked(lambda: self._tell(topic, data)))

    def _tell_changes(self) -> None:
        """Tell them in order, those that come of it after those that led to it."""
        if self._telling:
            return
        self._telling = True
        try:
            while self._changes:
                self._changes.pop(0)()
        finally:
            self._telling = False

    def on_change(self, watcher: "Callable[[], Any]") -> "Callable[[], None]":
        """Call a function whenever something has changed; returns its `stop`."""
        entry = [watcher]
        self._watchers.append(entry)

        def stop() -> None:
            self._watchers[:] = [each for each in self._watchers if each is not entry]

        return stop
