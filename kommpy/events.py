"""What the widget reports: the names of its events, and who listens to them."""

from .errors import EventError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Handler = Callable[[Any], Any]
    Stop = Callable[[], None]

# the vendor's name is `on` and the same in CamelCase: message_received is onMessageReceived
TRACKED = (
    "attachment_click",
    "camera_button_click",
    "chat_widget_close",
    "chat_widget_open",
    "faq_click",
    "feedback_click",
    "greeting_message_notification_click",
    "location_icon_click",
    "notification_click",
    "rate_conversation_click",
    "rate_conversation_emoticons_click",
    "restart_conversation_click",
    "rich_message_button_click",
    "show_resolved_click",
    "start_new_conversation",
    "submit_rating_click",
    "voice_icon_click",
)
SOCKET = (
    "conversation_deleted",
    "conversation_read",
    "conversation_read_from_other_source",
    "message_deleted",
    "message_delivered",
    "message_notification",
    "message_read",
    "message_received",
    "message_sent",
    "message_sent_update",
    "user_activated",
    "user_blocked",
    "user_connect",
    "user_deactivated",
    "user_disconnect",
    "user_unblocked",
)
OWN = ("conversation_started_late", "state_changed")
NAMES = TRACKED + SOCKET + OWN

_REFUSED = ("connect", "connect_failed")


class WidgetEvent:
    """Something that the widget reported.

    Attributes:
        type: its name, one of `events.NAMES`
        data: the widget's own payload as plain Python (`dict`, `list`, `str`, ...) or `None`

    """

    def __init__(self, type: str, data: "Any" = None) -> None:
        self.type = type
        self.data = data

    def __repr__(self) -> str:
        return f"WidgetEvent({self.type!r}, {self.data!r})"


class Emitter:
    """Handlers by name, called in the order in which they came."""

    def __init__(self) -> None:
        self._handlers: dict[str, list[list[Handler]]] = {}

    def on(self, name: str, handler: "Handler") -> "Stop":
        """Add a handler; returns the `stop` that takes it away again."""
        entry = [handler]  # the same handler may be added twice
        handlers = self._handlers.setdefault(name, [])
        handlers.append(entry)

        def stop() -> None:
            handlers[:] = [each for each in handlers if each is not entry]

        return stop

    def handlers(self, name: str) -> "list[Handler]":
        """Give a copy of a name's handlers."""
        return [entry[0] for entry in self._handlers.get(name, ())]


def vendor_name(name: str) -> str:
    """Give the vendor's name of an event: `onMessageReceived` for `message_received`."""
    return "on" + "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def check_name(name: str) -> None:
    """Refuse an event that does not exist or whose subscription would harm the widget.

    Raises:
        EventError: naming the event that was probably meant

    """
    if name in NAMES:
        return
    for known in NAMES + _REFUSED:
        if name == vendor_name(known):
            raise EventError(f"{name!r} is called {known!r} here", event=name)
    if name in _REFUSED:
        raise EventError(
            f"{name!r} cannot be listened to: subscribing to it makes the widget forget that it is "
            'connected; chat.on("state_changed") tells when the chat is ready',
            event=name,
        )
    raise EventError(f"there is no event {name!r}; there are {', '.join(NAMES)}", event=name)
