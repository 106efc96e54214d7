"""What the widget stores about a visitor, and how it is removed."""

from .browser import js

_STORED = ("kommunicate-", "chatheaders-", "mckActiveConversationInfo")
_COOKIES = ("km_id-", "km_user_name-", "km_lead_collection-", "km_ac_tn-")


def stored(starts: tuple[str, ...] = _STORED) -> list[str]:
    found = []
    for storage in (js.sessionStorage, js.localStorage):
        for number in range(storage.length):
            key = storage.key(number)
            if any(key.startswith(start) for start in starts):
                found.append(key)
    return found


def cookies() -> list[str]:
    names = [pair.split("=")[0].strip() for pair in js.document.cookie.split(";")]
    return [name for name in names if any(part in name for part in _COOKIES)]


def forget_stored(starts: tuple[str, ...]) -> None:
    """Remove what is stored under names that begin so."""
    for key in stored(starts):
        js.sessionStorage.removeItem(key)
        js.localStorage.removeItem(key)


def forget() -> None:
    """Remove what the widget stored about a visitor."""
    forget_stored(_STORED)
    host = js.location.hostname.split(".")
    for name in cookies():
        js.document.cookie = f"{name}=; Max-Age=0; path=/"
        for start in range(len(host) - 1):
            domain = ".".join(host[start:])
            js.document.cookie = f"{name}=; Max-Age=0; path=/; domain={domain}"
