"""Ten thousand values at random: none reaches the widget in a shape that it misunderstands.

What is a trap is written here by the widget's own names, apart from the kinds that keep them out.
"""

import sys
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kommpy import (
    DASHBOARD,
    Chat,
    ConversationDetail,
    ConversationSettings,
    OptionError,
    UserDetails,
    WidgetSettings,
)
from kommpy.testing import FakePage, FakeWidget

pytestmark = pytest.mark.slow

CLASSES = (ConversationDetail, ConversationSettings, UserDetails, WidgetSettings)
OPTIONS = [(cls, name) for cls in CLASSES for name, _ in cls.options()]

# what the widget tests for, or uses as it is
FLAGS = {
    *("skipRouting", "isMessage", "isInternal", "automaticChatOpenOnNavigation", "popupWidget"),
    *("openConversationOnNewMessage", "locShare", "excludeGoogleMap", "rtl", "notification"),
    *("disableChatWidget", "attachment", "voiceOutput", "emojilibrary", "noFocus", "useBranding"),
}
LISTS = {
    *("agentIds", "botIds", "defaultAgentIds", "defaultBotIds", "askUserDetails"),
    *("preLeadCollection", "quickReplies"),
}
NUMBERS = {"msgTriggerTimeout", "sessionTimeout", "maxAttachmentSize", "voiceRate"}
OBJECTS = {
    *("conversationMetadata", "metadata", "defaultConversationMetadata", "appSettings", "labels"),
    *("defaultMessageMetaData", "KM_CHAT_CONTEXT"),
}
MAY_BE_EMPTY = {"staticTopMessage", "staticTopIcon"}
RESERVED = {"__proto__", "constructor", "prototype"}
LARGEST = 2**53 - 1
MOST = sys.float_info.max


class Odd:
    """What no option is about; even its name is trouble."""

    def __repr__(self) -> str:
        raise ValueError("not to be shown")


def cyclic() -> dict[str, Any]:
    tree: dict[str, Any] = {"a": []}
    tree["a"].append(tree)
    return tree


def deep() -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for _ in range(60):
        tree = {"a": tree}
    return tree


WORDS = st.sampled_from(
    [
        *("", " ", "\u2028", "true", "false", "False", "0", "null", "undefined", "APP_ID"),
        *("<BOT_ID>", "[]", '["liz"]', "__proto__", "</script>", "en_US", "ada@example.com"),
        *("liz", "sales-bot", "eu", "FAQ", "en-US", "\ud800", "a b"),
    ]
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(0, 400),
    st.floats(),
    WORDS,
    st.text(max_size=5),
    st.sampled_from([DASHBOARD, b"x", 1j, 2**53, -(2**53), print, Odd, {1}, ()]),
    st.builds(Odd),
)
KEYS = st.one_of(
    st.sampled_from(["plan", "field", "required", "WELCOME_MESSAGE", *sorted(RESERVED)]),
    st.text(max_size=3),
    st.integers(0, 2),
    st.none(),
)
TREES = st.recursive(
    st.one_of(LEAVES, st.builds(cyclic), st.builds(deep)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.tuples(inner), st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=6,
)
# enough that is meant well, so that more than refusals is looked at
GOOD_TREES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-LARGEST, LARGEST), st.text(max_size=5)),
    lambda inner: st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.lists(st.fixed_dictionaries({"field": WORDS}, optional={"required": LEAVES}))
VALUES = st.one_of(LEAVES, TREES, st.lists(WORDS, max_size=3), GOOD_TREES, FIELDS)


def traps(payload: dict[str, Any]) -> list[str]:
    """Name what the widget would misunderstand in an object that it is given."""
    return [wrong for key in payload for wrong in in_value(key, payload[key])]


