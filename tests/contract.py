"""What holds on the fakes and on the bridge alike: scenarios in the common subset.

A scenario is an async function of this module, or of another `contract_....py` beside it; a name
that begins with `_` is none. The names of its arguments say what it needs:

- `widget`: a `Widget` that is ready
- `page`: the `Page`, with `PAGE` on it
- `stage`: what plays the visitor and the other side, and makes chats:

  to begin: `await widget(install, **wishes)` gives the widget, ready; `begin_chat(rules, **wishes)`
  a chat, `await chat(rules, **wishes)` one that is ready, and `the_widget` what is behind it;
  wishes: `groups` the visitor had, `pre_chat` a form comes first, `fails` a `LoadError`'s reason,
  `slow` that the widget takes its time, as it always does in a browser;
  `prerender(settings)` begins the chat before Python, as the site's HTML does
  what goes wrong: `heal` ends what fails, `await remove_widget()` as a framework does that
  replaces the page's body; `reveals(selector)` tells whether a chat's `fallback` is shown
  the visitor: `click`, `submit`, `navigate`, `await submit_form()`, `close_form()`
  the other side: `await receive(text, group_id)`, `refuse_creations()`, `fail_creation()`;
  `slow_down(action)`, whose answers then come late, after `answer()` at the latest
  other pages and scripts: `await log_out_elsewhere()`, `await come_back(others)`, `others` being
  what other applications keep in the session, and `leave_from_earlier(name)`, what the widget
  stored on an earlier page
  what came of it: `created` and `updated`, the requests; `reports`, texts of errors that nobody
  caught; `shown`, `form_is_up`; `css`, the styles that were added inside the widget, and
  `page_css`, those of the page; `has(selector)`, whether an element is there,
  and `mark(selector, word)`, which gives one its `data-kommpy`; `offered(name)`,
  what tools beside Python are told;
  `element(selector)`, its text, `aria-label` and whether it is hidden, and `add(html)` to the
  page; `composer`, what stands there, and `write(text)` there
  to wait: `await until(condition)`, `await settle()` for what is under way

Run by `tests/test_contract.py` on the fakes, and by `tests/browser/test_contract.py` on the bridge
with the stand-in widget, on both runtimes.
"""

import json

from kommpy import (
    DASHBOARD,
    ActionError,
    ActionTimeoutError,
    Chat,
    ConversationDetail,
    ConversationSettings,
    EventError,
    LoadError,
    OptionError,
    PageRule,
    RuleError,
    TriggerError,
    UserDetails,
    WidgetSettings,
)

PAGE = """
<main>
  <button id="talk" class="call" data-bot-id="liz" data-plan="pro"><b>Talk</b></button>
  <a id="help" class="call" href="#help">Help</a>
  <form id="order">
    <input name="email" value="ada@example.com">
    <input name="news" type="checkbox" checked>
    <input name="offers" type="checkbox" value="yes">
    <select name="car"><option>T</option><option value="a" selected>A</option></select>
    <button>Send</button>
  </form>
</main>
"""
SETTINGS = WidgetSettings(app_id="demo")
OPTIONS = ("consent", "fallback", "fresh", "identity", "load_timeout", "timeline")  # of a `Chat`
sales = ConversationSettings(default_bot_ids=["sales-bot"], skip_routing=True)
RULES = {
    "/pricing": sales,
    "/cars/{model}": lambda model: ConversationSettings(welcome_message="A " + model + "?"),
    "/support/*": ConversationSettings(team_id=42),
    "/quiet": PageRule(launcher=False),
}


# the widget: settings


async def options_not_given_are_forgotten(widget):
    widget.update_settings({"teamId": 7, "skipRouting": True})
    widget.update_settings({"teamId": 7, "skipRouting": None})
    assert widget.settings == {"teamId": 7}


async def settings_are_merged_key_by_key(widget):
    widget.update_settings({"defaultBotIds": ["liz", "max"], "teamId": "7"})
    widget.update_settings({"defaultBotIds": ["sales-bot"], "skipRouting": False})
    assert widget.settings == {"defaultBotIds": ["sales-bot"], "teamId": "7", "skipRouting": False}


async def no_settings_are_an_empty_dict(widget):
    assert widget.settings == {}


