"""What triggers wait for on a page: each kind is listened for once, however many wait."""

from .memory import Memory
from .ports import nothing
from .visits import Visits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .ports import Page, Senses, Stop

    Listener = Callable[..., None]
    Traveller = Callable[[bool], None]


class Source:
    """One listening of the page's, shared by all that want to hear, and only while they do."""

    def __init__(self, begin: "Callable[[Listener], Stop]") -> None:
        self._begin = begin
        self._entries: list[list[Listener]] = []
        self._stop: Stop | None = None

    def listen(self, listener: "Listener") -> "Stop":
        """Tell a listener what is heard from now on; returns its `stop`."""
        entry = [listener]
        self._entries.append(entry)
        if self._stop is None:
            self._stop = self._begin(self.tell)

        def stop() -> None:
            self._entries[:] = [each for each in self._entries if each is not entry]
            entry.clear()
            if not self._entries and self._stop is not None:
                self._stop()
                self._stop = None

        return stop

    def tell(self, *said: "Any") -> None:
        """Tell all that listen."""
        for entry in list(self._entries):
            for listener in list(entry):
                listener(*said)


class Clock:
    """The time that the visitor spends on the page: it stands still while the tab is hidden."""

    def __init__(self, page: "Page", start: float) -> None:
        self._page = page
        self._spent = start
        self._since = None if page.senses.hidden else page.now
        self._timers: list[_Timer] = []

    @property
    def now(self) -> float:
        """Seconds that the visitor has seen the page."""
        running = 0.0 if self._since is None else self._page.now - self._since
        return self._spent + running

    def at(self, due: float, function: "Callable[[], object]") -> "Stop":
        """Call a function when `now` has come to a time; returns the `stop` that prevents it."""
        timer = _Timer(due, function)
        self._timers.append(timer)
        if self._since is not None:
            self._start(timer)

        def stop() -> None:
            if timer in self._timers:
                self._timers.remove(timer)
                timer.stop()

        return stop

    def run(self, runs: bool) -> None:
        """Let time pass, or stand still."""
        if runs == (self._since is not None):
            return
        self._spent, self._since = self.now, self._page.now if runs else None
        for timer in list(self._timers):
            if runs:
                self._start(timer)
            else:
                timer.stop()

    def _start(self, timer: "_Timer") -> None:
        def ring() -> None:
            self._timers.remove(timer)
            timer.function()

        timer.stop = self._page.later(max(0, timer.due - self.now), ring)


class _Timer:
    def __init__(self, due: float, function: "Callable[[], object]") -> None:
        self.due = due
        self.function = function
        self.stop: Stop = nothing


class Hub:
    """All that triggers listen to on one page, whichever chat they belong to.

    Attributes:
        senses: what the page can tell
        memory: what is kept between pages
        clock: the time spent on the page
        arrived: what the clock said when the visitor came to this path
        activity, exit, scroll: the sources of what the visitor does
        shown: tells when the tab is shown again
        address: tells when the address has changed, and the path has not
        count: tells when a new visit has begun on this page

    """

    def __init__(self, page: "Page", senses: "Senses") -> None:
        self.senses = senses
        self.memory = Memory(page)
        self.clock = Clock(page, 0 if senses.hidden else page.now)
        self.arrived = min(page.began or 0.0, self.clock.now)
        self.activity = Source(senses.on_activity)
        self.exit = Source(senses.on_exit)
        self.scroll = Source(senses.on_scroll)
        self.shown = Source(lambda tell: nothing)
        self.address = Source(lambda tell: nothing)
        self.count = Source(lambda tell: self.activity.listen(self.visits.see))
        self._media: dict[str, Source] = {}
        self._visits: Visits | None = None
        self._travellers: list[Traveller] = []
        self._path = page.path
        senses.on_visibility(self._turn)
        page.on_navigate(self._move)

    def media(self, query: str) -> Source:
        """Give the source that tells whether a media query holds from now on."""
        if query not in self._media:
            self._media[query] = Source(lambda tell: self.senses.on_media(query, tell))
        return self._media[query]

    @property
    def visits(self) -> Visits:
        """The visitor's visits; this page is counted when they are first asked for."""
        if self._visits is None:
            self._visits = Visits(self.senses, self.memory, self.count.tell)
        return self._visits

    def travel(self, traveller: "Traveller") -> None:
        """Tell somebody of each path that the visitor leaves (`False`) and comes to (`True`)."""
        self._travellers.append(traveller)

    def forget(self) -> None:
        """Take the visitor for a new one."""
        self.memory.forget()
        if self._visits is not None:
            self._visits.forget()

    def _move(self, path: str) -> None:
        if path == self._path:
            self.address.tell()
            return
        self._path = path
        for traveller in self._travellers:
            traveller(False)
        self.arrived = self.clock.now
        self.memory.leave()
        if self._visits is not None:
            self._visits.view()
        for traveller in self._travellers:
            traveller(True)

    def _turn(self, hidden: bool) -> None:
        self.clock.run(not hidden)
        if not hidden:
            self.shown.tell()
        else:
            if self._visits is not None:
                self._visits.keep()
            self.memory.flush()


def hub_of(page: "Page") -> Hub:
    """Give the hub of a page."""
    if page.senses.hub is None:
        page.senses.hub = Hub(page, page.senses)
    hub: Hub = page.senses.hub
    return hub
