"""Consent: nothing is asked of the vendor, and nothing kept, before the visitor has said yes."""

from .errors import OptionError
from .spelling import closest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Ask = Callable[[], bool | Awaitable[bool]] | Awaitable[bool]

# consent managers: the events that they send, in the window or the document, and the category that
# a chat falls under
MANAGERS = {
    "complianz": ("cmplz_fire_categories cmplz_status_change cmplz_revoke", "preferences"),
    "cookiebot": ("CookiebotOnConsentReady CookiebotOnAccept CookiebotOnDecline", "preferences"),
    "cookieyes": ("cookieyes_banner_load cookieyes_consent_update", "functional"),
    "didomi": ("", ""),
    "iubenda": ("", "2"),
    "klaro": ("", "kommunicate"),
    "onetrust": ("OneTrustGroupsUpdated OTConsentApplied", "C0003"),
    "osano": ("", "PERSONALIZATION"),
    "tcf": ("", "1"),
    "usercentrics": ("UC_UI_INITIALIZED UC_UI_CMP_EVENT UC_CONSENT", "functional"),
}


class Consent:
    """Where a page knows from whether the visitor agrees to the chat.

    Without anything said, `chat.give_consent()` says so. All but `ask` are keywords.

    Args:
        ask: function, async or not, that gives `True` or `False`, or an awaitable that does
        manager: consent manager on the page: `"complianz"`, `"cookiebot"`, `"cookieyes"`,
            `"didomi"`, `"iubenda"`, `"klaro"`, `"onetrust"`, `"osano"`, `"tcf"` (any that speaks
            the IAB's Transparency and Consent Framework) or `"usercentrics"`
        category: the manager's name of the category, purpose, service or vendor that the chat falls
            under; each has a likely one, but for `"didomi"`
        event: name of an event on the window or the document that says yes; no, where its `detail`
            is `false`
        withdrawn: name of an event that says no
        remember: keep a yes in the browser, for the pages and visits that follow

    Raises:
        OptionError: an argument is not what it has to be, or two exclude each other

    Example:
        `CONSENT = Consent(manager="cookiebot")`

    """

    def __init__(
        self,
        ask: "Ask | None" = None,
        *,
        manager: str | None = None,
        category: str | None = None,
        event: str | None = None,
        withdrawn: str | None = None,
        remember: bool = False,
    ) -> None:
        self.ask = ask
        self.manager = manager
        self.category = category
        self.event = event
        self.withdrawn = withdrawn
        self.remember = remember
        if ask is not None and not (callable(ask) or can_be_awaited(ask)):
            raise _refused("ask", ask, "give a function that tells, without calling it")
        for name in ("event", "withdrawn", "category"):
            value = getattr(self, name)
            if value is not None and not (isinstance(value, str) and value.strip()):
                raise _refused(name, value, "give a name, as text")
        if not isinstance(remember, bool):
            raise _refused("remember", remember, "give True or False")
        self._check_manager()
        if len([each for each in (ask, manager, event) if each is not None]) > 1:
            raise OptionError(
                "ask, manager and event exclude each other", option="ask", mend="give one of them"
            )

    def _check_manager(self) -> None:
        if self.manager is None:
            if self.category is not None:
                raise _refused("category", self.category, "name the manager that it is of")
            return
        if not isinstance(self.manager, str) or self.manager not in MANAGERS:
            likely = closest(str(self.manager), MANAGERS)
            known = ", ".join(sorted(MANAGERS))
            mend = f"did you mean {likely!r}?" if likely else f"give one of {known}"
            raise _refused("manager", self.manager, mend)
        if self.remember:
            raise _refused("remember", True, f"leave it out, {self.manager} remembers by itself")
        self.category = self.category or MANAGERS[self.manager][1]
        if not self.category:
            raise _refused("category", self.category, f"give the id that {self.manager} has for it")

    def __repr__(self) -> str:
        given = []
        for name in ("ask", "manager", "category", "event", "withdrawn", "remember"):
            value = getattr(self, name)
            if value:
                shown = getattr(value, "__name__", "...") if name == "ask" else repr(value)
                given.append(f"{name}={shown}")
        return f"Consent({', '.join(given)})"


def consent_of(value: object) -> Consent | None:
    """Give the consent that an author means.

    Raises:
        OptionError: it is none

    """
    if isinstance(value, Consent):
        return value
    if value is None or value is False:
        return None
    if value is True:
        return Consent()
    if isinstance(value, str):
        return Consent(manager=value)
    if callable(value) or can_be_awaited(value):
        return Consent(value)  # type: ignore[arg-type]
    raise _refused("consent", value, "give Consent(...), True, a manager's name or a function")


def can_be_awaited(value: object) -> bool:
    return hasattr(value, "send") or hasattr(value, "__await__")


def _refused(name: str, value: object, mend: str) -> OptionError:
    return OptionError(f"{name}={value!r} cannot be", option=name, value=value, mend=mend)
