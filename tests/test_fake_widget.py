"""The fake widget does what the real one was seen to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from kommpy.errors import ActionError, EventError
from kommpy.testing import FakeWidget

OBSERVED = json.loads((Path(__file__).parent / "observed.json").read_text(encoding="utf-8"))
# what the ports do not let through: None takes an option back, ids are texts, payloads are dicts
NOT_ASKED = {
    "metadata null",
    "metadata without group",
    "open nothing",
    "settings undone by null",
    "settings with a wrong type",
    "start with null",
}
SCENARIOS = [each for each in OBSERVED["scenarios"] if each["name"] not in NOT_ASKED]


class Player:
    """Plays the steps of an observed scenario on the fake."""

    def __init__(self, scenario: dict[str, Any]) -> None:
        self.groups = [str(each) for each in scenario["groups"]]
        self.widget = FakeWidget(groups=self.groups, default_agent=scenario["default_agent"])
        self.widget.begin({"appId": "demo", **scenario["install"]})
        if scenario["fail"]:
            self.widget.hang("start_conversation")

    def play(self, verb: str, *arguments: Any) -> list[Any]:
        """Do a step; gives what its callback got."""
        got: list[Any] = []
        widget = self.widget
        plain = [self.plain(each) for each in arguments]
        if verb == "start":
            widget.start_conversation(plain[0], lambda *reply: got.append(reply))
        elif verb == "open":
            widget.open_conversation(str(plain[0]), lambda *reply: got.append(reply))
        elif verb == "metadata":
            widget.update_conversation_metadata(plain[0]["groupId"], plain[0]["metadata"])
        elif verb == "get":
            got.append(widget.settings)
        else:
            getattr(widget, VERBS[verb])(*plain)
        return got

    def plain(self, value: Any) -> Any:
        """Resolve what an observed scenario writes as `{"$": ...}`."""
        if not isinstance(value, dict):
            return value
        if value.get("$") == "group":
            return self.groups[value["n"]]
        if value.get("$") == "undefined":
            return None
        return {key: self.plain(each) for key, each in value.items()}


VERBS = {
    "settings": "update_settings",
    "launch": "launch_conversation",
    "close": "close",
    "context": "update_chat_context",
    "language": "update_user_language",
    "timezone": "update_user_timezone",
    "display": "display",
}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_what_was_observed(scenario: dict[str, Any]) -> None:
    player = Player(scenario)

    for step in scenario["steps"]:
        made, changed = len(player.widget.created), len(player.widget.updated)
        got = player.play(*step["step"])

        assert player.widget.created[made:] == step.get("created", [])
        assert [with_number(each) for each in player.widget.updated[changed:]] == step.get(
            "updated", []
        )
        assert player.widget.is_open == (step["shows"]["box"] == "block")
        assert player.widget.group_id == (step["shows"]["tab"] and str(step["shows"]["tab"]))
        assert player.widget.shown == (step["shows"]["size"] != [0, 0])
        if step["step"][0] == "get":
            assert got == [step["returned"]]
        if step.get("callback"):
            assert got == [(step["callback"][0], None)]
        if "dialogs" in step:
            assert got == [(None, step["dialogs"][0])]


def with_number(update: dict[str, Any]) -> dict[str, Any]:
    return update | {"groupId": int(update["groupId"])}


def test_it_is_ready_when_begun() -> None:
    told: list[tuple[str, Any]] = []
    widget = FakeWidget()
    stop = widget.attach(lambda *what: told.append(what))

    widget.begin({"appId": "demo"})
    stop()
    widget.logout()

    assert told == [("status", "loading"), ("status", "ready")]
    assert widget.installed == {}


def test_it_fails_as_planned_and_then_works() -> None:
    widget = FakeWidget()
    widget.fail("login_failed", "UNABLE TO PROCESS REQUEST")

    widget.begin({})
    assert (widget.status, widget.reason) == ("failed", "login_failed")
    assert widget.cause == "UNABLE TO PROCESS REQUEST"

    widget.begin({})
    assert (widget.status, widget.reason, widget.cause) == ("ready", None, None)


def test_it_can_be_taken_away() -> None:
    widget = FakeWidget()
    widget.begin({})

    widget.fail("removed")

    assert widget.status == "failed"
    with pytest.raises(ActionError, match="no widget"):
        widget.launch_conversation()


def test_only_known_reasons_and_actions_are_taken() -> None:
    widget = FakeWidget()

    with pytest.raises(ValueError, match="blocked"):
        widget.fail("nonsense")
    with pytest.raises(ValueError, match="nonsense"):
        widget.fail_next("nonsense")
    with pytest.raises(ValueError, match="nonsense"):
        widget.hang("nonsense")
    with pytest.raises(EventError):
        widget.emit("nonsense")


def test_loading_can_be_held_up() -> None:
    widget = FakeWidget()
    widget.hang("begin")

    widget.begin({})
    assert widget.status == "loading"

    widget.answer()
    assert widget.status == "ready"


def test_the_form_before_the_chat() -> None:
    widget = FakeWidget(pre_chat=True)
    widget.begin({})
    replies: list[Any] = []
    widget.start_conversation({}, lambda *reply: replies.append(reply))

    assert widget.status == "pre_chat"
    assert replies == []

    widget.submit_form()
    assert widget.status == "ready"
    with pytest.raises(AssertionError, match="no form"):
        widget.submit_form()


def test_a_planned_failure_comes_once() -> None:
    widget = FakeWidget(groups=["7000001"])
    widget.begin({})
    for action in ("close", "open_conversation", "start_conversation"):
        widget.fail_next(action, "no")
    replies: list[Any] = []

    with pytest.raises(ActionError, match="close: no"):
        widget.close()
    widget.close()
    for _ in range(2):
        widget.open_conversation("7000001", lambda *reply: replies.append(reply))
        widget.start_conversation({}, lambda *reply: replies.append(reply))

    assert replies == [(None, "no"), (None, "no"), ("7000001", None), ("7000002", None)]


def test_what_hangs_is_answered_later_and_also_when_given_up() -> None:
    widget = FakeWidget(groups=["7000001"])
    widget.begin({})
    widget.hang("open_conversation")
    replies: list[Any] = []

    widget.open_conversation("7000001", lambda *reply: replies.append("first"))
    give_up = widget.open_conversation("7000001", lambda *reply: replies.append("second"))
    give_up()
    assert replies == []

    widget.answer()
    assert replies == ["first", "second"]


async def test_answers_come_after_the_code_that_asked() -> None:
    widget = FakeWidget()
    widget.begin({})
    replies: list[Any] = []

    widget.start_conversation({}, lambda *reply: replies.append(reply))

    assert replies == []
    assert len(widget.created) == 1


def test_a_client_group_id_is_taken_once() -> None:
    widget = FakeWidget()
    widget.begin({})
    replies: list[Any] = []

    for _ in range(2):
        widget.start_conversation({"clientGroupId": "mine"}, lambda *reply: replies.append(reply))

    assert replies == [("7000001", None), ("7000001", None)]


def test_an_internal_conversation_stays_off_screen() -> None:
    widget = FakeWidget()
    widget.begin({})

    widget.start_conversation({"isInternal": True}, lambda *reply: None)

    assert widget.groups == ["7000001"]
    assert not widget.is_open


def test_logout_forgets_the_visitor() -> None:
    widget = FakeWidget(groups=["7000001"])
    widget.begin({"userId": "ada"})
    widget.update_chat_context({"plan": "pro"})
    widget.launch_conversation()

    widget.logout()

    assert widget.status == "signed_out"
    assert (widget.groups, widget.settings, widget.installed) == ([], {}, {})
    assert (widget.group_id, widget.is_open) == (None, False)


def test_unread_messages_outlive_a_reload_and_no_logout() -> None:
    widget = FakeWidget(groups=["7000001"])
    widget.begin({})
    widget.receive("Hello", group_id="7000001")

    widget.reload()
    assert widget.unread == 0
    counts: list[Any] = []
    widget.attach(lambda topic, data: counts.append(data) if topic == "event" else None)
    widget.begin({})
    assert widget.unread == 1
    widget.logout()
    assert widget.unread == 0
    assert [data for name, data in counts] == [{"unread_count": 1}, {"unread_count": 0}]


def test_events_are_told_with_a_payload_of_their_own() -> None:
    widget = FakeWidget()
    widget.begin({})
    events: list[Any] = []
    widget.attach(lambda topic, data: events.append(data))
    payload = {"a": [1]}

    widget.emit("faq_click", payload)
    payload["a"].append(2)
    widget.receive("Hello", group_id="7000001")

    assert events[0] == ("faq_click", {"a": [1]})
    assert events[1] == ("unread_count_changed", {"unread_count": 1})
    assert events[2][0] == "message_received"
    assert events[2][1]["message"]["message"] == "Hello"


def test_calls_are_recorded_in_order() -> None:
    widget = FakeWidget()
    widget.begin({"appId": "demo"})
    widget.update_user({"displayName": "Ada"})
    widget.close()

    assert widget.calls == [
        ("begin", {"appId": "demo"}),
        ("update_user", {"displayName": "Ada"}),
        ("close",),
    ]
