"""Keeps the widget from beginning a conversation of its own, where another is asked for."""

from .browser import create_proxy, free, js

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .browser_page import BrowserPage

_PATIENCE = 5  # seconds in which the widget begins one, if it does


class OwnStart:
    """Refuses one conversation: the one that the widget's launch begins when the form is sent.

    It goes through `Kommunicate.startConversation`, as ours do, which are let through.
    """

    def __init__(self, page: "BrowserPage") -> None:
        self._widget = js.Kommunicate
        self._original = self._widget.startConversation
        self._refuse = create_proxy(lambda *args: page.soon(self.end))
        self._widget.startConversation = self._refuse
        self._stop_clock = page.later(_PATIENCE, self.end)
        self.ended = False

    def let_through(self, call: "Callable[[], None]") -> None:
        """Make a call that is ours."""
        self._widget.startConversation = self._original
        try:
            call()
        finally:
            if not self.ended:
                self._widget.startConversation = self._refuse

    def end(self) -> None:
        """Let everything through again."""
        if not self.ended:
            self.ended = True
            self._stop_clock()
            self._widget.startConversation = self._original
            free(self._refuse)
