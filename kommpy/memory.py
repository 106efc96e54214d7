"""What the browser keeps for kommpy between pages, all of it under names that begin with `kommpy-`.

Where the browser keeps nothing, or must not, it is kept as long as this page lasts.
"""

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .ports import Page

_MOST = 200  # entries of a name; the site's Python changes, and those of old must not pile up


class Memory:
    """Times by key, in the tab (`"session"`), in the browser (`"visitor"`) or on this page.

    Attributes:
        in_use: sets of the keys that something on this page asks for

    """

    def __init__(self, page: "Page") -> None:
        self.in_use: list[set[str]] = []
        self._page = page
        self._here: dict[str, dict[str, Any]] = {}

    def read(self, scope: str, name: str) -> "dict[str, Any]":
        """Give what is kept under a name."""
        found = {}
        if scope != "page" and self._page.may_store:
            found = _dict(self._page.senses.stored(scope, "kommpy-" + name))
        found.update(self._here.get(scope + name, {}))
        return found

    def write(self, scope: str, name: str, value: "dict[str, Any]") -> None:
        """Keep a dict of JSON values under a name."""
        key = scope + name
        self._here[key] = value
        if scope != "page" and self._page.may_store:
            text = json.dumps(value)
            if self._page.senses.store(scope, "kommpy-" + name, text):
                del self._here[key]

    def note(self, scope: str, name: str, key: str, time: float) -> None:
        """Keep a time under a key."""
        found = self.read(scope, name)
        found[key] = time
        if len(found) > _MOST:
            old = [each for each in found if not any(each in keys for keys in self.in_use)]
            old.sort(key=lambda each: found[each])
            for each in old[: len(found) - _MOST]:
                del found[each]
        self.write(scope, name, found)

    def forget(self) -> None:
        """Forget what the browser does not keep."""
        self._here.clear()

    def leave(self) -> None:
        """Forget what is for this page only: the visitor moves on."""
        for key in [each for each in self._here if each.startswith("page")]:
            del self._here[key]

    def flush(self) -> None:
        """Hand to the browser what it could not, or must not, keep before."""
        for scope in ("session", "visitor"):
            for key in [each for each in self._here if each.startswith(scope)]:
                name = key[len(scope) :]
                self.write(scope, name, self.read(scope, name))


def _dict(text: str | None) -> "dict[str, Any]":
    """Read what may have been written by another version, or by anybody."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
