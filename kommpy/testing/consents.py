"""Consent in plain Python: what managers say, and the events that ask for it."""

from collections.abc import Callable
from typing import Any

from kommpy.ports import Consents


class FakeConsents(Consents):
    """Consent managers that say what a test has them say.

    Attributes:
        managers: what each says, by name: `{"cookiebot": True}`

    """

    def __init__(self) -> None:
        self.managers: dict[str, bool] = {}
        self._listeners: list[tuple[tuple[str, ...], Callable[[Any], None]]] = []

    def signal(self, kind: str, detail: Any = None) -> None:
        """Send an event, as a banner would."""
        for kinds, listener in tuple(self._listeners):
            if kind in kinds:
                listener(detail)

    def on_signal(
        self, kinds: tuple[str, ...], listener: Callable[[Any], None]
    ) -> Callable[[], None]:
        entry = (kinds, listener)
        self._listeners.append(entry)

        def stop() -> None:
            self._listeners[:] = [each for each in self._listeners if each is not entry]

        return stop

    def read(self, manager: str, category: str) -> bool:
        return self.managers.get(manager, False)
