"""The bridge's widget: installed by the seed, by us, or by somebody else."""

import json

from .browser import FRAME, create_proxy, free, js
from .browser_diagnosis import Diagnosis
from .browser_opening import Opening
from .browser_presence import Presence
from .browser_traces import cookies, forget, is_signed_in, stored
from .browser_watch import Watch
from .errors import ActionError
from .events import SOCKET, TRACKED, vendor_name
from .ports import Widget
from .reasons import load_error
from .shows import Shows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .browser_own_start import OwnStart
    from .browser_page import BrowserPage
    from .ports import Payload, Reply, Stop, Tell

# by the vendor's name, or by the id that the seed, and the vendor's advice, give it
_SCRIPT = 'script[src*="kommunicate.app"],#km-widget-script'
_EXISTS = "group already exists"
_PROMPT = 0.05  # seconds between two looks at what the widget does not report
_SLOW = 0.25  # seconds between two looks at a request
_LONG = 120  # of them
_LOOKS = 20  # after so many, another look for what stands in its way
_REASONS = {
    "INVALID APPLICATION ID": "invalid_app_id",
    "INVALID PASSWORD": "invalid_password",
    "USER NOT FOUND": "user_not_found",
    "APPMODULE NOT FOUND": "module_not_found",
}
_REFUSED = ("invalid_password", "user_not_found", "login_failed")
# what the widget's notifications read and nobody defines: without them a message that comes while
# its conversation is not on screen is lost, and openConversationOnNewMessage opens nothing. As they
# are asked then only, they need to say no more than that it is not on screen: not by the elements
# of those names, which still tell of the last conversation when the box is closed
_UNDEFINED = {"$mck_msg_inner": "data", "$mck_group_info_tab": "hasClass"}


