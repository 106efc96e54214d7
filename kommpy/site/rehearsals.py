"""What MicroPython cannot tell of a page's Python, told before the page is handed out.

MicroPython keeps neither the code of functions nor the line that a call stands on. So handlers that
would set each other off without end, and triggers without a handler, are found in CPython.
"""

from pathlib import Path

from .census import PACKAGE, census
from .entry import Entry
from .errors import SiteError
from .stamp import Stamp


class Rehearsals:
    """Looks at what pages run on MicroPython, once until it changes."""

    def __init__(self) -> None:
        self._fine: dict[Path, tuple[str, Stamp]] = {}

    def look(self, entry: Entry, path: str) -> None:
        """Run a page's Python on fakes.

        Args:
            entry: the page's Python
            path: the page's path, as rules are compared with it

        Raises:
            SiteError: it has such a mistake

        """
        source, own = self._fine.get(entry.path, ("", Stamp()))
        if entry.runtime != "mpy" or (source == entry.source and own.holds()):
            return
        try:
            modules = census(entry.source, entry.path, entry.folder).modules
        except SiteError:
            return  # what does not parse is told where it is run
        own = Stamp(each for each in modules.values() if not each.is_relative_to(PACKAGE))
        from .rehearser import rehearse

        rehearse(entry, path)
        self._fine[entry.path] = (entry.source, own)
