"""The gate that a chat waits at, until the visitor agrees to it."""

import asyncio

from .consent import MANAGERS, Consent, can_be_awaited, consent_of
from .errors import OptionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .ports import Page

_KEPT = "kommpy-consent"
_LOOK = 1  # seconds between two looks: not every manager tells of every change


class Gate:
    """Follows where consent comes from, and tells of each change.

    Attributes:
        given: whether the visitor agrees

    """

    def __init__(self, consent: object, page: "Page", tell: "Callable[[bool], None]") -> None:
        self.given = False
        self._consent = consent_of(consent) or Consent()
        self._page = page
        self._tell = tell
        self._asking: asyncio.Task[None] | None = None
        page.may_store = False

    def watch(self) -> None:
        """Begin to follow."""
        consent, page = self._consent, self._page
        if consent.remember and page.senses.stored("visitor", _KEPT) == "yes":
            self.say(True)
        if consent.event:
            page.consents.on_signal((consent.event,), lambda detail: self.say(detail is not False))
        if consent.withdrawn:
            page.consents.on_signal((consent.withdrawn,), lambda detail: self.say(False))
        if consent.manager:
            self._follow_manager(consent.manager, consent.category or "")
        elif consent.ask is not None:
            self._ask()
            if callable(consent.ask):
                page.on_navigate(lambda path: self._ask())

    def say(self, given: bool) -> None:
        """Take over what the visitor says; a no is one, too, to what an earlier page has stored."""
        if given and self.given:
            return
        self.given = given
        self._page.may_store = given
        self.keep()
        self._tell(given)
        if not given:
            self._page.forget()

    def keep(self) -> None:
        """Have the browser keep a yes, where it is to."""
        if self.given and self._consent.remember:
            self._page.senses.store("visitor", _KEPT, "yes")

    def _follow_manager(self, manager: str, category: str) -> None:
        signals = MANAGERS[manager][0].split()
        said = False

        def look(detail: object = None) -> None:
            nonlocal said
            before, said = said, self._page.consents.read(manager, category)
            if said != before:  # else what the page has said since then holds
                self.say(said)

        def look_again() -> None:
            look()
            self._page.later(_LOOK, look_again)

        if signals:
            self._page.consents.on_signal(tuple(signals), look)
        look_again()

    def _ask(self) -> None:
        """Ask the author's source; one that has not answered yet is not asked again."""
        if self.given or self._asking is not None:
            return

        async def ask() -> None:
            try:
                answer = await _answer(self._consent.ask)
            except Exception as error:
                self._page.report(error, "asking for consent")
                answer = False
            self._asking = None
            if answer:
                self.say(True)

        self._asking = asyncio.create_task(ask())


async def _answer(source: object) -> bool:
    found = source() if callable(source) else source
    if can_be_awaited(found):
        found = await found  # type: ignore[misc]
    if found is not None and not isinstance(found, bool):
        raise OptionError(
            f"the consent's source gave {found!r}",
            option="consent",
            value=found,
            mend="give True or False",
        )
    return bool(found)
