"""Lists of one kind."""

import json

from .kinds import Kind, refusal
from .texts import ID, TEXT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Many(Kind):
    """A list of one kind, not empty, nothing twice."""

    def __init__(self, each: Kind, summary: str):
        self.each = each
        self.summary = summary

    def check(self, option: str, value: "Any") -> "list[Any]":
        if isinstance(value, str):
            raise refusal(option, value, self._wrap(value))
        if not isinstance(value, (list, tuple)):
            raise refusal(option, value, f"give {self.summary}")
        if not value:
            raise refusal(
                option,
                value,
                "leave it out (in ConversationSettings, DASHBOARD takes a rule's list back); "
                "an empty list is a value of its own to the widget",
            )
        found: list[Any] = []
        for each in value:
            checked = self.each.check(option, each)
            if checked in found:
                raise refusal(option, value, f"{checked!r} is there twice, name it once")
            found.append(checked)
        return found

    def _wrap(self, value: str) -> str:
        return f'wrap it in a list: ["{value}"]'


class Events(Many):
    """Names of bot events; the widget forwards them as JSON text."""

    def payload(self, value: "Any") -> str:
        return json.dumps(value)

    def _wrap(self, value: str) -> str:
        try:
            names = json.loads(value)
        except ValueError:
            names = value
        names = names if isinstance(names, list) else [value]
        return f"give a list, kommpy makes the JSON text of it: {names!r}"


class OneOrMany(Kind):
    """One value, or a list of them."""

    def __init__(self, one: Kind, many: Many):
        self.one = one
        self.many = many
        self.summary = f"{one.summary} or {many.summary}"

    def check(self, option: str, value: "Any") -> "Any":
        kind = self.many if isinstance(value, (list, tuple)) else self.one
        return kind.check(option, value)


IDS = Many(ID, "a list of ids")
TEXTS = Many(TEXT, "a list of texts")
EVENTS = Events(TEXT, "a list of event names")
