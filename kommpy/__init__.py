"""Drive the Kommunicate chat widget from Python in the browser."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .chat import Chat, load
    from .consent import Consent
    from .errors import (
        ActionError,
        ActionTimeoutError,
        BrowserError,
        EventError,
        KommpyError,
        LoadError,
        OptionError,
        RuleError,
        TriggerError,
    )
    from .events import WidgetEvent
    from .identity import Identity
    from .look import Look
    from .moments import (
        Trigger,
        after,
        dom_event,
        exit_intent,
        idle,
        media,
        page_view,
        scrolled,
        url,
        visible,
        visit,
    )
    from .options import DASHBOARD
    from .prechat import PreChatField
    from .rules import PageRule
    from .settings import ConversationDetail, ConversationSettings, UserDetails
    from .triggers import TriggerEvent
    from .widget_settings import WidgetSettings

__all__ = [
    "DASHBOARD",
    "ActionError",
    "ActionTimeoutError",
    "BrowserError",
    "Chat",
    "Consent",
    "ConversationDetail",
    "ConversationSettings",
    "EventError",
    "Identity",
    "KommpyError",
    "LoadError",
    "Look",
    "OptionError",
    "PageRule",
    "PreChatField",
    "RuleError",
    "Trigger",
    "TriggerError",
    "TriggerEvent",
    "UserDetails",
    "WidgetEvent",
    "WidgetSettings",
    "after",
    "dom_event",
    "exit_intent",
    "idle",
    "load",
    "media",
    "page_view",
    "scrolled",
    "url",
    "visible",
    "visit",
]

# where each name is at home; its module is read when the name is first asked for
_HOMES = {
    "chat": "Chat load",
    "consent": "Consent",
    "errors": "ActionError ActionTimeoutError BrowserError EventError KommpyError LoadError "
    "OptionError RuleError TriggerError",
    "events": "WidgetEvent",
    "identity": "Identity",
    "look": "Look",
    "moments": "Trigger after dom_event exit_intent idle media page_view scrolled url visible "
    "visit",
    "options": "DASHBOARD",
    "prechat": "PreChatField",
    "rules": "PageRule",
    "settings": "ConversationDetail ConversationSettings UserDetails",
    "triggers": "TriggerEvent",
    "widget_settings": "WidgetSettings",
}


def home(name: str) -> str:
    """Give the module that a public name is at home in, `""` where there is no such name."""
    for module, names in _HOMES.items():
        if name in names.split():
            return module
    return ""


if not TYPE_CHECKING:

    def __getattr__(name):
        module = home(name)
        if not module:
            raise AttributeError(f"kommpy has no {name!r}")
        found = getattr(__import__(f"kommpy.{module}", None, None, [name]), name)
        globals()[name] = found
        return found
