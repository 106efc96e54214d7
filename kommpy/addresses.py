"""Patterns of a page's whole address: path, query and hash."""

from .paths import decoded, segments
from .rules import kind_of, parse


class Address:
    """A pattern such as `/cars/{model}?offer=*#prices`.

    Args:
        pattern: a path as in a page rule, then perhaps a query and a hash

    Raises:
        RuleError: the path is no pattern

    """

    def __init__(self, pattern: str) -> None:
        head, _, fragment = pattern.partition("#")
        path, _, query = head.partition("?")
        if fragment.lstrip("!").startswith("/"):  # a hash route
            path, fragment = path + "#" + fragment, ""
        self._parts = parse(path)
        self._query = _pairs(query)
        self._fragment = decoded(fragment)

    def match(self, path: str, query: str, fragment: str) -> dict[str, str] | None:
        """Give the parts that the pattern names, `None` where the address does not match.

        Args:
            path: as `paths.normalise` gives it
            query: what stands behind `?`
            fragment: what stands behind `#`

        """
        there = _pairs(query)
        asked = all(_fits(wanted, there.get(name)) for name, wanted in self._query.items())
        if not asked or (self._fragment and not _fits(self._fragment, decoded(fragment) or None)):
            return None
        return self._names(segments(path))

    def _names(self, there: list[str]) -> dict[str, str] | None:
        named: dict[str, str] = {}
        for number, part in enumerate(self._parts):
            if part == "*":
                return named
            if number == len(there):
                return None
            if kind_of(part) == "{}":
                named[part[1:-1]] = there[number]
            elif part != there[number]:
                return None
        return named if len(there) == len(self._parts) else None


def _fits(wanted: str, there: str | None) -> bool:
    return there is not None and wanted in ("*", there)


def _pairs(query: str) -> dict[str, str]:
    found = {}
    for each in query.split("&"):
        if each:
            name, _, value = each.replace("+", " ").partition("=")
            found[decoded(name)] = decoded(value)
    return found
