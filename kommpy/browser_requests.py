"""Asks the widget for what it tells nobody the failure of, and looks at what came of it."""

import json

from .errors import ActionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .browser_diagnosis import Diagnosis
    from .browser_own_start import OwnStart
    from .browser_page import BrowserPage
    from .ports import Payload, Reply

    Call = Callable[..., str]  # call(method, *args, reply="")

_EXISTS = "group already exists"
_PROMPT = 0.05  # seconds between two looks at what the widget does not report
_SLOW = 0.25  # seconds between two looks at a request
_LONG = 120  # of them
_GRACE = 1  # seconds that the widget has to tell of an answer
_MANY = 99  # creations that are waited for at once


class Requests:
    """What goes to the server by the widget, and how it is answered.

    Args:
        page, diagnosis: what it looks by
        call: calls a method of the widget
        on_screen: gives the id of the conversation on screen, as the widget has it

    """

    def __init__(
        self,
        page: "BrowserPage",
        diagnosis: "Diagnosis",
        call: "Call",
        on_screen: "Callable[[], str | None]",
    ) -> None:
        self._page = page
        self._diagnosis = diagnosis
        self._call = call
        self._on_screen = on_screen
        self._replies: dict[str, Reply] = {}
        self._asked = 0
        self._client_ids: dict[str, str] = {}  # those that pages chose, with the widget's own
        self._own_start: OwnStart | None = None
        self._watched: list[_Request] = []

    def forget(self) -> None:
        """Wait for nothing any more."""
        self._replies = {}
        self._client_ids = {}

    def id_of(self, client_id: str) -> str:
        """Give the server's id of a conversation that goes by the page's own."""
        return self._client_ids.get(client_id, client_id)

    def hold_own_start(self) -> None:
        """Keep the widget from beginning a conversation of its own, where another is asked for."""
        from .browser_own_start import OwnStart

        self._own_start = OwnStart(self._page)

    def send(self, action: str, method: str, payload: "Payload") -> None:
        """Ask for something, and report where the server refuses it."""
        since = self._diagnosis.mark()
        self._call(method, payload)

        def refuse(text: str) -> None:
            error = ActionError(f"{action}() failed: {text}", action=action, cause=text)
            self._page.report(error, f"{action}()")

        self._watch(action, since, refuse)

    def start(self, payload: "Payload", reply: "Reply") -> None:
        """Ask for a conversation; `reply(group_id, error)` is called once, or late, or never."""
        self._asked += 1
        name = f"reply{self._asked}"
        self._replies[name] = self._ending(self._knowing(payload.get("clientGroupId"), reply))
        # those that were never answered must not pile up
        self._replies.pop(f"reply{self._asked - _MANY}", None)
        since = self._diagnosis.mark()

        def call() -> None:
            self._call("startConversation", payload, reply=name)

        def refuse(text: str) -> None:
            if name in self._replies:  # and stays there, for an answer that comes all the same
                self._replies[name](None, text)

        if self._own_start is None:
            call()
        else:
            self._own_start.let_through(call)
        self._watch("start_conversation", since, refuse)

    def take(self, topic: str, text: str) -> bool:
        """Take an answer; tells whether it is one."""
        reply = self._replies.pop(topic, None)
        if reply is not None:
            reply(*_outcome(json.loads(text)[0]))
        return reply is not None

    def _watch(self, action: str, since: float, refuse: "Callable[[str], None]") -> None:
        """Notice what the widget keeps to itself: that the server refused."""
        self._watched.append(_Request(action, since, refuse))
        if len(self._watched) == 1:
            self._page.later(_SLOW, self._look)

    def _look(self) -> None:
        for request in list(self._watched):
            request.looks -= 1
            if self._is_over(request) or not request.looks:
                self._watched.remove(request)
        if self._watched:
            self._page.later(_SLOW, self._look)

    def _is_over(self, request: "_Request") -> bool:
        wrong = self._diagnosis.of_request(request.action, request.since)
        if wrong:
            request.refuse(wrong)
        elif wrong == "" and request.action == "start_conversation":
            refuse = request.refuse
            self._page.later(_GRACE, lambda: refuse("the server's answer is no conversation"))
        return wrong is not None or not self._diagnosis.remembers(request.since)

    def _ending(self, reply: "Reply") -> "Reply":
        def end(result: str | None, error: str | None) -> None:
            if self._own_start is not None:
                self._own_start.end()
                self._own_start = None
            reply(result, error)

        return end

    def _knowing(self, client_id: str | None, reply: "Reply") -> "Reply":
        """Give the id, too, of a conversation of the page's own id that was there already.

        The widget calls that an error, and opens it.
        """
        before = self._on_screen()

        def look(error: str, tries: int) -> None:
            shown = self._on_screen()
            group_id = self._client_ids.get(client_id or "")
            if group_id is None and shown != before:
                group_id = shown
            if group_id is not None and shown == group_id:
                self._client_ids[client_id or ""] = group_id
                reply(group_id, None)
            elif tries:
                self._page.later(_PROMPT, lambda: look(error, tries - 1))
            else:
                reply(None, error)

        def know(group_id: str | None, error: str | None) -> None:
            if error == _EXISTS:
                look(error, 100)
                return
            if group_id is not None and client_id is not None:
                self._client_ids[client_id] = group_id
            reply(group_id, error)

        return know


class _Request:
    def __init__(self, action: str, since: float, refuse: "Callable[[str], None]") -> None:
        self.action = action
        self.since = since
        self.refuse = refuse
        self.looks = _LONG


def _outcome(answer: "Any") -> tuple[str | None, str | None]:
    """Read the callback's argument: a group id, or an object that says what went wrong."""
    if isinstance(answer, str):
        return answer, None
    return None, (answer or {}).get("errorMessage", "the widget gave no reason")