async def the_chat_context_lies_among_the_settings(widget):
    widget.update_chat_context({"cart": {"items": 3}})
    widget.update_chat_context({"plan": "pro"})
    widget.update_user_language("fr")
    widget.update_user_timezone("Europe/Paris")
    widget.update_settings({"teamId": None})
    assert widget.settings == {
        "KM_CHAT_CONTEXT": {
            "cart": {"items": 3},
            "plan": "pro",
            "kmUserLanguageCode": "fr",
            "kmUserTimezone": "Europe/Paris",
        }
    }


# the widget: conversations


async def a_conversation_is_started_from_the_settings(stage):
    widget = await stage.widget()
    widget.update_settings(
        {"defaultBotIds": ["liz"], "skipRouting": True, "skipBotEvent": '["WELCOME_EVENT"]'}
    )
    assert await _started(stage, widget, {}) == ("7000001", None)
    [body] = stage.created
    assert body["admin"] == "agent-default@example.com"
    assert [each["userId"] for each in body["users"]] == ["liz", "agent-default@example.com", "bot"]
    assert [each["groupRole"] for each in body["users"]] == [2, 1, 2]
    assert body["metadata"]["SKIP_ROUTING"] is True
    assert body["metadata"]["SKIP_BOT_EVENT"] == '["WELCOME_EVENT"]'
    assert body["metadata"]["CONVERSATION_ASSIGNEE"] == "agent-default@example.com"


async def a_detail_wins_over_the_settings(stage):
    widget = await stage.widget()
    widget.update_settings(
        {"defaultAgentIds": ["a@x.com"], "defaultBotIds": ["liz"], "defaultAssignee": "liz"}
    )
    detail = {
        "agentIds": ["b@x.com"],
        "assignee": "b@x.com",
        "conversationMetadata": {"plan": "pro", "seats": 3},
        "defaultGroupName": "Order 5",
        "teamId": 9,
    }
    await _started(stage, widget, detail)
    [body] = stage.created
    assert body["groupName"] == "Order 5"
    assert "admin" not in body
    assert body["users"] == [
        {"userId": "b@x.com", "groupRole": 1},
        {"userId": "liz", "groupRole": 2},
    ]
    metadata = body["metadata"]
    assert metadata["CONVERSATION_ASSIGNEE"] == "b@x.com"
    assert metadata["KM_CONVERSATION_TITLE"] == "Order 5"
    assert metadata["KM_TEAM_ID"] == 9
    assert metadata["SKIP_ROUTING"] is False
    assert json.loads(metadata["conversationMetadata"]) == {"plan": "pro", "seats": 3}


async def a_welcome_message_goes_along(stage):
    widget = await stage.widget()
    widget.update_settings({"WELCOME_MESSAGE": "Hi there"})
    await _started(stage, widget, {"defaultGroupName": "Order 5"})
    [body] = stage.created
    assert body["metadata"]["WELCOME_MESSAGE"] == "Hi there"
    assert body["metadata"]["KM_ORIGINAL_TITLE"] is True
    assert json.loads(body["metadata"]["conversationMetadata"]) == {
        "KM_ORIGINAL_TITLE": True,
        "WELCOME_MESSAGE": "Hi there",
    }


async def default_metadata_wins_over_a_conversations_own(stage):
    widget = await stage.widget(install={"defaultConversationMetadata": {"shop": "Paris"}})
    widget.update_default_conversation_metadata({"shop": "Rome"})
    await _started(stage, widget, {"conversationMetadata": {"shop": "Oslo", "plan": "pro"}})
    [body] = stage.created
    assert json.loads(body["metadata"]["conversationMetadata"]) == {"shop": "Rome", "plan": "pro"}


async def the_chat_context_goes_along(stage):
    widget = await stage.widget()
    widget.update_chat_context({"cart": "3 items"})
    await _started(stage, widget, {})
    [body] = stage.created
    context = json.loads(body["metadata"]["KM_CHAT_CONTEXT"])
    assert context["cart"] == "3 items"
    assert context["kmUserLocale"] == "en"


async def a_started_conversation_is_on_screen(stage):
    widget = await stage.widget()
    assert widget.group_id is None
    assert not widget.is_open
    group_id, _ = await _started(stage, widget, {})
    await stage.until(lambda: widget.is_open and widget.group_id == group_id)


