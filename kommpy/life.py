"""The chat's life: from the widget's beginning to its end, and what holds at each moment."""

from .actions import Action, Actions
from .chains import chain, within
from .errors import ActionError
from .holding import holding
from .mending import Mending, Retry
from .readiness import Readiness
from .reasons import explain
from .standing import Standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .actions import Begin, Settle
    from .chains import Chain
    from .gate import Gate
    from .handlers import Runner
    from .identity import Identity
    from .openers import Openers
    from .ports import Page, Reply, Stop, Widget
    from .tokens import Tokens
    from .widget_settings import WidgetSettings

    Kept = list[Callable[..., Any]]  # what puts it there, and once it is there what takes it away

# what says who the visitor is; forgotten at logout
_IDENTITY = (
    "access_token",
    "authentication_type_id",
    "contact_number",
    "email",
    "image_link",
    "metadata",
    "password",
    "user_id",
    "user_name",
)

# what tells of an answer that comes after the time limit
_LATE = {
    "open_conversation": "conversation_opened_late",
    "start_conversation": "conversation_started_late",
}

# what the widget tells of later, when nobody knows any more who led to it
_TOLD_LATER = {
    "open_conversation": "current_group_id_changed",
    "send_message": "message_sent",
    "start_conversation": "current_group_id_changed",
}


