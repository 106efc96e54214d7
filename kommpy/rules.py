"""Page rules: which settings hold on which page.

A pattern is a path whose parts are text, `{name}` for any one part, or, at the end, `*` for all
that lies below (and the page itself). Of the patterns that match a path the most specific one
holds, whatever the order they were written in.
"""

from .errors import RuleError
from .paths import normalise, segments
from .settings import ConversationSettings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    # to ConversationSettings, PageRule, or a function that gives one of them
    RulesDict = dict[str, Any]


class PageRule:
    """What holds on a page.

    Args:
        settings: the `ConversationSettings` of conversations begun on the page
        launcher: `False` hides the widget's launcher on the page; not given, it is as elsewhere
        triggers: what happens there by itself: a list of `(trigger, action)`. The action is the
            name of one of the chat's that needs nothing to be said with it, such as
            `"launch_conversation"`, or a function that takes the chat and the event. A dict may
            follow with what `chat.when` takes, such as `{"once": "session"}`

    Raises:
        RuleError: an argument is of another type

    Example:
        `RULES = {"/checkout": PageRule(launcher=False)}`

    """

    def __init__(
        self,
        *,
        settings: ConversationSettings | None = None,
        launcher: bool | None = None,
        triggers: "Any" = (),
    ) -> None:
        if settings is not None and not isinstance(settings, ConversationSettings):
            raise RuleError(
                f"PageRule(settings=...) takes ConversationSettings(...), not {settings!r}"
            )
        if launcher not in (None, True, False):
            raise RuleError(f"PageRule(launcher=...) takes True or False, not {launcher!r}")
        if triggers:
            from .page_triggers import checked

            triggers = checked(triggers)
        self.settings = settings
        self.launcher = launcher
        self.triggers: tuple[Any, ...] = triggers or ()

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, PageRule)
            and self.settings == other.settings
            and self.launcher == other.launcher
            and self.triggers == other.triggers
        )

    def __repr__(self) -> str:
        triggers = f", triggers={list(self.triggers)!r}" if self.triggers else ""
        return f"PageRule(settings={self.settings!r}, launcher={self.launcher!r}{triggers})"

    def replace(self, **changes: "Any") -> "PageRule":
        """Give the same rule with other values for what is named.

        An option of the settings may be named, too: `rule.replace(team_id=3)` is the same as
        `rule.replace(settings=rule.settings.replace(team_id=3))`.

        Raises:
            RuleError: a value is of another type
            OptionError: there is no such option, or its value has no meaning to the widget

        Example:
            `PageRule(launcher=False).replace(team_id=3, launcher=True)`

        """
        given: dict[str, Any] = {"settings": self.settings, "launcher": self.launcher}
        given["triggers"] = self.triggers
        options: dict[str, Any] = {}
        for name, value in changes.items():
            (given if name in given else options)[name] = value
        if options:
            given["settings"] = (given["settings"] or ConversationSettings()).replace(**options)
        return PageRule(**given)


class Rules:
    """The rules of a site, by pattern.

    Args:
        rules: pattern to `ConversationSettings`, `PageRule`, or a function that makes one of them
            from the pattern's `{name}` parts, which it takes as arguments of those names

    Raises:
        RuleError: a pattern is not one, two are equally specific for some path, or a value is
            none of the three

    """

    def __init__(self, rules: "RulesDict | None" = None) -> None:
        rules = {} if rules is None else rules
        if not isinstance(rules, dict):
            raise RuleError(f'rules are a dict such as {{"/pricing": ...}}, not {rules!r}')
        self.patterns = sorted(rules, key=str)
        self._root = _Node()
        for pattern in self.patterns:
            self._add(pattern, rules[pattern])

    def match(self, path: str) -> PageRule:
        """Give the rule of a path; an empty one where none was made for it.

        Args:
            path: a path as `paths.normalise` gives it

        Raises:
            RuleError: the rule is a function and gave something else, or raised

        """
        parts = segments(path)
        node = _find(self._root, parts, 0)
        return PageRule() if node is None else node.rule(parts)

    def holding(self, path: str) -> str | None:
        """Give the pattern of the rule of a path, `None` where none was made for it."""
        node = _find(self._root, segments(path), 0)
        return None if node is None else node.pattern

    def _add(self, pattern: str, value: "Any") -> None:
        parts = parse(pattern)
        # a class can be called, too, and would give a rule that says nothing
        is_rule = isinstance(value, (ConversationSettings, PageRule))
        if isinstance(value, type) or not (callable(value) or is_rule):
            raise RuleError(
                f"the rule for {pattern!r} must be ConversationSettings(...), PageRule(...) or a "
                f"function that gives one, not {value!r}",
                pattern=pattern,
            )
        for other in _overlapping(self._root, parts):
            if not (_within(parts, other.parts) or _within(other.parts, parts)):
                raise _collision(pattern, other.pattern)
        node = self._root
        for part in parts:
            node = node.children.setdefault(kind_of(part), _Node())
        if node.pattern is not None:
            raise _collision(pattern, node.pattern)
        node.pattern, node.parts, node.value = pattern, parts, value


