"""A widget in plain Python."""

import copy
import json
from collections.abc import Callable, Iterable

from .creation import Payload, as_json, body, launched, started
from .scripted import Scripted, soon
from .told import told

Reply = Callable[[str | None, str | None], None]

_FIRST_ID = 7000001
_NOT_FOUND = "Unable to process your request. group not found"


class FakeWidget(Scripted):
    """A widget that behaves as the real one does, without a browser.

    It is ready as soon as it is begun and does what it is asked. `fail`, `fail_next`, `hang` and
    `answer` make it do otherwise; `receive`, `emit`, `submit_form` and `close_form` play the other
    side.

    Args:
        groups: ids of the conversations that the visitor has had before
        default_agent: the dashboard's default agent
        pre_chat: whether the form before the chat comes up
        url: the address that conversations are created from
        passwords: what Kommunicate knows visitors by, by their ids: `{"ada": "a token"}`

    Attributes:
        calls: every call, as `(name, *arguments)`
        created: the request of each conversation that was asked for
        updated: the request of each change to a conversation's metadata
        installed: the widget settings it was begun with
        groups: ids of the visitor's conversations
        sent: texts that were sent into a conversation
        user: what `update_user` said
        composer: what stands where the visitor writes
        shown: whether the widget is shown at all
        stored: what an earlier page had the browser store, until a logout clears it
        left_behind: what a logout fails to clear
        prerendered: the widget settings that the page begins it with, before Python, if it does

    Example:
        `widget = FakeWidget(groups=["7000001"])`

    """

    installed: Payload
    user: Payload
    composer: str
    _settings: Payload
    _styles: list[list[str]]
    _unread: dict[str, int]
    _client_ids: dict[str, str]
    _group_id: str | None
    _is_open: bool
    _form_is_open: bool
    _is_on_screen: bool

    def __init__(
        self,
        *,
        groups: Iterable[str] = (),
        default_agent: str = "agent-default@example.com",
        pre_chat: bool = False,
        url: str = "https://shop.example/",
        passwords: dict[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.passwords = passwords or {}
        self.groups = [str(each) for each in groups]
        self.default_agent = default_agent
        self.pre_chat = pre_chat
        self.url = url
        self.created: list[Payload] = []
        self.updated: list[Payload] = []
        self.sent: list[str] = []
        self.stored: list[str] = []
        self.left_behind: list[str] = []
        self.prerendered: Payload | None = None
        self._forget()

    @property
    def started(self) -> list[Payload]:
        """What each conversation was started with, in the names of `ConversationDetail`.

        It holds what settings, rules and detail made of it together, and nothing that holds anyway
        in the dashboard.
        """
        return [told(each, self.default_agent) for each in self.created]

    @property
    def metadata(self) -> dict[str, Payload]:
        """The notes that were put on conversations, by group id."""
        found: dict[str, Payload] = {}
        for each in self.updated:
            notes = json.loads(each["metadata"]["conversationMetadata"])
            found.setdefault(each["groupId"], {}).update(notes)
        return found

    def reload(self) -> None:
        """Be as on a page that has just been loaded: conversations stay, chats are gone."""
        self._leave_page()
        self._hanging.clear()
        self._forget()
        self.prerendered = None
        self.status, self.reason, self.cause = "absent", None, None

    def begun(self) -> Payload | None:
        return self.prerendered

    def begin(self, payload: Payload, *, script: str | None = None, fresh: bool = False) -> None:
        self._called("begin", payload)
        if self.status in ("loading", "pre_chat", "ready"):
            return
        if fresh:
            self._forget_stored()
        self._forget()
        self.installed = copy.deepcopy(self.prerendered or payload)
        self.prerendered = None
        self.keep_secrets_of(payload)
        self._become("loading", self.reason, self.cause)
        if "begin" in self._hanging:
            self._hanging["begin"].append(self._load)
        else:
            self._load()

    def discard(self) -> None:
        self.calls.append(("discard",))
        self._forget()
        self.status = "absent"  # the reason stays

    def diagnose(self) -> tuple[str, str | None]:
        return "no_answer", None

    def explain(self, action: str) -> str | None:
        return self._causes.get(action)

    def update_settings(self, payload: Payload) -> None:
        self._act("update_settings", payload)
        self._settings.update(copy.deepcopy(payload))
        self._settings = {key: value for key, value in self._settings.items() if value is not None}

    @property
    def settings(self) -> Payload:
        return copy.deepcopy(self._settings)

    def submit_form(self) -> None:
        may_start, self.may_start = self.may_start, True
        self._launches = True
        self._form_is_open = False
        super().submit_form()
        self._launches = False
        soon(lambda: self._launch(may_start=may_start))

    def launch_conversation(self) -> None:
        self._act("launch_conversation")
        if not self._launches:
            self._launch()

    def _launch(self, *, may_start: bool = True) -> None:
        self._open()
        if not self.groups or self.installed.get("storageSuffix"):
            detail = launched(self._settings, self.installed, self.default_agent)
            if may_start:
                self._start(detail, lambda *reply: self._track_start())
        else:
            self._open(*self.groups[:1] if len(self.groups) == 1 else ())
            self._track_start()  # as the real one does, though nothing starts

    def open_conversation_list(self) -> None:
        self._act("open_conversation_list")
        self._open()

    def start_conversation(self, payload: Payload, reply: Reply) -> None:
        failure = self._failures.pop("start_conversation", None)
        self._act("start_conversation", payload)
        self._start(payload, reply, failure)

    def open_conversation(self, group_id: str, reply: Reply) -> Callable[[], None]:
        failure = self._failures.pop("open_conversation", None)
        self._act("open_conversation", group_id)
        if failure is None and group_id not in self.groups:
            failure = _NOT_FOUND

        def answer() -> None:
            if failure is None:
                self._open(group_id)
            reply(None if failure else group_id, failure)

        self._answer("open_conversation", answer)
        return lambda: None

    def update_conversation_metadata(self, group_id: str, metadata: Payload) -> None:
        self._act("update_conversation_metadata", group_id, metadata)
        self.updated.append(
            {"groupId": group_id, "metadata": {"conversationMetadata": as_json(metadata)}}
        )

    def update_default_conversation_metadata(self, metadata: Payload) -> None:
        self._act("update_default_conversation_metadata", metadata)
        if self.installed.get("defaultConversationMetadata") is not None:
            self.installed["defaultConversationMetadata"] = copy.deepcopy(metadata)

    def update_chat_context(self, context: Payload) -> None:
        self._act("update_chat_context", context)
        self._settings.setdefault("KM_CHAT_CONTEXT", {}).update(copy.deepcopy(context))

    def update_user_language(self, code: str) -> None:
        self._act("update_user_language", code)
        self._settings.setdefault("KM_CHAT_CONTEXT", {})["kmUserLanguageCode"] = code

    def update_user_timezone(self, name: str) -> None:
        self._act("update_user_timezone", name)
        self._settings.setdefault("KM_CHAT_CONTEXT", {})["kmUserTimezone"] = name

    def update_user(self, payload: Payload) -> None:
        self._act("update_user", payload)
        self.user.update(copy.deepcopy(payload))

    def send_message(self, text: str) -> None:
        self._act("send_message", text)
        if not self._is_on_screen:
            raise self._error("send_message", "there is no conversation on screen")
        self.sent.append(text)
        self.emit("message_sent", {"message": self._message(text, type="outbox")})

    def compose(self, text: str, *, over: str = "") -> bool | None:
        if not self._is_on_screen:
            return None
        placed = self.composer in ("", over)
        if placed:
            self.composer = text
        return placed

    def customize_widget_css(self, css: str) -> Callable[[], None]:
        self._act("customize_widget_css", css)
        added = [css]
        self._styles.append(added)
        return added.clear

    @property
    def css(self) -> str:
        """The style rules that were added to its document, and are there still."""
        return "".join("".join(each) for each in self._styles)

    def focus(self) -> None:
        pass  # nothing has the focus here

    def open_form(self) -> None:
        self._act("open_form")
        self._form_is_open = self.status == "pre_chat"
        self._look()

    def close_form(self) -> None:
        """Close the form before the chat without sending it, as the visitor may."""
        self._form_is_open = False
        self._look()

    def close(self) -> None:
        self._act("close")
        self._is_open = self._is_on_screen = False
        self._look()

    def display(self, shown: bool) -> None:
        self._act("display", shown)
        self.shown = shown

    def logout(self) -> None:
        self.calls.append(("logout",))
        failure = self._failures.pop("logout", None)
        if failure is not None:
            raise self._error("logout", failure)
        self.keep_secrets_of({})
        self._forget_stored()
        self._forget()
        self._become("signed_out")

    def traces(self) -> list[str]:
        return self.stored + self.left_behind

    @property
    def group_id(self) -> str | None:
        return self._group_id

    @property
    def is_open(self) -> bool:
        return self._is_open

    @property
    def form_is_open(self) -> bool:
        return self._form_is_open

    @property
    def on_screen(self) -> bool:
        return self._is_on_screen

    @property
    def unread(self) -> int:
        return sum(self._unread.values()) if self.status == "ready" else 0

    def _load(self) -> None:
        if self.status != "loading":  # it was taken away, or has failed
            return
        planned, self._planned = self._planned, None
        given = self.installed.get("password") or self.installed.get("accessToken")
        wanted = self.passwords.get(self.installed.get("userId", ""))
        if planned:
            self._become("failed", *planned)
        elif wanted is not None and given != wanted:
            self._become("failed", "invalid_password")
        else:
            self._become("pre_chat" if self.pre_chat else "ready")

    def _forget_stored(self) -> None:
        self.groups.clear()
        self._unread.clear()
        self.stored.clear()

    def _forget(self) -> None:
        self.installed = {}
        self.user = {}
        self._styles = []
        self.shown = True
        self._settings = {}
        self.composer = ""
        self._client_ids = {}
        self._launches = False  # by itself, in this very moment
        self._group_id = None
        self._is_open = False
        self._form_is_open = False
        self._is_on_screen = False

    def _open(self, group_id: str | None = None) -> None:
        if group_id not in (None, self._group_id):
            self.composer = ""
        self._group_id = group_id or self._group_id
        self._is_open = True
        self._is_on_screen = group_id is not None
        if group_id is not None:
            self._unread.pop(group_id, None)
        self._look()

    def _start(self, payload: Payload, reply: Reply, failure: str | None = None) -> None:
        self._track_start()
        detail = started(payload, self._settings, self.installed, self.default_agent)
        self.created.append(body(detail, self._settings, self.installed, self.url))

        def answer() -> None:
            if failure is None:
                reply(*self._create(detail))
            else:
                reply(None, self.hide(failure))

        if self.status == "ready":  # before the form is sent, the server does not listen
            self._answer("start_conversation", answer)

    def _create(self, detail: Payload) -> tuple[str | None, str | None]:
        client_id = detail.get("clientGroupId")
        if client_id in self._client_ids:
            self._open(self._client_ids[client_id])
            return self._client_ids[client_id], None
        group_id = str(max([_FIRST_ID - 1, *map(int, self.groups)]) + 1)
        self.groups.append(group_id)
        if client_id:
            self._client_ids[client_id] = group_id
        if not detail.get("isInternal"):
            self._open(group_id)
        return group_id, None
