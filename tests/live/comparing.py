"""Whether what came is what was to come, whatever the ids are called."""

import json
import re
from collections.abc import Iterator
from typing import Any

_GROUP = re.compile(r"70000\d\d")
_ID = re.compile(r"\d+")
# what says nothing where it is missing or empty
_NOTHING: tuple[Any, ...] = (None, [], {})


class Names:
    """What the scenarios call something, and what it is called here.

    Args:
        default_agent: what the scenarios call the dashboard's default agent

    """

    def __init__(self, default_agent: str) -> None:
        self._agent = default_agent
        self._here: dict[str, str] = {}

    def pair(self, expected: list[Any], actual: list[Any]) -> None:
        """Note ids of the same things."""
        self._here.update(zip(map(str, expected), map(str, actual), strict=False))

    def same(self, expected: str, actual: str) -> bool:
        """Tell whether two texts name the same; a name that is new is noted."""
        if expected in self._here or self._may_be(expected, actual):
            return self._here.setdefault(expected, actual) == actual
        return expected == actual

    def _may_be(self, expected: str, actual: str) -> bool:
        if expected == self._agent:
            return bool(actual)
        return bool(_GROUP.fullmatch(expected) and _ID.fullmatch(actual))


def differences(where: str, expected: Any, actual: Any, names: Names) -> list[str]:
    """Give a line for each difference."""
    return list(_differences(where, expected, actual, names))


def _differences(where: str, expected: Any, actual: Any, names: Names) -> Iterator[str]:
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key in sorted({*expected, *actual}):
            there, here = expected.get(key), actual.get(key)
            if not (there in _NOTHING and here in _NOTHING):
                yield from _differences(f"{where}: {key}", there, here, names)
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        for number, (there, here) in enumerate(zip(expected, actual, strict=True), 1):
            yield from _differences(f"{where} {number}", there, here, names)
    elif not _same(expected, actual, names):
        yield f"{where}: expected {expected!r}, found {actual!r}"


def _same(expected: Any, actual: Any, names: Names) -> bool:
    if type(expected) is not type(actual):
        return False
    if isinstance(expected, str):
        return names.same(expected, actual) or _same_json(expected, actual, names)
    if isinstance(expected, int) and not isinstance(expected, bool):
        return expected == actual or names.same(str(expected), str(actual))
    return bool(expected == actual)


def _same_json(expected: str, actual: str, names: Names) -> bool:
    try:
        there, here = json.loads(expected), json.loads(actual)
    except ValueError:
        return False
    return isinstance(there, dict) and not differences("", there, here, names)