async def a_client_group_id_is_taken_once(stage):
    widget = await stage.widget()
    assert await _started(stage, widget, {"clientGroupId": "mine"}) == ("7000001", None)
    widget.open_conversation_list()
    assert await _started(stage, widget, {"clientGroupId": "mine"}) == ("7000001", None)
    assert widget.on_screen
    assert widget.group_id == "7000001"


async def launching_makes_a_first_conversation(stage):
    widget = await stage.widget()
    widget.launch_conversation()
    await stage.until(lambda: widget.group_id)
    [body] = stage.created
    assert body["groupName"] == "Conversations"
    assert widget.is_open


async def launching_opens_the_only_conversation(stage):
    widget = await stage.widget(groups=["7000001"])
    widget.launch_conversation()
    await stage.until(lambda: widget.group_id == "7000001")
    assert widget.is_open
    assert stage.created == []


async def launching_shows_several_conversations(stage):
    widget = await stage.widget(groups=["7000001", "7000002"])
    widget.launch_conversation()
    await stage.until(lambda: widget.is_open)
    await stage.settle()
    assert widget.group_id is None
    assert stage.created == []


async def a_conversation_is_opened(stage):
    widget = await stage.widget(groups=["7000001", "7000002"])
    assert (await _opened(stage, widget, "7000002"))[1] is None
    assert widget.group_id == "7000002"
    assert widget.is_open


async def an_unknown_conversation_is_refused(stage):
    widget = await stage.widget(groups=["7000001"])
    _, error = await _opened(stage, widget, "999")
    assert "group not found" in error
    assert not widget.is_open
    assert (await _opened(stage, widget, "7000001"))[1] is None


async def an_opening_that_is_given_up_is_answered_all_the_same(stage):
    widget = await stage.widget(groups=["7000001"])
    replies = []
    widget.open_conversation("7000001", lambda *reply: replies.append(reply))()
    await stage.until(lambda: replies)
    assert replies == [("7000001", None)]


async def the_list_opens_and_the_box_closes(stage):
    widget = await stage.widget(groups=["7000001"])
    widget.open_conversation_list()
    await stage.until(lambda: widget.is_open)
    widget.close()
    await stage.until(lambda: not widget.is_open)


async def metadata_is_sent_as_json(stage):
    widget = await stage.widget(groups=["7000001"])
    widget.update_conversation_metadata("7000001", {"plan": "pro", "seats": 3, "name": "Zoë"})
    await stage.until(lambda: stage.updated)
    [update] = stage.updated
    assert str(update["groupId"]) == "7000001"
    notes = json.loads(update["metadata"]["conversationMetadata"])
    assert notes == {"plan": "pro", "seats": 3, "name": "Zoë"}


# the widget: events and states


async def events_are_told_from_the_first_on(stage):
    widget = await stage.widget(groups=["7000001", "7000002"])
    events = []
    stop = widget.attach(lambda topic, data: events.append(data) if topic == "event" else None)
    widget.launch_conversation()
    await stage.until(lambda: len(events) == 2)
    widget.close()
    await stage.until(lambda: len(events) == 3)
    stop()
    widget.launch_conversation()
    await stage.until(lambda: widget.is_open)
    names = ["chat_widget_open", "start_new_conversation", "chat_widget_close"]
    assert [name for name, _ in events] == names
    assert events[0][1] == {
        "eventCategory": "Kommunicate_widget",
        "eventAction": "km_widget_open",
        "eventLabel": "Chat Widget Open",
    }


async def a_message_is_told(stage):
    widget = await stage.widget(groups=["7000001"])
    events = []
    widget.attach(lambda topic, data: events.append(data) if topic == "event" else None)
    await _opened(stage, widget, "7000001")
    await stage.receive("Hello", "7000001")
    await stage.until(lambda: "message_received" in [name for name, _ in events])
    message = next(data for name, data in events if name == "message_received")["message"]
    assert message["message"] == "Hello"
    assert message["type"] == "inbox"


async def a_message_is_sent_into_the_conversation_on_screen(stage):
    widget = await stage.widget(groups=["7000001"])
    events = []
    widget.attach(lambda topic, data: events.append(data) if topic == "event" else None)
    widget.open_conversation_list()
    assert "on screen" in str(refused(ActionError, lambda: widget.send_message("Hello")))
    await _opened(stage, widget, "7000001")
    widget.send_message("Hello")
    await stage.until(lambda: "message_sent" in [name for name, _ in events])
    message = next(data for name, data in events if name == "message_sent")["message"]
    assert message["message"] == "Hello"
    assert message["type"] == "outbox"


