"""The chat's life: from the widget's beginning to its end, and what holds at each moment."""

from .actions import Action, Actions, check_timeout, settling
from .chains import chain, within
from .enforcing import Enforcing
from .errors import ActionError, OptionError
from .keeping import Keeping
from .mending import Mending, Retry
from .ports import nothing
from .readiness import Readiness
from .reasons import explain
from .who import Who

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .actions import Settle
    from .chains import Chain
    from .gate import Gate
    from .handlers import Runner
    from .identity import Identity
    from .openers import Openers
    from .ports import Page, Reply, Stop, Widget
    from .standing import Standing
    from .tokens import Tokens
    from .triggers import Triggers
    from .widget_settings import WidgetSettings

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
        force: what puts it in force
        readiness: where the chat stands, and why

    """

    def __init__(
        self,
        settings: "WidgetSettings",
        standing: "Standing",
        widget: "Widget",
        page: "Page",
        emit: "Callable[[str, Any], bool]",
        *,
        arrived: "Callable[[], None]",
        load_timeout: float,
    ) -> None:
        self.widget = widget
        self.standing = standing
        self.force = Enforcing(standing, widget, page)
        self.readiness = Readiness(page, widget, emit)
        self._actions = Actions(page, self._late, self._explain, self.force.unshow)
        self._keeping = Keeping(widget)
        self._mending = Mending(page, self._reconnect)
        self._who = Who(settings)
        self._load_timeout = load_timeout
        self._stop_clock: Stop = nothing  # of what is done unless the widget does something
        self._page = page
        self._emit = emit
        self._arrived = arrived
        self._led: dict[str, Chain] = {}  # to what the widget tells of later
        self._gate: Gate | None = None  # where the visitor has to agree first
        self._leaving = False
        self._fresh = False  # whether the next beginning is to be as a new visitor
        self._openers: Openers | None = None

    def start(self, *, fresh: bool, gate: "Gate | None" = None) -> None:
        """Begin the widget, or adopt it, and follow the visitor; where there is a gate, then."""
        self.force.holding.standings.append(self.standing)
        self._arrive(self._page.path)
        self.widget.attach(self._on_widget)
        self._page.on_navigate(self._arrive)
        look = self._who.settings.look
        css = look.page_css() if look else ""
        if css != self._page.data.get("styled", ""):
            self._page.style(css, instead=True)
        self._fresh = fresh
        if gate is None:
            self._begin()
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

    def follow_openers(self, runner: "Runner", triggers: "Triggers") -> None:
        """Keep what opens the chat by a handler in accord with it, from now on."""
        if self._openers is None:
            from .openers import Openers

            focus = not self._who.settings.no_focus
            self._openers = Openers(self._page, self.widget, runner, triggers, focus=focus)

    def retry(self, tries: int, pause: float) -> Retry:
        """Begin the widget again where it failed, more than once if need be."""
        retry = self._mending.begin(tries, pause)
        if self.readiness.state == "signed_out":
            self._begin_again()
        elif self.readiness.state in ("pre_chat", "ready"):
            self._mending.end()
        elif self.readiness.state == "failed":
            self._begin_anew()
        return retry

    def _reconnect(self, tries: int, pause: float) -> None:
        """Begin again by itself, now that there may be a network once more."""
        if self.readiness.state == "failed":
            self.retry(tries, pause)

    # who the visitor is, and whether they agree

    def login(self, identity: "Identity", tokens: "Tokens", timeout: float) -> Action:
        """Let another visitor take the place of the one who is there."""

        def begin(settle: "Settle") -> None:
            if self.widget.status in ("pre_chat", "ready") and self._who.is_of(identity):
                settle()
                return
            self.leave()
            self._who.come(tokens, settle)
            self._begin()

        return self.ask("login", begin, timeout, alone=True)

    def logout(self, timeout: float) -> Action:
        """Let the visitor go, also where nothing else can be asked of the widget yet."""
        if self.readiness.state in ("loading", "pre_chat"):
            self._actions.fail(_logged_out, alone=True)
            self._actions.let_pass(True)

        def begin(settle: "Settle") -> None:
            self.leave(news=True)
            settle()

        return self.ask("logout", begin, timeout, alone=True)

    def enter(self, tokens: "Tokens") -> None:
        """Say who the visitor is before the widget is begun."""
        self._who.come(tokens)

    def leave(self, *, news: bool = False) -> None:
        """Take the widget off the page with all that is left of its visitor; tell, if it is news.

        Raises:
            ActionError: something is left

        """
        self._forget_visitor()
        self._clear(news=news)

    def _clear(self, *, news: bool = False) -> None:
        self._leaving = not news
        self.widget.logout()  # also where there is none: an earlier page has stored something
        self._leaving = False
        if news:
            self._page.forget()
        else:
            self._forget_kept()
        left = self.widget.traces()
        if left:
            raise ActionError(
                f"logout() left something of the visitor: {', '.join(left)}", action="logout"
            )
        self._fresh = False

    def _forget_visitor(self) -> None:
        self._who.forget()
        self._keeping.forget()

    def _forget_kept(self) -> None:
        """Have the browser forget what kommpy keeps there, but for the consent."""
        self._page.forget()
        if self._gate is not None:
            self._gate.keep()

    def consented(self, given: bool) -> None:
        """Begin the chat, or take it away, as the visitor says."""
        if given:
            self._actions.close()
            self._actions.let_pass(True)  # a login comes first
            if self.readiness.state == "waiting_for_consent":
                self._begin()
            return
        if self.readiness.state == "waiting_for_consent":  # as before, they have not agreed
            self.force.unasked(self._clear, "clearing what an earlier page stored")
            self._wait_for_consent(self.readiness.reason)
            return
        self.force.unasked(self.leave, "taking the chat away")
        self._actions.fail(_withdrawn, alone=True)
        self._mending.end(_withdrawn())
        self._wait_for_consent("withdrawn")

    def _wait_for_consent(self, reason: str | None = None) -> None:
        self._actions.let_pass(False)
        self._actions.hold()
        self.readiness.become("waiting_for_consent", reason)

    # the way an action goes

    def ask(
        self,
        name: str,
        begin: "Any",
        timeout: float,
        *,
        opens: bool = False,
        alone: bool = False,
        at_once: bool = False,
    ) -> Action:
        """Begin an action; one that `opens` the chat brings up the form where it is in the way.

        One that goes `alone` needs no widget. One that is done `at_once` is a plain call.
        """
        if alone:
            return self._actions.add_alone(name, begin, timeout)
        status = self.widget.status
        if status == "signed_out":
            self._begin_again()
        add: Any = self._actions.do if at_once else self._actions.add
        if opens and self._openers:
            begin = self._openers.follow(settling(begin) if at_once else begin)
            add = self._actions.add
        if name in _TOLD_LATER:
            self._led[_TOLD_LATER[name]] = chain()
        action: Action = add(name, begin, timeout, opens=opens)
        if status == "pre_chat" and not action.done:
            self._wait_for_form([name])
        elif self.readiness.state == "failed" and status != "loading":
            self._actions.fail(lambda: self.readiness.error)
        return action

    def _wait_for_form(self, names: list[str]) -> None:
        """Show the visitor the form that stands before what was asked for, and say so."""

        def bring() -> None:
            self.force.show()
            self.widget.open_form()

        self.widget.may_start = "start_conversation" not in self._actions.waiting
        if self._actions.will_open:
            self.force.unasked(bring, "bringing up the form before the chat")
        for name in names:
            self._emit("action_waiting", {"action": name, "waits_for": "pre_chat"})

    def do(
        self, name: str, call: "Callable[[], None]", timeout: float, *, opens: bool = False
    ) -> Action:
        """Begin an action whose answer nobody has to wait for."""
        return self.ask(name, call, timeout, opens=opens, at_once=True)

    def reply(self, name: str, settle: "Settle", of: str = "") -> "Reply":
        """Give what settles an action by the widget's answer."""

        def reply(result: str | None, error: str | None) -> None:
            if error is None:
                settle(result)
                return
            settle(None, ActionError(f"{name}({of}) failed: {error}", action=name, cause=error))

        return reply

    def remember(self, name: str, value: "Any", timeout: float, *, adds: bool = False) -> Action:
        """Begin an action that tells the widget something it forgets when it starts anew."""
        return self.do(name, lambda: self._keeping.tell(name, value, adds=adds), timeout)

    def style(self, name: str, css: str, page_css: str, timeout: float) -> Action:
        """Begin an action that adds style rules until its result, a stop, is called.

        Those of the page are there at once; those of the widget before the form is sent, and again
        where it starts anew. Where the action fails nothing is left of them.
        """
        check_timeout(timeout)
        undo = self._page.style(page_css) if page_css else nothing
        put_there, stop = self._keeping.add(css, undo)

        def begin(settle: "Settle") -> None:
            put_there()
            settle(stop)

        if self.widget.status == "pre_chat":
            self.force.unasked(put_there, name)
        action = self.ask(name, begin, timeout)
        action.give_up = stop
        if action.error is not None:
            stop()
        return action

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

    def _begin(self) -> None:
        if self._gate is not None and not self._gate.given:
            return
        self._actions.let_pass(False)
        if self._fresh:
            self._forget_kept()
        if self._fresh and self.widget.status in ("pre_chat", "ready"):
            self.widget.logout()
        if self.widget.status not in ("absent", "signed_out"):  # another Chat began it
            self._fresh = False
            self._on_status(self.widget.status)
            return
        if self._who.tokens is not None:
            self.readiness.become("loading", self.widget.reason, self.widget.cause)
        self._who.tell(self._install, lambda why: self._on_failure("no_token", why))

    def _install(self, settings: "WidgetSettings") -> None:
        self.force.begin()
        script = self._page.data.get("script") or settings.script()
        fresh, self._fresh = self._fresh, False
        self._who.installed = True
        self._report_late(settings)
        self.widget.begin(settings.to_payload(), script=script, fresh=fresh)

    def _report_late(self, settings: "WidgetSettings") -> None:
        """Report settings that come too late: others stand in the page that has begun the chat."""
        late = settings.besides(self.widget.begun())
        if late:
            names = ", ".join(late)
            error = OptionError(
                f"the page has begun the chat before Python, with other settings: {names}",
                option=late[0],
                mend="say it in config.py, or mark the page's script tag with data-kommpy-hold",
            )
            self._page.report(error, "beginning the chat")

    def _begin_again(self) -> None:
        if self._who.tokens is None:  # else the token is on its way
            self._forget_visitor()
            self._begin()

    def _login_again(self) -> None:
        """Ask for another token, for the last one was refused."""
        if self._who.tokens is not None and self.widget.status == "failed":
            self._who.come_again(
                lambda: self.force.unasked(self.leave, "leaving a login that was refused")
            )
            self._begin()

    def _begin_anew(self) -> None:
        self.widget.discard()
        self._begin()

    def _on_widget(self, topic: str, data: "Any") -> None:
        if topic == "event":
            self._on_event(*data)
        elif topic == "form":
            self._on_form(data)
        elif topic == "there":
            self.force.hold(launcher=False)
        elif data == self.widget.status:  # and not past already, for another listener acted on it
            self._on_status(data)

    def _on_event(self, name: str, payload: "Any") -> None:
        if name == "chat_widget_open":
            self.force.unasked(self.force.show, "showing the chat")
        elif name == "chat_widget_close":
            self.force.unshow()
        within(self._led.pop(name, chain()), lambda: self._emit(name, payload))

    def _on_form(self, is_open: bool) -> None:
        """See to the form before the chat, which has come up or gone."""
        if is_open:
            self.force.unasked(self.force.show, "showing the form before the chat")
        elif self.widget.status == "pre_chat":  # else it was sent, and the box follows
            self.force.unshow()

    def _on_status(self, status: str) -> None:
        self._stop_clock()
        if status in ("pre_chat", "ready"):
            self.force.hold()
            self.force.unasked(self._keeping.put_again, "putting back what was put into the widget")
        if status == "pre_chat":
            self._actions.hold(early=True)
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
        self.force.unasked(self._keeping.tell_again, "telling the widget what it was told before")
        self._who.enter()  # before a login that has waited makes somebody else of them
        self._actions.open()

    def _tell_status(self, status: str) -> None:
        if status in ("failed", "signed_out"):
            self._lose()
        if status == "signed_out":
            if self._leaving:
                return
            self._mending.end(_logged_out())
            self._page.soon(self._see_to_those_that_wait)
        if status == "failed":
            self._on_failure(self.widget.reason, self.widget.cause)
            return
        if status == "loading":
            self._stop_clock = self._page.later(self._load_timeout, self._overdue)
        elif status != "signed_out":
            self._mending.end()
        self.readiness.become(status, self.widget.reason, self.widget.cause)
        self._actions.let_pass(status in ("pre_chat", "signed_out"))

    def _lose(self) -> None:
        """Know that the widget is gone."""
        self.force.lose()
        self._keeping.lose()
        if self._openers:
            self._openers.closed()

    def _on_failure(self, reason: str | None, cause: str | None) -> None:
        pause = self._who.tokens.pause(reason) if self._who.tokens else None
        if pause is not None:
            self.readiness.become("loading", reason, cause)
            self._stop_clock = self._page.later(pause, self._login_again)
            return
        pause = self._mending.pause(reason)
        if pause is None:
            self._give_up(reason, cause)
            return
        self.readiness.become("loading", reason, cause)
        if pause:
            self._stop_clock = self._page.later(pause, self._begin_anew)
        else:
            self._begin_anew()

    def _give_up(self, reason: str | None, cause: str | None) -> None:
        self._page.soon(self._see_to_those_that_wait)
        is_final = self.widget.status != "loading"
        self.readiness.become("failed", reason, cause, final=is_final)
        self._mending.give_up(self.readiness, reason)
        self._actions.let_pass(True)

    def _overdue(self) -> None:
        """Count a widget as failed that says nothing; it may come all the same."""
        reason, cause = self.widget.diagnose()
        self._on_failure(reason, cause)

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
        if self.standing.visits > 1:
            self._page.began = self._page.now
        self._arrived()
        self._mending.arrive()
        if self.widget.status in ("pre_chat", "ready"):
            self.force.arrive()


def _logged_out() -> ActionError:
    return ActionError("the visitor has been logged out", action="logout")


def _withdrawn() -> ActionError:
    return ActionError("the visitor has withdrawn consent", action="withdraw_consent")
