"""The stand-in starts, opens and describes conversations as the real widget does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.standin_visit import Visit

pytest_plugins = ["tests.browser.standin_visit"]

AGENT = "agent-default@example.com"
START = """([detail, expression]) => {
  window.called = [];
  const given = expression ? (0, eval)(`(${expression})`) : detail;
  Kommunicate.startConversation(given, (...args) => called.push(args));
}"""

LOAD = "detail => Kommunicate.loadConversation(detail, (...args) => (window.called = args))"


def connected(visit: Visit, settings: Any = None, **wishes: Any) -> None:
    """Begin a visit with the socket open, so that a conversation starts at once."""
    visit.begin("/", settings, **wishes)
    visit.call("openConversationList")
    visit.wait("KommunicateGlobal.IS_SOCKET_CONNECTED")


def started(visit: Visit, detail: Any = None, *, expression: str = "") -> dict[str, Any]:
    """Start a conversation; give the body that was sent for it."""
    visit.run(START, [detail or {}, expression])
    visit.settle()
    body: dict[str, Any] = visit.sent("created")[-1]
    return body


def notes(body: dict[str, Any]) -> Any:
    return json.loads(body["metadata"]["conversationMetadata"])


def test_odd_details_start_a_default_conversation(visit: Visit) -> None:
    connected(visit)

    for expression in ("undefined", "'text'", "7", "true", "[]", "new Map([[1, 2]])"):
        body = started(visit, expression=expression)
        assert (body["groupName"], body["admin"], body["users"]) == (AGENT, AGENT, []), expression
        assert len(visit.run("called")) == 1


def test_what_is_no_list_of_agents_is_one_agent(visit: Visit) -> None:
    connected(visit)

    for ids in ("ann", "", 7, None, [], ["a", "b"]):
        body = started(visit, {"agentIds": ids})
        sent = ids if isinstance(ids, list) else [ids]
        assert body["users"] == [{"userId": each, "groupRole": 1} for each in sent]
        assert ("admin" in body) is (not ids and ids != [])


def test_agent_is_written_into_the_callers_object(visit: Visit) -> None:
    connected(visit)
    started(visit, expression="window.mine = {}")
    assert visit.run("mine") == {"agentId": AGENT}

    visit.call("updateSettings", {"skipRouting": False})
    started(visit, expression="window.mine = {}")
    assert visit.run("mine") == {}


def test_frozen_object_is_tolerated(visit: Visit) -> None:
    connected(visit)

    started(visit, expression="Object.freeze({botIds: ['liz']})")

    assert visit.run("called") == [["7000001"]]


def test_settings_hold_for_keys_that_are_null_or_missing(visit: Visit) -> None:
    connected(visit)
    visit.call("updateSettings", {"defaultBotIds": ["liz"], "teamId": 7, "skipRouting": True})

    body = started(visit, {"botIds": None, "teamId": "", "skipRouting": False})

    assert body["users"] == [{"userId": "liz", "groupRole": 2}]
    assert body["metadata"]["KM_TEAM_ID"] == ""
    assert body["metadata"]["SKIP_ROUTING"] is False


def test_default_ids_are_ignored_and_the_default_assignee_wins(visit: Visit) -> None:
    connected(visit)

    body = started(
        visit,
        {"defaultAgentIds": ["a"], "defaultBotIds": ["b"], "defaultAssignee": "c", "assignee": "d"},
    )

    assert body["users"] == []
    assert body["metadata"]["CONVERSATION_ASSIGNEE"] == "c"


def test_any_text_switches_routing_off(visit: Visit) -> None:
    connected(visit)

    for value in ("true", "false", True):
        assert started(visit, {"skipRouting": value})["metadata"]["SKIP_ROUTING"] == value


def test_welcome_message_is_sent_twice_and_lost_beside_metadata(visit: Visit) -> None:
    connected(visit)
    body = started(visit, {"WELCOME_MESSAGE": "Hi", "customWelcomeEvent": "BUY"})
    assert body["metadata"]["WELCOME_MESSAGE"] == "Hi"
    assert body["metadata"]["CUSTOM_WELCOME_EVENT"] == "BUY"
    assert notes(body) == {"WELCOME_MESSAGE": "Hi"}

    body = started(visit, {"conversationMetadata": {"WELCOME_MESSAGE": "Hi"}})
    assert body["metadata"]["WELCOME_MESSAGE"] == "Hi"


def test_group_name_of_its_own_is_marked(visit: Visit) -> None:
    connected(visit, {"groupName": "Shop"})
    assert started(visit)["groupName"] == "Shop"

    body = started(visit, {"defaultGroupName": "Mine"})
    assert body["groupName"] == "Mine"
    assert body["metadata"]["KM_ORIGINAL_TITLE"] is True


def test_chat_context_of_one_conversation_goes_over_the_stored(visit: Visit) -> None:
    connected(visit, {"userLocale": "de-AT"})
    visit.call("updateChatContext", {"plan": "free", "shop": 1})

    body = started(visit, {"metadata": {"KM_CHAT_CONTEXT": {"plan": "pro"}}})

    context = json.loads(body["metadata"]["KM_CHAT_CONTEXT"])
    assert context == {"plan": "pro", "shop": 1, "kmUserLocale": "de"}


def test_page_address_is_the_one_of_the_moment(visit: Visit) -> None:
    connected(visit)
    visit.run("history.pushState({}, '', '/cars/roadster')")
    url = started(visit)["metadata"]["GROUP_CREATION_URL"]
    assert url == f"{visit.site}/cars/roadster"

    visit.run("kommunicate.IFRAME_OVERRIDES = {GROUP_CREATION_URL: 'app://here'}")
    assert started(visit)["metadata"]["GROUP_CREATION_URL"] == "app://here"


def test_starting_without_a_socket_waits_three_and_a_half_seconds(visit: Visit) -> None:
    visit.begin("/", faults={"socket": "dead"})
    visit.run(START, [{}, ""])

    visit.hurry(3_000)
    assert visit.sent("created") == []

    visit.hurry(500)
    visit.wait("called.length")


def test_two_calls_at_once_make_two_conversations(visit: Visit) -> None:
    connected(visit)
    visit.run("""() => {
      window.ids = [];
      for (let i = 0; i < 2; i++) Kommunicate.startConversation({}, id => ids.push(id));
    }""")
    visit.wait("ids.length === 2")

    assert sorted(visit.run("ids")) == ["7000001", "7000002"]


def test_known_client_id_is_opened_and_answered_with_an_error(visit: Visit) -> None:
    connected(visit)
    assert started(visit, {"clientGroupId": "order-5"})["clientGroupId"] == "order-5"
    assert visit.shows["tab"] == "order-5"
    visit.call("openConversationList")

    started(visit, {"clientGroupId": "order-5"})

    assert visit.run("called") == [[{"status": "error", "errorMessage": "group already exists"}]]
    visit.wait("KommunicateGlobal.CURRENT_GROUP_DATA.tabId === 7000001")
    assert visit.shows["individual"] == "flex"


def test_failure_is_never_told(visit: Visit) -> None:
    connected(visit)

    for fault in (500, "exists", "error"):
        visit.control("fail", "create", fault)
        started(visit)
        assert visit.run("called") == []
    assert visit.control("conversations") == []


def test_slow_creation_is_told_late(visit: Visit) -> None:
    connected(visit, faults={"create": "slow"})
    visit.run(START, [{}, ""])
    visit.hurry(2_000)
    assert visit.run("called") == []

    visit.hurry(2_000)
    visit.wait("called.length")


def test_too_many_users_are_never_asked_for(visit: Visit) -> None:
    connected(visit, {"maxGroupSize": 2})
    visit.call("startConversation", {"agentIds": ["a", "b", "c"]})

    assert visit.sent("created") == []


def test_internal_conversation_is_made_but_not_opened(visit: Visit) -> None:
    connected(visit)
    started(visit, {"isInternal": True})

    assert visit.run("called") == [["7000001"]]
    assert visit.shows["individual"] == "none"


def test_launcher_has_its_own_details(visit: Visit) -> None:
    visit.begin("/", {"botIds": ["install-bot"]})
    visit.call("updateSettings", {"defaultBotIds": ["liz"], "teamId": 7, "groupName": "Here"})

    visit.chat.get_by_role("button", name="Open chat").click()
    visit.hurry_until_connected()
    visit.settle()

    body = visit.sent("created")[0]
    assert body["groupName"] == "Here"
    assert body["users"] == [{"userId": "install-bot", "groupRole": 2}]
    assert (body["admin"], body["metadata"]["KM_TEAM_ID"]) == (AGENT, 7)


def test_opening_by_client_id_or_odd_id(visit: Visit) -> None:
    connected(visit)
    started(visit, {"clientGroupId": "order-5"})

    visit.call("openConversation", None, {"clientGroupId": "order-5"})
    visit.wait("KommunicateGlobal.CURRENT_GROUP_DATA.tabId === 7000001")

    with visit.page.expect_event("dialog"):
        visit.call("openConversation", {"id": 1})
    assert visit.dialogs == ["Unable to process your request. group not found"]


def test_opening_fails_with_a_dialog(visit: Visit) -> None:
    visit.begin("/", groups=[7000001], faults={"group": 500})
    with visit.page.expect_event("dialog"):
        visit.call("openConversation", "7000001")

    assert visit.shows["box"] == "none"


def test_refused_metadata_is_only_logged(visit: Visit) -> None:
    visit.begin("/", groups=[7000001], faults={"metadata": 500})
    with visit.page.expect_console_message(lambda message: message.text == "500"):
        outcome = visit.call("updateConversationMetadata", {"groupId": 7000001, "metadata": {}})

    assert outcome == {"returned": {"$": "undefined"}}
    assert visit.sent("updated") == [
        {"groupId": 7000001, "metadata": {"conversationMetadata": "{}"}}
    ]


def test_metadata_must_be_plain_objects(visit: Visit) -> None:
    visit.begin()
    arguments = "[], 'x', new Map(), {groupId: 1, metadata: []}, {groupId: 0, metadata: {}}"

    errors = visit.run(
        f"[{arguments}].map(each => {{ try {{ Kommunicate.updateConversationMetadata(each); }}"
        " catch (error) { return error.name; } })"
    )

    assert errors == ["TypeError"] * 5


def test_default_metadata_changes_only_what_was_there(visit: Visit) -> None:
    connected(visit)
    visit.call("updateDefaultConversationMetadata", {"a": 1})
    assert notes(started(visit)) == {}

    connected(visit, {"defaultConversationMetadata": {}})
    visit.call("updateDefaultConversationMetadata", {"a": 1})
    assert notes(started(visit)) == {"a": 1}
    assert visit.call("updateDefaultConversationMetadata", [])["threw"] == "TypeError"


def test_settings_are_merged_key_by_key(visit: Visit) -> None:
    visit.begin()
    visit.call("updateSettings", {"defaultBotIds": ["a", "b"], "unknown": 1})
    visit.call("updateSettings", {"defaultBotIds": ["c"]})
    visit.run("Kommunicate.updateSettings({skipRouting: () => 1, teamId: undefined})")
    for nothing in ("null", "[]", "new Map([['teamId', 7]])"):
        visit.run(f"Kommunicate.updateSettings({nothing})")

    assert visit.call("getSettings")["returned"] == {"defaultBotIds": ["c"], "unknown": 1}


def test_odd_context_and_time_zone_are_ignored(visit: Visit) -> None:
    visit.begin()
    visit.call("updateChatContext", "pro")
    visit.call("updateUserTimezone", "Mars/Olympus")

    assert visit.call("getSettings")["returned"] == ""


def test_message_goes_into_the_open_conversation(visit: Visit) -> None:
    connected(visit, groups=[7000001, 7000002], answers=False)
    visit.call("openConversation", 7000001)
    visit.wait("KommunicateGlobal.CURRENT_GROUP_DATA.tabId === 7000001")

    visit.call("sendMessage", {"message": "Hi", "groupId": 7000002})

    expect(visit.chat.get_by_role("log")).to_contain_text("Hi")
    body = visit.run("kommunicateStandin.requests.at(-1)")["body"]
    assert (body["groupId"], body["message"]) == (7000001, "Hi")


def test_user_update_is_sent(visit: Visit) -> None:
    visit.begin()
    visit.call("updateUser", {"email": "ada@example.com"})
    visit.settle()

    assert visit.run("kommunicateStandin.requests.at(-1)") == {
        "path": "/rest/ws/user/update",
        "body": {"email": "ada@example.com"},
        "signed": True,
        "status": 200,
    }


def test_loading_a_conversation_needs_agents(visit: Visit) -> None:
    visit.begin()
    visit.run(LOAD, {})
    assert visit.run("called")[0]["code"] == "INVALID_PARAMETERS"
    assert visit.call("loadConversation", {"$": "undefined"})["threw"] == "TypeError"

    visit.run(LOAD, {"agentIds": ["a"]})
    visit.wait("called[1]")
    assert visit.run("called") == [None, "7000001"]


def test_reloading_the_widget_breaks_launching(visit: Visit) -> None:
    visit.begin()
    visit.call("reloadWidget")
    visit.settle()

    assert visit.call("launchConversation")["threw"] == "TypeError"
    assert len(visit.log) == 3


def test_not_implemented(visit: Visit) -> None:
    visit.begin()

    assert visit.call("setDefaultAgent", "a")["message"] == "not implemented"
