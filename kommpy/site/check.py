"""What is wrong with a site, found without a browser."""

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from kommpy.paths import normalise
from kommpy.rules import PageRule, Rules

from . import micropython
from .census import census
from .config import Config, line_of
from .errors import SiteError
from .findings import Findings
from .manifest import Manifest
from .pages import SitePage, SitePages
from .project import Project

if TYPE_CHECKING:
    from .trial import Trial

EXAMPLES = ("demo",)  # app ids of examples
Progress = Callable[[Iterable[str]], Iterator[str]]


def check(
    project: Project, *, ignored: Iterable[str] = (), progress: Progress = iter
) -> tuple[Findings, int]:
    """Look at all pages of a site, and run their Python on fakes.

    Args:
        project: the site
        ignored: codes that are left out
        progress: is given the pages' addresses, and gives them one after the other

    Returns:
        what was found, and how many pages there are

    """
    findings = Findings(frozenset(ignored))
    pages = SitePages(project)
    trial = _trial(pages, findings)
    rules = _Rules(findings)
    links = _Links(pages, findings)
    for url in progress(list(pages.files)):
        code = "page"
        try:
            page = pages.read(url)
            links.look(page)
            code = "rule"
            rule = rules.look(page)
            code = "page"
            pages.data(page)
            code = "python"
            _look_at_python(page, project)
        except SiteError as error:
            findings.fault(code, error)
        else:
            if trial:
                trial.look(page, rule)
    rules.finish(pages)
    if trial:
        trial.finish()
    return findings, len(pages.files)


def _look_at_python(page: SitePage, project: Project) -> None:
    """Look for what the page's runtime does not take, and this one does."""
    entry = page.entry
    if entry and entry.runtime == "mpy":
        micropython.look(entry, census(entry.source, entry.path, entry.folder), project)


def _trial(pages: SitePages, findings: Findings) -> "Trial | None":
    """Give what runs the pages' Python, where its means are installed."""
    try:
        import bs4  # noqa: F401 - what the fakes read HTML with
    except ImportError:
        message = (
            "triggers and handlers were not looked at; pip install 'kommpy[testing]' brings what "
            "that needs"
        )
        findings.add("note", "not-checked", message)
        return None
    from .trial import Trial

    return Trial(pages, findings)


class _Rules:
    """The rules of each configuration, against the pages that they are for."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._configs: dict[Path, Config] = {}
        self._paths: dict[Path, list[str]] = {}
        self._lines: dict[tuple[Path, str | None], int | None] = {}

    def look(self, page: SitePage) -> PageRule | None:
        """Look at the rule of a page; raises `SiteError` where it fails."""
        config = page.config
        if config is None:
            return None
        if config.path not in self._configs:
            self._configs[config.path] = config
            self._settings(config)
        self._paths.setdefault(config.path, []).append(page.path)
        rule = config.rule(page.path)
        self._routing(rule, config, config.rules.holding(page.path))
        return rule

    def finish(self, pages: SitePages) -> None:
        """Find the rules that hold nowhere."""
        for path, config in self._configs.items():
            paths = self._paths[path]
            holding = {config.rules.holding(path) for path in paths}
            for pattern in config.rules.patterns:
                if pattern not in holding and not _is_route(pattern, pages):
                    self._nowhere(pattern, config, paths)

    def _nowhere(self, pattern: str, config: Config, paths: list[str]) -> None:
        alone = Rules({pattern: PageRule()})
        others = sorted({str(config.rules.holding(path)) for path in paths if alone.holding(path)})
        if others:
            message = f"the rule for {pattern!r} never holds: wherever it could, {others[0]!r} does"
            self._warn("rule-never-holds", message, config, pattern)
            return
        likely = get_close_matches(normalise(pattern), paths, 1)
        self._warn(
            "rule-without-page",
            f"the rule for {pattern!r}: the site has no such page"
            + (f"; did you mean {likely[0]!r}?" if likely else ""),
            config,
            pattern,
        )

    def _settings(self, config: Config) -> None:
        given = config.settings.given()
        if given.get("app_id") in EXAMPLES:
            message = f"app_id={given['app_id']!r} is an example's; yours is in your dashboard"
            self._findings.add("note", "app-id", message, config.path, self._line(config, "app_id"))
        if given.get("automatic_chat_open_on_navigation") and given.get("msg_trigger_timeout"):
            message = (
                "msg_trigger_timeout opens the chat by itself, and "
                "automatic_chat_open_on_navigation keeps it from doing so: take one of them"
            )
            self._warn("contradiction", message, config, "msg_trigger_timeout")

    def _routing(self, rule: PageRule, config: Config, pattern: str | None) -> None:
        given = rule.settings.given() if rule.settings else {}
        if "default_assignee" in given and not given.get("skip_routing"):
            message = (
                f"the rule for {pattern!r} names a default_assignee, and the dashboard's routing "
                "rules may choose another one: add skip_routing=True"
            )
            self._warn("contradiction", message, config, pattern)

    def _warn(self, code: str, message: str, config: Config, text: str | None) -> None:
        self._findings.add("warning", code, message, config.path, self._line(config, text))

    def _line(self, config: Config, text: str | None) -> int | None:
        """Find a line once: many pages may have the same to say of it."""
        if (config.path, text) not in self._lines:
            self._lines[config.path, text] = line_of(config.path, text)
        return self._lines[config.path, text]


def _is_route(pattern: str, pages: SitePages) -> bool:
    """Tell whether a pattern is about a hash route of a page that is there."""
    page, is_route, _ = normalise(pattern).partition("/#/")
    return bool(is_route) and pages.at(page or "/") is not None


class _Links:
    """The links of all pages."""

    def __init__(self, pages: SitePages, findings: Findings) -> None:
        self._base = pages.project.base
        self._known = set(Manifest(pages.project, None).named())
        self._findings = findings

    def look(self, page: SitePage) -> None:
        """Look at the links of a page."""
        for href, line in page.document.links:
            if not self._leads_somewhere(href, page):
                message = f"the link to {href!r} leads nowhere"
                self._findings.add("warning", "link", message, page.file, line)

    def _leads_somewhere(self, href: str, page: SitePage) -> bool:
        try:
            parts = urlsplit(href)
        except ValueError:
            return False
        if parts.scheme or parts.netloc or not parts.path:
            return True
        path = unquote(parts.path).removeprefix(f"{self._base}/" if self._base else "\0")
        url = join("/", normpath(join(dirname(page.url), path)))
        return bool({url, f"{url.rstrip('/')}/index.html", f"{url}.html"} & self._known)
