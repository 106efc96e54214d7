"""Notices what becomes of the widget: taken off the page, installed twice, back from the cache."""

from .browser import create_proxy, js

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Presence:
    """Watches the page for as long as it lives.

    Args:
        on_change: called when something was put beside the widget, or taken away there
        on_return: called when the visitor comes back to the page as it was left

    """

    def __init__(self, on_change: "Callable[[], None]", on_return: "Callable[[], None]") -> None:
        self._on_change = on_change
        self._on_return = on_return
        self._children = js.JSON.parse('{"childList": true}')
        self._observer = js.MutationObserver.new(create_proxy(self._changed))
        self._body: Any = None
        self._observe()
        # not js.addEventListener: MicroPython may take the method of an element for it
        js.window.addEventListener("pageshow", create_proxy(self._shown))

    def _observe(self) -> None:
        self._body = js.document.body
        page = js.document
        for node in (page, page.documentElement, page.head, page.body):
            if node:
                self._observer.observe(node, self._children)

    def _changed(self, *records: object) -> None:
        if not getattr(js.Object, "is")(self._body, js.document.body):
            self._observe()
        self._on_change()

    def _shown(self, event: "Any") -> None:
        if event.persisted:
            self._on_return()