def in_value(key: str, value: Any) -> list[str]:
    wrong = {
        "null, which is a value to the widget": value is None,
        "no flag, and any text counts as true": key in FLAGS and type(value) is not bool,
        "no list, which makes one user of it": key in LISTS and type(value) is not list,
        "a list that says nothing": value == [] or (key in LISTS and not all(value)),
        "no number": key in NUMBERS and type(value) not in (int, float),
        "no object": key in OBJECTS and not isinstance(value, dict),
        "an empty text": value == "" and key not in MAY_BE_EMPTY,
        "no team": key == "teamId" and type(value) not in (int, str),
        "an empty list as text": key == "skipBotEvent" and value == "[]",
        "a placeholder": key == "appId" and value == "APP_ID",
    }
    found = [f"{key} is {what}: {value!r}" for what, holds in wrong.items() if holds]
    return found if callable(value) else found + [f"{key}: {each}" for each in in_tree(value)]


def in_tree(value: object) -> list[str]:
    """Name what cannot cross as JSON, or means something else on the other side."""
    if isinstance(value, dict):
        strange = [key for key in value if type(key) is not str or key in RESERVED]
        inner = [wrong for key in value for wrong in in_tree(value[key])]
        return [f"the key {key!r}" for key in strange] + inner
    if isinstance(value, list):
        return [wrong for each in value for wrong in in_tree(each)]
    if type(value) in (int, float):
        largest = LARGEST if type(value) is int else MOST
        return [] if abs(value) <= largest else [f"{value}"]  # type: ignore[arg-type]
    return [] if value is None or type(value) in (bool, str) else [f"a {type(value).__name__}"]


def sent(made: Any) -> list[dict[str, Any]]:
    """Give the objects that the widget gets for an options object."""
    widget, page = FakeWidget(), FakePage()
    if isinstance(made, WidgetSettings):
        Chat(made, widget=widget, page=page)
        return [call[1] for call in widget.calls if call[0] == "begin"]
    chat = Chat(WidgetSettings(app_id="demo"), widget=widget, page=page)
    del widget.calls[:]
    if isinstance(made, ConversationSettings):
        chat.update_settings(made)
        # that it is null takes it back: the bridge makes `undefined` of it
        found = [call[1] for call in widget.calls if call[0] == "update_settings"]
        return [{key: each[key] for key in each if each[key] is not None} for each in found]
    if isinstance(made, ConversationDetail):
        chat.start_conversation(made)
    else:
        chat.update_user(made)
    return [call[1] for call in widget.calls if call[0] in ("start_conversation", "update_user")]


@settings(max_examples=7000, deadline=None, database=None, derandomize=True,
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(st.sampled_from(OPTIONS), VALUES)
def values(option: tuple[type, str], value: Any) -> None:
    cls, name = option
    COUNT["values"] += 1
    given = {"app_id": "demo", name: value} if cls is WidgetSettings else {name: value}
    try:
        made = cls(**given)
    except OptionError:
        return
    COUNT["accepted"] += value is not None
    payloads = sent(made)
    assert len(payloads) == 1
    assert traps(payloads[0]) == []


@settings(max_examples=3000, deadline=None, database=None, derandomize=True,
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(st.one_of(TREES, GOOD_TREES), st.integers(0, 2))
def trees(tree: Any, way: int) -> None:
    widget = FakeWidget()
    chat = Chat(WidgetSettings(app_id="demo"), widget=widget, page=FakePage())
    del widget.calls[:]
    COUNT["trees"] += 1
    try:
        if way == 0:
            chat.update_conversation_metadata("7000001", tree)
        elif way == 1:
            chat.update_default_conversation_metadata(tree)
        else:
            chat.update_chat_context(tree)
    except OptionError:
        assert widget.calls == []
        return
    COUNT["accepted trees"] += 1
    [call] = widget.calls
    assert isinstance(call[-1], dict)
    assert in_tree(call[-1]) == []


COUNT: Counter[str] = Counter()


def test_no_option_reaches_the_widget_in_a_shape_that_is_a_trap() -> None:
    values()

    assert COUNT["values"] >= 7000
    assert COUNT["accepted"] > 300


def test_no_metadata_reaches_the_widget_in_a_shape_that_is_a_trap() -> None:
    trees()

    assert COUNT["trees"] >= 3000
    assert COUNT["accepted trees"] > 300
