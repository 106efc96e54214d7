"""The part of the fake widget that a test plays: what is to happen, and what did."""

import asyncio
import copy
from collections.abc import Callable
from typing import Any

from kommpy.errors import ActionError
from kommpy.events import check_name
from kommpy.ports import Widget
from kommpy.reasons import TEXTS
from kommpy.shows import Shows

Listener = Callable[[str, Any], None]
Watcher = Callable[..., None]

_STARTED = {
    "eventCategory": "Kommunicate_widget",
    "eventAction": "km_widget_start_new_conversation",
    "eventLabel": "Conversation Start",
}


class Scripted(Widget):
    """A widget that answers at once, unless a test wants it otherwise."""

    status: str
    reason: str | None
    cause: str | None
    installed: dict[str, Any]
    _unread: dict[str, int]

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self._listeners: list[list[Listener]] = []
        self._watchers: list[Watcher] = []
        self._failures: dict[str, str] = {}
        self._hanging: dict[str, list[Callable[[], None]]] = {}
        self._causes: dict[str, str | None] = {}
        self._planned: tuple[str, str | None] | None = None
        self._messages = 0
        self._unread = {}
        self._shows = Shows(self, self._tell)

    def fail(self, reason: str, cause: str | None = None) -> None:
        """Make the widget fail: now if it is there or being loaded, else when it is begun.

        Args:
            reason: one of the reasons of `LoadError`
            cause: the widget's or the browser's own words, where there are any

        """
        if reason not in TEXTS:
            raise ValueError(f"{reason!r} is none of {', '.join(sorted(TEXTS))}")
        if self.status in ("loading", "pre_chat", "ready"):
            self._become("failed", reason, cause)
        else:
            self._planned = (reason, cause)

    def fail_next(self, action: str, cause: str = "the widget refused") -> None:
        """Make the next call of an action fail: `widget.fail_next("start_conversation")`."""
        self._failures[self._known(action)] = cause

    def hang(self, action: str, cause: str | None = None) -> None:
        """Leave an action unanswered until `answer`: `"begin"`, `"start_conversation"`, ...

        Args:
            action: its name
            cause: what a browser would know of why, if anything

        """
        self._hanging.setdefault(self._known(action), [])
        self._causes[action] = cause

    def answer(self) -> None:
        """Answer, in order, all that hangs; from then on calls are answered at once again."""
        waiting, self._hanging = self._hanging, {}
        for answers in waiting.values():
            for each in answers:
                each()

    def submit_form(self) -> None:
        """Send the form before the chat, as the visitor would: the chat is ready."""
        if self.status != "pre_chat":
            raise AssertionError(f"there is no form to send: the widget is {self.status!r}")
        self._become("ready")

    def come_back(self, settings: dict[str, Any]) -> None:
        """Come back to the page as it was left, while another page has put its own in force."""
        self._settings = dict(settings)
        self._tell("status", self.status)

    def log_out(self) -> None:
        """End the visitor's session, as another script would that calls the vendor's logout."""
        self.discard()
        self._become("signed_out", "logged_out")

    def emit(self, name: str, payload: Any = None) -> None:
        """Report an event: `widget.emit("faq_click", {...})`."""
        check_name(name)
        self._tell("event", (name, copy.deepcopy(payload)))

    def receive(
        self, text: str, *, group_id: str | None = None, sender: str = "agent-default@example.com"
    ) -> None:
        """Let a message arrive in a conversation, the one on screen if none is named."""
        to = group_id or self.group_id
        message = self._message(text, type="inbox", to=to)
        if to and not (self.on_screen and to == self.group_id):
            self._unread[to] = self._unread.get(to, 0) + 1
            self._look()
        self.emit("message_received", {"message": {**message, "from": sender}})
        announced = self.installed.get("notification") is not False
        if announced and self.installed.get("openConversationOnNewMessage") and not self.is_open:
            self._open(to)

    def watch(self, watcher: Watcher) -> None:
        """Tell `watcher(kind, name, *given)` of each `"call"`, `"status"` and `"event"`."""
        self._watchers.append(watcher)

    def attach(self, listener: Listener) -> Callable[[], None]:
        entry = [listener]
        self._listeners.append(entry)

        def stop() -> None:
            self._listeners[:] = [each for each in self._listeners if each is not entry]

        return stop

    def on_change(self, watcher: Callable[[], object]) -> Callable[[], None]:
        return self._shows.on_change(watcher)

    def _open(self, group_id: str | None = None) -> None:
        raise NotImplementedError

    def _leave_page(self) -> None:
        self.holding = None
        self._listeners.clear()
        self._shows = Shows(self, self._tell)

    def _look(self) -> None:
        self._shows.look()

    def _track_start(self) -> None:
        self.emit("start_new_conversation", _STARTED)

    def _message(self, text: str, **fields: Any) -> dict[str, Any]:
        self._messages += 1
        return {
            "key": f"message-{self._messages}",
            "message": text,
            "to": self.group_id,
            "status": "delivered",
            "contentType": 0,
            "source": 1,
            "timeStamp": self._messages,
            "metadata": {},
            **fields,
        }

    def _act(self, action: str, *arguments: Any) -> None:
        self._called(action, *arguments)
        cause = self._failures.pop(action, None)
        if cause is None and self.status not in ("pre_chat", "ready"):
            cause = f"there is no widget on the page (it is {self.status})"
        if cause is not None:
            raise self._error(action, cause)

    def _called(self, action: str, *arguments: Any) -> None:
        self.calls.append((action, *copy.deepcopy(arguments)))
        for watcher in self._watchers:
            watcher("call", *self.calls[-1])

    def _error(self, action: str, cause: str) -> ActionError:
        cause = self.hide(cause)
        return ActionError(f"{action}: {cause}", action=action, cause=cause)

    def _answer(self, action: str, function: Callable[[], None]) -> None:
        def answer() -> None:
            if self.status != "signed_out":  # the widget is gone, and its answers with it
                function()

        if action in self._hanging:
            self._hanging[action].append(answer)
        else:
            soon(answer)

    def _become(self, status: str, reason: str | None = None, cause: str | None = None) -> None:
        self.status, self.reason = status, reason
        self.cause = self.hide(cause) if cause else None
        self._tell("status", status)
        self._look()

    def _tell(self, topic: str, data: Any) -> None:
        for watcher in self._watchers:
            watcher(topic, *(data if isinstance(data, tuple) else (data, self.reason)))
        for entry in tuple(self._listeners):
            entry[0](topic, data)

    def _known(self, action: str) -> str:
        if action.startswith("_") or not hasattr(Widget, action):
            raise ValueError(f"the widget has no action {action!r}")
        return action


def soon(function: Callable[[], None]) -> None:
    """Call a function when the code that runs now has come to an end or an `await`."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        function()
    else:
        loop.call_soon(function)
