"""The elements of a fake page, found by real CSS."""

from __future__ import annotations

import copy
import warnings
from typing import TYPE_CHECKING, Any

from kommpy.ports import DomEvent, Element

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag


class FakeElement(Element):
    """An element as a trigger sees it."""

    data: dict[str, str] = {}  # noqa: RUF012
    form: dict[str, str] = {}  # noqa: RUF012
    tag: str = ""

    def __init__(self, found: Tag, form: dict[str, str]) -> None:
        self.data = data_of(found)
        self.form = form
        attributes = "".join(f' {name}="{_text(value)}"' for name, value in found.attrs.items())
        self.tag = f"<{found.name}{attributes}>"


class FakeEvent(DomEvent):
    """Something that the visitor did to an element."""

    path: str = ""

    def __init__(
        self,
        target: Tag,
        path: str,
        fields: dict[str, Any] | None = None,
        detail: Any = None,
    ) -> None:
        self.path = path
        self._detail = copy.deepcopy(detail)
        self.replayed = False
        self.recorded = False
        self.default_prevented = False
        self._target = target
        self._fields = fields

    @property
    def detail(self) -> Any:
        """What a custom event carries."""
        return self._detail

    def find(self, selector: str) -> FakeElement | None:
        """Give the element at or above the target that a CSS selector matches."""
        import soupsieve

        is_element = self._target.parent is not None  # and not the document
        if selector:
            found = soupsieve.closest(selector, self._target) if is_element else None
        else:
            found = self._target if is_element else None
        if found is None:
            return None
        form = self._fields if self._fields is not None and found is self._target else {}
        return FakeElement(found, dict(form))

    def marks(self, attribute: str) -> list[str]:
        """Give all values of an attribute on the target and on what it stands in."""
        chain = (self._target, *self._target.parents)
        return " ".join(_text(each.get(attribute, "")) for each in chain).split()

    def prevent_default(self) -> None:
        """Keep the browser from doing what it would do by itself."""
        self.default_prevented = True


def parse(html: str) -> BeautifulSoup:
    """Read a page's HTML."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "html.parser")


def select(document: BeautifulSoup, selector: str) -> Tag:
    """Give the first element that a selector matches; there has to be one."""
    found = document.select_one(selector)
    if found is None:
        raise LookupError(f"the page has no element {selector!r}; its HTML is: {document}")
    return found


def expanded(html: str, selector: str, *, expanded: bool) -> str:
    """Write into the buttons and links of a selector whether the chat is open."""
    document = parse(html)
    for found in document.select(selector):
        if found.css.match("button, a[href], [role=button]"):
            found["aria-expanded"] = str(expanded).lower()
            found["aria-haspopup"] = "dialog"
            found["aria-controls"] = "kommunicate-widget-iframe"
    return str(document)


def unexpanded(html: str, selector: str) -> str:
    """Take it out of them again."""
    document = parse(html)
    for found in document.select(selector):
        for name in ("aria-expanded", "aria-haspopup", "aria-controls"):
            found.attrs.pop(name, None)
    return str(document)


def labelled(html: str, selector: str, text: str, name: str) -> str:
    """Give the HTML with a text in elements that are hidden without one."""
    document = parse(html)
    for element in document.select(selector):
        element.string = text
        element["aria-label"] = name
        element.attrs.setdefault("role", "status")
        element.attrs.pop("hidden", None)
        if not text:
            element["hidden"] = ""
    return str(document)


def trouble(selector: str) -> str:
    """Say what is wrong with a CSS selector, nothing where it parses."""
    import soupsieve

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, NotImplementedError) as error:
        return str(error).partition("\n")[0]
    return ""


def data_of(element: Tag) -> dict[str, str]:
    """Give an element's `data-` attributes."""
    return {
        name.removeprefix("data-"): str(value)
        for name, value in element.attrs.items()
        if name.startswith("data-")
    }


def _text(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)
