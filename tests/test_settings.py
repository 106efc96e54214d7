import json
from typing import Any

import pytest

from kommpy import DASHBOARD, ConversationDetail, ConversationSettings, OptionError, UserDetails
from kommpy.options import Options

IDS = ["bot", [], ["a", "a"], ["<BOT_ID>"], [7], {"a"}, 7]
ID = ["", " ", "a b", "<BOT_ID>", 7, ["a"], {}]
TEXT = ["", "  ", "<WELCOME_MESSAGE>", 7, ["a"], {}, b"a"]
FLAG = ["true", "false", "", 0, 1, [], "perhaps"]
TEAM = [True, 4.0, -1, "", "<TEAM_ID>", "4 2", [4]]
EVENTS = ['["WELCOME"]', "WELCOME", [], ["<EVENT_NAME>"], [7]]
METADATA = [[], "plan", {1: 2}, {"a": float("nan")}, {"__proto__": 1}, {"a": object()}]

WRONG: dict[type[Options], dict[str, list[Any]]] = {
    ConversationSettings: {
        "agent_id": ID,
        "custom_welcome_event": TEXT,
        "default_agent_ids": IDS,
        "default_assignee": ID,
        "default_bot_ids": IDS,
        "group_name": TEXT,
        "skip_bot_event": EVENTS,
        "skip_routing": FLAG,
        "team_id": TEAM,
        "welcome_message": TEXT,
    },
    ConversationDetail: {
        "agent_id": ID,
        "agent_ids": IDS,
        "assignee": ID,
        "bot_ids": IDS,
        "chat_context": METADATA,
        "client_group_id": ID,
        "conversation_metadata": METADATA,
        "conversation_title": TEXT,
        "custom_welcome_event": TEXT,
        "default_group_name": TEXT,
        "group_name": TEXT,
        "is_internal": FLAG,
        "is_message": FLAG,
        "skip_bot_event": EVENTS,
        "skip_routing": FLAG,
        "team_id": TEAM,
        "welcome_message": TEXT,
    },
    UserDetails: {
        "contact_number": TEXT,
        "display_name": TEXT,
        "email": [*ID, "ada"],
        "image_link": ID,
        "metadata": METADATA,
    },
}
CASES = [(kind, name) for kind in WRONG for name in WRONG[kind]]


@pytest.mark.parametrize("kind", WRONG)
def test_every_option_is_in_the_table_of_wrong_values(kind: type[Options]) -> None:
    assert [name for name, _ in kind.options()] == list(WRONG[kind])


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_a_wrong_value_is_refused_by_name(kind: type[Options], name: str) -> None:
    for value in WRONG[kind][name]:
        with pytest.raises(OptionError, match=f"^{name}") as caught:
            kind(**{name: value})

        assert caught.value.option == name
        assert caught.value.mend


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("value", [object(), 1.5, b"x"])
def test_no_option_takes_anything(kind: type[Options], value: object) -> None:
    for name, _ in kind.options():
        with pytest.raises(OptionError):
            kind(**{name: value})


def test_conversation_settings_cross_under_the_widgets_names() -> None:
    settings = ConversationSettings(
        default_assignee="liz",
        default_agent_ids=["ann@example.com"],
        default_bot_ids=["liz", "bob"],
        skip_routing=True,
        skip_bot_event=["WELCOME"],
        team_id="42",
        welcome_message="Hi",
        custom_welcome_event="HELLO",
        group_name="Prices",
        agent_id="ann@example.com",
    )

    assert settings.to_payload() == {
        "groupName": "Prices",
        "agentId": "ann@example.com",
        "defaultAssignee": "liz",
        "defaultAgentIds": ["ann@example.com"],
        "defaultBotIds": ["liz", "bob"],
        "skipRouting": True,
        "skipBotEvent": '["WELCOME"]',
        "teamId": "42",
        "WELCOME_MESSAGE": "Hi",
        "customWelcomeEvent": "HELLO",
    }


def test_every_conversation_setting_can_be_as_in_the_dashboard() -> None:
    settings = ConversationSettings(
        **{name: DASHBOARD for name, _ in ConversationSettings.options()}
    )

    assert settings.to_payload() == {}
    assert set(settings.to_payload(all_options=True).values()) == {None}
    assert len(settings.to_payload(all_options=True)) == len(list(ConversationSettings.options()))


