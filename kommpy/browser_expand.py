"""The bridge's elements that open the chat, those that come later too: they say what it is."""

from .browser import FRAME, create_proxy, js

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .ports import Page, Stop

# of these roles, which may say that something of theirs is open
_PRESSABLE = "button,a[href],[role=button],[role=link]"
_WATCHED = '{"subtree": true, "childList": true, "attributeFilter": ["class", "id", "data-kommpy"]}'
_SAID = ("aria-expanded", "aria-haspopup", "aria-controls")
_OFTEN = 0.1  # seconds between two looks at a page that changes all the time


class Expanding:
    """Knows the selectors of those elements; looks for new ones when the page has changed."""

    def __init__(self, page: "Page") -> None:
        self._page = page
        self._selectors: list[str] = []
        self._expanded = False
        self._stop: Stop | None = None
        self._changes = js.MutationObserver.new(create_proxy(self._wait))
        self._watch()

    def say(self, selector: str, expanded: bool | None) -> None:
        """Have the elements of a selector say it, and of those that were named before."""
        if expanded is None:
            self._silence(selector)
            return
        if selector not in self._selectors:
            self._selectors.append(selector)
        self._expanded = expanded
        self._write(selector)

    def _silence(self, selector: str) -> None:
        self._selectors = [each for each in self._selectors if each != selector]
        for element in js.document.querySelectorAll(selector):
            if element.getAttribute("aria-controls") == FRAME:
                for name in _SAID:
                    element.removeAttribute(name)
        for each in self._selectors:  # the same element may be of another one, too
            self._write(each)

    def _write(self, selector: str) -> None:
        said = "true" if self._expanded else "false"
        for element in js.document.querySelectorAll(selector):
            if element.getAttribute("aria-expanded") != said and element.matches(_PRESSABLE):
                element.setAttribute("aria-expanded", said)
                element.setAttribute("aria-haspopup", "dialog")
                element.setAttribute("aria-controls", FRAME)

    def _watch(self) -> None:
        self._changes.observe(js.document, js.JSON.parse(_WATCHED))

    def _wait(self, *changes: object) -> None:
        self._changes.disconnect()
        self._page.later(_OFTEN, self._look)

    def _look(self) -> None:
        self._watch()
        for selector in self._selectors:
            self._write(selector)