class _Node:
    """One part of the patterns; a rule's own where a pattern ends here."""

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.pattern: str | None = None
        self.parts: list[str] = []
        self.value: Any = None

    def rule(self, path: list[str]) -> PageRule:
        found = self.value
        if callable(found):
            found = self._call(path)
        return found if isinstance(found, PageRule) else PageRule(settings=found)

    def _call(self, path: list[str]) -> "Any":
        names = {}
        for part, text in zip(self.parts, path):
            if kind_of(part) == "{}":
                names[part[1:-1]] = text
        try:
            found = self.value(**names)
        except Exception as error:
            raise RuleError(
                f"the rule for {self.pattern!r} failed: {error!r}", pattern=self.pattern
            ) from error
        if found is not None and not isinstance(found, (ConversationSettings, PageRule)):
            raise RuleError(
                f"the rule for {self.pattern!r} gave {found!r}; it must give "
                "ConversationSettings(...), PageRule(...) or None",
                pattern=self.pattern,
            )
        return found


def parse(pattern: object) -> list[str]:
    """Split a pattern into its parts.

    Raises:
        RuleError: it is none

    """
    if not isinstance(pattern, str) or not pattern.startswith("/"):
        raise RuleError(f'a pattern is a path such as "/pricing", not {pattern!r}', pattern=pattern)
    parts = segments(normalise(pattern))
    names: list[str] = []
    for number, part in enumerate(parts):
        if part == "*" and number == len(parts) - 1:
            continue
        if kind_of(part) == "{}" and _is_name(part[1:-1]) and part not in names:
            names.append(part)
        elif "{" in part or "}" in part or "*" in part:
            raise RuleError(
                f"{part!r} in the pattern {pattern!r}: a part is text, {{name}} (each name once) "
                "or, as the last one, *",
                pattern=pattern,
            )
    return parts


def _is_name(text: str) -> bool:
    return (
        text != ""
        and not text[0].isdigit()
        and all(letter.isalpha() or letter.isdigit() or letter == "_" for letter in text)
    )


def kind_of(part: str) -> str:
    """Give `"{}"` for a part that stands for any one, else the part itself."""
    return "{}" if part.startswith("{") else part


def _find(node: _Node, path: list[str], at: int) -> _Node | None:
    """Literal parts first, then `{name}`, then `*`: the first that fits is the most specific."""
    if at == len(path):
        below = node.children.get("*")
        return node if node.pattern is not None else below
    for kind in (path[at], "{}"):
        child = node.children.get(kind)
        # a path may hold a literal "*" or "{}", which only a wildcard may match
        if child is not None and (kind == "{}" or kind not in ("*", "{}")):
            found = _find(child, path, at + 1)
            if found is not None:
                return found
    return node.children.get("*")


def _overlapping(node: _Node, parts: list[str]) -> list[_Node]:
    """Give the rules that share a path with the pattern of these parts."""
    found = []
    if not parts or parts[0] == "*":
        found.extend(_all(node) if parts else _ends(node))
        return found
    below = node.children.get("*")
    if below is not None:
        found.append(below)
    if kind_of(parts[0]) == "{}":
        kinds = [kind for kind in node.children if kind != "*"]
    else:
        kinds = [parts[0], "{}"]
    for kind in kinds:
        child = node.children.get(kind)
        if child is not None:
            found.extend(_overlapping(child, parts[1:]))
    return found


def _ends(node: _Node) -> list[_Node]:
    below = node.children.get("*")
    return [each for each in (node, below) if each is not None and each.pattern is not None]


def _all(node: _Node) -> list[_Node]:
    found = [node] if node.pattern is not None else []
    for child in node.children.values():
        found.extend(_all(child))
    return found


def _within(inner: list[str], outer: list[str]) -> bool:
    """Tell whether each path of one pattern is a path of the other."""
    for number, part in enumerate(outer):
        if part == "*":
            return True
        if number == len(inner) or inner[number] == "*":
            return False
        if kind_of(part) != "{}" and kind_of(inner[number]) != part:
            return False
    return len(inner) == len(outer)


def _collision(pattern: str, other: str | None) -> RuleError:
    return RuleError(
        f"the patterns {other!r} and {pattern!r} are equally specific for some path; "
        "write one that is more specific than the other, or make one rule of them",
        pattern=pattern,
    )
