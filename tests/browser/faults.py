"""Plays faults one by one, and tells what came of each: rows of `docs/faults.md`.

In the common subset. Each fault has a frame of its own for its page, in which time goes five times
as fast. A test calls `play_faults(names)` in the page and reads `rows`.
"""

import asyncio
import json

import js
from stage import SCRIPT, Stage, forget, traceback_of

from kommpy import Chat, ConversationSettings, UserDetails, WidgetSettings

PAGE = """
<button id="talk" type="button">Talk to us</button>
<p id="contact" hidden>Write to us: <a href="mailto:us@example.com">us@example.com</a></p>
"""
RULES = {"/*": ConversationSettings(default_bot_ids=["sales-bot"])}
KNOWN = "7000007"  # a conversation from before
FRAME = "kommunicate-widget-iframe"
MOST = 3000  # looks at something until it counts as hanging


class Fault:
    """Something that goes wrong.

    Args:
        name: what it is, in a few words
        standin: faults of the stand-in, which stands for the servers and the dashboard
        script: address of the widget's script
        frame: the page that it happens on
        before: called with the stage before there is a chat
        during: called with the stage and the chat as soon as the widget's frame is there
        after: called with the stage and the chat when it is ready
        act: what a press asks the chat for
        late: whether an answer comes late
        heals: whether the fault ends

    """

    def __init__(
        self,
        name,
        standin=None,
        *,
        script=SCRIPT,
        frame="frame.html",
        before=None,
        during=None,
        after=None,
        act=None,
        late=False,
        heals=True,
    ):
        self.name = name
        self.standin = standin or {}
        self.script = script
        self.frame = frame
        self.before = before
        self.during = during
        self.after = after
        self.act = act or _start
        self.late = late
        self.heals = heals