def test_conversation_detail_crosses_under_the_widgets_names() -> None:
    detail = ConversationDetail(
        default_group_name="Sales",
        agent_ids=["ann@example.com"],
        bot_ids=["liz"],
        assignee="liz",
        agent_id="ann@example.com",
        team_id=42,
        skip_routing=False,
        skip_bot_event=["WELCOME"],
        custom_welcome_event="HELLO",
        welcome_message="Hi",
        chat_context={"shop": "Rome"},
        client_group_id="order-7",
        is_message=False,
        is_internal=True,
    )

    assert detail.to_payload() == {
        "defaultGroupName": "Sales",
        "agentIds": ["ann@example.com"],
        "botIds": ["liz"],
        "assignee": "liz",
        "agentId": "ann@example.com",
        "teamId": 42,
        "skipRouting": False,
        "skipBotEvent": '["WELCOME"]',
        "customWelcomeEvent": "HELLO",
        "WELCOME_MESSAGE": "Hi",
        "metadata": {"KM_CHAT_CONTEXT": {"shop": "Rome"}},
        "clientGroupId": "order-7",
        "isMessage": False,
        "isInternal": True,
    }


def test_metadata_alone_crosses_as_it_is() -> None:
    detail = ConversationDetail(conversation_metadata={"plan": "pro"})

    assert detail.to_payload() == {"conversationMetadata": {"plan": "pro"}}


def test_metadata_takes_along_what_it_would_put_out_of_force() -> None:
    detail = ConversationDetail(
        conversation_metadata={"plan": "pro"},
        welcome_message="Hi",
        chat_context={"shop": "Rome"},
        default_group_name="Sales",
    )

    assert detail.to_payload()["conversationMetadata"] == {
        "plan": "pro",
        "WELCOME_MESSAGE": "Hi",
        "KM_CHAT_CONTEXT": {"shop": "Rome"},
    }
    assert detail.conversation_metadata == {"plan": "pro"}


def test_a_welcome_message_inside_the_metadata_stays() -> None:
    detail = ConversationDetail(
        conversation_metadata={"WELCOME_MESSAGE": "Ciao"}, welcome_message="Hi"
    )

    assert detail.to_payload()["conversationMetadata"] == {"WELCOME_MESSAGE": "Ciao"}


def test_one_conversation_has_one_title() -> None:
    with pytest.raises(OptionError, match="default_group_name and group_name exclude each other"):
        ConversationDetail(default_group_name="Sales", group_name="Sales")
    with pytest.raises(OptionError, match="conversation_title and group_name"):
        ConversationDetail(conversation_title="Sales", group_name="Sales")


@pytest.mark.parametrize(
    ("kind", "name", "meant"),
    [
        (ConversationSettings, "agent_ids", "default_agent_ids"),
        (ConversationSettings, "botIds", "default_bot_ids"),
        (ConversationSettings, "assignee", "default_assignee"),
        (ConversationSettings, "WELCOME_MESSAGE", "welcome_message"),
        (ConversationSettings, "skiprouting", "skip_routing"),
        (ConversationSettings, "team", "team_id"),
        (ConversationDetail, "default_agent_ids", "agent_ids"),
        (ConversationDetail, "defaultBotIds", "bot_ids"),
        (ConversationDetail, "default_assignee", "assignee"),
        (ConversationDetail, "metadata", "conversation_metadata"),
        (ConversationDetail, "title", "default_group_name"),
        (UserDetails, "user_name", "display_name"),
        (UserDetails, "displayName", "display_name"),
        (UserDetails, "phone", "contact_number"),
    ],
)
def test_the_option_that_was_meant_is_named(kind: type[Options], name: str, meant: str) -> None:
    with pytest.raises(OptionError, match=f"did you mean {meant}\\?$"):
        kind(**{name: "x"})


def test_user_details_cross_under_the_widgets_names() -> None:
    details = UserDetails(
        email="ada@example.com",
        display_name="Ada",
        image_link="/ada.png",
        contact_number="+44 20 7946 0000",
        metadata={"plan": "pro"},
    )

    assert details.to_payload() == {
        "email": "ada@example.com",
        "displayName": "Ada",
        "imageLink": "/ada.png",
        "contactNumber": "+44 20 7946 0000",
        "metadata": {"plan": "pro"},
    }


@pytest.mark.parametrize("kind", WRONG)
def test_payloads_are_plain_json(kind: type[Options]) -> None:
    payload = kind().to_payload(all_options=True)

    assert json.loads(json.dumps(payload)) == payload
