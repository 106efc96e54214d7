"""Handlers that would set each other off for ever are refused, where that is certain."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from kommpy import Chat, Trigger, TriggerError, WidgetSettings, dom_event, url
from kommpy.testing import FakePage, FakeWidget
from kommpy.testing.anything import Anything

window = Anything("js.window")
document = Anything("js.document")
CustomEvent = Anything("js.CustomEvent")
Register = Callable[[Chat], object]


@pytest.fixture
async def chat() -> Chat:
    return Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=FakePage("/"))


def line_here() -> int:
    frame = inspect.currentframe()
    assert frame
    assert frame.f_back
    return frame.f_back.f_lineno


async def test_one_that_closes_and_one_that_opens(chat: Chat) -> None:
    chat.on("chat_widget_open", lambda event: chat.close())
    first = line_here() - 1

    with pytest.raises(TriggerError) as caught:
        chat.on("chat_widget_close", lambda event: chat.launch_conversation())

    second = line_here() - 2
    assert f"test_loops.py:{first}" in str(caught.value)
    assert f"test_loops.py:{second}" in str(caught.value)
    assert "chat_widget_open" in str(caught.value)
    assert "set each other off without end" in str(caught.value)


async def test_what_was_refused_is_not_there(chat: Chat) -> None:
    chat.on("chat_widget_open", lambda event: chat.close())
    with pytest.raises(TriggerError):
        chat.on("chat_widget_close", lambda event: chat.toggle())

    await chat.launch_conversation()

    assert not chat.is_open


async def test_async_ones_methods_and_functions_that_they_call(chat: Chat) -> None:
    class Desk:
        def __init__(self) -> None:
            self.chat = chat

        async def again(self, event: Any) -> None:
            self.open()

        def open(self) -> None:
            raise NotImplementedError

        async def reopen(self, event: Any) -> None:
            await self.chat.start_conversation()

    def hush() -> None:
        len("closing")
        chat.close()

    chat.on("chat_widget_close", Desk().again)  # opens nothing, as far as can be told
    chat.on("chat_widget_close", Desk().reopen)
    with pytest.raises(TriggerError, match="reopen"):

        @chat.on("chat_widget_open")
        async def on_open(event: Any) -> None:
            hush()


ALONE: list[Register] = [
    lambda chat: chat.on("start_new_conversation", lambda event: chat.start_conversation()),
    lambda chat: chat.on("message_sent", lambda event: chat.send_message("And another thing")),
    lambda chat: chat.when(
        "ping",
        "#a",
        lambda event: document.querySelector("#a").dispatchEvent(CustomEvent.new("ping")),
    ),
    lambda chat: chat.when("click", "#a", lambda event: document.getElementById("a").click()),
    lambda chat: chat.when(
        dom_event("ping") | url("/a"),
        lambda event: document.dispatchEvent(CustomEvent.new("ping")),
    ),
    lambda chat: chat.on(
        "chat_widget_open", lambda event: (chat.close(), chat.launch_conversation())
    ),
]


@pytest.mark.parametrize("register", ALONE)
async def test_one_alone(chat: Chat, register: Register) -> None:
    with pytest.raises(TriggerError, match=r"test_loops\.py:\d+\) |sets itself off without end"):
        register(chat)


async def test_pages_that_send_the_visitor_to_each_other(chat: Chat) -> None:
    def to_b(event: Any) -> None:
        window.history.pushState(None, "", "/b")

    chat.when(url("/a"), to_b)
    with pytest.raises(TriggerError, match=r"url\('/a'\), to_b"):

        @chat.when(url("/{page}"), once="page")
        def to_a(event: Any) -> None:
            window.location.href = "/a"


async def test_hash_routes_that_send_the_visitor_to_each_other(chat: Chat) -> None:
    def to_b(event: Any) -> None:
        window.location.href = "/app#/b?c=1"

    def to_a(event: Any) -> None:
        window.location.href = "/app#/a"

    chat.when(url("/app#/a"), to_b)
    chat.when(url("/app#/b?c=2"), to_a)
    with pytest.raises(TriggerError, match="set each other off"):
        chat.when(url("/app#/b?c=1"), to_a)


async def test_events_of_the_page_that_go_round_by_three(chat: Chat) -> None:
    chat.when("a", "#x", lambda event: document.dispatchEvent(CustomEvent.new("b")))
    chat.when(dom_event("b"), lambda event: document.dispatchEvent(CustomEvent.new("c")))
    with pytest.raises(TriggerError, match="'b'"):
        chat.when(
            dom_event("c"),
            lambda event: document.querySelector("#x").dispatchEvent(CustomEvent.new("a")),
        )


async def test_what_may_end_is_let_be(chat: Chat) -> None:
    def unless(event: Any) -> None:
        if event.data:
            chat.close()

    def fails(event: Any) -> None:
        chat.close()
        raise ValueError

    stops: list[Callable[[], None]] = []

    def for_once(event: Any) -> None:
        stops.pop()()
        chat.close()

    chat.on("chat_widget_close", lambda event: chat.launch_conversation())
    for handler in (unless, fails, for_once):
        chat.on("chat_widget_open", handler)
    chat.once("chat_widget_open", lambda event: chat.close())
    chat.on("chat_widget_open", lambda event: chat.launch_conversation())
    chat.on("chat_widget_close", lambda event: chat.close())


async def test_what_waits_for_somebody_or_lets_somebody_else_in_is_let_be(chat: Chat) -> None:
    async def until_told(event: Any) -> None:
        await chat.wait_for("message_sent", timeout=600)
        chat.close()

    async def until_ended(event: Any) -> None:
        async for _ in chat.events("message_received"):
            pass
        chat.close()

    async def after_a_login(event: Any) -> None:
        await chat.logout()
        chat.close()

    async def reopen(event: Any) -> None:
        await chat.wait_for("message_received", timeout=600)
        chat.launch_conversation()

    for handler in (until_told, until_ended, after_a_login):
        chat.on("chat_widget_open", handler)
    chat.on("chat_widget_close", reopen)
    chat.on("chat_widget_close", lambda event: chat.launch_conversation())


async def test_what_only_names_a_method_calls_nothing(chat: Chat) -> None:
    methods: list[Any] = []

    def keep(event: Any) -> None:
        method = chat.close
        methods.append(chat.close)
        kept = [chat.close]
        del method, kept

    chat.on("chat_widget_close", lambda event: chat.launch_conversation())
    chat.on("chat_widget_open", lambda event: chat.close)
    chat.on("chat_widget_open", keep)
    chat.when("click", "#a", lambda event: document.getElementById("a").click)
    with pytest.raises(TriggerError):
        chat.on("chat_widget_open", lambda event: [chat.close()])


TERMS: list[dict[str, Any]] = [
    {"once": "session"},
    {"once": "page"},
    {"cool_down": 60},
    {"condition": bool},
    {"on_navigate": "stop"},
]


@pytest.mark.parametrize("terms", TERMS)
async def test_terms_end_it(chat: Chat, terms: dict[str, Any]) -> None:
    trigger: Trigger = dom_event("ping")

    chat.when(trigger, lambda event: document.dispatchEvent(CustomEvent.new("ping")), **terms)


async def test_what_was_stopped_counts_no_more(chat: Chat) -> None:
    stop = chat.on("chat_widget_open", lambda event: chat.close())
    stop()

    chat.on("chat_widget_close", lambda event: chat.launch_conversation())


async def test_a_thousand_handlers_are_not_read(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kommpy.effects._tokens", lambda function: pytest.fail("read"))

    chat.on("chat_widget_open", lambda event: chat.hide())
    for number in range(1000):
        chat.when("click", f"#a{number}", lambda event: chat.launch_conversation())
