"""What a browser knows of a window: refused by policy, answered by servers, said in its console."""

from .browser import create_proxy, free, js

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MANY = 20  # of each; more than anybody reads
_LONG = 200  # characters of what was said
_FULL = 250  # requests that a browser keeps a record of
_ROOM = 50  # of them, for what comes next
_WANTED = '{"types": ["csp-violation"], "buffered": true}'  # those from before Python, too


class Evidence:
    """What is known of one window, from now on and as far back as the browser remembers.

    Attributes:
        window: the window
        refused: what its Content-Security-Policy refused, as `(directive, address)`
        said: after `listen_in`: its uncaught errors, and what went to its console as one
        forgotten: by the window's clock, until when nothing is known of requests any more

    """

    def __init__(self, window: "Any", seed: "Any") -> None:
        self.window = window
        self.refused: list[tuple[str, str]] = []
        self.said: list[str] = []
        self.forgotten = 0.0
        self._seed = seed
        self._on_reports = create_proxy(self._take_reports)
        self._on_refusal = create_proxy(lambda event: self._refuse(event, event.blockedURI))
        self._on_error = create_proxy(lambda event: self._say(str(event.message)))
        self._on_console = None
        window.document.addEventListener("securitypolicyviolation", self._on_refusal)
        self._observer = None
        if getattr(window, "ReportingObserver", None):
            wanted = js.JSON.parse(_WANTED)
            self._observer = window.ReportingObserver.new(self._on_reports, wanted)
            self._observer.observe()

    def listen_in(self) -> None:
        """Hear the window's errors, and what goes to its console as one; they get there, too."""
        self.window.addEventListener("error", self._on_error)
        console = self.window.console
        original = console.error

        def heard(*args: "Any") -> None:
            self._say(" ".join(self._text(each) for each in args))
            original.call(console, *args)

        self._on_console = create_proxy(heard)
        console.error = self._on_console

    def refusal(self, address: str) -> str | None:
        """Tell which directive refused an address."""
        for directive, blocked in self.refused:
            if blocked and address.startswith(blocked):
                return f"{directive} forbids {blocked}"
        return None

    def status(self, part: str, since: float = 0) -> int | None:
        """Give the status of the last answer from an address that contains a text.

        0 stands for no answer, or one whose status a page may not know; `None` for no request that
        has come to its end, or for a browser that does not tell.
        """
        entry = self._entry(part, since)
        status = getattr(entry, "responseStatus", None) if entry else None
        return None if status is None else int(status)

    def address(self, part: str) -> str:
        """Give the address that was asked last and contains a text; `""` where none was."""
        entry = self._entry(part, 0)
        return str(entry.name) if entry else ""

    def make_room(self) -> None:
        """Forget what is recorded, where there is hardly any room left for more."""
        if self._entries().length > _FULL - _ROOM:
            self.forgotten = float(self.window.performance.now())
            self.window.performance.clearResourceTimings()

    def latest(self) -> float:
        """Give the time, by its own clock, just after all that is recorded so far."""
        entries = self._entries()
        starts = [entries[number].startTime for number in range(entries.length)]
        return max(starts) + 0.001 if starts else 0

    def _entry(self, part: str, since: float) -> "Any":
        entries = self._entries()
        for number in range(entries.length - 1, -1, -1):
            if part in entries[number].name and entries[number].startTime >= since:
                return entries[number]
        return None

    def _entries(self) -> "Any":
        # a window whose frame was removed may have none
        records = getattr(self.window, "performance", None)
        return records.getEntriesByType("resource") if records else js.Array.new()

    def stop(self) -> None:
        """Let go of the window."""
        self.window.removeEventListener("error", self._on_error)
        self.window.document.removeEventListener("securitypolicyviolation", self._on_refusal)
        if self._observer:
            self._observer.disconnect()
        for proxy in (self._on_reports, self._on_refusal, self._on_error, self._on_console):
            if proxy is not None:
                free(proxy)

    def _take_reports(self, reports: "Any", *rest: object) -> None:
        for number in range(reports.length):
            body = reports[number].body
            self._refuse(body, body.blockedURL)

    def _refuse(self, report: "Any", address: str | None) -> None:
        entry = (str(report.effectiveDirective), str(address or ""))
        if entry not in self.refused:
            self.refused = self.refused[1 - _MANY :] + [entry]

    def _say(self, text: str) -> None:
        self.said = self.said[1 - _MANY :] + [" ".join(text.split())[:_LONG]]

    def _text(self, value: "Any") -> str:
        found = self._seed.safe(js, "String", value)
        return "" if isinstance(found, str) else str(found[0])
