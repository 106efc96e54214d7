"""Handlers that would set each other off without end, refused before the first of them runs.

Only what is certain counts: a handler that decides something, or calls what cannot be read, may
come to an end. Where it does not, the chain is stopped as it runs (see `handlers`).
"""

from .author import author
from .effects import effects, may_lead_to
from .errors import TriggerError
from .handlers import name_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .effects import Cause, Effect
    from .handlers import Handler
    from .moments import Trigger
    from .ports import Stop


class Loops:
    """What each handler is called by, and what is sure to come of it."""

    def __init__(self, chat: object) -> None:
        self._chat = chat
        self._rounds: list[_Round] = []

    def guard(
        self, causes: "list[Cause]", add: "Callable[[Handler], Stop]"
    ) -> "Callable[[Handler], Stop]":
        """Give what adds a handler, unless it would go round for ever with those that are there.

        What is given raises a `TriggerError` that names the lines that registered them.
        """

        def guarded(handler: "Handler") -> "Stop":
            if not hasattr(getattr(handler, "__code__", None), "co_names"):
                return add(handler)
            rounds = [_Round(cause, handler, self._chat) for cause in causes]
            self._rounds += rounds

            def end() -> None:
                self._rounds = [each for each in self._rounds if each not in rounds]

            try:
                for each in rounds:
                    self._follow(each, each.cause, [])
            except TriggerError:
                end()
                raise
            stop = add(handler)

            def stop_both() -> None:
                end()
                stop()

            return stop_both

        return guarded

    def guard_trigger(
        self,
        trigger: "str | Trigger",
        selector: object,
        terms: "dict[str, Any]",
        add: "Callable[[Handler], Stop]",
    ) -> "Callable[[Handler], Stop]":
        """Give the same of a trigger and its terms."""
        return self.guard(_causes_of(trigger, selector, terms), add)

    def _follow(self, at: "_Round", by: "Effect", before: "list[tuple[_Round, Effect]]") -> None:
        """Follow what comes of a handler, and refuse what comes back to where it was."""
        if (at, by) in before:
            raise _endless([each for each, _ in before[before.index((at, by)) :]])
        if not (at.leads_to and any(each.label in at.leads_to for each in self._rounds)):
            return
        for effect in at.effects:
            if effect == by and effect[0] == "url":  # the visitor is there already
                continue
            for each in self._rounds:
                if _is_called(each.cause, effect):
                    self._follow(each, effect, before + [(at, by)])


class _Round:
    """A handler and one thing that calls it.

    Attributes:
        cause: what calls it
        label: the same, as `may_lead_to` has it
        leads_to: what could come of it, as far as its names say

    """

    def __init__(self, cause: "Cause", handler: "Handler", chat: object) -> None:
        self.cause = cause
        self.label = cause[1] if cause[0] == "event" else cause[0]
        self.leads_to = may_lead_to(handler, cause)
        self._where = author()
        self._handler = handler
        self._chat = chat
        self._effects: list[Effect] | None = None

    @property
    def effects(self) -> "list[Effect]":
        """What is sure to come of it, in order."""
        if self._effects is None:
            self._effects = effects(self._handler, self.cause, self._chat)
        return self._effects

    def __repr__(self) -> str:
        said = ", ".join([repr(each) for each in self.cause[1:] if each])
        begins = "on" if self.cause[0] == "event" else "when"
        said = f"url({said})" if self.cause[0] == "url" else said
        return f"chat.{begins}({said}, {name_of(self._handler)}){self._where}"


def _causes_of(
    trigger: "str | Trigger", selector: object, terms: "dict[str, Any]"
) -> "list[Cause]":
    """Give what fires a trigger, each time that it happens; nothing where a term may end it."""
    once = terms.get("once")
    if once not in (None, "page") or any(name not in ("once", "prevent_default") for name in terms):
        return []
    if isinstance(trigger, str):
        found = [("dom_event", trigger, selector if isinstance(selector, str) else "")]
    else:
        found = _causes(trigger)
    # what is once on a page is again on the next one
    return [each for each in found if each[0] == "url" or not once]


def _causes(trigger: "Any") -> "list[Any]":
    kind = getattr(trigger, "kind", "")
    if kind == "|":
        return _causes(trigger.values[0]) + _causes(trigger.values[1])
    return [(kind,) + trigger.values] if kind in ("dom_event", "url") else []


def _is_called(cause: "Cause", effect: "Effect") -> bool:
    if cause[0] != effect[0]:
        return False
    if cause[0] == "url":
        from .addresses import Address
        from .paths import normalise

        head, _, fragment = effect[1].partition("#")
        query = head.partition("?")[2]
        return Address(cause[1]).match(normalise(effect[1]), query, fragment) is not None
    return cause == effect or (cause[0] == "dom_event" and cause[1:] == (effect[1], ""))


def _endless(rounds: "list[_Round]") -> TriggerError:
    places: list[str] = []
    for each in rounds:
        if repr(each) not in places:
            places.append(repr(each))
    who = "sets itself off" if len(places) == 1 else "set each other off"
    return TriggerError(
        f"{' and '.join(places)} {who} without end; let one of them ask first whether to go on, or "
        'give it a term such as once="session"'
    )