class Case:
    """One fault, and what comes of it."""

    def __init__(self, fault):
        self.fault = fault
        self.stage = Stage()
        self.pressed = 0
        self.outcomes = []
        self.told = []  # ids of conversations that the author was given
        self.late = []
        self.playing = True

    async def play(self):
        """Play it; gives its row."""
        await self.stage.load(self.fault.frame)
        ticking = asyncio.create_task(self._let_time_pass())
        try:
            self._prepare()
            chat = self._make_chat()
            if self.fault.during:
                await _until(lambda: self.stage.window.document.getElementById(FRAME))
                await self.fault.during(self.stage, chat)
            if self.fault.after:
                await chat.ready(timeout=300)
                await self.fault.after(self.stage, chat)
                await asyncio.sleep(0.1)
            await self._press()
            row = {"fault": self.fault.name, "author": self._author(chat), "visitor": self._sees()}
            row["afterwards"], row["kept"] = await self._go_on(chat)
            return row
        finally:
            self.playing = False
            await ticking
            self.stage.frame.remove()
            forget()

    async def _let_time_pass(self):
        while self.playing:
            self.stage.window.advance(0.05)
            await asyncio.sleep(0.01)

    def _prepare(self):
        stage = self.stage
        stage.window.document.body.innerHTML = PAGE
        stage.page.data["script"] = self.fault.script
        wishes = {"faults": self.fault.standin, "latency": 10, "groups": [int(KNOWN)]}
        stage.window.kommunicateStandin = stage.window.JSON.parse(json.dumps(wishes))
        if self.fault.before:
            self.fault.before(stage)

    def _make_chat(self):
        chat = Chat(
            WidgetSettings(app_id="demo"),
            rules=RULES,
            fallback="#contact",
            widget=self.stage.the_widget,
            page=self.stage.page,
        )
        for event in ("conversation_opened_late", "conversation_started_late"):
            chat.on(event, self._take_late)

        async def talk(event):
            self.pressed += 1
            try:
                result = await self.fault.act(chat)
            except Exception as error:  # noqa: BLE001
                self.outcomes.append(_describe(error))
            else:
                self.outcomes.append("done")
                self.told.append(result)

        chat.when("click", "#talk", talk)
        return chat

    def _take_late(self, event):
        self.late.append(event.type)
        self.told.append(event.data["group_id"])

    async def _press(self):
        """Press the button, and wait until what it asked for has ended and all is at rest."""
        known = len(self.outcomes)
        self.stage.window.document.querySelector("#talk").click()
        await _until(lambda: len(self.outcomes) > known)
        await asyncio.sleep(0.15)
        await _until(lambda: self.stage.the_widget.status != "loading" or self._gave_up())
        await _until(lambda: self.late or not self.fault.late)

    def _gave_up(self):
        return self.stage.window.document.querySelector("#contact").hidden is False

    async def _go_on(self, chat):
        """End the fault and go on; tells what comes of it, and whether nothing was lost."""
        if not self.fault.heals:
            before = (self.outcomes[-1], self._sees())
            await self._press()
            same = before == (self.outcomes[-1], self._sees())
            return ("the same with each press" if same else self.outcomes[-1]), self.pressed == 2
        self._heal()
        how = "goes on"
        if chat.state == "failed":
            how = "after `retry()`"
            await chat.retry(pause=0.1)
        await _until(lambda: chat.state in ("ready", "signed_out"))
        self.fault.act = _start_patiently
        await self._press()
        await _until(lambda: self._are_all_told() or self.outcomes[-1] != "done")
        works = self.outcomes[-1] == "done" and self._rule_holds()
        return f"{how}: {'all as before' if works else self.outcomes[-1]}", (
            works and self.pressed == 2 and self._are_all_told()
        )

    def _heal(self):
        self.stage.heal()
        self.stage.window.goOnline()
        self.stage.window.history.pushState(None, "", "/")

    def _rule_holds(self):
        return self.stage.created[-1]["users"][0]["userId"] == "sales-bot"

    def _are_all_told(self):
        """Tell whether the author was given the id of each conversation that was made."""
        there = self.stage.to_py(self.stage.window.kommunicateStandin.conversations())
        made = [str(each["id"]) for each in there if str(each["id"]) != KNOWN]
        return all(each in self.told for each in made)

    def _author(self, chat):
        found = [f"`chat.state` is `{chat.state}`" + (f", `{chat.reason}`" if chat.reason else "")]
        if self.outcomes[-1] != "done":
            found.append(f"awaited: {self.outcomes[-1]}")
        found += [f"event: `{each}`" for each in self.late]
        found += [f"console: {_last_line(each)}" for each in self.stage.reports]
        return "; ".join(found).replace(js.location.origin, "https://shop.example")

    def _sees(self):
        window = self.stage.window
        found = []
        if window.document.querySelector("#contact").getClientRects().length:
            found.append("what the page has instead")
        frame = window.document.getElementById(FRAME)
        inside = frame and frame.contentDocument
        if inside and window.getComputedStyle(frame).display != "none":
            box = inside.getElementById("mck-sidebox")
            style = window.getComputedStyle(box) if box else None
            if box and style.display != "none" and style.visibility == "visible":
                found.append("the chat")
            elif inside.getElementById("mck-sidebox-launcher"):
                found.append("the launcher")
        return ", ".join(found) or "nothing"


async def _until(condition):
    for _ in range(MOST):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it hangs")


def _describe(error):
    return f"`{type(error).__name__}`: {error}"


def _last_line(text):
    line = text.strip().split("\n")[-1].replace("kommpy.errors.", "")
    return line.replace("',)", "')")  # how MicroPython writes what a ValueError holds


# the faults


def _go_offline(stage):
    stage.window.goOffline()


async def _lose_the_line(stage, chat):
    await chat.open_conversation(KNOWN)
    await chat.close()
    stage.window.kommunicateStandin.connectSocket(False)


async def _remove(stage, chat):
    stage.window.document.getElementById(FRAME).remove()


async def _replace_body(stage, chat):
    body = stage.window.document.createElement("body")
    for each in list(stage.window.document.body.children):
        if each.id != FRAME:
            body.append(each)
    stage.window.document.body.replaceWith(body)


