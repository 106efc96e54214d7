"""The bridge's elements whose text follows something, those that come later too."""

from .browser import create_proxy, free, js

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .ports import Stop

_WATCHED = '{"subtree": true, "childList": true}'


def bind(selector: str, read: "Callable[[], tuple[str, str]]") -> "tuple[Stop, Stop]":
    """Keep the elements at what is read; gives what reads again, and what ends it."""
    ended = False

    def write(text: str, name: str) -> None:
        for element in js.document.querySelectorAll(selector):
            # to write what is there already would be a change to see, and so on
            if element.textContent != text or element.hidden == bool(text):
                element.textContent = text
                element.hidden = not text
                element.setAttribute("aria-label", name)
                if not element.hasAttribute("role"):
                    element.setAttribute("role", "status")

    def refresh(*changes: object) -> None:
        if not ended:
            write(*read())

    def leave() -> None:
        nonlocal ended
        if not ended:
            ended = True
            observer.disconnect()
            free(ear)
            write("", "")

    ear = create_proxy(refresh)
    observer = js.MutationObserver.new(ear)
    observer.observe(js.document, js.JSON.parse(_WATCHED))
    refresh()
    return refresh, leave
