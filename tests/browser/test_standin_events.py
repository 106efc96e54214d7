"""The stand-in reports what happens as the real widget does, traps included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.standin_visit import Visit

pytest_plugins = ["tests.browser.standin_visit"]

HEAR = """name => {
  window.heard = window.heard ?? [];
  Kommunicate.subscribeToEvents({ [name]: data => heard.push([name, data]) });
}"""
TRACKED = {"eventCategory": "Kommunicate_widget"}
OPENED = {**TRACKED, "eventAction": "km_widget_open", "eventLabel": "Chat Widget Open"}
CLOSED = {**TRACKED, "eventAction": "km_widget_close", "eventLabel": "Chat Widget Close"}
STARTED = {
    **TRACKED,
    "eventAction": "km_widget_start_new_conversation",
    "eventLabel": "Conversation Start",
}
SENT = {**TRACKED, "eventAction": "km_widget_message_sent", "eventLabel": "Message Sent"}
MISSING = r"\$mck_msg_inner is not defined"


def connected(visit: Visit, settings: Any = None, groups: tuple[int, ...] = (7000001,)) -> None:
    """Begin a visit of someone who was here before, whose socket is open."""
    visit.begin("/", settings, groups=list(groups))
    visit.wait("KommunicateGlobal.IS_SOCKET_CONNECTED")
    visit.run("window.heard = []")


def launch(visit: Visit) -> None:
    visit.call("launchConversation")
    visit.wait("KommunicateGlobal.CURRENT_GROUP_DATA.tabId")


def heard(visit: Visit, count: int = 1) -> list[Any]:
    visit.wait("count => heard.length >= count", count)
    entries: list[Any] = visit.run("heard")
    return entries


def test_first_opening_is_lost_and_later_ones_are_heard(visit: Visit) -> None:
    visit.begin()
    visit.run(HEAR, "onChatWidgetOpen")

    visit.call("launchConversation")
    visit.hurry_until_connected()
    assert visit.run("heard") == []

    visit.call("launchConversation")
    assert heard(visit) == [["onChatWidgetOpen", OPENED]]


def test_mapping_set_by_hand_hears_the_first_opening(visit: Visit) -> None:
    visit.begin()
    visit.run("""() => {
      window.heard = [];
      KommunicateGlobal.eventMapping.onChatWidgetOpen.eventFunction = data => heard.push(data);
    }""")

    visit.call("launchConversation")

    assert visit.run("heard") == [OPENED]


def test_closing_and_starting_are_heard_at_the_call(visit: Visit) -> None:
    connected(visit)
    visit.run(HEAR, "onChatWidgetClose")
    visit.run(HEAR, "onStartNewConversation")

    visit.control("fail", "create", "hang")
    visit.call("startConversation")
    visit.call("closeWidgetPreview")

    started, closed = visit.run("heard")
    assert started == ["onStartNewConversation", STARTED]
    assert closed == ["onChatWidgetClose", CLOSED]


def test_connected_widget_finds_handlers_by_their_own_name(visit: Visit) -> None:
    connected(visit)
    elsewhere = "(() => () => heard.push(1))()"

    for handler, found in [
        ("data => heard.push(1)", True),
        ("function () { heard.push(1); }", True),
        (f"[{elsewhere}]", True),
        (elsewhere, False),
        ("async () => heard.push(1)", False),
        ("new Proxy(() => heard.push(1), {})", False),
    ]:
        visit.run("heard.length = 0")
        visit.run("KommunicateGlobal.eventMapping.onChatWidgetOpen.eventFunction = null")
        visit.run(f"Kommunicate.subscribeToEvents({{onChatWidgetOpen: {handler}}})")
        visit.call("launchConversation")
        assert visit.run("heard") == ([1] if found else []), handler


def test_any_function_will_do_while_not_connected(visit: Visit) -> None:
    visit.begin()
    visit.run("""() => {
      window.heard = [];
      const nameless = [() => heard.push(1), async () => heard.push(2)];
      Kommunicate.subscribeToEvents({ onChatWidgetClose: nameless[0] });
      Kommunicate.subscribeToEvents({ onChatWidgetClose: nameless[1] });
    }""")
    visit.call("launchConversation")
    visit.hurry_until_connected()

    visit.call("closeWidgetPreview")

    assert visit.run("heard") == [1, 2]


def test_list_of_handlers_breaks_while_not_connected(visit: Visit) -> None:
    visit.foresee("eventCall is not a function|is not a function")
    visit.begin()
    visit.run("""() => {
      window.heard = [];
      Kommunicate.subscribeToEvents({ onChatWidgetClose: [() => heard.push(1)] });
    }""")
    visit.call("launchConversation")
    visit.hurry_until_connected()

    visit.call("closeWidgetPreview")

    assert visit.run("heard") == []


def test_empty_call_drops_what_waits(visit: Visit) -> None:
    visit.foresee("Cannot convert undefined or null to object")
    visit.begin()
    visit.run(HEAR, "onChatWidgetClose")
    visit.call("subscribeToEvents")
    visit.call("launchConversation")
    visit.hurry_until_connected()

    visit.call("closeWidgetPreview")

    assert visit.run("heard") == []


def test_null_throws_when_connected(visit: Visit) -> None:
    connected(visit)

    errors = visit.run("""() => [null, {onChatWidgetOpen: null}].map(events => {
      try { Kommunicate.subscribeToEvents(events); } catch (error) { return error.name; }
    })""")

    assert errors == ["TypeError", "TypeError"]


def test_later_handler_replaces_the_earlier(visit: Visit) -> None:
    connected(visit)
    visit.run(HEAR, "onChatWidgetClose")
    visit.run("Kommunicate.subscribeToEvents({onChatWidgetClose: () => heard.push('later')})")

    visit.call("closeWidgetPreview")

    assert visit.run("heard") == ["later"]


def test_received_messages_go_to_every_handler(visit: Visit) -> None:
    connected(visit)
    launch(visit)
    visit.run(HEAR, "onMessageReceived")
    visit.run(HEAR, "onMessageReceived")

    visit.control("receive", {"message": "Hello", "from": "ann"})

    first, second = heard(visit, 2)
    assert first == second
    message = first[1]["message"]
    assert (message["message"], message["type"], message["from"]) == ("Hello", "inbox", "ann")
    assert message["to"] == 7000001


def test_sent_messages_have_two_shapes(visit: Visit) -> None:
    connected(visit)
    launch(visit)
    visit.run(HEAR, "onMessageSent")
    visit.run(HEAR, "onMessageSentUpdate")

    visit.call("sendMessage", {"message": "Hi"})

    tracked, told, update = heard(visit, 3)
    assert tracked == ["onMessageSent", SENT]
    assert told[1]["message"]["message"] == "Hi"
    assert told[1]["message"]["type"] == "outbox"
    assert update[1] == {"messageKey": told[1]["message"]["key"]}


def test_handler_that_fails_is_logged_for_widget_events_only(visit: Visit) -> None:
    visit.take_time()
    visit.foresee("mine")
    connected(visit)
    visit.run("Kommunicate.subscribeToEvents({onChatWidgetClose: () => { throw Error('mine') }})")
    visit.run("Kommunicate.subscribeToEvents({onUserConnect: () => { throw Error('mine') }})")

    assert visit.call("closeWidgetPreview") == {"returned": {"$": "undefined"}}
    with visit.page.expect_event("pageerror"):
        visit.run("setTimeout(() => kommunicateStandin.emit('onUserConnect', 'ann'))")


def test_replaced_onconnect_leaves_the_widget_thinking_it_is_offline(visit: Visit) -> None:
    connected(visit)
    visit.run(HEAR, "onConnect")

    visit.control("connectSocket", False)
    visit.control("connectSocket", True)

    assert [entry[0] for entry in heard(visit)] == ["onConnect"]
    assert visit.run("KommunicateGlobal.IS_SOCKET_CONNECTED") is False


def test_without_that_it_knows_better(visit: Visit) -> None:
    connected(visit)
    visit.control("connectSocket", False)
    assert visit.run("KommunicateGlobal.IS_SOCKET_CONNECTED") is False

    visit.control("connectSocket", True)
    assert visit.run("KommunicateGlobal.IS_SOCKET_CONNECTED") is True


def test_message_off_screen_breaks_the_widget_once_it_knows_the_conversation(visit: Visit) -> None:
    visit.take_time()
    visit.foresee(MISSING)
    connected(visit, {"openConversationOnNewMessage": True})
    launch(visit)
    visit.call("closeWidgetPreview")
    visit.run(HEAR, "onMessageReceived")

    with visit.page.expect_event("pageerror") as error:
        visit.control("receive", {"message": "Hello"})

    assert error.value.name == "ReferenceError"
    assert visit.run("heard") == []
    assert visit.shows["box"] == "none"
    expect(visit.chat.locator("#applozic-badge-count")).to_have_text("1")


def test_message_of_an_unknown_conversation_is_heard_first(visit: Visit) -> None:
    visit.take_time()
    visit.foresee(MISSING)
    connected(visit)
    visit.run(HEAR, "onMessageReceived")

    with visit.page.expect_event("pageerror"):
        visit.control("receive", {"message": "Hello"})

    assert len(heard(visit)) == 1


def test_without_notifications_the_message_is_heard(visit: Visit) -> None:
    connected(visit, {"notification": False})
    launch(visit)
    visit.call("closeWidgetPreview")
    visit.run(HEAR, "onMessageReceived")

    visit.control("receive", {"message": "Hello"})

    assert len(heard(visit)) == 1


def test_with_the_two_names_defined_a_new_message_opens_its_conversation(visit: Visit) -> None:
    connected(visit, {"openConversationOnNewMessage": True}, groups=(7000001, 7000002))
    visit.run("""() => {
      KommunicateGlobal.$mck_msg_inner = { data: () => undefined };
      KommunicateGlobal.$mck_group_info_tab = { hasClass: () => false };
    }""")
    visit.run(HEAR, "onMessageReceived")

    visit.control("receive", {"message": "Hello", "groupId": 7000002})

    visit.wait("KommunicateGlobal.CURRENT_GROUP_DATA.tabId === 7000002")
    assert len(heard(visit)) == 1
    expect(visit.chat.get_by_role("log")).to_contain_text("Hello")


def test_with_the_two_names_defined_there_is_a_preview(visit: Visit) -> None:
    connected(visit)
    visit.run("""() => {
      KommunicateGlobal.$mck_msg_inner = { data: () => undefined };
      KommunicateGlobal.$mck_group_info_tab = { hasClass: () => false };
    }""")

    visit.control("receive", {"message": "Are you there?"})
    visit.chat.get_by_role("button", name="Are you there?").click()

    visit.wait("KommunicateGlobal.CURRENT_GROUP_DATA.tabId === 7000001")


def test_with_the_widgets_own_names_a_closed_conversation_opens_again(visit: Visit) -> None:
    connected(visit, {"openConversationOnNewMessage": True})
    visit.run("""() => {
      const { $applozic } = KommunicateGlobal;
      KommunicateGlobal.$mck_msg_inner = $applozic("#mck-message-cell .mck-message-inner");
      KommunicateGlobal.$mck_group_info_tab = $applozic("#mck-group-info-tab");
    }""")
    launch(visit)
    visit.call("closeWidgetPreview")

    visit.control("receive", {"message": "Hello"})

    expect(visit.chat.get_by_role("log")).to_contain_text("Hello")


def test_idle_socket_is_closed(visit: Visit) -> None:
    connected(visit)
    visit.hurry(60_000)

    visit.wait("!KommunicateGlobal.IS_SOCKET_CONNECTED")
