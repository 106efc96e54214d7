"""The pages' Python, run on fakes: whether it fails, and what its triggers are about."""

import re
import sys
from contextlib import closing
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kommpy.errors import KommpyError
from kommpy.rules import PageRule
from kommpy.testing.clock import RestlessError
from kommpy.testing.dom import parse
from kommpy.testing.visitor import BROWSERS, Visit

from .authored import python
from .census import PACKAGE, Census, census
from .entry import Entry
from .errors import SiteError
from .findings import Findings
from .pages import SitePage, SitePages
from .rehearser import Rehearser, mistake

# a selector, with the author's line that gave it
Place = tuple[str, Path, int]
_NAMES = re.compile(r"""\b(id|class)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_MARKED = re.compile(r'data-kommpy="[^"]*"')
_OPENERS = ("launch_conversation", "open_conversation_list", "start_conversation", "open_form")


class Trial:
    """Runs the Python of one page after the other."""

    def __init__(self, pages: SitePages, findings: Findings) -> None:
        self._pages = pages
        self._findings = findings
        self._unmatched: dict[Place, set[str]] = {}
        self._matched: set[Place] = set()
        self._names: dict[Path, set[str]] = {}
        self._programs: dict[tuple[Path, str], Census] = {}

    def look(self, page: SitePage, rule: PageRule | None) -> None:
        """Run a page's Python, and look at what it did."""
        entry = page.entry
        if entry is None:
            return
        try:
            self._census(entry)
        except SiteError as error:
            self._findings.fault("python", error)
            return
        with closing(_Trier(self._pages)) as visitor:
            try:
                visitor.visit(page)
            except (Exception, SystemExit) as error:
                self._failed(error, entry, page)
            else:
                self._settings(visitor, page, rule)
            selectors = visitor.selectors
        self._selectors(page, selectors)
        if rule and rule.launcher is False:
            self._way_in(page, entry)

    def finish(self) -> None:
        """Find the triggers whose selector matched nothing anywhere."""
        for place in self._unmatched:
            if place not in self._matched:
                selector, file, line = place
                message = f"the selector {selector!r} matches nothing on any page that it is for"
                likely = get_close_matches(selector, self._names.get(file, ()), 1)
                message += f"; did you mean {likely[0]!r}?" if likely else ""
                self._findings.add("warning", "selector", message, file, line)

    def _failed(self, error: BaseException, entry: Entry, page: SitePage) -> None:
        marked = _MARKED.search(str(error)) if isinstance(error, KommpyError) else None
        if marked:
            line = page.html.count("\n", 0, max(page.html.find(marked[0]), 0)) + 1
            self._findings.add("error", "markup", str(error), page.file, line)
            return
        if isinstance(error, KommpyError):
            self._findings.fault("python", mistake(error, entry))
            return
        found = SiteError.of(error, below=entry.folder, path=entry.path)
        if isinstance(error, RestlessError) or self._needs_a_browser(entry):
            message = f"what comes after this, which may work in a browser: {found.message}"
            self._findings.add("note", "not-checked", message, found.path, found.line)
        else:
            self._findings.fault("python", found)

    def _needs_a_browser(self, entry: Entry) -> bool:
        """Tell whether a page's Python asks for what only a browser has."""
        return any(
            name.partition(".")[0] in BROWSERS and by and not by.is_relative_to(PACKAGE)
            for name, by in self._census(entry).outside.items()
        )

    def _census(self, entry: Entry) -> Census:
        program = (entry.path, entry.source)
        if program not in self._programs:
            self._programs[program] = census(entry.source, entry.path, entry.folder)
        return self._programs[program]

    def _settings(self, visitor: "_Trier", page: SitePage, rule: PageRule | None) -> None:
        """Compare what the pages say before Python with what holds once it is there."""
        calls = [call[0] for call in visitor.widget.calls]
        if "begin" not in calls or rule is None or page.config is None or page.entry is None:
            return
        path = page.entry.path
        if rule.settings and rule.settings.to_payload() and not visitor.widget.settings:
            message = (
                f"{page.config.path.name} has a rule for {page.path}, and the page's Chat undoes "
                "it: write Chat(SETTINGS, rules=RULES)"
            )
            self._findings.add("warning", "rules-not-given", message, path)
        if page.config.settings.automatic_chat_open_on_navigation and "start_conversation" in calls:
            message = (
                "a conversation is started as soon as the page is there, over the one that "
                "automatic_chat_open_on_navigation shows again: take one of them"
            )
            self._findings.add("warning", "contradiction", message, path)

    def _way_in(self, page: SitePage, entry: Entry) -> None:
        """Look for what opens a chat whose launcher is hidden."""
        modules = self._census(entry).modules.items()
        own = [path for name, path in modules if not name.startswith("kommpy")]
        texts = [entry.source, *map(python, own)]
        opens = any(name in text for name in _OPENERS for text in texts)
        if not opens and "data-kommpy" not in page.html:
            message = "the launcher is hidden here, and nothing on the page opens the chat"
            self._findings.add("warning", "no-way-in", message, page.file)

    def _selectors(self, page: SitePage, selectors: list[Place]) -> None:
        if not selectors:
            return
        names = _names(page.html)
        document: Any = None
        for place in selectors:
            selector, file, _ = place
            self._names.setdefault(file, set()).update(names)
            if place in self._matched:
                continue
            if selector in names:
                self._matched.add(place)
                continue
            document = document or parse(page.html)
            if document.select_one(selector):
                self._matched.add(place)
            else:
                self._unmatched.setdefault(place, set()).add(page.path)


class _Page(Visit):
    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.selectors: list[Place] = []

    def check_selector(self, selector: str) -> str:
        wrong = super().check_selector(selector)
        place = _author()
        if not wrong and place:
            self.selectors.append((selector, *place))
        return wrong


class _Trier(Rehearser):
    """A visitor who writes down which selectors a page's Python is about."""

    _page_class = _Page

    def __init__(self, pages: SitePages) -> None:
        super().__init__(pages.project.root)
        self._pages = pages

    def visit(self, page: SitePage) -> None:
        """Arrive at a page that has been read already."""
        self._make(page.url, page)
        if page.entry:
            self._start(page.entry)

    @property
    def selectors(self) -> list[Place]:
        return self._page.selectors if isinstance(self._page, _Page) else []


def _author() -> tuple[Path, int] | None:
    """Give the line outside kommpy that is being run."""
    frame: Any = sys._getframe(1)  # noqa: SLF001 - what tracebacks are made of
    while frame and frame.f_globals.get("__name__", "").startswith("kommpy."):
        frame = frame.f_back
    return (Path(frame.f_code.co_filename), frame.f_lineno) if frame else None


def _names(html: str) -> set[str]:
    """Give the ids and classes of a page as selectors; found in its text, which is quick."""
    found: set[str] = set()
    for kind, *values in _NAMES.findall(html):
        sign = "#" if kind == "id" else "."
        found.update(sign + name for value in values for name in value.split())
    return found
