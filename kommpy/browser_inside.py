"""Looks into the widget's frame: what is there, and what of it is shown."""

from .browser import FRAME, js

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def frame() -> "Any":
    """Give the widget's frame on the page."""
    return js.document.getElementById(FRAME)


def had_frame() -> bool:
    """Tell whether the widget has put its frame on the page, be it gone by now: its style stays."""
    return bool(js.document.getElementById("kommunicate-style-sheet"))


def element(name: str) -> "Any":
    """Give an element of the widget's document by its id, where there is one."""
    inside = getattr(js, "KommunicateGlobal", None)
    document = getattr(inside, "document", None) if inside else None
    return document.getElementById(name) if document else None


def is_displayed(name: str) -> bool:
    """Tell whether an element of the widget's document takes part in what is shown."""
    found = element(name)
    return bool(found) and js.KommunicateGlobal.getComputedStyle(found).display != "none"


def is_logged_in() -> bool:
    """Tell whether a visitor is logged in: only then there is a launcher."""
    return bool(element("mck-sidebox-launcher"))


def has_form() -> bool:
    """Tell whether the form before the chat is up."""
    launcher = element("km-anonymous-chat-launcher")
    return bool(launcher) and launcher.childElementCount > 0


def is_alive() -> bool:
    """Tell whether the frame is the one that the widget runs in: moved about, it is empty."""
    found = frame()
    window = getattr(found, "contentWindow", None) if found else None
    return bool(window and getattr(js.Object, "is")(window, js.KommunicateGlobal))


def has_gone() -> bool:
    """Tell whether the widget took itself off the page: then its globals are null.

    Nothing else tells that from what never was there.
    """
    return str(js.String(getattr(js, "Kommunicate", js.undefined))) == "null"


def last_group_id() -> str | None:
    """Give the id of the conversation last on screen, as the widget has it."""
    data = getattr(getattr(js, "KommunicateGlobal", None), "CURRENT_GROUP_DATA", None)
    tab = getattr(data, "tabId", None)
    if not tab:
        return None
    return str(int(tab) if isinstance(tab, float) else tab)
