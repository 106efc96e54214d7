"""What the server tells the pages that are open: which files changed, by number."""

from collections.abc import Collection
from threading import Condition

KEPT = 100  # changes; a page that missed more begins anew anyway
HEARTBEAT = 10  # seconds; by it a page that went away is noticed


class Channel:
    """Changes, in order, for any number of listeners.

    Attributes:
        version: the number of the last change
        closed: whether there will be no more

    """

    def __init__(self) -> None:
        self.version = 0
        self.closed = False
        self._changes: list[tuple[int, list[str]]] = []
        self._news = Condition()

    def tell(self, urls: Collection[str]) -> None:
        """Tell of changed URLs."""
        with self._news:
            self.version += 1
            self._changes = [*self._changes, (self.version, sorted(urls))][-KEPT:]
            self._news.notify_all()

    def close(self) -> None:
        """Let all listeners go."""
        with self._news:
            self.closed = True
            self._news.notify_all()

    def after(self, version: int, timeout: float = HEARTBEAT) -> tuple[int, list[str]]:
        """Wait for changes after a version; gives the last one's, and all URLs since."""
        with self._news:
            self._news.wait_for(lambda: self.closed or self.version > version, timeout)
            urls = {url for number, each in self._changes if number > version for url in each}
            return self.version, sorted(urls)
