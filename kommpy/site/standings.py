"""What the rules of a site say for a path: which one has it, why, and who says what in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from kommpy.paths import normalise, segments
from kommpy.rules import PageRule, Rules

from .config import Config, line_of
from .errors import SiteError
from .origins import Origins, Place
from .pages import SitePages
from .project import Project


@dataclass(frozen=True)
class Said:
    """One thing that a rule says: `name`, its `value`, and where it stands."""

    name: str
    value: Any
    place: Place | None

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON values."""
        value = self.value if _is_plain(self.value) else repr(self.value)
        return {"name": self.name, "value": value, "place": self.place and str(self.place)}


@dataclass(frozen=True)
class Rival:
    """A pattern that fits as well, and why it does not hold."""

    pattern: str
    why: str
    place: Place | None

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return {"pattern": self.pattern, "why": self.why, "place": self.place and str(self.place)}


@dataclass(frozen=True)
class Answer:
    """What holds for a path.

    Attributes:
        path: the path, in the form that rules are compared with
        pattern, place: the rule that holds, `None` where none does
        rivals: the others that fit
        says: what it says
        is_page: whether the site has a page there

    """

    path: str
    pattern: str | None
    place: Place | None
    rivals: tuple[Rival, ...]
    says: tuple[Said, ...]
    is_page: bool = True

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return {
            "path": self.path,
            "page": self.is_page,
            "pattern": self.pattern,
            "place": self.place and str(self.place),
            "rivals": [each.as_json() for each in self.rivals],
            "says": [each.as_json() for each in self.says],
        }


@dataclass(frozen=True)
class Row:
    """A rule, as a table of all rules shows it.

    Attributes:
        pattern, place: what it is for, and where it is written
        pages: the paths of the site's pages on which it holds, or whose routes it is for
        never: whether others are more specific wherever it fits
        says: what it says; names of its pattern stand for themselves

    """

    pattern: str
    place: Place | None
    pages: tuple[str, ...]
    never: bool
    says: tuple[Said, ...]

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return {
            "pattern": self.pattern,
            "place": self.place and str(self.place),
            "pages": list(self.pages),
            "never": self.never,
            "says": [each.as_json() for each in self.says],
        }


class Rulebook:
    """The rules of a site; made while `Origins` watch.

    Raises:
        SiteError: a page, or the configuration behind it, is wrong

    """

    def __init__(self, project: Project, origins: Origins) -> None:
        self._origins = origins
        self._pages = SitePages(project)
        self._configs: dict[str, Config] = {}
        for page in self._pages:
            if page.config:
                self._configs[page.path] = page.config

    def answer(self, path: str) -> Answer:
        """Say what holds for a path.

        Raises:
            SiteError: the site has no rules, or the rule is a function, and fails

        """
        found = normalise(path, self._pages.project.base)
        url = self._pages.at(path)
        page = self._configs.get(normalise(url)) if url else None
        config = page or next(iter(self._configs.values()), None)
        if config is None:
            raise SiteError(
                "no page of this site has rules: there is no config.py beside its Python"
            )
        return replace(answer(config, found, self._origins), is_page=url is not None)

    def table(self) -> list[Row]:
        """Give all rules, those of each `config.py` in the order of their patterns."""
        by_file = {config.path: config for config in self._configs.values()}
        return [
            self._row(config, pattern)
            for config in by_file.values()
            for pattern in config.rules.patterns
        ]

    def _row(self, config: Config, pattern: str) -> Row:
        pages = [
            path
            for path, of_page in self._configs.items()
            if of_page.path == config.path and config.rules.holding(path) == pattern
        ]
        page, route, _ = pattern.partition("#")
        if route and normalise(page) in self._configs:
            pages = [normalise(page)]
        place = place_of(config, pattern)
        example = example_of(config.rules, pattern)
        says: tuple[Said, ...] = ()
        if example:
            try:
                says = tuple(_says(config.rule(example), place, self._origins))
            except SiteError:  # a function that does not take its own names for values
                says = (Said("settings", "from a function", place),)
        return Row(pattern, place, tuple(pages), example is None, says)


def answer(config: Config, path: str, origins: Origins) -> Answer:
    """Say what holds for a path.

    Args:
        config: with the rules
        path: in the form that rules are compared with
        origins: what watched `config` being read, and watches still

    Raises:
        SiteError: the rule is a function, and fails

    """
    pattern = config.rules.holding(path)
    rule = config.rule(path)
    others = [each for each in config.rules.patterns if each != pattern and fits(each, path)]
    rivals = tuple(
        Rival(each, _why(pattern or "/", each), place_of(config, each)) for each in others
    )
    place = place_of(config, pattern) if pattern else None
    return Answer(path, pattern, place, rivals, tuple(_says(rule, place, origins)))


def fits(pattern: str, path: str) -> bool:
    """Tell whether a pattern is about a path."""
    return Rules({pattern: PageRule()}).holding(path) is not None


def place_of(config: Config, pattern: str) -> Place | None:
    """Give the line on which a pattern is written."""
    line = line_of(config.path, pattern) or line_of(config.path, "RULES")
    return Place(config.path, line) if line else None


def example_of(rules: Rules, pattern: str) -> str | None:
    """Give a path on which a pattern holds, `None` where others are always more specific.

    Parts that no pattern names are matched by wildcards only. So the most general path of each
    length tells for all paths of that length.
    """
    paths = _general_paths(rules, pattern)
    return next((path for path in paths if rules.holding(path) == pattern), None)


def _general_paths(rules: Rules, pattern: str) -> Iterator[str]:
    parts = _parts(pattern)
    if parts[-1:] != ["*"]:
        yield _path(parts)
        return
    longest = max(len(_parts(each)) for each in rules.patterns)
    for more in range(longest - len(parts) + 3):
        yield _path(parts[:-1] + ["..."] * more)


def _path(parts: list[str]) -> str:
    return "/" + "/".join(quote(part, safe="{}") for part in parts)


def _parts(pattern: str) -> list[str]:
    return segments(normalise(pattern))


def _why(pattern: str, rival: str) -> str:
    ours, its = _parts(pattern), _parts(rival)
    for mine, other in zip(ours, its, strict=False):
        if other == "*":
            return f"{mine!r} is more specific than '*'"
        if other.startswith("{") and not mine.startswith("{"):
            return f"{mine!r} is more specific than {other!r}"
    return "it is the page itself, not what lies below it"


def _says(rule: PageRule, place: Place | None, origins: Origins) -> Iterator[Said]:
    if rule.settings is not None:
        places = origins.of(rule.settings)
        for name, value in sorted(rule.settings.given().items()):
            yield Said(name, value, places.get(name, place))
    places = origins.of(rule)
    if rule.launcher is not None:
        yield Said("launcher", rule.launcher, places.get("launcher", place))
    for trigger, action, terms in rule.triggers:
        where = places.get("triggers", place)
        yield Said("trigger", " ".join(_shown(trigger, action, terms)), where)


def _shown(trigger: object, action: Any, terms: dict[str, Any]) -> Iterator[str]:
    yield repr(trigger)
    yield action if isinstance(action, str) else f"{getattr(action, '__name__', action)}()"
    for name, value in terms.items():
        yield f"{name}={value!r}"


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, (str, int, float, list))