class BrowserWidget(Widget):
    """The widget in a browser: installed by the seed, by us, or by somebody else."""

    def __init__(self, seed: "Any", page: "BrowserPage") -> None:
        self.status = "absent"
        self.reason = None
        self.cause = None
        self._seed = seed
        self._page = page
        self._call_widget = seed.call
        self._diagnosis = Diagnosis(seed)
        self._ear = create_proxy(self._hear)
        self._listeners: list[Tell] = []
        self._replies: dict[str, Reply] = {}
        self._asked = 0
        self._others: dict[str, Any] = {}  # handlers that other scripts had subscribed
        self._subscribed = False
        self._launches = False  # by itself, in this very moment
        self._own_start: OwnStart | None = None
        self._installed: list[Any] = []  # proxies of the functions among the settings
        self._renew: Callable[[], None] | None = None
        self._unwatch: Callable[[], None] = lambda: None
        self._shows = Shows(self, self._tell)
        self._observer = Watch(self._look)
        self._client_ids: dict[str, str] = {}  # those that pages chose, with the widget's own
        self._opening = Opening(page, seed, self._is_on)
        self._presence: Presence | None = None
        self._twice = False  # whether a second installation was told

    def attach(self, listener: "Tell") -> "Stop":
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def on_change(self, watcher: "Callable[[], object]") -> "Stop":
        return self._shows.on_change(watcher)

    # beginning

    def begin(self, payload: "Payload", *, script: str | None = None, fresh: bool = False) -> None:
        if self.status in ("loading", "pre_chat", "ready"):
            return
        self._subscribed = False
        self.status = "loading"  # the reason stays: why it is begun once more
        self.keep_secrets_of(payload)
        self._tell("status", "loading")
        if fresh and (self._seeded() or self._frame()):
            self._renew = lambda: self._begin_fresh(payload, script)
        elif fresh:
            forget()
        self._listen()
        if not self._seeded() and not self._foreign():
            self._install(payload, script)
        self._unwatch()  # of the load before this one
        self._watch(seen=False)

    def _listen(self) -> None:
        said = self._seed.said
        self._seed.tell = self._ear
        for number in range(said.length):
            self._hear(said[number][0], said[number][1])
        self._seed.said = js.Array.new()
        self._seed.page.conversation = js.Object.new()  # from now on Python says what holds

    def _begin_fresh(self, payload: "Payload", script: str | None) -> None:
        self._renew = None
        self.logout()
        self.begin(payload, script=script, fresh=True)

    def _install(self, payload: "Payload", script: str | None) -> None:
        plain = {name: value for name, value in payload.items() if not callable(value)}
        settings = js.JSON.parse(json.dumps(plain))
        for name, value in payload.items():
            if callable(value):
                self._installed.append(create_proxy(value))
                setattr(settings, name, self._installed[-1])
        self._seed.begin(settings, script)

    def _seeded(self) -> bool:
        """Tell whether the widget that the seed began, whoever asked it to, is the one there is."""
        began = getattr(self._seed, "began", None)
        # another script's snippet beside it puts its own settings there
        there = getattr(getattr(js, "kommunicate", None), "_globals", None)
        return bool(began) and bool(getattr(js.Object, "is")(began, there))

    def _foreign(self) -> bool:
        """Tell whether another script has put the widget there, or is about to."""
        return bool(self._frame() or js.document.querySelector(_SCRIPT))

    def _watch(self, *, seen: bool, told: bool = False, looks: int = 1) -> None:
        """Look, while it loads, for what the widget does not report."""
        if self.status != "loading":
            return
        frame = self._frame()
        self._diagnosis.follow(frame)
        if _is_null("Kommunicate"):
            self._fail("disabled", js.location.hostname)
        elif seen and not frame:
            self._fail("removed")
        elif self._logged_in() and not self._seeded():
            self._change("ready")
        elif self._form_is_up() and not self._seeded():
            self._change("pre_chat")
        else:
            if looks % _LOOKS == 0:
                self._fail_for_sure(*self._diagnosis.of_silence())
            published = bool(getattr(js, "KommunicateGlobal", None))
            if published and not told:
                self._tell("there", None)
            self._unwatch = self._page.later(
                _PROMPT, lambda: self._watch(seen=bool(frame), told=published, looks=looks + 1)
            )

    def _fail_for_sure(self, reason: str, cause: str | None, sure: bool) -> None:
        if sure and self.status == "loading":
            self._fail(reason, cause)

    def diagnose(self) -> tuple[str, str | None]:
        reason, cause, _ = self._diagnosis.of_silence()
        return reason, self.hide(cause) if cause else None

    def _hear(self, topic: str, text: str) -> None:
        if topic == "said":
            self._on_init(text)
        elif topic == "alert":
            self._opening.refuse(self.hide(json.loads(text)[0]))
        elif topic in self._replies:
            self._replies.pop(topic)(*_outcome(json.loads(self.hide(text))[0]))
        else:
            self._on_event(topic, text)

    def _on_init(self, said: str) -> None:
        if said == "success":
            self._change("ready")
        elif said == "empty":
            self._look_for_form(40)
        elif said in ("blocked", "error"):
            find = self._diagnosis.of_script if said == "blocked" else self._diagnosis.of_start
            # the browser's own reports take a moment
            self._page.later(_PROMPT, lambda: self._fail_for_sure(*find()))
        elif said in _REASONS:
            self._fail(_REASONS[said])
        else:
            self._fail("login_failed", said)

    def _look_for_form(self, tries: int) -> None:
        """Tell the form, which is announced before it is there, from an account without one."""
        if self.status != "loading":
            return
        if self._form_is_up():
            self._change("pre_chat")
        elif self._logged_in() or tries == 0:
            self._change("ready")
        else:
            self._page.later(_PROMPT, lambda: self._look_for_form(tries - 1))

    def _change(self, status: str) -> None:
        if status == "ready" and self._renew is not None:
            self._page.soon(self._renew)
            return
        missing = self._diagnosis.missing()
        if missing:
            self._fail("old_widget", f"it lacks {missing}")
            return
        hidden = self._diagnosis.hidden()
        if hidden:
            self._fail("policy", hidden)
            return
        self._subscribe()
        # when the form is sent the widget launches the chat, and may begin a conversation
        self._launches = self.status == "pre_chat" and status == "ready"
        if self._launches and not self.may_start:
            from .browser_own_start import OwnStart

            self._own_start = OwnStart(self._page)
        self.may_start = True
        if self._presence is None:
            self._presence = Presence(self._look_after, self._come_back)
        self.status = status
        self.cause = self._diagnosis.storage_trouble()
        self.reason = "storage" if self.cause else None
        self._tell("status", status)
        self._launches = False
        self._look()
        self._look_after()

    def _look_after(self) -> None:
        """Notice that the widget is gone, or is installed once more."""
        if self.status not in ("pre_chat", "ready"):
            return
        if not self._is_alive():
            if _is_null("Kommunicate"):
                self._clear()
                self._leave("logged_out")
            else:
                self._fail("removed")
        elif not self._twice and js.document.querySelectorAll(_SCRIPT).length > 1:
            self._twice = True
            self._page.report(
                load_error("installed_twice", begin="one widget is enough"), "installing the widget"
            )

    def _come_back(self) -> None:
        """Put right what other pages changed while this one was kept as it was."""
        if self.status == "ready" and not is_signed_in():
            self._take_away()  # what is stored is another visitor's
            self.keep_secrets_of({})
            self._leave("logged_out")
        elif self.status in ("pre_chat", "ready"):
            self._tell("status", self.status)  # they took the settings along

    def _is_alive(self) -> bool:
        """Tell whether the frame is the one that the widget runs in: moved about, it is empty."""
        frame = self._frame()
        window = getattr(frame, "contentWindow", None) if frame else None
        return bool(window and getattr(js.Object, "is")(window, js.KommunicateGlobal))

    def _leave(self, reason: str | None = None) -> None:
        """Be without a visitor."""
        self.status, self.reason, self.cause = "signed_out", reason, None
        self._tell("status", "signed_out")

    def _fail(self, reason: str, cause: str | None = None) -> None:
        self.status, self.reason = "failed", reason
        self.cause = self.hide(cause) if cause else None
        if reason in _REFUSED:
            forget()  # the widget keeps even the password of a login that was refused
        self._tell("status", "failed")

    def _tell(self, topic: str, data: object) -> None:
        for listener in list(self._listeners):
            listener(topic, data)

    # events

    def _subscribe(self) -> None:
        if self._subscribed:
            return
        self._subscribed = True
        self._define_missing()
        self._observer.begin()
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

    def _define_missing(self) -> None:
        frame = js.KommunicateGlobal
        for name, method in _UNDEFINED.items():
            if not getattr(frame, name, None):
                unseen = js.Object.new()
                setattr(unseen, method, js.Function.prototype)  # a function that gives undefined
                setattr(frame, name, unseen)

    def _on_event(self, vendor: str, text: str) -> None:
        other = self._others.get(vendor)
        if other:
            self._seed.safe(other, "call", None, js.JSON.parse(text)[0])
        self._look()
        for name in TRACKED + SOCKET:
            if vendor_name(name) == vendor:
                [data] = json.loads(text)
                if name == "message_received":
                    self._count(data)
                # the widget also calls it when the visitor sends, with another payload
                if name != "message_sent" or "message" in (data or {}):
                    self._tell("event", (name, data))
                return

    def _count(self, data: "Any") -> None:
        group_id = str(((data or {}).get("message") or {}).get("to"))
        if not self._is_on(group_id):
            self._observer.missed(group_id)
            self._look()

    def _look(self) -> None:
        """Tell what has changed in what the widget shows."""
        if self.on_screen:
            self._observer.seen(self.group_id)
        self._shows.look()

    # actions

    def _call(self, method: str, *args: object, reply: str = "") -> str:
        answer: str = self._call_widget(method, json.dumps(args), reply)
        if answer[:1] == "!":
            answer = self.hide(answer)
            raise ActionError(
                f"the widget's {method}() failed: {answer[1:]}", action=method, cause=answer[1:]
            )
        return answer

    def update_settings(self, payload: "Payload") -> None:
        self._call("updateSettings", payload)

    @property
    def settings(self) -> "Payload":
        found: Payload = json.loads(self._call("getSettings") or "{}") or {}
        return found

    def launch_conversation(self) -> None:
        if not self._launches:
            self._call("launchConversation")
        self._look()  # what follows at once may undo it, unseen

    def open_conversation_list(self) -> None:
        self._call("openConversationList")
        self._look()

    def start_conversation(self, payload: "Payload", reply: "Reply") -> None:
        self._asked += 1
        name = f"reply{self._asked}"
        reply = self._knowing(payload.get("clientGroupId"), reply)
        self._replies[name] = self._answered(reply)
        # those that were never answered must not pile up
        self._replies.pop(f"reply{self._asked - 99}", None)
        since = self._diagnosis.mark()

        def call() -> None:
            self._call("startConversation", payload, reply=name)

        if self._own_start is None:
            call()
        else:
            self._own_start.let_through(call)

        def refuse(text: str) -> None:
            if name in self._replies:
                self._replies.pop(name)(None, text)

        self._look_at_request("start_conversation", since, refuse)

    def _answered(self, reply: "Reply") -> "Reply":
        def answer(result: str | None, error: str | None) -> None:
            if self._own_start is not None:
                self._own_start.end()
                self._own_start = None
            reply(result, error)

        return answer

    def _knowing(self, client_id: str | None, reply: "Reply") -> "Reply":
        """Give the id, too, of a conversation of the page's own id that was there already.

        The widget calls that an error, and opens it.
        """
        before = self.group_id

        def look(error: str, tries: int) -> None:
            group_id = self._client_ids.get(client_id or "")
            if group_id is None and self.on_screen and self.group_id != before:
                group_id = self.group_id
            if group_id is not None and self._is_on(group_id):
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

    def _send(self, action: str, method: str, payload: "Payload") -> None:
        """Ask for what the widget tells nobody the failure of."""
        since = self._diagnosis.mark()
        self._call(method, payload)

        def refuse(text: str) -> None:
            error = ActionError(f"{action}() failed: {text}", action=action, cause=text)
            self._page.report(error, f"{action}()")

        self._look_at_request(action, since, refuse)

    def _look_at_request(
        self, action: str, since: float, refuse: "Callable[[str], None]", looks: int = 0
    ) -> None:
        """Notice what the widget keeps to itself: that the server refused."""
        wrong = self._diagnosis.of_request(action, since)
        if wrong:
            refuse(wrong)
        elif wrong is None and looks < _LONG:
            self._page.later(_SLOW, lambda: self._look_at_request(action, since, refuse, looks + 1))

    def open_conversation(self, group_id: str, reply: "Reply") -> "Stop":
        self._diagnosis.mark()
        give_up = self._opening.begin(group_id, reply)
        try:
            self._call("openConversation", group_id)
        except ActionError:
            self._opening.end()
            raise
        return give_up

    def explain(self, action: str) -> str | None:
        cause = self._diagnosis.of_action(action)
        return self.hide(cause) if cause else None

    def update_conversation_metadata(self, group_id: str, metadata: "Payload") -> None:
        payload = {"groupId": group_id, "metadata": metadata}
        self._send("update_conversation_metadata", "updateConversationMetadata", payload)

    def update_default_conversation_metadata(self, metadata: "Payload") -> None:
        self._call("updateDefaultConversationMetadata", metadata)

    def update_chat_context(self, context: "Payload") -> None:
        self._call("updateChatContext", context)

    def update_user_language(self, code: str) -> None:
        self._call("updateUserLanguage", code)

    def update_user_timezone(self, name: str) -> None:
        self._call("updateUserTimezone", name)

    def update_user(self, payload: "Payload") -> None:
        self._send("update_user", "updateUser", payload)

    def send_message(self, text: str) -> None:
        if not (self.group_id and self.on_screen):
            raise ActionError(
                "send_message() needs a conversation on screen; open or start one first",
                action="send_message",
            )
        self._send("send_message", "sendMessage", {"groupId": self.group_id, "message": text})

    def compose(self, text: str, *, over: str = "") -> bool:
        from .browser_composer import compose

        if not self.on_screen:
            return False
        compose(self._inside("mck-text-box"), text, over)
        return True

    def customize_widget_css(self, css: str) -> "Stop":
        self._call("customizeWidgetCss", css)
        styles = js.KommunicateGlobal.document.head.querySelectorAll("style")
        added = styles[styles.length - 1]  # the widget gives no handle on it
        return lambda: added.remove() if added.textContent == css else None

    def focus(self) -> None:
        active = js.document.activeElement
        if not active or active.id != FRAME:
            self._frame().focus()

    def open_form(self) -> None:
        self._call("openWidgetPreview")
        self._look()

    def close(self) -> None:
        self._call("closeWidgetPreview")
        self._look()

    def display(self, shown: bool) -> None:
        prerendered = js.document.getElementById("kommpy-hidden")
        if prerendered:
            prerendered.remove()
        self._call("displayKommunicateWidget", shown)

    def logout(self) -> None:
        was = self.status
        self._unwatch()
        if getattr(js, "Kommunicate", None):
            self._call_widget("logout", "[]", "")  # what it leaves, or throws at, is removed here
        self.status = "signed_out"
        self._clear()
        self._leave()
        self._look()
        if was == "loading":
            self._sweep(40)

    def _clear(self) -> None:
        """Remove the widget, and what was known of its visitor."""
        forget()
        # the widget has written into them who the visitor is, and MicroPython keeps what it saw
        _empty(getattr(self._seed, "began", None))
        _empty(getattr(js, "kommunicate", None))
        js.Reflect.deleteProperty(self._seed.page, "settings")
        self._take_away()
        self.keep_secrets_of({})

    def discard(self) -> None:
        self._take_away()
        self.status = "absent"  # the reason stays

    def _take_away(self) -> None:
        """Take the widget off the page."""
        self._unwatch()
        self._opening.end()
        self._diagnosis.follow(None)
        self._twice = self._subscribed = False
        self._seed.safe(js.window, "removeKommunicateScripts")
        for left in js.document.querySelectorAll(f"{_SCRIPT},#{FRAME}"):
            left.remove()
        js.kommunicate = js.Object.new()
        js.KommunicateGlobal = None
        js.Kommunicate = js.undefined  # its null would say that the widget took itself off the page
        self._seed.began = None
        for proxy in self._installed:
            free(proxy)
        self._installed = []
        self._replies = {}
        self._others = {}
        self._client_ids = {}
        self._observer.end()

    def _sweep(self, looks: int) -> None:
        """Remove what a script still makes that was on its way when it was to go."""
        if self.status == "signed_out":
            if self._frame():
                self._clear()
            if looks:
                self._page.later(0.25, lambda: self._sweep(looks - 1))

    def traces(self) -> list[str]:
        left = stored() + cookies()
        places = {
            "the widget's frame": self._frame(),
            "window.Kommunicate": getattr(js, "Kommunicate", None),
            "window.KommunicateGlobal": getattr(js, "KommunicateGlobal", None),
            "the settings it began with": getattr(self._seed, "began", None)
            or getattr(getattr(js, "kommunicate", None), "_globals", None),
            "the page's settings": getattr(self._seed.page, "settings", None),
        }
        # `undefined` is true on MicroPython
        return left + [name for name, there in places.items() if js.Boolean(there)]

    # what it shows

    @property
    def group_id(self) -> str | None:
        data = getattr(getattr(js, "KommunicateGlobal", None), "CURRENT_GROUP_DATA", None)
        tab = getattr(data, "tabId", None)
        if not tab:
            return None
        group_id = str(int(tab) if isinstance(tab, float) else tab)
        return self._client_ids.get(group_id, group_id)

    @property
    def is_open(self) -> bool:
        return self._displayed("mck-sidebox")

    @property
    def form_is_open(self) -> bool:
        return self.status == "pre_chat" and self._displayed("km-chat-login-modal")

    @property
    def on_screen(self) -> bool:
        return self.is_open and self._displayed("mck-tab-individual")

    @property
    def unread(self) -> int:
        return self._observer.unread(self._inside("applozic-badge-count"))

    def _is_on(self, group_id: str) -> bool:
        return self.group_id == group_id and self.on_screen

    def _displayed(self, name: str) -> bool:
        element = self._inside(name)
        return bool(element) and js.KommunicateGlobal.getComputedStyle(element).display != "none"

    def _logged_in(self) -> bool:
        return bool(self._inside("mck-sidebox-launcher"))

    def _form_is_up(self) -> bool:
        launcher = self._inside("km-anonymous-chat-launcher")
        return bool(launcher) and launcher.childElementCount > 0

    def _inside(self, name: str) -> "Any":
        frame = getattr(js, "KommunicateGlobal", None)
        document = getattr(frame, "document", None) if frame else None
        return document.getElementById(name) if document else None

    def _frame(self) -> "Any":
        return js.document.getElementById(FRAME)


def _empty(thing: "Any") -> None:
    """Take everything out of a JavaScript object."""
    if thing and js.Boolean(thing):
        for name in js.Object.keys(thing):
            js.Reflect.deleteProperty(thing, name)


def _outcome(answer: "Any") -> tuple[str | None, str | None]:
    """Read the callback's argument: a group id, or an object that says what went wrong."""
    if isinstance(answer, str):
        return answer, None
    return None, (answer or {}).get("errorMessage", "the widget gave no reason")


def _is_null(name: str) -> bool:
    """Tell the null to which the widget sets its globals when it goes from what never was there."""
    return str(js.String(getattr(js, name, js.undefined))) == "null"