async def _move(stage, chat):
    frame = stage.window.document.getElementById(FRAME)
    stage.window.document.body.append(frame)


async def _remove_again_and_again(stage, chat):
    def remove():
        if chat.state == "ready" and stage.window.document.getElementById(FRAME):
            stage.window.document.getElementById(FRAME).remove()
        return chat.state == "failed"

    await _until(remove)


async def _be_ready(stage, chat):
    """Nothing more: what is asked for is asked of a widget that is there."""


async def _log_out(stage, chat):
    stage.window.Kommunicate.logout()


async def _install_again(stage, chat):
    script = stage.window.document.createElement("script")
    script.src = SCRIPT + "?again"
    stage.window.document.head.append(script)
    await _until(lambda: stage.reports)


async def _come_back(stage, chat):
    await stage.come_back()


async def _come_back_to_another(stage, chat):
    storage = stage.window.sessionStorage
    headers = json.loads(storage.getItem("chatheaders-demo"))
    headers["userId"] = "somebody-else"
    storage.setItem("chatheaders-demo", json.dumps(headers))
    event = stage.window.JSON.parse('{"persisted": true}')
    stage.window.dispatchEvent(stage.window.PageTransitionEvent.new("pageshow", event))


def _without_app_id(stage):
    stage.window.installWithout("appId")


async def _fail_a_rule(stage, chat):
    stage.window.history.pushState(None, "", "/broken")


async def _fail_a_handler(stage, chat):
    def fails(event):
        raise ValueError("a mistake in a handler")

    async def fails_later(event):
        await asyncio.sleep(0)
        raise ValueError("a mistake in an async handler")

    chat.when("click", "#talk", fails)
    chat.when("click", "#talk", fails_later)


def _start(chat):
    return chat.start_conversation(timeout=30)


def _start_in_haste(chat):
    return chat.start_conversation(timeout=5)


def _start_patiently(chat):
    return chat.start_conversation(timeout=60)


def _open(chat):
    return chat.open_conversation(KNOWN)


def _open_unknown(chat):
    return chat.open_conversation("999")


def _note(chat):
    return chat.update_conversation_metadata(KNOWN, {"plan": "pro"})


def _change_user(chat):
    return chat.update_user(UserDetails(display_name="Ada"))


async def _send(chat):
    await chat.open_conversation(KNOWN)
    await chat.send_message("Hello")


def _break_storage(kind):
    return lambda stage: stage.window.breakStorage(kind)


