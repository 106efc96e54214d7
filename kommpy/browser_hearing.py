"""Hears what the widget tells of itself, without taking a word from anybody else."""

import json

from .browser import js
from .events import SOCKET, TRACKED, vendor_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# what the widget's notifications read and nobody defines: without them a message that comes while
# its conversation is not on screen is lost, and openConversationOnNewMessage opens nothing. As they
# are asked then only, they need to say no more than that it is not on screen: not by the elements
# of those names, which still tell of the last conversation when the box is closed
_UNDEFINED = {"$mck_msg_inner": "data", "$mck_group_info_tab": "hasClass"}


class Hearing:
    """The widget's events.

    Args:
        seed: what names handlers as the widget asks for, and tells what they are given
        tell: called with an event's name, as in `events.NAMES`, and its data

    """

    def __init__(self, seed: "Any", tell: "Callable[[str, Any], None]") -> None:
        self._seed = seed
        self._tell = tell
        self._others: dict[str, Any] = {}  # handlers that other scripts had subscribed
        self._subscribed = False

    def begin(self) -> None:
        """Subscribe to the widget that is there, once."""
        if self._subscribed:
            return
        self._subscribed = True
        self._define_missing()
        mapping = js.KommunicateGlobal.eventMapping
        for name in TRACKED:
            vendor = vendor_name(name)
            event = getattr(mapping, vendor, None)
            if event:
                # subscribeToEvents would lose the first ones, before the socket is up
                self._others[vendor] = getattr(event, "eventFunction", None)
                event.eventFunction = self._seed.named(vendor)
        handlers = js.Object.new()
        for name in SOCKET:
            setattr(handlers, vendor_name(name), self._seed.named(vendor_name(name)))
        self._seed.safe(js.Kommunicate, "subscribeToEvents", handlers)

    def end(self) -> None:
        """Know that the widget is gone."""
        self._subscribed = False
        self._others = {}

    def take(self, vendor: str, text: str) -> None:
        """Take an event by the widget's own name, with what its handler was given as JSON."""
        other = self._others.get(vendor)
        if other:
            self._seed.safe(other, "call", None, js.JSON.parse(text)[0])
        for name in TRACKED + SOCKET:
            if vendor_name(name) == vendor:
                [data] = json.loads(text)
                # the widget also calls it when the visitor sends, with another payload
                if name != "message_sent" or "message" in (data or {}):
                    self._tell(name, data)
                return

    def _define_missing(self) -> None:
        frame = js.KommunicateGlobal
        for name, method in _UNDEFINED.items():
            if not getattr(frame, name, None):
                unseen = js.Object.new()
                setattr(unseen, method, js.Function.prototype)  # a function that gives undefined
                setattr(frame, name, unseen)
