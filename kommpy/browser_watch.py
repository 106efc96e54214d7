"""The bridge's watch over the widget's document, for what the widget does not tell."""

from .browser import create_proxy, js

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_WATCHED = """{"subtree": true, "childList": true, "characterData": true,
"attributes": true, "attributeFilter": ["class", "style"]}"""
_MOST = 99  # the widget's launcher shows no higher number


class Watch:
    """Has someone look whenever something in the widget's document has changed.

    The browser gathers what changes in a moment, and nothing is asked meanwhile.
    """

    def __init__(self, look: "Callable[[], None]") -> None:
        self._ear = create_proxy(lambda *changes: look())
        self._observer: Any = None
        self._missed: dict[str, int] = {}

    def begin(self) -> None:
        """Watch the document that the widget has now."""
        self.end()
        self._observer = js.MutationObserver.new(self._ear)
        self._observer.observe(js.KommunicateGlobal.document.body, js.JSON.parse(_WATCHED))

    def end(self) -> None:
        """Watch no longer: the document is gone."""
        if self._observer:
            self._observer.disconnect()
        self._observer = None
        self._missed = {}

    def unread(self, badge: "Any") -> int:
        """Give the number on the launcher, our own where the widget is told to show none."""
        settings = getattr(getattr(js, "kommunicate", None), "_globals", None)
        if getattr(settings, "unreadCountOnchatLauncher", None) is False:
            return sum(self._missed.values())
        text = str(badge.textContent).strip() if badge else ""
        return int(text) if text.isdigit() else _MOST if text else 0

    def missed(self, group_id: str) -> None:
        """Count a message that has come while its conversation was not on screen."""
        self._missed[group_id] = self._missed.get(group_id, 0) + 1

    def seen(self, group_id: "str | None") -> None:
        """Count no longer what has come in a conversation that is on screen."""
        self._missed.pop(group_id or "", None)
