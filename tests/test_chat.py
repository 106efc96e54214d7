"""`Chat` on the fakes."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from kommpy import (
    DASHBOARD,
    ActionError,
    ActionTimeoutError,
    BrowserError,
    Chat,
    ConversationDetail,
    ConversationSettings,
    EventError,
    LoadError,
    OptionError,
    PageRule,
    UserDetails,
    WidgetEvent,
    WidgetSettings,
    load,
)
from kommpy.reasons import TEXTS
from kommpy.testing import FakePage, FakeWidget

SETTINGS = WidgetSettings(app_id="demo")
sales = ConversationSettings(default_bot_ids=["sales-bot"], skip_routing=True)
RULES = {
    "/pricing": sales,
    "/cars/{model}": lambda model: ConversationSettings(
        welcome_message=f"Questions about the {model}?"
    ),
    "/support/*": ConversationSettings(team_id=42),
    "/quiet": PageRule(launcher=False),
}
TALK = "<button id=talk>Talk</button>"


def make(path: str = "/", *, widget: FakeWidget | None = None, **options: Any) -> Any:
    """Make a chat on fakes."""
    widget, page = widget or FakeWidget(), FakePage(path, TALK)
    return Chat(SETTINGS, widget=widget, page=page, **{"rules": RULES, **options}), widget, page


# rules and settings


async def test_rule_holds_only_on_its_page() -> None:
    """Leaving a page puts the dashboard's own settings back in force."""
    widget, page = FakeWidget(), FakePage("/pricing")
    chat = Chat(SETTINGS, rules=RULES, widget=widget, page=page)
    await chat.ready()

    assert widget.settings == {"defaultBotIds": ["sales-bot"], "skipRouting": True}

    page.navigate("/")
    assert widget.settings == {}


async def test_moving_on_puts_the_next_rule_in_force() -> None:
    chat, widget, page = make("/pricing")

    page.navigate("/cars/roadster")
    assert widget.settings == {"WELCOME_MESSAGE": "Questions about the roadster?"}

    page.navigate("/support/phone.html")
    assert widget.settings == {"teamId": 42}
    assert chat.settings == ConversationSettings(team_id=42)


async def test_the_widget_always_gets_every_option() -> None:
    _, widget, page = make("/pricing")

    page.navigate("/support")

    sent = [arguments for name, *arguments in widget.calls if name == "update_settings"]
    options = set(ConversationSettings().to_payload(all_options=True))
    assert len(sent) == 2
    assert all(set(payload) == options for [payload] in sent)


async def test_the_same_page_is_no_navigation() -> None:
    chat, widget, page = make("/pricing")
    chat.update_settings(ConversationSettings(team_id=7))
    before = len(widget.calls)

    page.navigate("/pricing/?plan=pro#top")

    assert len(widget.calls) == before
    assert widget.settings["teamId"] == 7


async def test_settings_said_on_a_page_lie_over_its_rule() -> None:
    chat, widget, page = make("/pricing")

    chat.update_settings(ConversationSettings(team_id=7))
    chat.update_settings(ConversationSettings(skip_routing=DASHBOARD))
    assert chat.settings == ConversationSettings(default_bot_ids=["sales-bot"], team_id=7)
    assert widget.settings == {"defaultBotIds": ["sales-bot"], "teamId": 7}

    page.navigate("/")
    assert widget.settings == {}

    page.navigate("/pricing")
    assert chat.settings == sales


async def test_settings_said_before_the_widget_is_there_hold_for_their_page_only() -> None:
    widget = FakeWidget()
    widget.hang("begin")
    chat, widget, page = make("/pricing", widget=widget)
    chat.update_settings(ConversationSettings(team_id=7))

    page.navigate("/")
    widget.answer()

    assert widget.settings == {}


async def test_an_option_of_a_rule_may_be_the_dashboards() -> None:
    rules = {"/": ConversationSettings(team_id=DASHBOARD, skip_routing=True)}
    chat, widget, _ = make("/", rules=rules)

    assert widget.settings == {"skipRouting": True}
    assert chat.settings == ConversationSettings(skip_routing=True)


