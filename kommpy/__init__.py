"""Drive the Kommunicate chat widget from Python in the browser."""

from .chat import Chat, load
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
from .options import DASHBOARD
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
    "ConversationDetail",
    "ConversationSettings",
    "EventError",
    "KommpyError",
    "LoadError",
    "OptionError",
    "PageRule",
    "RuleError",
    "TriggerError",
    "TriggerEvent",
    "UserDetails",
    "WidgetEvent",
    "WidgetSettings",
    "load",
]
