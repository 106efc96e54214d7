"""The timeline: what a chat was asked for, what it did and what came of it, in order.

It looks on from outside. Nothing in the chat knows of it, so while it is off it costs nothing.
"""

import json

from .author import author
from .errors import KommpyError, OptionError
from .options import DASHBOARD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .actions import Action
    from .chat import Chat
    from .events import WidgetEvent
    from .handlers import Runner
    from .life import Life
    from .ports import Page, Stop

# what a test has them told to: functions `watcher(moment)`
watchers: "list[Callable[[Moment], object]]" = []

LIMIT = 1000  # moments; of a longer story the end is kept
# what of an event's data is told: it says which, and nothing of what anyone wrote
_TOLD = ("group_id", "groupId", "conversationId", "count", "previous", "key")


class Moment:
    """Something that happened.

    Attributes:
        at: seconds since the timeline began
        kind: `"call"`, `"result"`, `"failed"`, `"state"`, `"event"`, `"trigger"`, `"page"`,
            `"settings"` or `"error"`; in a test also `"visitor"`, `"widget"` or `"request"`
        text: what it was, in a line

    """

    def __init__(self, at: float, kind: str, text: str) -> None:
        self.at = at
        self.kind = kind
        self.text = text

    def __repr__(self) -> str:
        return f"Moment({self.at!r}, {self.kind!r}, {self.text!r})"

    def __str__(self) -> str:
        kind = self.kind + " " * (8 - len(self.kind))
        return f"{self.at:8.3f}  {kind}  {self.text}"


