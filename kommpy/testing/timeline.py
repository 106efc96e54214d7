"""What happened in a test, in order."""

import json
from collections.abc import Callable
from typing import Any

from kommpy.timeline import Moment

_LONGEST = 160


class Timeline:
    """Keeps what the visitor did, what came of it in the chat, and what the widget was asked for.

    Attributes:
        moments: those of `chat.timeline`, and what a test knows besides, oldest first

    """

    def __init__(self, time: Callable[[], float]) -> None:
        self.moments: list[Moment] = []
        self._time = time

    def add(self, kind: str, text: str) -> None:
        """Put something down."""
        self.moments.append(Moment(round(self._time(), 3), kind, text))

    def chat(self, moment: Moment) -> None:
        """Put down what a chat's own timeline has, by the clock of this one."""
        self.add(moment.kind, moment.text)

    def widget(self, kind: str, name: str, *given: Any) -> None:
        """Put down what a widget was asked for, with all that it was given."""
        if kind == "call":
            self.add("widget", " ".join([name, *(shown(each) for each in given)]))

    def __str__(self) -> str:
        return "\n".join(str(each) for each in self.moments)


def shown(value: Any) -> str:
    """Write a value in one line, not too long."""
    if isinstance(value, dict):
        value = {key: each for key, each in value.items() if each is not None}
    try:
        text = json.dumps(value, ensure_ascii=False, default=repr)
    except ValueError:
        text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