async def the_form_before_the_chat(stage):
    widget = await stage.widget(pre_chat=True)
    assert widget.status == "pre_chat"
    statuses = []
    widget.attach(lambda topic, data: statuses.append(data) if topic == "status" else None)
    widget.update_settings({"teamId": 7})
    widget.open_form()
    await stage.submit_form()
    await stage.until(lambda: widget.status == "ready")
    assert statuses == ["ready"]
    assert widget.settings == {"teamId": 7}


async def logout_leaves_nothing_of_the_visitor(stage):
    widget = await stage.widget(groups=["7000001"], install={"userId": "ada"})
    widget.update_settings({"teamId": 7})
    widget.logout()
    assert widget.status == "signed_out"
    assert widget.traces() == []
    assert widget.group_id is None
    assert not widget.is_open


async def after_a_logout_it_can_begin_again(stage):
    widget = await stage.widget()
    widget.update_settings({"teamId": 7})
    widget.logout()
    widget.begin({"appId": "demo"}, script=stage.script)
    await stage.until(lambda: widget.status == "ready")
    assert widget.settings == {}
    assert (await _started(stage, widget, {}))[1] is None


# the page


async def paths_are_told_as_the_visitor_moves_on(page, stage):
    moves = []
    stop = page.on_navigate(moves.append)
    stage.navigate("/pricing.html?plan=pro#top")
    stage.navigate("/cars/model%20t/")
    stage.navigate("/app#/inbox")
    await stage.until(lambda: len(moves) == 3)
    stop()
    stage.navigate("/")
    await stage.settle()
    assert moves == ["/pricing", "/cars/model%20t", "/app/#/inbox"]
    assert page.path == "/"


async def a_listener_finds_the_element_at_or_above(page, stage):
    page.drain()
    found = []
    stop = page.listen("click", lambda event: found.append(event.find("button.call")))
    stage.click("#talk b")
    stage.click("#help")
    stop()
    stage.click("#talk")
    assert found[0].data == {"bot-id": "liz", "plan": "pro"}
    assert found[1:] == [None]


async def stopping_twice_is_harmless(page, stage):
    page.drain()
    heard = []
    for stop in (
        page.listen("click", lambda event: heard.append("click")),
        page.on_navigate(lambda path: heard.append(path)),  # noqa: PLW0108
        stage.the_widget.attach(lambda topic, data: heard.append(topic)),
        page.later(0, lambda: heard.append("later")),
    ):
        stop()
        stop()
    stage.click("#talk")
    stage.navigate("/pricing")
    await stage.widget()
    await stage.settle()
    assert heard == []


async def a_form_has_the_fields_that_are_sent(page, stage):
    page.drain()
    forms = []

    def heard(event):
        event.prevent_default()
        forms.append(event.find("#order").form)

    page.listen("submit", heard)
    stage.submit("#order", {"email": "eve@example.com"})
    assert forms == [{"email": "eve@example.com", "news": "on", "car": "a"}]


async def time_passes(page, stage):
    order = []
    page.later(0.1, lambda: order.append("later"))
    page.later(0.01, lambda: order.append("sooner"))
    stop = page.later(0.05, lambda: order.append("never"))
    stop()
    page.soon(lambda: order.append("soon"))
    assert order == []
    await stage.until(lambda: len(order) == 3)
    stop()
    assert order == ["soon", "sooner", "later"]


async def selectors_are_checked(page):
    for selector in ("#talk", "a[href^='x'] > b", "li:nth-child(2)", ".a, .b"):
        assert page.check_selector(selector) == "", selector
    for selector in ("#1", "a[", "!!", "", "a,"):
        assert page.check_selector(selector), selector


async def time_zones_are_checked(page):
    assert page.check_timezone("Europe/Paris") == ""
    assert page.check_timezone("Mars/Olympus")


# the chat