class Life:
    """What one chat does with the widget, and with the page that it stands on.

    Attributes:
        widget: the port, for what only has to be read
        standing: what holds on the page
        readiness: where the chat stands, and why

    """

    def __init__(
        self,
        settings: "WidgetSettings",
        standing: Standing,
        widget: "Widget",
        page: "Page",
        emit: "Callable[[str, Any], bool]",
        *,
        arrived: "Callable[[], None]",
        load_timeout: float,
    ) -> None:
        self.widget = widget
        self.standing = standing
        self.readiness = Readiness(page, widget, emit)
        self._mending = Mending()
        self._load_timeout = load_timeout
        self._stop_limit: Stop = _nothing
        self._settings = settings
        self._page = page
        self._emit = emit
        self._arrived = arrived
        self._actions = Actions(page, self._late, self._explain)
        self._told: dict[str, Any] = {}  # what the widget forgets when it starts anew
        self._kept: list[Kept] = []  # what it loses then
        self._led: dict[str, Chain] = {}  # to what the widget tells of later
        self._gate: Gate | None = None  # where the visitor has to agree first
        self._tokens: Tokens | None = None  # of who is, or is to be, logged in
        self._leaving = False
        self._entered: Settle | None = None  # who waits for the login
        self._openers: Openers | None = None
        self.holding = holding(widget)
        if widget.status == "absent":
            self.holding.hidden = bool(page.data.get("hidden"))

    def start(self, *, fresh: bool, gate: "Gate | None" = None) -> None:
        """Begin the widget, or adopt it, and follow the visitor; where there is a gate, then."""
        self.holding.standings.append(self.standing)
        self._arrive(self._page.path)
        self.widget.attach(self._on_widget)
        self._page.on_navigate(self._arrive)
        if self._settings.look and not self._page.data.get("styled"):
            self._page.style(self._settings.look.page_css())
        self._fresh = fresh
        if gate is None:
            self._begin(fresh=fresh)
        else:
            self._gate = gate
            self._wait_for_consent()
            gate.watch()
        self.readiness.begin_to_tell()

    async def ready(self, timeout: float) -> None:
        """Wait until the widget can do what is asked of it."""
        if self.widget.status == "signed_out":
            self._begin_again()
        await self.readiness.wait(timeout)

    def follow_openers(self, runner: "Runner") -> None:
        """Keep what opens the chat by a handler in accord with it, from now on."""
        if self._openers is None:
            from .openers import Openers

            focus = not self._settings.no_focus
            self._openers = Openers(self._page, self.widget, runner, focus=focus)

    def retry(self, tries: int, pause: float) -> Retry:
        """Begin the widget again where it failed, more than once if need be."""
        if self._mending.retry is None:
            self._mending.retry = Retry(tries, pause)
        retry = self._mending.retry
        if self.readiness.state == "signed_out":
            self._begin_again()
        elif self.readiness.state in ("pre_chat", "ready"):
            self._mending.end()
        elif self.readiness.state == "failed":
            retry.next()
            self._begin_anew()
        return retry

    # who the visitor is, and whether they agree

    def login(self, identity: "Identity", tokens: "Tokens", timeout: float) -> Action:
        """Let another visitor take the place of the one who is there."""

        def begin(settle: "Settle") -> None:
            if self._is(identity):
                settle()
                return
            self.leave()
            self._tokens = tokens
            self._entered = settle
            self._begin(fresh=False)

        return self.ask("login", begin, timeout, alone=True)

    def logout(self, timeout: float) -> Action:
        """Let the visitor go."""

        def begin(settle: "Settle") -> None:
            self.leave(news=True)
            settle()

        return self.ask("logout", begin, timeout, alone=True)

    def enter(self, tokens: "Tokens") -> None:
        """Say who the visitor is before the widget is begun."""
        self._tokens = tokens

    def _is(self, identity: "Identity") -> bool:
        known = self._tokens.identity if self._tokens else self._settings
        return self.widget.status in ("pre_chat", "ready") and identity.is_of(known)

    def leave(self, *, news: bool = False) -> None:
        """Take the widget off the page with all that is left of its visitor; tell, if it is news.

        Raises:
            ActionError: something is left

        """
        self._leaving = not news
        self._forget_visitor()
        if self.widget.status != "absent":
            self.widget.logout()
        self._leaving = False
        self._page.forget()
        left = self.widget.traces()
        if left:
            raise ActionError(
                f"logout() left something of the visitor: {', '.join(left)}", action="logout"
            )

    def _forget_visitor(self) -> None:
        self._settings = self._settings.replace(**dict.fromkeys(_IDENTITY))
        self._tokens = None
        self._entered = None
        self._told = {}

    def consented(self, given: bool) -> None:
        """Begin the chat, or take it away, as the visitor says."""
        if given:
            self._actions.close()
            self._actions.let_pass(True)  # a login comes first
            if self.readiness.state == "waiting_for_consent":
                self._begin(fresh=self._fresh)
            return
        self._unasked(self.leave, "taking the chat away")
        self._actions.fail(_withdrawn)
        self._wait_for_consent("withdrawn")

    def _wait_for_consent(self, reason: str | None = None) -> None:
        self._actions.let_pass(False)
        self._actions.hold()
        self.readiness.become("waiting_for_consent", reason)

    # the way an action goes

    def ask(
        self,
        name: str,
        begin: "Begin",
        timeout: float,
        *,
        opens: bool = False,
        alone: bool = False,
    ) -> Action:
        """Begin an action; one that `opens` the chat brings up the form where it is in the way.

        One that goes `alone` needs no widget.
        """
        if alone:
            return self._actions.add_alone(name, begin, timeout)
        status = self.widget.status
        if status == "signed_out":
            self._begin_again()
        if opens and self._openers:
            begin = self._openers.follow(begin)
        if name in _TOLD_LATER:
            self._led[_TOLD_LATER[name]] = chain()
        action = self._actions.add(name, begin, timeout, opens=opens)
        if status == "pre_chat":
            self._wait_for_form([name])
        elif self.readiness.state == "failed" and status != "loading":
            self._actions.fail(lambda: self.readiness.error)
        return action

    def _wait_for_form(self, names: list[str]) -> None:
        """Show the visitor the form that stands before what was asked for, and say so."""

        def bring() -> None:
            self.show_box()
            self.widget.open_form()

        self.widget.may_start = "start_conversation" not in self._actions.waiting
        if self._actions.will_open:
            self._unasked(bring, "bringing up the form before the chat")
        for name in names:
            self._emit("action_waiting", {"action": name, "waits_for": "pre_chat"})

    def do(
        self, name: str, call: "Callable[[], None]", timeout: float, *, opens: bool = False
    ) -> Action:
        """Begin an action whose answer nobody has to wait for."""

        def begin(settle: "Settle") -> None:
            call()
            settle()

        return self.ask(name, begin, timeout, opens=opens)

    def reply(self, name: str, settle: "Settle", of: str = "") -> "Reply":
        """Give what settles an action by the widget's answer."""

        def reply(result: str | None, error: str | None) -> None:
            if error is None:
                settle(result)
                return
            if not self.widget.is_open:
                self._unshow()
            settle(None, ActionError(f"{name}({of}) failed: {error}", action=name, cause=error))

        return reply

    def remember(self, name: str, value: "Any", timeout: float) -> Action:
        """Begin an action that tells the widget something it forgets when it starts anew."""

        def call() -> None:
            if isinstance(value, dict):
                self._told.setdefault(name, {}).update(value)
            else:
                self._told[name] = value
            getattr(self.widget, name)(value)

        return self.do(name, call, timeout)

    def keep(self, name: str, put: "Callable[[], Stop]", timeout: float) -> Action:
        """Begin an action that puts something into the widget until its result, a stop, is called.

        It is there before the form is sent, and again where the widget starts anew.
        """
        kept: Kept = [put]

        def begin(settle: "Settle") -> None:
            _put(kept)
            settle(stop)

        def stop() -> None:
            if kept in self._kept:
                self._kept.remove(kept)
            for take_away in kept[1:]:
                take_away()

        self._kept.append(kept)
        if self.widget.status == "pre_chat":
            self._unasked(self._put_kept, name)
        return self.ask(name, begin, timeout)

    def _put_kept(self) -> None:
        for kept in self._kept:
            _put(kept)

    def _late(self, name: str, result: object) -> None:
        event = _LATE.get(name)
        if event:
            self._emit(event, {"group_id": result})

    def _explain(self, name: str) -> str | None:
        """Tell why an action takes so long."""
        if self.widget.status == "loading":
            return explain(*self.widget.diagnose())
        return self.widget.explain(name)

    # the widget's life

    def _begin(self, *, fresh: bool) -> None:
        if self._gate is not None and not self._gate.given:
            return
        self._actions.let_pass(False)
        if fresh:
            self._page.forget()
        if fresh and self.widget.status in ("pre_chat", "ready"):
            self.widget.logout()
        if self.widget.status not in ("absent", "signed_out"):  # another Chat began it
            self._on_status(self.widget.status)
        elif self._tokens is None:
            self._install(self._settings, fresh=fresh)
        else:
            self.readiness.become("loading", self.widget.reason, self.widget.cause)
            self._tokens.ask(
                lambda details: self._install(self._settings.replace(**details), fresh=fresh),
                lambda why: self._on_failure("no_token", why),
            )

    def _install(self, settings: "WidgetSettings", *, fresh: bool) -> None:
        self.holding.hidden = self.holding.hidden and self.widget.status == "absent"
        script = self._page.data.get("script") or settings.script()
        self.widget.begin(settings.to_payload(), script=script, fresh=fresh)

    def _begin_again(self) -> None:
        if self._tokens is None:  # else the token is on its way
            self._forget_visitor()
            self._begin(fresh=False)

    def _login_again(self) -> None:
        """Ask for another token, for the last one was refused."""
        tokens = self._tokens
        if tokens is not None and self.widget.status == "failed":
            entered = self._entered
            self._unasked(self.leave, "leaving a login that was refused")
            self._tokens, self._entered = tokens, entered
            self._begin(fresh=False)

    def _begin_anew(self) -> None:
        self.widget.discard()
        self._begin(fresh=False)

    def _on_widget(self, topic: str, data: "Any") -> None:
        if topic == "event":
            name, payload = data
            if name == "chat_widget_close":
                self._unshow()
            within(self._led.pop(name, chain()), lambda: self._emit(name, payload))
        elif topic == "there":
            self._hold(launcher=False)
        elif data == self.widget.status:  # and not past already, for another listener acted on it
            self._on_status(data)

    def _on_status(self, status: str) -> None:
        self._stop_limit()
        self._stop_limit = _nothing
        if status in ("pre_chat", "ready"):
            self._hold()
            self._unasked(self._put_kept, "putting back what was put into the widget")
        if status == "pre_chat":
            self._actions.hold()
            self._wait_for_form(self._actions.waiting)
        elif status == "ready":
            self._get_ready()
        else:
            self._actions.close()
        if status == "signed_out" and not self._leaving:
            self._forget_visitor()
        if status == self.widget.status:  # and no action that has waited made another of it
            self._tell_status(status)

    def _get_ready(self) -> None:
        self._unasked(self._tell_again, "telling the widget what it was told before")
        self._actions.open()
        entered, self._entered = self._entered, None
        if entered:
            entered()

    def _tell_status(self, status: str) -> None:
        if status in ("failed", "signed_out"):
            self._forget_put()
        if status == "signed_out":
            if self._leaving:
                return
            self._page.soon(self._see_to_those_that_wait)
        if status == "failed":
            self._on_failure(self.widget.reason, self.widget.cause)
            return
        if status == "loading":
            self._stop_limit = self._page.later(self._load_timeout, self._overdue)
        elif status != "signed_out":
            self._mending.end()
        self.readiness.become(status, self.widget.reason, self.widget.cause)
        self._actions.let_pass(status in ("pre_chat", "signed_out"))

    def _on_failure(self, reason: str | None, cause: str | None) -> None:
        pause = self._tokens.pause(reason) if self._tokens else None
        if pause is not None:
            self.readiness.become("loading", reason, cause)
            self._page.later(pause, self._login_again)
            return
        pause = self._mending.pause(reason)
        if pause is None:
            self._give_up(reason, cause)
            return
        self.readiness.become("loading", reason, cause)
        if pause:
            self._page.later(pause, self._begin_anew)
        else:
            self._begin_anew()

    def _give_up(self, reason: str | None, cause: str | None) -> None:
        self._page.soon(self._see_to_those_that_wait)
        is_final = self.widget.status != "loading"
        self.readiness.become("failed", reason, cause, final=is_final)
        if self._mending.retry:
            self._mending.end(self.readiness.error)
        self._actions.let_pass(True)

    def _overdue(self) -> None:
        """Count a widget as failed that says nothing; it may come all the same."""
        reason, cause = self.widget.diagnose()
        self._on_failure(reason, cause)

    def _forget_put(self) -> None:
        """Know that what was put into the widget went with it."""
        self.holding.hidden = None
        for kept in self._kept:
            del kept[1:]
        if self._openers:
            self._openers.closed()

    def _see_to_those_that_wait(self) -> None:
        """End the actions that nobody can do any more, or begin anew for them."""
        if self.readiness.state == "failed" and self.widget.status != "loading":
            self._actions.fail(lambda: self.readiness.error)
        elif self.widget.status == "signed_out" and len(self._actions):
            self._begin_again()

    # the page's life

    def _arrive(self, path: str) -> None:
        try:
            if not self.standing.arrive(path):
                return
        except Exception as error:
            self._page.report(error, f"the page rule for {path}")
        self._arrived()
        self._mending.arrive()
        if self.widget.status in ("pre_chat", "ready"):
            self.holding.shown = self.holding.shown or self.widget.is_open
            self._hold()

    def _hold(self, *, launcher: bool = True) -> None:
        """Put in force what holds, without being asked to."""
        self._unasked(self.apply, "putting the page's settings in force")
        if launcher:
            self._unasked(self._display, "showing or hiding the launcher")

    def _unshow(self) -> None:
        """Hide again what an action showed, where the launcher is to be hidden."""
        self.holding.shown = False
        if self.widget.status in ("pre_chat", "ready"):
            self._unasked(self._display, "hiding the launcher")

    def _unasked(self, call: "Callable[[], None]", what: str) -> None:
        """Do what no action asked for, and none could be told the failure of."""
        try:
            call()
        except ActionError as error:
            self._page.report(error, what)

    def apply(self) -> None:
        """Put in force what holds on this page."""
        self.widget.update_settings(self.holding.settings.to_payload(all_options=True))

    def _tell_again(self) -> None:
        for name, value in self._told.items():
            getattr(self.widget, name)(value)

    def _display(self) -> None:
        hidden = self.holding.hides and not self.holding.shown
        if hidden != self.holding.hidden:
            self.widget.display(not hidden)
            self.holding.hidden = hidden

    def say_visible(self, visible: bool) -> None:
        """Show or hide the launcher until the visitor moves on."""
        self.standing.say_visible(visible)
        self.holding.shown = False
        self._display()

    def show_box(self) -> None:
        """Make sure that the chat can be seen when it opens."""
        self.holding.shown = True
        self._display()

    def close(self) -> None:
        """Close the chat box."""
        self.widget.close()
        self.holding.shown = False
        self._display()


def _put(kept: "Kept") -> None:
    if len(kept) == 1:
        kept.append(kept[0]())


def _withdrawn() -> ActionError:
    return ActionError("the visitor has withdrawn consent", action="withdraw_consent")


def _nothing() -> None:
    pass
