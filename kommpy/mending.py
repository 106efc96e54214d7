"""What is done about a widget that failed: begun anew where it was removed, or as asked to."""

from .actions import Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .ports import Page
    from .readiness import Readiness

TRIES = 5  # where nothing else is said
PAUSE = 1  # seconds before the second one
_OFTEN = 3  # on one page: who removes the widget more often means it
_LONGEST = 60  # seconds between two tries
# failures that the network may have to answer for
_BY_NETWORK = ("network", "no_answer", "offline", "settings_failed")


class Retry(Outcome):
    """The tries to load a chat again; `await` it for the chat to be ready."""

    def __init__(self, tries: int, pause: float) -> None:
        super().__init__()
        self._left = tries - 1  # the first one begins at once
        self._pause = pause

    def next(self) -> float | None:
        """Give the seconds to wait before the next try; `None` where there is none."""
        if self._left == 0:
            return None
        pause, self._pause = self._pause, min(2 * self._pause, _LONGEST)
        self._left -= 1
        return pause


class Mending:
    """Knows what is done next about a chat that does not get ready, or does not stay so.

    Args:
        page: where the network comes and goes
        reconnect: called with tries and a pause when a network is back that may have been missing

    """

    def __init__(self, page: "Page", reconnect: "Callable[[int, float], None]") -> None:
        self._page = page
        self._reconnect = reconnect
        self._removals = 0
        self._retry: Retry | None = None
        self._listens = False
        self._lost = False  # for want of a network

    def begin(self, tries: int, pause: float) -> Retry:
        """Begin to try, unless tries are under way."""
        if self._retry is None:
            self._retry = Retry(tries, pause)
        self._lost = False
        return self._retry

    def pause(self, reason: str | None) -> float | None:
        """Give the seconds after which to begin anew; `None` where nothing is to be done."""
        if reason == "removed" and self._removals < _OFTEN:
            self._removals += 1
            return 0
        return self._retry.next() if self._retry else None

    def end(self, error: Exception | None = None) -> None:
        """End the tries: with the chat ready, or given up."""
        self._lost = False
        retry, self._retry = self._retry, None
        if retry:
            retry.settle(error=error)

    def give_up(self, readiness: "Readiness", reason: str | None) -> None:
        """End the tries in vain; where the network may be the cause, until it is back."""
        if self._retry:
            self.end(readiness.error)
        self._lost = reason in _BY_NETWORK
        if self._lost and not self._listens:
            self._listens = True
            self._page.on_online(self._on_online)

    def arrive(self) -> None:
        """Begin to count anew, on another page."""
        self._removals = 0

    def _on_online(self) -> None:
        if self._lost:
            self._reconnect(TRIES, PAUSE)
