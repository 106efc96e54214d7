"""What is done about a widget that failed: begun anew where it was removed, or as asked to."""

from .actions import Outcome

_OFTEN = 3  # on one page: who removes the widget more often means it
_LONGEST = 60  # seconds between two tries


class Retry(Outcome):
    """The tries to load a chat again; `await` it for the chat to be ready."""

    def __init__(self, tries: int, pause: float) -> None:
        super().__init__()
        self._left = tries
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

    Attributes:
        retry: the tries that are under way

    """

    def __init__(self) -> None:
        self._removals = 0
        self.retry: Retry | None = None

    def pause(self, reason: str | None) -> float | None:
        """Give the seconds after which to begin anew; `None` where nothing is to be done."""
        if reason == "removed" and self._removals < _OFTEN:
            self._removals += 1
            return 0
        return self.retry.next() if self.retry else None

    def end(self, error: Exception | None = None) -> None:
        """End the tries: with the chat ready, or given up."""
        retry, self.retry = self.retry, None
        if retry:
            retry.settle(error=error)

    def arrive(self) -> None:
        """Begin to count anew, on another page."""
        self._removals = 0