async def test_the_chat_context_survives_moving_on() -> None:
    chat, widget, page = make("/pricing")
    chat.update_chat_context({"cart": "3 items"})
    chat.update_user_language("fr")
    chat.update_user_timezone("Europe/Paris")

    page.navigate("/")

    assert widget.settings == {
        "KM_CHAT_CONTEXT": {
            "cart": "3 items",
            "kmUserLanguageCode": "fr",
            "kmUserTimezone": "Europe/Paris",
        }
    }


async def test_a_rule_that_fails_is_reported_and_the_page_has_none() -> None:
    chat, widget, page = make("/pricing", rules={"/pricing": sales, "/bad": lambda: 1 / 0})

    page.navigate("/bad")

    [(error, where)] = page.reports
    assert "ZeroDivisionError" in str(error)
    assert where == "the page rule for /bad"
    assert chat.settings == ConversationSettings()
    assert widget.settings == {}


async def test_a_rule_can_hide_the_launcher() -> None:
    _, widget, page = make("/quiet")
    assert not widget.shown

    page.navigate("/")
    assert widget.shown


async def test_show_and_hide_hold_until_the_visitor_moves_on() -> None:
    chat, widget, page = make("/quiet")

    chat.show()
    assert widget.shown

    page.navigate("/")
    chat.hide()
    assert not widget.shown

    page.navigate("/pricing")
    assert widget.shown


async def test_what_opens_a_hidden_chat_shows_it_until_it_is_closed() -> None:
    chat, widget, _ = make("/quiet")

    chat.launch_conversation()
    assert widget.shown

    chat.close()
    assert not widget.shown


# readiness


async def test_it_is_ready_when_the_widget_is() -> None:
    widget = FakeWidget()
    widget.hang("begin")
    chat, widget, page = make(widget=widget)
    waiting = asyncio.create_task(chat.ready())
    await page.settle()
    assert chat.state == "loading"
    assert not waiting.done()

    widget.answer()
    await waiting
    assert chat.state == "ready"


async def test_load_makes_a_chat_that_is_ready() -> None:
    chat = await load(SETTINGS, rules=RULES, widget=FakeWidget(), page=FakePage("/pricing"))

    assert chat.state == "ready"
    assert chat.settings == sales


@pytest.mark.parametrize(
    "reason",
    ["blocked", "start_failed", "invalid_app_id", "invalid_password", "login_failed", "disabled"],
)
async def test_a_load_that_fails_says_why(reason: str) -> None:
    widget = FakeWidget()
    widget.fail(reason, "the widget's own words")
    chat, _, page = make(widget=widget)

    with pytest.raises(LoadError, match=r"did not get ready.*the widget's own words") as caught:
        await chat.ready()
    assert caught.value.reason == reason
    assert chat.state == "failed"

    with pytest.raises(LoadError):
        await chat.start_conversation()
    await page.settle()
    assert page.reports == []


async def test_a_widget_that_says_nothing_is_told_by_the_time_limit() -> None:
    widget = FakeWidget()
    widget.hang("begin")
    chat, _, page = make(widget=widget)
    waiting = asyncio.create_task(chat.ready(timeout=5))
    await page.settle()

    page.advance(5)

    with pytest.raises(LoadError, match="within 5 s") as caught:
        await waiting
    assert caught.value.reason == "no_answer"


async def test_what_waits_fails_when_the_widget_does() -> None:
    widget = FakeWidget()
    widget.hang("begin")
    chat, widget, page = make(widget=widget)
    action = chat.launch_conversation()

    widget.fail("network")

    with pytest.raises(LoadError, match="could not be fetched"):
        await action
    chat.close()
    await page.settle()
    [(error, where)] = page.reports
    assert isinstance(error, LoadError)
    assert where.startswith("close()")