class Timeline:
    """What happened in a chat, for whoever looks for a mistake.

    It tells of actions and their ends, states, events, triggers that fired, pages, errors, and the
    conversation settings in force with where each comes from. Of what people wrote, and of who
    they are, it tells nothing: no messages, no metadata, no secrets.

    Attributes:
        moments: the `Moment`s, oldest first; of more than 1,000 the last
        dropped: how many there were before them

    `str(chat.timeline)` gives it as text, a moment a line:

        0.000  page      /pricing
        0.000  settings  team_id=42 (rule "/pricing")
        0.004  call      start_conversation() at pages/main.py:9
        0.913  state     ready
        1.204  result    start_conversation() gave '7000001'

    """

    def __init__(self, chat: "Chat", life: "Life", runner: "Runner", page: "Page") -> None:
        self.moments: list[Moment] = []
        self.dropped = 0
        self._chat = chat
        self._life = life
        self._runner = runner
        self._page = page
        self._began = 0.0
        self._settings = ""
        self._state = ""
        self._stops: list[Stop] = []

    def __str__(self) -> str:
        lines = [str(each) for each in self.moments]
        if self.dropped:
            lines.insert(0, f"... {self.dropped} earlier")
        return "\n".join(lines)

    def start(self) -> None:
        """Begin to record; nothing, where it has begun already.

        Example:
            `chat.timeline.start()`

        """
        if self._stops:
            return
        self._began = self._page.now
        if self._life.standing.visits:  # else the chat is about to come to its first page
            self._add("page", self._page.path)
        self._around(self._life.standing, "arrive", self._watch_pages)
        for name in ("say", "lay", "lift"):
            self._around(self._life.standing, name, self._watch_settings)
        self._around(self._life, "ask", self._watch_calls)
        self._around(self._runner, "run", self._watch_happenings)
        for owner, name in ((self._page, "report"), (self._runner, "_report")):
            self._around(owner, name, self._watch_errors)

    def stop(self) -> None:
        """Record no more; what was recorded stays.

        Example:
            `chat.timeline.stop()`

        """
        while self._stops:
            self._stops.pop()()

    def look(self) -> str:
        """Give what holds, and the moments, as JSON: for tools beside Python.

        Keys: `state`, `reason`, `message`, `path`, `is_open`, `group_id`; `settings`, a list of
        `name`, `value` and `origin`; `dropped`; `moments`, a list of `at`, `kind` and `text`.

        Example:
            `json.loads(chat.timeline.look())["state"]`

        """
        chat = self._chat
        settings = [{"name": a, "value": b, "origin": c} for a, b, c in self._in_force()]
        moments = [{"at": each.at, "kind": each.kind, "text": each.text} for each in self.moments]
        found = {
            "state": chat.state,
            "reason": chat.reason,
            "message": self._life.readiness.message,
            "path": self._page.path,
            "is_open": chat.is_open,
            "group_id": chat.current_group_id,
            "settings": settings,
            "dropped": self.dropped,
            "moments": moments,
        }
        return json.dumps(found)

    def _add(self, kind: str, text: str) -> None:
        self._note(kind, text)
        self._look_at_settings()

    def _look_at_settings(self) -> None:
        settings = ", ".join(f"{name}={value} ({by})" for name, value, by in self._in_force())
        if settings != self._settings:
            self._settings = settings
            self._note("settings", settings or "as in the dashboard")

    def _note(self, kind: str, text: str) -> None:
        moment = Moment(round(self._page.now - self._began, 3), kind, text)
        self.moments.append(moment)
        for watcher in watchers:
            watcher(moment)
        if len(self.moments) > LIMIT:
            self.moments.pop(0)
            self.dropped += 1

    def _in_force(self) -> list[tuple[str, str, str]]:
        """Give name, value and origin of each setting that does not hold as in the dashboard."""
        found: dict[str, tuple[str, str, str]] = {}
        standing = self._life.standing
        for origin, settings in standing.layers():
            if origin == "rule":
                origin = f'rule "{standing.pattern}"'  # noqa: PLW2901
            for name, value in settings.given().items():
                shown = "DASHBOARD" if value is DASHBOARD else repr(value)
                found[name] = (name, shown, origin)
        return [found[name] for name in sorted(found)]

    def _around(self, owner: "Any", name: str, watch: "Callable[..., Any]") -> None:
        """Put a watch around a method of one object."""
        original = getattr(owner, name)
        setattr(owner, name, watch(original))
        self._stops.append(lambda: setattr(owner, name, original))

    def _watch_pages(self, arrive: "Callable[[str], bool]") -> "Callable[[str], bool]":
        def arriving(path: str) -> bool:
            visits = self._life.standing.visits
            try:
                return arrive(path)
            finally:  # also where the rule fails
                if visits != self._life.standing.visits:
                    self._add("page", path)

        return arriving

    def _watch_settings(self, say: "Callable[..., None]") -> "Callable[..., None]":
        def saying(settings: "Any") -> None:
            say(settings)
            self._look_at_settings()

        return saying

    def _watch_calls(self, ask: "Callable[..., Action]") -> "Callable[..., Action]":
        def asked(name: str, *args: "Any", **options: "Any") -> "Action":
            self._add("call", f"{name}(){author()}")
            action = ask(name, *args, **options)
            if action.done:
                self._end(name, action.result, action.error)
                return action
            settle = action.settle

            def settled(result: object = None, error: Exception | None = None) -> None:
                settle(result, error)
                self._end(name, result, error)

            action.settle = settled  # type: ignore[method-assign]
            return action

        return asked

    def _end(self, name: str, result: object, error: Exception | None) -> None:
        if error is not None:
            self._add("failed", f"{name}(): {_brief(error)}")
        elif result is None:
            self._add("result", f"{name}() is done")
        else:
            self._add("result", f"{name}() gave {result!r}")

    def _watch_happenings(self, run: "Callable[..., None]") -> "Callable[..., None]":
        """Look at triggers and events where they are told, be it to nobody."""

        def running(handlers: "Any", event: "Any") -> None:
            if hasattr(event, "selector"):
                early = ", before Python was there" if event.replayed else ""
                self._add("trigger", f"{event.type} {event.selector or ''}{early}")
            else:
                self._on_event(event)
            run(handlers, event)

        return running

    def _watch_errors(self, report: "Callable[..., None]") -> "Callable[..., None]":
        def reporting(error: Exception, where: str) -> None:
            self._add("error", f"{where}: {_brief(error)}")
            report(error, where)

        return reporting

    def _on_event(self, event: "WidgetEvent") -> None:
        data = event.data if isinstance(event.data, dict) else {}
        if event.type == "state_changed":
            state, reason = data.get("state"), data.get("reason")
            said = f"{state} ({reason})" if reason else str(state)
            if said != self._state:  # the first one is told once more, for handlers
                self._state = said
                self._add("state", said)
            return
        self._add("event", event.type + _told(data) + _told(data.get("message")))


def _told(data: "Any") -> str:
    if not isinstance(data, dict):
        return ""
    names = [name for name in _TOLD if isinstance(data.get(name), (str, int))]
    return "".join(f" {name}={data[name]}" for name in names)


def _brief(error: Exception) -> str:
    """Say what went wrong; of errors that are not kommpy's only the kind: their text may be any.

    The text of a refused option has its value.
    """
    kind = type(error).__name__
    if isinstance(error, OptionError):
        return f"{kind}: {error.option}" if error.option else kind
    return f"{kind}: {error}" if isinstance(error, KommpyError) else kind
