"""What happened in a test, in order."""

import json
from collections.abc import Callable
from typing import Any

_LONGEST = 160


class Timeline:
    """Keeps what the visitor did, what the widget was asked for, and what it told.

    Attributes:
        entries: what happened, as `(seconds, who, what)`

    """

    def __init__(self, time: Callable[[], float]) -> None:
        self.entries: list[tuple[float, str, str]] = []
        self._time = time

    def add(self, who: str, what: str) -> None:
        """Put something down."""
        self.entries.append((self._time(), who, what))

    def widget(self, kind: str, name: str, *given: Any) -> None:
        """Put down what a widget says of itself."""
        self.add(kind, " ".join([name, *(shown(each) for each in given if each is not None)]))

    def __str__(self) -> str:
        width = max((len(who) for _, who, _ in self.entries), default=0)
        return "\n".join(
            f"{seconds:8.2f} s  {who:<{width}}  {what}" for seconds, who, what in self.entries
        )


def shown(value: Any) -> str:
    """Write a value in one line, not too long."""
    if isinstance(value, dict):
        value = {key: each for key, each in value.items() if each is not None}
    try:
        text = json.dumps(value, ensure_ascii=False, default=repr)
    except ValueError:
        text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