async def test_states_are_told() -> None:
    widget = FakeWidget(pre_chat=True)
    widget.hang("begin")
    chat, widget, _ = make(widget=widget)
    states: list[Any] = []
    chat.on("state_changed", lambda event: states.append(event.data))

    widget.answer()
    widget.submit_form()
    widget.fail("disabled")

    assert states == [
        {"state": "pre_chat", "reason": None, "message": None},
        {"state": "ready", "reason": None, "message": None},
        {"state": "failed", "reason": "disabled", "message": TEXTS["disabled"]},
    ]
    assert (chat.state, chat.reason) == ("failed", "disabled")


async def test_a_state_from_before_the_handlers_is_told_once() -> None:
    chat, widget, page = make()
    states: list[Any] = []
    chat.on("state_changed", lambda event: states.append(event.data["state"]))

    await page.settle()
    assert states == ["ready"]

    widget.fail("disabled")
    await page.settle()
    assert states == ["ready", "failed"]


async def test_while_the_form_is_up_the_chat_is_ready_and_actions_wait() -> None:
    chat, widget, page = make(widget=FakeWidget(pre_chat=True))
    await chat.ready()
    assert chat.state == "pre_chat"

    action = chat.start_conversation(timeout=1)
    page.advance(100)
    assert widget.form_is_open
    assert widget.created == []

    widget.submit_form()
    assert await action == "7000001"


@pytest.mark.parametrize("trouble", ["display", "open_form"])
async def test_a_form_that_does_not_come_up_is_reported(trouble: str) -> None:
    chat, widget, page = make("/quiet", widget=FakeWidget(pre_chat=True))
    widget.fail_next(trouble, "TypeError: no iframe")

    action = chat.start_conversation()
    assert [where for _, where in page.reports] == ["bringing up the form before the chat"]

    widget.submit_form()
    assert await action == "7000001"


async def test_a_launcher_that_does_not_hide_is_tried_again() -> None:
    _, widget, page = make("/")
    widget.fail_next("display")

    page.navigate("/quiet")
    assert widget.shown
    assert len(page.reports) == 1

    page.navigate("/")
    page.navigate("/quiet")
    assert not widget.shown


async def test_settings_hold_while_the_form_is_up() -> None:
    _, widget, page = make("/pricing", widget=FakeWidget(pre_chat=True))
    assert widget.settings["skipRouting"] is True

    page.navigate("/")
    assert widget.settings == {}


# actions


async def test_an_action_begins_when_called() -> None:
    chat, widget, page = make()

    @chat.when("click", "#talk")
    async def talk(event: Any) -> None:
        group_id = await chat.start_conversation()
        chat.update_conversation_metadata(group_id, {"plan": "pro"})

    page.click("#talk")
    await page.settle()

    assert len(widget.created) == 1
    assert widget.updated == [
        {"groupId": "7000001", "metadata": {"conversationMetadata": '{"plan":"pro"}'}}
    ]
    assert page.reports == []


async def test_actions_asked_for_before_the_widget_is_there_happen_in_order() -> None:
    widget = FakeWidget()
    widget.hang("begin")
    chat, widget, _ = make(widget=widget)
    first, second = chat.start_conversation(), chat.start_conversation()
    chat.close()

    widget.answer()

    assert [await second, await first] == ["7000002", "7000001"]
    assert [name for name, *_ in widget.calls if name != "update_settings"] == [
        "begin",
        "start_conversation",
        "start_conversation",
        "close",
    ]


async def test_a_conversation_is_started_with_its_detail() -> None:
    chat, widget, _ = make("/pricing")

    await chat.start_conversation(ConversationDetail(bot_ids=["liz"], default_group_name="Order 5"))

    [body] = widget.created
    assert body["groupName"] == "Order 5"
    assert {"userId": "liz", "groupRole": 2} in body["users"]
    assert body["metadata"]["SKIP_ROUTING"] is True