async def a_rule_holds_only_on_its_page(stage):
    stage.navigate("/pricing")
    chat = await stage.chat(RULES)
    widget = stage.the_widget
    assert widget.settings == {"defaultBotIds": ["sales-bot"], "skipRouting": True}
    stage.navigate("/cars/model%20t")
    await stage.until(lambda: chat.settings.welcome_message == "A model t?")
    assert widget.settings == {"WELCOME_MESSAGE": "A model t?"}
    stage.navigate("/support/phone")
    await stage.until(lambda: chat.settings.team_id == 42)
    assert widget.settings == {"teamId": 42}
    stage.navigate("/")
    await stage.until(lambda: chat.settings == ConversationSettings())
    assert widget.settings == {}


async def settings_said_on_a_page_are_dropped_on_leaving(stage):
    stage.navigate("/pricing")
    chat = await stage.chat(RULES)
    await chat.update_settings(ConversationSettings(team_id="7", skip_routing=DASHBOARD))
    assert stage.the_widget.settings == {"defaultBotIds": ["sales-bot"], "teamId": "7"}
    assert chat.settings == ConversationSettings(default_bot_ids=["sales-bot"], team_id="7")
    stage.navigate("/")
    await stage.until(lambda: chat.settings == ConversationSettings())
    stage.navigate("/pricing")
    await stage.until(lambda: chat.settings == sales)
    assert stage.the_widget.settings == {"defaultBotIds": ["sales-bot"], "skipRouting": True}


async def every_option_of_the_settings_crosses(stage):
    chat = await stage.chat()
    await chat.update_settings(
        ConversationSettings(
            default_assignee="liz",
            default_agent_ids=["a@x.com"],
            default_bot_ids=["liz"],
            skip_routing=True,
            skip_bot_event=["WELCOME_EVENT"],
            team_id="42",
            welcome_message="Zoë says <hi> & \u2028 'bye'",
            custom_welcome_event="greet",
            group_name="Prices",
            agent_id="ann@x.com",
        )
    )
    assert stage.the_widget.settings == {
        "defaultAssignee": "liz",
        "defaultAgentIds": ["a@x.com"],
        "defaultBotIds": ["liz"],
        "skipRouting": True,
        "skipBotEvent": '["WELCOME_EVENT"]',
        "teamId": "42",
        "WELCOME_MESSAGE": "Zoë says <hi> & \u2028 'bye'",
        "customWelcomeEvent": "greet",
        "groupName": "Prices",
        "agentId": "ann@x.com",
    }


async def a_chat_is_of_use_at_once(stage):
    chat = stage.begin_chat()
    assert chat.state == "loading" or chat.state == "ready"  # noqa: PLR1714
    first = chat.start_conversation()
    second = chat.start_conversation(ConversationDetail(bot_ids=["liz"]))
    assert await second == "7000002"
    assert await first == "7000001"
    assert chat.state == "ready"
    assert [len(body["users"]) for body in stage.created] == [0, 1]


async def being_ready_is_told_whenever_it_came(stage):
    widget = await stage.widget()
    states = []
    for chat in (stage.begin_chat(), stage.begin_chat()):
        chat.on("state_changed", lambda event: states.append(event.data["state"]))
    assert widget.status == "ready"
    await stage.until(lambda: states == ["ready", "ready"])


async def a_conversation_takes_every_detail(stage):
    chat = await stage.chat()
    await chat.start_conversation(
        ConversationDetail(
            default_group_name="Order 5",
            agent_ids=["a@x.com"],
            bot_ids=["sales-bot"],
            skip_routing=True,
            assignee="sales-bot",
            conversation_metadata={"key1": "value1"},
            team_id=9,
            skip_bot_event=["WELCOME_EVENT"],
            welcome_message="Hi",
            client_group_id="mine",
        )
    )
    [body] = stage.created
    assert body["groupName"] == "Order 5"
    assert body["clientGroupId"] == "mine"
    assert body["users"] == [
        {"userId": "a@x.com", "groupRole": 1},
        {"userId": "sales-bot", "groupRole": 2},
    ]
    metadata = body["metadata"]
    assert metadata["SKIP_ROUTING"] is True
    assert metadata["SKIP_BOT_EVENT"] == '["WELCOME_EVENT"]'
    assert metadata["CONVERSATION_ASSIGNEE"] == "sales-bot"
    assert metadata["KM_TEAM_ID"] == 9
    assert metadata["WELCOME_MESSAGE"] == "Hi"
    notes = json.loads(metadata["conversationMetadata"])
    assert (notes["key1"], notes["WELCOME_MESSAGE"]) == ("value1", "Hi")


