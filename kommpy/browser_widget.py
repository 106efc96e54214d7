"""The bridge's widget: installed by the seed, by us, or by somebody else."""

import json

from .browser import FRAME, create_proxy, js
from .browser_diagnosis import Diagnosis
from .browser_hearing import Hearing
from .browser_inside import (
    element,
    frame,
    has_gone,
    is_alive,
    is_displayed,
    last_group_id,
)
from .browser_install import Installation
from .browser_loading import Loading
from .browser_opening import Opening
from .browser_presence import Presence
from .browser_requests import Requests
from .browser_traces import forget, is_signed_in
from .browser_watch import Watch
from .errors import ActionError
from .ports import Widget
from .reasons import load_error
from .shows import Shows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .browser_page import BrowserPage
    from .ports import Payload, Reply, Stop, Tell

_REFUSED = ("invalid_password", "user_not_found", "login_failed")
_SWEEPS = 40  # looks, and seconds between two, for what a script still makes that was to go
_SWEEP = 0.25


class BrowserWidget(Widget):
    """The widget in a browser: installed by the seed, by us, or by somebody else."""

    def __init__(self, seed: "Any", page: "BrowserPage") -> None:
        self.status = "absent"
        self.reason = None
        self.cause = None
        self._seed = seed
        self._page = page
        self._call_widget = seed.call
        self._ear = create_proxy(self._hear)
        self._listeners: list[Tell] = []
        self._renew: Callable[[], None] | None = None
        self._launches = False  # by itself, in this very moment
        self._twice = False  # whether a second installation was told
        self._presence: Presence | None = None
        self._installation = Installation(seed)
        self._diagnosis = Diagnosis(seed)
        self._loading = Loading(
            page,
            self._diagnosis,
            is_seeded=lambda: self._installation.is_seeded,
            come=self._change,
            published=lambda: self._tell("there", None),
            fail=self._fail,
        )
        self._hearing = Hearing(seed, self._on_event)
        self._shows = Shows(self, self._tell)
        self._observer = Watch(self._look)
        self._requests = Requests(page, self._diagnosis, self._call, self._shown)
        self._opening = Opening(page, seed, self._is_on)

    def attach(self, listener: "Tell") -> "Stop":
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def on_change(self, watcher: "Callable[[], object]") -> "Stop":
        return self._shows.on_change(watcher)

    # beginning

    def begun(self) -> "Payload | None":
        return self._installation.begun()

    def begin(self, payload: "Payload", *, script: str | None = None, fresh: bool = False) -> None:
        if self.status in ("loading", "pre_chat", "ready"):
            return
        self._hearing.end()
        self.status = "loading"  # the reason stays: why it is begun once more
        self.keep_secrets_of(payload)
        self._tell("status", "loading")
        if fresh and (self._installation.is_seeded or frame()):
            self._renew = lambda: self._begin_fresh(payload, script)
        elif fresh:
            forget()
        self._loading.begin()
        self._listen()
        if not self._installation.is_seeded and not self._installation.is_foreign:
            self._diagnosis.begin()
            self._installation.put(payload, script)
        self._loading.watch()

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

    def diagnose(self) -> tuple[str, str | None]:
        reason, cause, _ = self._diagnosis.of_silence()
        return reason, self.hide(cause) if cause else None

    def _hear(self, topic: str, text: str) -> None:
        if topic == "said":
            self._loading.hear(text)
        elif topic == "alert":
            self._opening.refuse(self.hide(json.loads(text)[0]))
        elif not self._requests.take(topic, text):
            self._look()
            self._hearing.take(topic, text)

    def _change(self, status: str) -> None:
        if status == "ready" and self._renew is not None:
            self._page.soon(self._renew)
            return
        missing = self._diagnosis.missing()
        hidden = None if missing else self._diagnosis.hidden()
        if missing:
            self._fail("old_widget", f"it lacks {missing}")
        elif hidden:
            self._fail("policy", hidden)
        else:
            self._come(status)

    def _come(self, status: str) -> None:
        """Be there."""
        self._loading.end()
        self._hearing.begin()
        self._observer.begin()
        # when the form is sent the widget launches the chat, and may begin a conversation
        self._launches = self.status == "pre_chat" and status == "ready"
        if self._launches and not self.may_start:
            self._requests.hold_own_start()
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

    # being there, or no longer

    def _look_after(self) -> None:
        """Notice that the widget is gone, or is installed once more."""
        if self.status not in ("pre_chat", "ready"):
            return
        if not is_alive():
            if has_gone():
                self._clear()
                self._leave("logged_out")
            else:
                self._fail("removed")
        elif not self._twice and self._installation.is_double:
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

    def _leave(self, reason: str | None = None) -> None:
        """Be without a visitor."""
        self.status, self.reason, self.cause = "signed_out", reason, None
        self._tell("status", "signed_out")

    def _fail(self, reason: str, cause: str | None = None) -> None:
        self._loading.end()
        self.status, self.reason = "failed", reason
        self.cause = self.hide(cause) if cause else None
        if reason in _REFUSED:
            forget()  # the widget keeps even the password of a login that was refused
        self._tell("status", "failed")

    def logout(self) -> None:
        was = self.status
        self._loading.end()
        if getattr(js, "Kommunicate", None):
            self._call_widget("logout", "[]", "")  # what it leaves, or throws at, is removed here
        self.status = "signed_out"
        self._clear()
        self._leave()
        self._look()
        if was == "loading":
            self._sweep(_SWEEPS)

    def discard(self) -> None:
        self._take_away()
        self.status = "absent"  # the reason stays

    def traces(self) -> list[str]:
        return self._installation.traces()

    def _clear(self) -> None:
        """Remove the widget, and what was known of its visitor."""
        self._installation.forget()
        self._take_away()
        self.keep_secrets_of({})

    def _take_away(self) -> None:
        """Take the widget off the page, and wait for nothing more of it."""
        self._loading.end()
        self._opening.end()
        self._diagnosis.follow(None)
        self._installation.take_away()
        self._requests.forget()
        self._hearing.end()
        self._observer.end()
        self._twice = False

    def _sweep(self, looks: int) -> None:
        """Remove what a script still makes that was on its way when it was to go."""
        if self.status == "signed_out":
            if frame():
                self._clear()
            if looks:
                self._page.later(_SWEEP, lambda: self._sweep(looks - 1))

    # what it tells

    def _tell(self, topic: str, data: object) -> None:
        for listener in list(self._listeners):
            listener(topic, data)

    def _on_event(self, name: str, data: "Any") -> None:
        if name == "message_received":
            to = str(((data or {}).get("message") or {}).get("to"))
            if not self._is_on(to):
                self._observer.missed(to)
                self._look()
        self._tell("event", (name, data))

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
        def answer(group_id: str | None, error: str | None) -> None:
            reply(group_id, self.hide(error) if error else None)

        self._requests.start(payload, answer)

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
        self._requests.send("update_conversation_metadata", "updateConversationMetadata", payload)

    def update_default_conversation_metadata(self, metadata: "Payload") -> None:
        self._call("updateDefaultConversationMetadata", metadata)

    def update_chat_context(self, context: "Payload") -> None:
        self._call("updateChatContext", context)

    def update_user_language(self, code: str) -> None:
        self._call("updateUserLanguage", code)

    def update_user_timezone(self, name: str) -> None:
        self._call("updateUserTimezone", name)

    def update_user(self, payload: "Payload") -> None:
        self._requests.send("update_user", "updateUser", payload)

    def send_message(self, text: str) -> None:
        if not (self.group_id and self.on_screen):
            raise ActionError(
                "send_message() needs a conversation on screen; open or start one first",
                action="send_message",
            )
        payload = {"groupId": self.group_id, "message": text}
        self._requests.send("send_message", "sendMessage", payload)

    def compose(self, text: str, *, over: str = "") -> bool | None:
        from .browser_composer import compose

        return compose(element("mck-text-box"), text, over) if self.on_screen else None

    def customize_widget_css(self, css: str) -> "Stop":
        self._call("customizeWidgetCss", css)
        styles = js.KommunicateGlobal.document.head.querySelectorAll("style")
        added = styles[styles.length - 1]  # the widget gives no handle on it
        return lambda: added.remove() if added.textContent == css else None

    def focus(self) -> None:
        active = js.document.activeElement
        if not active or active.id != FRAME:
            frame().focus()

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

    # what it shows

    @property
    def group_id(self) -> str | None:
        found = last_group_id()
        return None if found is None else self._requests.id_of(found)

    @property
    def is_open(self) -> bool:
        return is_displayed("mck-sidebox")

    @property
    def form_is_open(self) -> bool:
        return self.status == "pre_chat" and is_displayed("km-chat-login-modal")

    @property
    def on_screen(self) -> bool:
        return self.is_open and is_displayed("mck-tab-individual")

    @property
    def unread(self) -> int:
        return self._observer.unread(element("applozic-badge-count"))

    def _shown(self) -> str | None:
        """Give the id of the conversation on screen."""
        return self.group_id if self.on_screen else None

    def _is_on(self, group_id: str) -> bool:
        return self.group_id == group_id and self.on_screen
