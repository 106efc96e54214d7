"""What the widget stores about a visitor, and how it is removed."""

import json

from .browser import js

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_STORED = ("kommunicate-", "chatheaders-", "mckActiveConversationInfo")
_COOKIES = ("km_id-", "km_user_name-", "km_lead_collection-", "km_ac_tn-")


def stored(starts: tuple[str, ...] = _STORED) -> list[str]:
    found = []
    for storage in _storages():
        for number in range(storage.length):
            key = storage.key(number)
            if any(key.startswith(start) for start in starts):
                found.append(key)
    return found


def _storages() -> "list[Any]":
    """Give the page's storages; even to name one throws, where the visitor forbids it."""
    found = []
    for name in ("sessionStorage", "localStorage"):
        storage = js.kommpy.safe(js.Reflect, "get", js.window, name)
        if not isinstance(storage, str) and storage[0]:
            found.append(storage[0])
    return found


def cookies() -> list[str]:
    names = [pair.split("=")[0].strip() for pair in js.document.cookie.split(";")]
    return [name for name in names if any(part in name for part in _COOKIES)]


def forget_stored(starts: tuple[str, ...]) -> None:
    """Remove what is stored under names that begin so."""
    for key in stored(starts):
        for storage in _storages():
            storage.removeItem(key)


def forget() -> None:
    """Remove what the widget stored about a visitor."""
    forget_stored(_STORED)
    host = js.location.hostname.split(".")
    for name in cookies():
        js.document.cookie = f"{name}=; Max-Age=0; path=/"
        for start in range(len(host) - 1):
            domain = ".".join(host[start:])
            js.document.cookie = f"{name}=; Max-Age=0; path=/; domain={domain}"


def is_signed_in() -> bool:
    """Tell whether the session that is stored is that of the visitor whom the widget knows."""
    token = js.KommunicateGlobal.Applozic.ALApiService.AUTH_TOKEN
    storages = _storages()
    if not token or not storages:
        return True  # there is none that could have been ended
    known = js.kommunicate._globals  # noqa: SLF001
    # a chat of another application may have its session in this tab, too
    found = storages[0].getItem(f"chatheaders-{getattr(known, 'appId', None)}")
    return bool(json.loads(found or "{}").get("userId") == known.userId)