async def a_conversation_is_opened_by_its_id(stage):
    chat = await stage.chat(groups=["7000001", "7000002"])
    assert chat.current_group_id is None
    await chat.open_conversation("7000002")
    assert chat.current_group_id == "7000002"
    assert chat.is_open
    await chat.close()
    await stage.until(lambda: not chat.is_open)
    error = await _raised(ActionError, chat.open_conversation("999"))
    assert error.action == "open_conversation"
    assert "group not found" in str(error)


async def a_creation_without_an_answer_ends(stage):
    chat = await stage.chat()
    stage.refuse_creations()
    error = await _raised(ActionTimeoutError, chat.start_conversation(timeout=0.5))
    assert (error.action, error.timeout) == ("start_conversation", 0.5)
    assert len(stage.created) == 1


async def toggling_opens_and_closes(stage):
    chat = await stage.chat(groups=["7000001"])
    await chat.toggle()
    await stage.until(lambda: chat.is_open)
    await chat.toggle()
    await stage.until(lambda: not chat.is_open)


async def the_rest_reaches_the_widget(stage):
    chat = await stage.chat(groups=["7000001"])
    await chat.open_conversation("7000001")
    await chat.send_message("Hello")
    await chat.update_user(UserDetails(display_name="Ada"))
    await chat.customize_widget_css("p { color: navy }")
    await chat.open_conversation_list()
    await chat.hide()
    await chat.show()
    await chat.update_conversation_metadata("7000001", {"a": 1})
    await chat.update_default_conversation_metadata({"shop": "Rome"})
    await chat.update_chat_context({"cart": "3 items"})
    await stage.until(lambda: stage.updated)


async def a_trigger_reaches_its_handlers(stage):
    stage.navigate("/cars/t")
    chat = await stage.chat()
    events = []
    stop = chat.when("click", "#talk", events.append)

    @chat.when("click", ".call")
    async def later(event):
        events.append(event)

    stage.click("#talk b")
    await stage.until(lambda: len(events) == 2)
    stop()
    stage.click("#talk")
    stage.click("#help")
    await stage.until(lambda: len(events) == 4)
    assert [event.selector for event in events] == ["#talk", ".call", ".call", ".call"]
    assert (events[0].type, events[0].path, events[0].replayed) == ("click", "/cars/t", False)
    assert events[0].data == {"bot-id": "liz", "plan": "pro"}
    assert events[3].data == {}


async def a_trigger_may_keep_the_browser_from_its_own(stage):
    chat = await stage.chat()
    events = []
    chat.when("submit", "#order", events.append, prevent_default=True)
    stage.submit("#order", {"email": "eve@example.com"})
    assert events[0].form == {"email": "eve@example.com", "news": "on", "car": "a"}


async def a_handler_that_fails_is_reported_and_harms_nobody(stage):
    chat = await stage.chat()
    order = []

    def fails(event):
        raise ValueError("oh")

    async def fails_later(event):
        raise ValueError("no")

    chat.when("click", "#talk", fails)
    chat.when("click", "#talk", fails_later)
    chat.when("click", "#talk", lambda event: order.append("fine"))
    stage.click("#talk")
    await stage.until(lambda: len(stage.reports) == 2)
    assert order == ["fine"]
    assert "ValueError" in stage.reports[0]
    assert "oh" in stage.reports[0]
    assert "no" in stage.reports[1]


async def a_failure_that_nobody_awaited_is_reported(stage):
    chat = await stage.chat()
    chat.when("click", "#talk", lambda event: chat.open_conversation("999"))
    stage.click("#talk")
    await stage.until(lambda: stage.reports)
    assert "open_conversation()" in stage.reports[0]
    assert "group not found" in stage.reports[0]
    await stage.settle()
    assert len(stage.reports) == 1


async def each_handler_gets_each_event(stage):
    chat = await stage.chat(groups=["7000001", "7000002"])
    events = []
    stop = chat.on("chat_widget_open", lambda event: events.append("first"))

    @chat.on("chat_widget_open")
    async def second(event):
        events.append(event.type)

    await chat.launch_conversation()
    await stage.until(lambda: len(events) == 2)
    stop()
    await chat.close()
    await chat.launch_conversation()
    await stage.until(lambda: len(events) == 3)
    assert events == ["first", "chat_widget_open", "chat_widget_open"]


