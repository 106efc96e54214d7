from typing import Any

import pytest

from kommpy import DASHBOARD, OptionError, WidgetSettings
from kommpy.kinds import Choice, Flag, Function, Kind, Made, Number
from kommpy.lists import Many, OneOrMany
from kommpy.metadata import Extra, Form, Labels, Metadata
from kommpy.options import Option
from kommpy.texts import AppId, Email, Id, Language, Text

NOT_A_TEXT: list[Any] = ["  ", "<SOME_TEXT>", 7, ["a"], {}, b"a"]
NOT_A_WORD: list[Any] = [*NOT_A_TEXT, "", "a b"]
NOT_METADATA: list[Any] = [[], "a", {1: 2}, {"a": float("nan")}, {"constructor": 1}]

WRONG: dict[type[Kind], list[Any]] = {
    Flag: ["true", "false", "True", "", 0, 1, []],
    Text: NOT_A_TEXT,
    Id: NOT_A_WORD,
    AppId: [*NOT_A_WORD, "APP_ID", "<APP_ID>", "YOUR_APP_ID"],
    Email: [*NOT_A_WORD, "ada"],
    Language: [*NOT_A_WORD, "en_US"],
    Number: ["1", True, -1, float("nan"), float("inf"), 2**53, []],
    Choice: [True, "none of them", 1.0, [], "EU"],
    Function: ["len", 7, {}],
    Made: ["left", 7, {"position": "left"}, len],
    Many: ["a", [], ["a", "a"], [7], {"a"}, [""]],
    OneOrMany: ["", [], 7, [7], {"a"}],
    Metadata: NOT_METADATA,
    Labels: [*NOT_METADATA, {"a": 1}, {"no.such.text": "a"}],
    Form: ["Email", [], ["Email"], [{}], [{"field": "Email", "required": "true"}]],
    Extra: [*NOT_METADATA[:3], {"popupWidget": True}, {"popup_widget": True}, {"onInit": len}],
}


@pytest.mark.parametrize(("name", "option"), WidgetSettings.options())
def test_a_wrong_value_is_refused_by_name(name: str, option: Option) -> None:
    for value in WRONG[type(option.kind)]:
        given = {"app_id": "demo", name: value}

        with pytest.raises(OptionError, match=f"^{name}") as caught:
            WidgetSettings(**given)

        assert caught.value.option == name
        assert caught.value.mend


@pytest.mark.parametrize(
    "given", [{}, {"app_id": None}, {"popup_widget": True}, {"region": "eu"}], ids=str
)
def test_settings_need_an_app_id(given: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match="needs app_id") as caught:
        WidgetSettings(**given)

    assert caught.value.option == "app_id"


def test_a_shop_address_stands_for_the_app_id() -> None:
    settings = WidgetSettings(widget_platform_url="shop.example")

    assert settings.to_payload()["widgetPlatformUrl"] == "shop.example"


def test_the_smallest_payload() -> None:
    payload = WidgetSettings(app_id="demo").to_payload()

    assert payload == {"appId": "demo", "defaultConversationMetadata": {}}


def test_settings_cross_under_the_widgets_names() -> None:
    settings = WidgetSettings(
        app_id="demo",
        automatic_chat_open_on_navigation=False,
        open_conversation_on_new_message=True,
        hide_post_cta=True,
        primary_cta="TALK_TO_HUMAN",
        map_static_api_key="key",
        ga_tracking_id="G-1",
        time_format_24_hours=True,
        unread_count_onchat_launcher=False,
        voice_name=["Ada", "Zoe"],
        load_chat_by_days=30,
        quick_replies=["Yes", "No"],
        static_top_message="",
        pre_lead_collection=[{"field": "Email", "required": True}],
        default_conversation_metadata={"shop": "Rome"},
        region="eu",
    )

    assert settings.to_payload() == {
        "appId": "demo",
        "automaticChatOpenOnNavigation": False,
        "openConversationOnNewMessage": True,
        "hidePostCTA": True,
        "primaryCTA": "TALK_TO_HUMAN",
        "mapStaticAPIkey": "key",
        "gaTrackingID": "G-1",
        "timeFormat24Hours": True,
        "unreadCountOnchatLauncher": False,
        "voiceName": ["Ada", "Zoe"],
        "loadChatByDays": 30,
        "quickReplies": ["Yes", "No"],
        "staticTopMessage": "",
        "preLeadCollection": [{"field": "Email", "required": True}],
        "defaultConversationMetadata": {"shop": "Rome"},
    }


