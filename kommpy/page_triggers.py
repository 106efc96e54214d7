"""The triggers of a page rule: armed when the visitor comes to the page, ended on leaving it."""

from .agreed import trouble_with_terms
from .errors import KommpyError, RuleError
from .moments import Trigger

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# what a rule can name: actions that need nothing to be said with them
ACTIONS = (
    "close",
    "hide",
    "launch_conversation",
    "open_conversation_list",
    "show",
    "start_conversation",
    "toggle",
)
TERMS = ("condition", "cool_down", "on_navigate", "once", "prevent_default")
_FORM = 'a list such as [(after(30), "launch_conversation", {"once": "session"})]'


def checked(triggers: object) -> "tuple[tuple[Trigger, Any, dict[str, Any]], ...]":
    """Give a rule's triggers as `(trigger, action, terms)`, or refuse them."""
    if not isinstance(triggers, (list, tuple)):
        raise RuleError(f"PageRule(triggers=...) takes {_FORM}, not {triggers!r}")
    return tuple(_checked(entry) for entry in triggers)


def _checked(entry: object) -> "tuple[Trigger, Any, dict[str, Any]]":
    if isinstance(entry, Trigger):
        raise RuleError(f"PageRule(triggers=...): {entry!r} has no action; write {_FORM}")
    if not isinstance(entry, (list, tuple)) or len(entry) not in (2, 3):
        raise RuleError(f"PageRule(triggers=...) takes {_FORM}, not {entry!r} in it")
    trigger, action = entry[0], entry[1]
    terms = entry[2] if len(entry) > 2 else {}  # noqa: PLR2004
    if not isinstance(trigger, Trigger):
        raise RuleError(
            f"PageRule(triggers=...): {trigger!r} is no trigger; write after(30), "
            'dom_event("click", "#help"), ...'
        )
    if not callable(action) and action not in ACTIONS:
        raise RuleError(
            f"PageRule(triggers=...): {action!r} is no action; give one of {', '.join(ACTIONS)}, "
            "or a function that takes the chat and the event"
        )
    if not isinstance(terms, dict) or [each for each in terms if each not in TERMS]:
        raise RuleError(
            f"PageRule(triggers=...): {terms!r} are no terms; give a dict with some of "
            f"{', '.join(TERMS)}"
        )
    wrong = trouble_with_terms(**terms)
    if wrong:
        raise RuleError(f"PageRule(triggers=...): {wrong}")
    return trigger, action, terms


class _Answer:
    """What a rule's trigger does, by a name of its own: each rule's fires as often as it may."""

    def __init__(self, chat: "Any", action: "Any", pattern: str | None) -> None:
        self._chat = chat
        self._action = action
        name = getattr(action, "__name__", type(action).__name__) if callable(action) else action
        self.__name__ = f"{name} of the rule for {pattern!r}"

    def __call__(self, event: "Any") -> "Any":
        if callable(self._action):
            return self._action(self._chat, event)
        return getattr(self._chat, self._action)()


class PageTriggers:
    """Those of the page that the visitor is on."""

    def __init__(self, chat: "Any", page: "Any", when: "Callable[..., Any]") -> None:
        self._chat = chat
        self._port = page
        self._when = when
        self._stops: list[Callable[[], None]] = []
        self._page = 0

    def move(self, triggers: "tuple[Any, ...]", pattern: str | None) -> None:
        """End those of the page before, and arm these, of the rule for a pattern."""
        for stop in self._stops:
            stop()
        self._stops = []
        self._page += 1
        page = self._page
        # when all else knows that the visitor has moved on, and if he is still here then
        self._port.soon(lambda: self._arm(triggers, pattern) if page == self._page else None)

    def _arm(self, triggers: "tuple[Any, ...]", pattern: str | None) -> None:
        first = self._port.began is None
        for trigger, action, terms in triggers:
            answer = _Answer(self._chat, action, pattern)
            try:
                stop = self._when(trigger, None, answer, terms, first=first)
                self._stops.append(stop)
            except KommpyError as error:  # a selector that no browser takes
                self._port.report(error, "a trigger of the page's rule")
