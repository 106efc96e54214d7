"""A page's Python, run in CPython without a browser: on fakes, with stand-ins for the rest."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from traceback import walk_tb
from typing import Any

from kommpy import loops
from kommpy.errors import KommpyError, TriggerError
from kommpy.testing.anything import Anything
from kommpy.testing.visitor import BROWSERS, PYTHON, Visit, Visitor
from kommpy.triggers import NO_HANDLER

from .config import importing
from .entry import Entry
from .errors import SiteError

_STOOD_IN = (*BROWSERS, "pyodide.code", "pyodide.ffi", "pyodide.http")
_STOOD_IN += ("pyscript.ffi", "pyscript.flatted", "pyscript.util", "pyscript.web", "pyscript.fetch")


class Rehearser(Visitor):
    """A visitor to whom each module that only a browser has is anything at all."""

    def __init__(self, site: Path) -> None:
        super().__init__(site, modules={name: Anything(name) for name in _STOOD_IN})

    def _start(self, entry: Entry) -> None:
        with redirect_stdout(StringIO()):  # what it prints is for a browser's console
            super()._start(entry)


def mistake(error: KommpyError, entry: Entry) -> SiteError:
    """Say what is wrong with a page's Python, and where, in kommpy's own words."""
    found = SiteError.of(error, below=entry.folder, path=entry.path)
    path, line = found.path, found.line
    if isinstance(error, TriggerError) and error.where:
        file, _, number = error.where.removeprefix("at ").rpartition(":")
        path, line = Path(file), int(number)
    return SiteError(str(error), path=path, line=line)


def rehearse(entry: Entry, path: str) -> None:
    """Run a page's Python, and refuse what MicroPython could not tell of it.

    Args:
        entry: the page's Python
        path: the page's path, as rules are compared with it

    Raises:
        SiteError: handlers would set each other off without end, or a trigger has no handler

    """
    # a thread of its own: another event loop may be running on this one
    with importing, ThreadPoolExecutor(1) as thread:
        found = thread.submit(_mistake, entry, path).result()
    if found:
        raise mistake(found, entry)


def _mistake(entry: Entry, path: str) -> TriggerError | None:
    blind = _Blind(entry.folder)
    try:
        return blind.perform(entry, path)
    finally:
        blind.close()


class _Blind(Rehearser):
    """One who does not even read the page's HTML, which takes a library."""

    def perform(self, entry: Entry, path: str) -> TriggerError | None:
        """Run a page's Python; gives what is wrong with it, whatever a browser would say to it."""
        page = self._page = _Blank(self._loop, path, "", {})
        with suppress(Exception, SystemExit):  # it may work in a browser
            self._start(entry)
        return page.mistake

    def _raise(self) -> None:
        """Leave what nobody has caught to be looked through."""


class _Blank(Visit):
    """A page with nothing on it."""

    @property
    def mistake(self) -> TriggerError | None:
        """What was reported that is about handlers alone, and not about what was stood in for."""
        ran = all(where != PYTHON for _, where in self.reports)
        for error, where in self.reports:
            if isinstance(error, TriggerError) and (
                _is_of_loops(error) or (ran and where == NO_HANDLER)
            ):
                return error
        return None

    def elements(self, selector: str) -> list[Any]:
        return []

    def check_selector(self, selector: str) -> str:
        return ""

    def bind(self, selector: str, read: Any) -> Any:
        return (lambda: None), (lambda: None)

    def expand(self, selector: str, expanded: bool | None) -> None:
        pass


def _is_of_loops(error: BaseException) -> bool:
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    return bool(frames) and frames[-1].f_globals is vars(loops)