def test_extra_settings_cross_as_they_are() -> None:
    settings = WidgetSettings(app_id="demo", extra={"somethingNew": [1], "onClose": len})

    assert settings.to_payload()["somethingNew"] == [1]
    assert settings.to_payload()["onClose"] is len
    assert "extra" not in settings.to_payload(all_options=True)


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("popupWidget", "give it as popup_widget="),
        ("region", "give it as region="),
        ("onInit", "await chat.ready() instead"),
        ("agentId", 'override it with app_settings={"agentId": ...}'),
        ("connectSocketOnWidgetClick", "leave it out"),
    ],
)
def test_extra_is_no_way_around_an_option(name: str, mend: str) -> None:
    with pytest.raises(OptionError, match=f"^extra cannot hold '{name}'") as caught:
        WidgetSettings(app_id="demo", extra={name: True})

    assert mend in caught.value.mend


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("on_init", "await chat.ready() instead"),
        ("onInit", "await chat.ready() instead"),
        ("agent_id", "override it with app_settings"),
        ("conversation_metadata", "give default_conversation_metadata"),
        ("is_anonymous_chat", "leave it out"),
        ("appId", "did you mean app_id?"),
        ("application_id", "did you mean app_id?"),
        ("popup", "did you mean popup_widget?"),
        ("message_bubble_avatar", "did you mean message_bubble_avator?"),
        ("generate_cloud_file_url", "did you mean genereate_cloud_file_url?"),
        ("emoji_library", "did you mean emojilibrary?"),
    ],
)
def test_what_is_no_option_is_refused_with_what_to_do(name: str, mend: str) -> None:
    given = {"app_id": "demo", name: "x"}

    with pytest.raises(OptionError) as caught:
        WidgetSettings(**given)  # type: ignore[arg-type]

    assert caught.value.option == name
    assert mend in caught.value.mend


@pytest.mark.parametrize(
    "given",
    [
        {"region": "eu", "script_url": "/v2/kommunicate.app"},
        {"password": "a", "access_token": "b"},
        {"conversation_title": "a", "group_name": "b"},
        {"session_timeout": 60000, "ask_user_details": ["email"]},
        {"session_timeout": 60000, "pre_lead_collection": [{"field": "Email"}]},
        {"ask_user_details": ["email"], "pre_lead_collection": [{"field": "Email"}]},
    ],
    ids=str,
)
def test_options_that_cancel_each_other_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match="exclude each other: give one of them"):
        WidgetSettings(app_id="demo", **given)


@pytest.mark.parametrize(
    ("given", "idle"),
    [
        ({"attachment": False, "capture_photo": True}, "capture_photo"),
        ({"attachment": False, "max_attachment_size": 3}, "max_attachment_size"),
        ({"exclude_google_map": True, "loc_share": True}, "loc_share"),
        ({"notification": False, "notification_sound_link": "/a.mp3"}, "notification_sound_link"),
        (
            {"notification": False, "open_conversation_on_new_message": True},
            "open_conversation_on_new_message",
        ),
        ({"voice_input": False, "voice_input_timeout": 5}, "voice_input_timeout"),
        ({"voice_output": False, "voice_name": "Ada"}, "voice_name"),
    ],
    ids=str,
)
def test_what_another_option_switches_off_is_refused(given: dict[str, Any], idle: str) -> None:
    with pytest.raises(OptionError, match=f"^{idle} does nothing with") as caught:
        WidgetSettings(app_id="demo", **given)

    assert caught.value.option == idle
    on = {name: True if value is False else None for name, value in given.items()}
    assert WidgetSettings(app_id="demo", **{**on, idle: given[idle]})


def test_only_false_means_something_to_rtl() -> None:
    with pytest.raises(OptionError, match="the browser's language decides"):
        WidgetSettings(app_id="demo", rtl=True)


def test_the_dashboard_needs_no_word_in_widget_settings() -> None:
    with pytest.raises(OptionError, match="only ConversationSettings knows DASHBOARD"):
        WidgetSettings(app_id="demo", rtl=DASHBOARD)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "script"),
    [
        ({}, "https://widget.kommunicate.io/v2/kommunicate.app"),
        ({"region": "eu"}, "https://widget-eu.kommunicate.io/v2/kommunicate.app"),
        ({"region": "enterprise"}, "https://widget-enterprise.kommunicate.io/v2/kommunicate.app"),
        ({"region": "release"}, "https://widget-release.kommunicate.io/v2/kommunicate.app"),
        ({"region": "agenticfirst"}, "https://widget.agenticfirst.ai/v2/kommunicate.app"),
        ({"region": "test_agenticfirst"}, "https://widget-test.agenticfirst.ai/v2/kommunicate.app"),
        ({"script_url": "/v2/kommunicate.app"}, "/v2/kommunicate.app"),
    ],
    ids=str,
)
def test_the_script_is_the_regions(given: dict[str, Any], script: str) -> None:
    settings = WidgetSettings(app_id="demo", **given)

    assert settings.script() == script
    assert "region" not in settings.to_payload(all_options=True)
    assert "scriptUrl" not in settings.to_payload(all_options=True)


@pytest.mark.parametrize(
    "name",
    [
        "access_token",
        "google_api_key",
        "map_static_api_key",
        "password",
        "voice_chat_api_key",
        "zendesk_chat_sdk_key",
    ],
)
def test_secrets_are_sent_but_never_shown(name: str) -> None:
    settings = WidgetSettings(app_id="demo", **{name: "hunter2"})  # type: ignore[arg-type]

    assert "hunter2" not in repr(settings)
    assert "hunter2" in settings.to_payload().values()


def test_what_cannot_be_prerendered_is_named() -> None:
    settings = WidgetSettings(
        app_id="demo",
        password="hunter2",  # noqa: S106
        google_api_key="key",
        attachment_handler=len,
        extra={"onClose": len, "other": 1},
    )

    assert settings.private() == ["attachment_handler", "password", "extra['onClose']"]
    assert WidgetSettings(app_id="demo", google_api_key="key").private() == []
