"""The bridge's DOM events, live and remembered, and the elements that they are about."""

import json

from .browser import js
from .ports import DomEvent, Element

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .browser_page import BrowserPage


class _Event(DomEvent):
    """What a live event and a remembered one have in common."""

    def __init__(self, page: "BrowserPage", target: "Any") -> None:
        self._page = page
        # the document itself, for one, is no element
        self._target = target if hasattr(target, "closest") else None

    def find(self, selector: str) -> Element | None:
        element = self._target
        if element and selector:
            element = element.closest(selector)
        return PageElement(element) if element else None

    def marks(self, attribute: str) -> list[str]:
        found: list[str] = []
        element = self._target
        while element:
            element = element.closest(f"[{attribute}]")
            if element:
                found.extend(element.getAttribute(attribute).split())
                element = element.parentElement
        return found


class Live(_Event):
    """A DOM event that happens now; the seed has marked those that it remembers."""

    def __init__(self, page: "BrowserPage", event: "Any") -> None:
        super().__init__(page, event.target)
        self._event = event
        self.recorded = bool(getattr(event, "kommpy", None))

    @property
    def path(self) -> str:
        return self._page.path

    @property
    def detail(self) -> "Any":
        if not js.CustomEvent.prototype.isPrototypeOf(self._event):
            return None
        found = self._page.seed.safe(js.JSON, "stringify", self._event.detail)
        is_text = not isinstance(found, str) and isinstance(found[0], str)
        return json.loads(found[0]) if is_text else None

    def prevent_default(self) -> None:
        self._event.preventDefault()


class Remembered(_Event):
    """A DOM event that the seed remembered."""

    replayed = True

    def __init__(self, page: "BrowserPage", entry: "Any") -> None:
        super().__init__(page, entry[1])
        self.kind = entry[0]
        self._entry = entry
        self._prevented = False

    @property
    def path(self) -> str:
        return self._page.path_of(js.URL.new(self._entry[3]))

    def prevent_default(self) -> None:
        self._prevented = True

    def go_its_way(self) -> None:
        """Have the browser do what the seed has held back, unless that was prevented."""
        if not self._prevented:
            self._page.seed.safe(self._entry, 2)


class PageElement(Element):
    """An element, as far as a trigger tells of it."""

    def __init__(self, element: "Any") -> None:
        self._element = element

    @property
    def data(self) -> dict[str, str]:
        found = json.loads(js.JSON.stringify(self._element.dataset))
        return {_attribute(name): value for name, value in found.items()}

    @property
    def form(self) -> dict[str, str]:
        form = self._element.closest("form")
        if not form:
            return {}
        fields: dict[str, str] = json.loads(
            js.JSON.stringify(js.Object.fromEntries(js.FormData.new(form)))
        )
        return fields

    @property
    def tag(self) -> str:
        text: str = self._element.cloneNode(False).outerHTML
        return text.partition("</")[0]


def _attribute(name: str) -> str:
    """Give the name behind `data-` as it stands in the HTML: `bot-ids` for `botIds`."""
    return "".join("-" + letter.lower() if letter.isupper() else letter for letter in name)
