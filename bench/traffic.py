"""What goes over the wire for a page, the widget's own files aside."""

from typing import Any

from playwright.async_api import CDPSession as AsyncSession
from playwright.sync_api import CDPSession

WIDGET = "/v2/"


class Traffic:
    """Counts, as the browser does, heads included.

    Attributes:
        requests: number of answers that did not come out of the browser's cache
        bytes: their size, compressed

    """

    def __init__(self, session: AsyncSession | CDPSession) -> None:
        self.requests = 0
        self.bytes = 0.0
        self._addresses: dict[str, str] = {}
        session.on("Network.requestWillBeSent", self._ask)
        session.on("Network.loadingFinished", self._receive)

    def _ask(self, sent: dict[str, Any]) -> None:
        self._addresses[sent["requestId"]] = sent["request"]["url"]

    def _receive(self, finished: dict[str, Any]) -> None:
        address = self._addresses.get(finished["requestId"], "")
        size = finished["encodedDataLength"]
        if address.startswith("http") and WIDGET not in address and size:
            self.requests += 1
            self.bytes += size