async def a_message_may_open_the_chat(stage):
    chat = await stage.chat(groups=["7000001", "7000002"])
    chat.on("message_received", lambda event: chat.launch_conversation())
    await chat.launch_conversation()
    await chat.close()
    await stage.until(lambda: not chat.is_open)
    await stage.receive("Hello", "7000001")
    await stage.until(lambda: chat.is_open)


async def a_rule_may_hide_the_launcher(stage):
    stage.navigate("/quiet")
    chat = await stage.chat(RULES)
    assert not stage.shown
    await chat.launch_conversation()
    assert stage.shown
    await stage.until(lambda: chat.is_open)
    await chat.close()
    await stage.until(lambda: not stage.shown)
    stage.navigate("/")
    await stage.until(lambda: stage.shown)


async def while_the_form_is_up_actions_wait(stage):
    chat = await stage.chat(pre_chat=True)
    assert chat.state == "pre_chat"
    action = chat.start_conversation(timeout=5)
    await stage.until(lambda: stage.form_is_up)
    assert not action.done
    assert stage.created == []
    await stage.submit_form()
    assert await action
    assert chat.state == "ready"


async def a_load_that_fails_says_why(stage):
    chat = stage.begin_chat(fails="invalid_app_id")
    before = await _raised(LoadError, chat.launch_conversation())
    error = await _raised(LoadError, chat.ready(timeout=5))
    after = await _raised(LoadError, chat.launch_conversation())
    assert before.reason == error.reason == after.reason == "invalid_app_id"
    assert chat.state == "failed"


async def a_blocked_script_is_told(stage):
    chat = stage.begin_chat(fails="network")
    assert (await _raised(LoadError, chat.ready(timeout=5))).reason == "network"


async def logout_and_what_follows(stage):
    stage.navigate("/pricing")
    chat = await stage.chat(RULES, groups=["7000001"])
    await chat.update_chat_context({"cart": "3 items"})
    await chat.logout()
    assert chat.state == "signed_out"
    events = []
    chat.on("start_new_conversation", events.append)
    assert await chat.start_conversation()
    assert chat.state == "ready"
    assert stage.the_widget.settings == {"defaultBotIds": ["sales-bot"], "skipRouting": True}
    await stage.until(lambda: events)


async def two_chats_share_one_widget(stage):
    first = stage.begin_chat(RULES)
    second = stage.begin_chat(RULES)
    events = []
    first.on("start_new_conversation", lambda event: events.append("first"))
    second.on("start_new_conversation", lambda event: events.append("second"))
    await second.ready()
    await first.ready()
    assert await second.start_conversation() == "7000001"
    await stage.until(lambda: len(events) == 2)
    assert sorted(events) == ["first", "second"]


# what is refused at once


async def bad_options_are_refused(stage):
    for option, make in [
        ("app_id", lambda: WidgetSettings(app_id="<APP_ID>")),
        ("app_id", lambda: WidgetSettings(app_id="")),
        ("app_id", lambda: WidgetSettings(app_id=None)),
        ("default_bot_ids", lambda: ConversationSettings(default_bot_ids=["<BOT_ID>"])),
        ("default_bot_ids", lambda: ConversationSettings(default_bot_ids="liz")),
        ("default_bot_ids", lambda: ConversationSettings(default_bot_ids=["two words"])),
        ("default_bot_ids", lambda: ConversationSettings(default_bot_ids=[7])),
        ("default_agent_ids", lambda: ConversationSettings(default_agent_ids=[])),
        ("default_assignee", lambda: ConversationSettings(default_assignee=["liz"])),
        ("skip_routing", lambda: ConversationSettings(skip_routing="false")),
        ("skip_routing", lambda: ConversationSettings(skip_routing="true")),
        ("skip_routing", lambda: ConversationSettings(skip_routing=1)),
        ("skip_bot_event", lambda: ConversationSettings(skip_bot_event="WELCOME_EVENT")),
        ("team_id", lambda: ConversationSettings(team_id="")),
        ("team_id", lambda: ConversationSettings(team_id=True)),
        ("team_id", lambda: ConversationSettings(team_id="<TEAM_ID>")),
        ("agent_ids", lambda: ConversationDetail(agent_ids="a@x.com")),
        ("agent_ids", lambda: ConversationDetail(agent_ids=[])),
        ("conversation_metadata", lambda: ConversationDetail(conversation_metadata=["a"])),
        ("conversation_metadata", lambda: ConversationDetail(conversation_metadata={"a": set()})),
    ]:
        error = refused(OptionError, make)
        assert error.option == option, (option, error.option, str(error))
        assert error.mend, str(error)


