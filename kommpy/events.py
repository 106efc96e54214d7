"""What the widget reports: the names of its events, and who listens to them."""

from .errors import EventError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Handler = Callable[[Any], Any]
    Stop = Callable[[], None]

# The vendor's name is `on` and the same in CamelCase: message_received is onMessageReceived. What
# stands above a name says when the event comes and, behind a bar, what its data is; the tables of
# the documentation are made from it. `TRACKED` are told with what the widget tells its analytics.
TRACKED = (
    # the visitor presses the paper clip
    "attachment_click",
    # the visitor presses the camera
    "camera_button_click",
    # the visitor opens an entry of the FAQ
    "faq_click",
    # the visitor says whether an answer helped
    "feedback_click",
    # the visitor presses the greeting beside the launcher
    "greeting_message_notification_click",
    # the visitor presses the sign for a place
    "location_icon_click",
    # the visitor presses the preview of a message beside the launcher
    "notification_click",
    # the visitor begins to rate the conversation
    "rate_conversation_click",
    # the visitor chooses a rating | with it as `eventLabel` and `eventValue`
    "rate_conversation_emoticons_click",
    # the visitor begins a conversation again that was resolved
    "restart_conversation_click",
    # the visitor presses a button in a message | with its text as `eventLabel`
    "rich_message_button_click",
    # the visitor asks for the conversations that are resolved, too
    "show_resolved_click",
    # a conversation is asked for, by the visitor or by Python; it may fail yet
    "start_new_conversation",
    # the visitor sends a rating
    "submit_rating_click",
    # the visitor presses the microphone
    "voice_icon_click",
)
SOCKET = (
    # a conversation was deleted | as the widget has it
    "conversation_deleted",
    # someone has read the visitor's messages | as the widget has it
    "conversation_read",
    # the visitor has read a conversation elsewhere | as the widget has it
    "conversation_read_from_other_source",
    # a message was deleted | as the widget has it
    "message_deleted",
    # a message has reached the other side | as the widget has it
    "message_delivered",
    # a message is to be announced | as the widget has it
    "message_notification",
    # a message was read | as the widget has it
    "message_read",
    # a message has come, whether its conversation is on screen or not | `message`, a dict: its text
    # `message`, the sender `from`, the group id `to`, `key`, `timeStamp` (milliseconds), `type`
    # (`"inbox"`), `contentType`, `status`, `source`, `metadata`, perhaps `file`
    "message_received",
    # a message of the visitor's is on its way | `message` as above, its `type` is `"outbox"`
    "message_sent",
    # the server has taken a message of the visitor's | `messageKey`
    "message_sent_update",
    # the visitor's account was made active again |
    "user_activated",
    # someone was blocked | `status`, `userId`
    "user_blocked",
    # someone is there | their id, a text
    "user_connect",
    # the visitor's account was made inactive |
    "user_deactivated",
    # someone has left | `userId`, `lastSeenAtTime`
    "user_disconnect",
    # someone is no longer blocked | `status`, `userId`
    "user_unblocked",
)
# of which the widget tells too little, so that they are seen from what it shows
SHOWN = (
    # the chat box has closed | `eventAction` is `"km_widget_close"`
    "chat_widget_close",
    # the chat box has opened, in whatever way | `eventAction` is `"km_widget_open"`
    "chat_widget_open",
    # another conversation is the current one | `group_id`, a text; `None` after a logout
    "current_group_id_changed",
    # a message came that was not seen, or was seen now | `unread_count`
    "unread_count_changed",
)
OWN = (
    # what was asked for waits for the form before the chat | `action`, its method's name, and
    # `waits_for`, which is `"pre_chat"`
    "action_waiting",
    # an `open_conversation` was given up, and then it came on screen after all | `group_id`
    "conversation_opened_late",
    # a `start_conversation` was given up, and then it came after all | `group_id`
    "conversation_started_late",
    # `chat.state` is another | `state`, `reason` and `message`
    "state_changed",
)
NAMES = TRACKED + SOCKET + SHOWN + OWN

_REFUSED = ("connect", "connect_failed")


class WidgetEvent:
    """Something that the widget reported.

    Attributes:
        type: its name, such as `"message_received"`
        data: what belongs to it as plain Python (`dict`, `list`, `str`, ...), or `None`

    """

    def __init__(self, type: str, data: "Any" = None) -> None:
        self.type = type
        self.data = data

    def __repr__(self) -> str:
        return f"WidgetEvent({self.type!r}, {self.data!r})"


class Emitter:
    """Handlers by name, called in the order in which they came."""

    def __init__(self) -> None:
        self._handlers: dict[str, list[tuple[list[Handler], bool]]] = {}

    def on(self, name: str, handler: "Handler", *, once: bool = False) -> "Stop":
        """Add a handler; returns the `stop` that takes it away again."""
        entry = [handler]
        handlers = self._handlers.setdefault(name, [])
        handlers.append((entry, once))

        def stop() -> None:
            entry.clear()
            # the same handler may be added twice
            handlers[:] = [each for each in handlers if each[0] is not entry]

        return stop

    def take(self, name: str) -> "list[list[Handler]]":
        """Give a name's handlers, each in a list that its `stop` empties; `once` is given once."""
        handlers = self._handlers.get(name, [])
        found = [entry for entry, _ in handlers]
        handlers[:] = [each for each in handlers if not each[1]]
        return found


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
