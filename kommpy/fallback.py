"""What the page shows while the chat has failed."""

from .errors import OptionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .ports import Page
    from .readiness import Readiness


class Fallback:
    """The author's own element, there while the chat has failed and only then."""

    def __init__(self, selector: str, page: "Page", readiness: "Readiness") -> None:
        wrong = page.check_selector(selector) if isinstance(selector, str) else "it is no text"
        if wrong:
            raise OptionError(
                f"fallback={selector!r} is no CSS selector ({wrong})",
                option="fallback",
                value=selector,
                mend='give the selector of an element of the page, such as "#contact"',
            )
        self._selector = selector
        self._page = page
        self._readiness = readiness
        self._reveal()
        readiness.listeners.append(self._reveal)
        page.on_navigate(lambda path: page.soon(self._reveal))  # what the new page brought, too

    def _reveal(self, *state: str) -> None:
        self._page.reveal(self._selector, self._readiness.state == "failed")
