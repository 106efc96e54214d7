"""What was found to be wrong with a site, or to be looked at."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from .errors import SiteError, shown

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")

# every code, with what it means
CODES = {
    "page": "a page, or the configuration behind it, cannot be read",
    "python": "a page's Python fails as soon as it runs",
    "markup": "an element's data-kommpy says something that does not exist",
    "rule": "a rule fails on a page",
    "rule-without-page": "a rule is for a page that the site does not have",
    "rule-never-holds": "wherever a rule could hold, a more specific one does",
    "rules-not-given": "config.py has a rule for a page whose Chat does not know the rules",
    "contradiction": "two options of which one defeats the other",
    "no-way-in": "the launcher is hidden on a page, and nothing there opens the chat",
    "selector": "a trigger's selector matches nothing on any page that it is for",
    "link": "a link leads to a page that the site does not have",
    "app-id": "the app id is an example's",
    "not-checked": "something could not be checked, and why",
}


@dataclass(frozen=True)
class Finding:
    """One thing that was found.

    Attributes:
        level: `"error"`, `"warning"` or `"note"`
        code: one of `CODES`
        message: what it is, and the mend
        file, line: where, as far as it is known

    """

    level: Level
    code: str
    message: str
    file: Path | None = None
    line: int | None = None

    @property
    def place(self) -> str:
        """Where it is, as a terminal makes a link of it."""
        return f"{shown(self.file)}{f':{self.line}' if self.line else ''}"

    def as_json(self) -> dict[str, Any]:
        """Give it for machines."""
        return {
            "level": self.level,
            "code": self.code,
            "message": self.message,
            "file": shown(self.file) or None,
            "line": self.line,
        }


@dataclass
class Findings:
    """All that was found, each thing once, in the order in which it was met.

    Attributes:
        ignored: codes that nobody wants to hear of

    """

    ignored: frozenset[str] = frozenset()
    _found: dict[Finding, None] = field(default_factory=dict)

    def add(
        self,
        level: Level,
        code: str,
        message: str,
        file: Path | None = None,
        line: int | None = None,
    ) -> None:
        """Put something down."""
        if code not in self.ignored:
            self._found[Finding(level, code, message, file, line)] = None

    def fault(self, code: str, error: SiteError) -> None:
        """Put down what is wrong."""
        self.add("error", code, error.message, error.path, error.line)

    def all(self) -> list[Finding]:
        """Give what was found, the worst first."""
        return sorted(self._found, key=lambda each: LEVELS.index(each.level))

    def count(self, level: Level) -> int:
        """Tell how many there are of a level."""
        return sum(each.level == level for each in self._found)