async def test_the_welcome_message_of_the_settings_survives_metadata() -> None:
    chat, widget, _ = make("/cars/t")

    await chat.start_conversation(ConversationDetail(conversation_metadata={"plan": "pro"}))

    [body] = widget.created
    assert body["metadata"]["WELCOME_MESSAGE"] == "Questions about the t?"
    assert '"plan":"pro"' in body["metadata"]["conversationMetadata"]


async def test_a_detail_is_left_as_it_was() -> None:
    chat, _, _ = make("/cars/t")
    detail = ConversationDetail(conversation_metadata={"plan": "pro"})

    await chat.start_conversation(detail)

    assert detail == ConversationDetail(conversation_metadata={"plan": "pro"})


async def test_a_conversation_that_is_refused_raises() -> None:
    chat, widget, _ = make()
    widget.fail_next("start_conversation", "group already exists")

    with pytest.raises(ActionError, match="group already exists") as caught:
        await chat.start_conversation()

    assert (caught.value.action, caught.value.cause) == (
        "start_conversation",
        "group already exists",
    )


async def test_a_conversation_that_is_never_answered_raises_and_is_reported_late() -> None:
    chat, widget, page = make()
    widget.hang("start_conversation")
    late: list[Any] = []
    chat.on("conversation_started_late", lambda event: late.append(event.data))
    action = chat.start_conversation(timeout=3)

    page.advance(3)
    with pytest.raises(ActionTimeoutError, match="start_conversation"):
        await action
    widget.answer()
    await page.settle()

    assert late == [{"group_id": "7000001"}]
    assert len(widget.created) == 1


async def test_a_conversation_is_opened() -> None:
    chat, _, _ = make(widget=FakeWidget(groups=["7000001", "7000002"]))
    assert chat.current_group_id is None
    assert not chat.is_open

    await chat.open_conversation("7000002")

    assert chat.current_group_id == "7000002"
    assert chat.is_open


async def test_a_conversation_that_does_not_exist_is_refused() -> None:
    chat, _, _ = make("/quiet")

    with pytest.raises(ActionError, match="group not found"):
        await chat.open_conversation("999")

    assert not chat.is_open


@pytest.mark.parametrize(
    ("groups", "created", "shown"),
    [((), 1, "7000001"), (("7000001",), 0, "7000001"), (("7000001", "7000002"), 0, None)],
)
async def test_launching_opens_what_there_is(
    groups: tuple[str, ...], created: int, shown: str | None
) -> None:
    chat, widget, page = make(widget=FakeWidget(groups=groups))

    await chat.launch_conversation()
    await page.settle()

    assert chat.is_open
    assert len(widget.created) == created
    assert chat.current_group_id == shown


async def test_toggle_opens_and_closes() -> None:
    chat, _, _ = make()

    await chat.toggle()
    assert chat.is_open

    await chat.toggle()
    assert not chat.is_open


async def test_the_rest_reaches_the_widget() -> None:
    chat, widget, _ = make(widget=FakeWidget(groups=["7000001"]))

    await chat.open_conversation_list()
    await chat.open_conversation("7000001")
    await chat.send_message("Hello")
    await chat.customize_widget_css("p { color: navy }")
    await chat.update_user(UserDetails(display_name="Ada"))
    await chat.update_default_conversation_metadata({"shop": "Rome"})

    assert widget.is_open
    assert widget.sent == ["Hello"]
    assert widget.css == "p { color: navy }"
    assert widget.user == {"displayName": "Ada"}
    assert widget.installed["defaultConversationMetadata"] == {"shop": "Rome"}


async def test_an_action_that_the_widget_refuses_raises() -> None:
    chat, widget, _ = make()
    widget.fail_next("close", "TypeError: no iframe")

    with pytest.raises(ActionError, match="no iframe"):
        await chat.close()


async def test_a_failure_that_nobody_awaited_is_reported() -> None:
    chat, widget, page = make()
    widget.fail_next("launch_conversation")

    page.listen("click", lambda event: None)
    chat.when("click", "#talk", lambda event: chat.launch_conversation())
    page.click("#talk")
    await page.settle()

    [(error, where)] = page.reports
    assert isinstance(error, ActionError)
    assert "launch_conversation() at" in where
    assert "test_chat.py" in where


