"""Patterns of a page's whole address: path, query and hash."""

from .errors import RuleError
from .paths import decoded, segments
from .rules import kind_of, parse


class Address:
    """A pattern such as `/cars/{model}?offer=*#prices`.

    Args:
        pattern: a path as in a page rule, then perhaps a query and a hash

    Raises:
        RuleError: it is no pattern

    """

    def __init__(self, pattern: str) -> None:
        head, _, fragment = pattern.partition("#")
        path, _, query = head.partition("?")
        asked = ""
        if fragment.lstrip("!").startswith("/"):  # a hash route, perhaps with a query of its own
            route, _, asked = fragment.partition("?")
            path, fragment = path + "#" + route, ""
        self._parts = parse(path)
        for each in (query + "&" + asked).split("&") + ["=" + fragment]:
            name, _, value = each.partition("=")
            _check(name, pattern)
            _check(value if value != "*" else "", pattern)
        self._query = _pairs(query)
        self._asked = _pairs(asked)
        self._fragment = decoded(fragment)

    def match(self, path: str, query: str, fragment: str) -> dict[str, str] | None:
        """Give the parts that the pattern names, `None` where the address does not match.

        Args:
            path: as `paths.normalise` gives it
            query: what stands behind `?`
            fragment: what stands behind `#`

        """
        if not (_are_in(self._query, query) and _are_in(self._asked, fragment.partition("?")[2])):
            return None
        if self._fragment not in ("", "*" if fragment else "", decoded(fragment)):
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


def _check(text: str, pattern: str) -> None:
    if "*" in text or "{" in text or "}" in text:
        raise RuleError(
            f"{text!r} in the pattern {pattern!r}: in query and hash a value is text or *, and "
            "only the path has parts with a name",
            pattern=pattern,
        )


def _are_in(wanted: list[tuple[str, str]], query: str) -> bool:
    there = _pairs(query)
    names = [name for name, _ in there]
    return all(pair in there or (pair[1] == "*" and pair[0] in names) for pair in wanted)


def _pairs(query: str) -> list[tuple[str, str]]:
    found = []
    for each in query.split("&"):
        if each:
            name, _, value = each.replace("+", " ").partition("=")
            found.append((decoded(name), decoded(value)))
    return found
