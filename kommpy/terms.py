"""On what terms a trigger fires: how often, how soon again, and under which condition."""

from .agreed import trouble_with_terms
from .author import author
from .errors import TriggerError
from .handlers import can_be_awaited, name_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .memory import Memory
    from .triggers import TriggerEvent


class Terms:
    """What `chat.when` was told besides the trigger and the handler.

    Attributes:
        once: fire once on a `"page"`, in a `"session"` or for a `"visitor"`; `None`: each time
        cool_down: seconds after a firing in which it does not fire again, `None` for none
        condition: asked, with the event, whether to fire now
        stays: whether it is armed again where the visitor moves on to
        prevent_default: what the browser does by itself is kept from happening

    """

    def __init__(
        self,
        once: str | None = None,
        cool_down: float | None = None,
        condition: "Callable[[TriggerEvent], object] | None" = None,
        on_navigate: str = "rearm",
        prevent_default: bool = False,
    ) -> None:
        self.once = once
        self.cool_down = cool_down
        self.condition = condition
        self.stays = on_navigate == "rearm"
        self.prevent_default = prevent_default
        wrong = trouble_with_terms(once, cool_down, condition, on_navigate)
        if wrong:
            raise TriggerError(wrong, where=author())

    def is_over(self, key: str, memory: "Memory") -> bool:
        """Tell whether a trigger has fired as often as it may."""
        return self.once is not None and key in memory.read(self.once, "once")

    def cools(self, key: str, memory: "Memory", now: float) -> bool:
        """Tell whether a trigger has fired too short a time ago."""
        if self.cool_down is None:
            return False
        last = memory.read("visitor", "last").get(key)
        # a clock that was put back must not silence it for long
        return isinstance(last, (int, float)) and 0 <= now - last < self.cool_down

    def note(self, key: str, memory: "Memory", now: float) -> None:
        """Take note that a trigger fires."""
        if self.once:
            memory.note(self.once, "once", key, now)
        if self.cool_down:
            memory.note("visitor", "last", key, now)

    def ask(self, event: "TriggerEvent") -> bool:
        """Ask the author's condition.

        Raises:
            TriggerError: it is an async function, whose answer would come too late

        """
        if self.condition is None:
            return True
        answer: Any = self.condition(event)
        if can_be_awaited(answer):
            if hasattr(answer, "close"):
                answer.close()
            raise TriggerError(
                f"the condition {name_of(self.condition)} is async; it has to answer at once"
            )
        return bool(answer)