# the visitor's session


async def test_logout_leaves_nothing_and_what_follows_begins_anew() -> None:
    settings = WidgetSettings(app_id="demo", user_id="ada", email="ada@example.com")
    widget, page = FakeWidget(groups=["7000001"]), FakePage("/pricing")
    chat = Chat(settings, rules=RULES, widget=widget, page=page)
    chat.update_chat_context({"cart": "3 items"})

    await chat.logout()
    assert chat.state == "signed_out"
    assert widget.groups == []

    assert await chat.start_conversation() == "7000001"
    assert chat.state == "ready"
    assert "userId" not in widget.installed
    assert "email" not in widget.installed
    assert widget.settings == {"defaultBotIds": ["sales-bot"], "skipRouting": True}


async def test_handlers_survive_a_logout() -> None:
    chat, widget, _ = make()
    events: list[WidgetEvent] = []
    chat.on("message_received", events.append)

    await chat.logout()
    await chat.ready()
    widget.receive("Hello")

    assert len(events) == 1


async def test_a_logout_that_leaves_something_says_so() -> None:
    chat, widget, _ = make()
    widget.left_behind = ["kommunicate-demo"]

    with pytest.raises(ActionError, match="kommunicate-demo"):
        await chat.logout()


async def test_a_fresh_chat_begins_as_a_new_visitor() -> None:
    _, widget, _ = make(widget=FakeWidget(groups=["7000001"]), fresh=True)

    assert widget.groups == []


async def test_fresh_may_be_said_in_the_configuration() -> None:
    widget = FakeWidget(groups=["7000001"])
    page = FakePage("/", data={"fresh": True})

    Chat(SETTINGS, widget=widget, page=page)

    assert widget.groups == []


async def test_two_chats_share_one_widget() -> None:
    first, widget, page = make("/pricing")
    second = Chat(SETTINGS, widget=widget, page=page)
    events: list[str] = []
    first.on("faq_click", lambda event: events.append("first"))
    second.on("faq_click", lambda event: events.append("second"))

    await second.ready()
    assert await second.start_conversation() == "7000001"
    assert await first.start_conversation() == "7000002"
    widget.emit("faq_click")

    assert events == ["first", "second"]
    assert [name for name, *_ in widget.calls].count("begin") == 1


async def test_a_widget_that_is_there_already_is_adopted() -> None:
    widget = FakeWidget()
    widget.begin({"appId": "other"})

    chat, _, _ = make("/pricing", widget=widget)
    await chat.ready()

    assert widget.installed == {"appId": "other"}
    assert widget.settings["skipRouting"] is True


# events


async def test_each_handler_gets_each_event() -> None:
    chat, widget, _ = make()
    got: list[Any] = []
    stop = chat.on("message_received", lambda event: got.append(("first", event.type)))

    @chat.on("message_received")
    async def second(event: WidgetEvent) -> None:
        got.append(("second", event.data["message"]["message"]))

    widget.receive("Hello")
    await asyncio.sleep(0)
    stop()
    widget.receive("Again")
    await asyncio.sleep(0)

    assert got == [
        ("first", "message_received"),
        ("second", "Hello"),
        ("second", "Again"),
    ]


async def test_opening_and_closing_are_events() -> None:
    chat, _, _ = make(widget=FakeWidget(groups=["7000001"]))
    order: list[str] = []
    for name in ("chat_widget_open", "chat_widget_close", "start_new_conversation"):
        chat.on(name, lambda event: order.append(event.type))

    chat.launch_conversation()
    chat.close()
    await chat.start_conversation()

    assert order == [
        "chat_widget_open",
        "start_new_conversation",
        "chat_widget_close",
        "start_new_conversation",
        "chat_widget_open",
    ]


async def test_a_message_may_open_the_chat() -> None:
    chat, widget, _ = make(widget=FakeWidget(groups=["7000001"]))
    chat.on("message_received", lambda event: chat.launch_conversation())

    widget.receive("Hello")

    assert widget.is_open


