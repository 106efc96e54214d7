"""Which visit of this visitor it is, and which page of it."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .memory import Memory
    from .ports import Senses

BREAK = 30 * 60  # seconds without activity that end a visit


class Visits:
    """Counts visits, and the pages looked at in each.

    Attributes:
        visit: number of this visit
        page_view: number of the page in it

    """

    def __init__(self, senses: "Senses", memory: "Memory", on_change: "Callable[[], None]") -> None:
        self._senses = senses
        self._memory = memory
        self._on_change = on_change
        self._seen = 0.0  # when the visitor was last active, here
        self.visit = 0
        self.page_view = 0
        self.view()

    def view(self) -> None:
        """Count a page."""
        self._count(1)

    def see(self) -> None:
        """Take note that the visitor is active; after a long break that is a new visit."""
        visit = self.visit
        if self._senses.time - self._seen > BREAK:
            self._count(0)
        self._seen = self._senses.time
        if visit != self.visit:
            self._on_change()

    def forget(self) -> None:
        """Count from the beginning, from what the visitor does next."""
        self.visit = self.page_view = 0
        self._seen = 0.0

    def keep(self) -> None:
        """Have the browser keep it, or what other tabs have counted since.

        The visitor may be about to leave.
        """
        if self.visit:
            visit, page_view, seen = self._kept()
            there = max((visit, page_view), (self.visit, self.page_view))
            self._write(there[0], there[1], max(seen, self._seen))

    def _count(self, pages: int) -> None:
        now = self._senses.time
        visit, page_view, seen = self._kept()
        if now - max(seen, self._seen) > BREAK:
            visit, page_view, pages = visit + 1, 0, 1
        self.visit, self.page_view, self._seen = int(visit), int(page_view) + pages, now
        self._write(self.visit, self.page_view, now)

    def _write(self, visit: int, page_view: int, seen: float) -> None:
        value = {"visit": visit, "page_view": page_view, "seen": seen}
        self._memory.write("visitor", "visits", value)

    def _kept(self) -> "list[Any]":
        """Give what the browser keeps, also of other tabs; zeros where it makes no sense."""
        kept = self._memory.read("visitor", "visits")
        found = [kept.get(name) for name in ("visit", "page_view", "seen")]
        return found if all(isinstance(each, (int, float)) for each in found) else [0, 0, 0]