async def an_unknown_option_is_refused_with_the_likely_one(stage):
    for name, make in [
        ("default_bot_ids", lambda: ConversationSettings(default_bot_id="liz")),
        ("default_bot_ids", lambda: ConversationSettings(defaultBotIds=["liz"])),
        ("bot_ids", lambda: ConversationDetail(default_bot_ids=["liz"])),
        ("team_id", lambda: ConversationSettings(teamid=7)),
        ("popup_widget", lambda: WidgetSettings(app_id="demo", popup_widgets=True)),
    ]:
        error = refused(OptionError, make)
        assert name in str(error), str(error)


async def bad_arguments_are_refused(stage):
    chat = await stage.chat()
    for call in [
        lambda: chat.open_conversation(None),
        lambda: chat.open_conversation(""),
        lambda: chat.open_conversation("<GROUP_ID>"),
        lambda: chat.update_conversation_metadata("7000001", None),
        lambda: chat.update_conversation_metadata("7000001", [1]),
        lambda: chat.update_conversation_metadata("7000001", {"a": object()}),
        lambda: chat.update_conversation_metadata("7000001", {1: "a"}),
        lambda: chat.update_conversation_metadata("7000001", {"a": float("nan")}),
        lambda: chat.update_conversation_metadata("two words", {"a": 1}),
        lambda: chat.update_settings({"team_id": 42}),
        lambda: chat.update_settings(None),
        lambda: chat.start_conversation({"bot_ids": ["liz"]}),
        lambda: chat.update_chat_context(None),
        lambda: chat.update_user_language(""),
        lambda: chat.update_user_timezone("Mars/Olympus"),
        lambda: chat.update_user({"displayName": "Ada"}),
        lambda: chat.send_message(""),
        lambda: chat.close(timeout=0),
        lambda: chat.close(timeout=float("inf")),
        lambda: Chat({"appId": "demo"}),
    ]:
        assert refused(OptionError, call).mend


async def bad_events_and_triggers_are_refused(stage):
    chat = await stage.chat()
    assert "message_received" in str(refused(EventError, lambda: chat.on("message_recieved")))
    assert "message_received" in str(refused(EventError, lambda: chat.on("onMessageReceived")))
    refused(EventError, lambda: chat.on("connect"))
    refused(EventError, lambda: chat.on("faq_click", "launch"))
    for selector in ("#1", "a[", "", None, 7):
        error = refused(TriggerError, lambda: chat.when("click", selector))  # noqa: B023
        assert error.selector == selector
    refused(TriggerError, lambda: chat.when("click", "#talk", "launch"))
    refused(TriggerError, lambda: chat.when("onclick", "#talk"))


async def rules_that_collide_are_refused(stage):
    for rules in (
        {"/a/{x}": sales, "/{y}/b": sales},
        {"/a": sales, "/a.html": sales},
        {"a": sales},
        {"/a": "sales"},
    ):
        refused(RuleError, lambda: stage.begin_chat(rules))  # noqa: B023


# how scenarios ask


async def _started(stage, widget, detail):
    """Start a conversation; gives the reply."""
    replies = []
    widget.start_conversation(detail, lambda *reply: replies.append(reply))
    await stage.until(lambda: replies)
    return replies[0]


async def _opened(stage, widget, group_id):
    """Open a conversation; gives the reply."""
    replies = []
    widget.open_conversation(group_id, lambda *reply: replies.append(reply))
    await stage.until(lambda: replies)
    return replies[0]


def refused(kind, call):
    """Give the error with which a call is refused at once."""
    try:
        call()
    except kind as error:
        return error
    raise AssertionError("nothing was refused")


async def _raised(kind, awaitable):
    """Give the error that awaiting something raises."""
    try:
        await awaitable
    except kind as error:
        return error
    raise AssertionError("nothing was raised")