async def test_an_event_handler_that_fails_harms_nobody() -> None:
    chat, widget, page = make()
    got: list[WidgetEvent] = []

    def fails(event: WidgetEvent) -> None:
        raise ValueError("oh")

    chat.on("faq_click", fails)
    chat.on("faq_click", got.append)
    widget.emit("faq_click")

    assert len(got) == 1
    assert [where for _, where in page.reports] == ["the handler fails"]


# what is refused at once


@pytest.mark.parametrize("event", ["message_recieved", "onMessageReceived", "connect", "", 7])
async def test_an_unknown_event_is_refused(event: Any) -> None:
    chat, _, _ = make()

    with pytest.raises(EventError):
        chat.on(event)
    with pytest.raises(EventError):
        chat.on(event, print)


async def test_a_handler_is_a_function() -> None:
    chat, _, _ = make()

    with pytest.raises(EventError, match="function"):
        chat.on("faq_click", "launch")


@pytest.mark.parametrize(
    "call",
    [
        lambda chat: chat.open_conversation(None),
        lambda chat: chat.open_conversation(""),
        lambda chat: chat.open_conversation("<GROUP_ID>"),
        lambda chat: chat.open_conversation(["7000001"]),
        lambda chat: chat.update_conversation_metadata("7000001", None),
        lambda chat: chat.update_conversation_metadata("7000001", ["a"]),
        lambda chat: chat.update_conversation_metadata("7000001", {"a": object()}),
        lambda chat: chat.update_conversation_metadata("7000001", {1: "a"}),
        lambda chat: chat.update_conversation_metadata("7000001", {"a": float("nan")}),
        lambda chat: chat.update_conversation_metadata("", {}),
        lambda chat: chat.update_default_conversation_metadata(None),
        lambda chat: chat.update_settings({"team_id": 42}),
        lambda chat: chat.update_settings(None),
        lambda chat: chat.start_conversation({"bot_ids": ["liz"]}),
        lambda chat: chat.start_conversation(ConversationSettings()),
        lambda chat: chat.update_chat_context(None),
        lambda chat: chat.update_user_language(""),
        lambda chat: chat.update_user_timezone("Mars/Olympus"),
        lambda chat: chat.update_user({"displayName": "Ada"}),
        lambda chat: chat.send_message(""),
        lambda chat: chat.send_message(7),
        lambda chat: chat.customize_widget_css(None),
        lambda chat: chat.close(timeout=0),
    ],
)
async def test_what_has_no_meaning_is_refused_at_once(call: Callable[[Chat], Any]) -> None:
    chat, widget, _ = make()
    before = list(widget.calls)

    with pytest.raises(OptionError) as caught:
        call(chat)

    assert caught.value.mend
    assert widget.calls == before


@pytest.mark.parametrize("settings", [None, {"appId": "demo"}, "demo", ConversationSettings()])
async def test_a_chat_takes_widget_settings(settings: Any) -> None:
    with pytest.raises(OptionError, match="WidgetSettings"):
        Chat(settings, widget=FakeWidget(), page=FakePage())


async def test_what_is_refused_shows_no_secret() -> None:
    chat, _, _ = make()

    for call in (
        lambda: Chat({"appId": "demo", "password": "s3cret"}),  # type: ignore[arg-type]
        lambda: chat.update_user({"password": "s3cret"}),
    ):
        with pytest.raises(OptionError) as caught:
            call()
        assert "s3cret" not in str(caught.value)
        assert "s3cret" not in repr(vars(caught.value))


def test_a_chat_needs_a_browser_or_fakes() -> None:
    with pytest.raises(BrowserError, match="FakeWidget"):
        Chat(SETTINGS)


async def test_ready_takes_a_time_limit() -> None:
    chat, _, _ = make()

    with pytest.raises(OptionError, match="timeout"):
        await chat.ready(timeout=0)