BROKEN = "/faults/{}/kommunicate.app"
VENDORS = "https://widget.kommunicate.io/v2/kommunicate.app"
FAULTS = [
    Fault("the network fails while the script is fetched", script=BROKEN.format("failed")),
    Fault("an ad blocker stops the script", script=BROKEN.format("blocked")),
    Fault("the browser is offline", script=BROKEN.format("failed"), before=_go_offline),
    Fault("the script's host answers 404", script=BROKEN.format("404")),
    Fault("the script's host answers 500", script=BROKEN.format("500")),
    Fault("another page comes for the script", script=BROKEN.format("page")),
    Fault("the script never comes", script=BROKEN.format("hang")),
    Fault("one of the widget's files is missing", script=BROKEN.format("half")),
    Fault("the policy forbids the script", script=VENDORS, frame="no-host.html", heals=False),
    Fault("the policy forbids `eval`", frame="no-eval.html", heals=False),
    Fault("the policy forbids inline scripts", frame="no-inline.html", heals=False),
    Fault("the policy forbids requests", frame="no-requests.html", heals=False),
    Fault("the policy forbids inline styles", frame="no-styles.html"),
    Fault("the settings are refused with 500", {"settings": "500"}),
    Fault("the settings get no response", {"settings": "offline"}),
    Fault("the settings never come", {"settings": "hang"}),
    Fault("the settings are rubbish", {"settings": "rubbish"}),
    Fault("the settings stop the start", {"exception": True}),
    Fault("the widget is disabled in the dashboard", {"disabled": True}),
    Fault("this domain is not allowed", {"domain": True}),
    Fault("another script gave no app id", before=_without_app_id),
    Fault("the widget is of another age", {"old": True}),
    Fault("the app id is not known", {"login": "application"}),
    Fault("the password is wrong", {"login": "password"}),
    Fault("the user is not known", {"login": "user"}),
    Fault("the module is not known", {"login": "module"}),
    Fault("the login is refused otherwise", {"login": "refused"}),
    Fault("the login is refused with 500", {"login": "500"}),
    Fault("the login gets no response", {"login": "offline"}),
    Fault("the login is never answered", {"login": "hang"}),
    Fault("the login is answered with rubbish", {"login": "rubbish"}),
    Fault("the account has no plan any more", {"churned": True}, heals=False),
    Fault("the list of conversations is refused with 500", {"list": "500"}),
    Fault("the list of conversations never comes", {"list": "hang"}),
    Fault("the list of conversations is rubbish", {"list": "rubbish"}),
    Fault(
        "the browser keeps nothing for the page",
        {"storage": "blocked"},
        before=_break_storage("blocked"),
        heals=False,
    ),
    Fault(
        "the browser has no room for the page",
        {"storage": "full"},
        before=_break_storage("full"),
        heals=False,
    ),
    Fault("making a conversation is refused with 500", {"create": "500"}),
    Fault("making a conversation is refused with 401", {"create": "401"}),
    Fault("making a conversation is refused in words", {"create": "error"}),
    Fault("making a conversation gets no response", {"create": "offline"}),
    Fault("making a conversation is never answered", {"create": "hang"}),
    Fault(
        "making a conversation is answered late",
        {"create": "slow"},
        after=_be_ready,
        act=_start_in_haste,
        late=True,
    ),
    Fault("making a conversation is answered with rubbish", {"create": "rubbish"}),
    Fault("there is no such conversation", act=_open_unknown),
    Fault("looking a conversation up is refused with 500", {"group": "500"}, act=_open),
    Fault("looking a conversation up is never answered", {"group": "hang"}, act=_open),
    Fault(
        "looking a conversation up is answered late",
        {"group": "slow"},
        after=_be_ready,
        act=_open,
        late=True,
    ),
    Fault("notes on a conversation are refused with 500", {"metadata": "500"}, act=_note),
    Fault("a change of the visitor is refused with 500", {"user": "500"}, act=_change_user),
    Fault("a message is refused with 500", {"send": "500"}, act=_send),
    Fault("the line to the chat server never comes up", {"socket": "dead"}, act=_start_patiently),
    Fault("the line to the chat server is lost", after=_lose_the_line, act=_start_patiently),
    Fault("the widget is taken off the page", after=_remove),
    Fault("the page's body is replaced", after=_replace_body),
    Fault("the page's body is replaced while the chat loads", during=_replace_body),
    Fault("the widget is moved about on the page", after=_move),
    Fault("the widget is taken off again and again", after=_remove_again_and_again),
    Fault("another script logs the visitor out", after=_log_out),
    Fault("another script installs the widget, too", after=_install_again),
    Fault("the visitor comes back from another page", after=_come_back),
    Fault("somebody else signed in on another page", after=_come_back_to_another),
    Fault("a page rule fails", after=_fail_a_rule),
    Fault("handlers fail", after=_fail_a_handler),
]


def broken(path=""):
    raise ValueError("a mistake in a rule")


RULES["/broken"] = broken


def play_faults(names):
    """Begin to play some faults; `rows` is what came of them, as JSON."""

    async def finish():
        rows = []
        for fault in FAULTS:
            if fault.name in names:
                try:
                    rows.append(await Case(fault).play())
                except Exception as error:  # noqa: BLE001
                    rows.append({"fault": fault.name, "error": traceback_of(error)})
        js.rows = json.dumps(rows)

    js.rows = ""
    asyncio.create_task(finish())  # noqa: RUF006


js.faults = json.dumps([fault.name for fault in FAULTS])
js.playFaults = lambda names: play_faults(names.split("|"))
