import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommpy import OptionError
from kommpy.kinds import Kind
from kommpy.metadata import CONTEXT, EXTRA, FORM, LABELS, METADATA

RESERVED = {"__proto__", "constructor", "prototype"}
LARGEST = 2**53 - 1

keys = st.text(max_size=12).filter(lambda key: key not in RESERVED)
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-LARGEST, LARGEST)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
values = st.recursive(
    leaves, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=6
)
bad = st.sampled_from([float("nan"), float("-inf"), 2**53, b"x", object(), {1}, {2: 3}])


def nested(levels: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(levels):
        value = {"a": value}
    return value


def endless() -> dict[str, Any]:
    value: dict[str, Any] = {"list": []}
    value["list"].append(value)
    return value


WRONG = [
    (METADATA, None, 'give a dict such as {"plan": "pro"}'),
    (METADATA, [], "give a dict"),
    (METADATA, "plan", "give a dict"),
    (METADATA, [("plan", "pro")], "give a dict"),
    (METADATA, {1: 2}, 'a key is a text: "1"'),
    (METADATA, {"a": {None: 2}}, "a key is a text"),
    (METADATA, {"__proto__": 1}, "take another one"),
    (METADATA, {"a": [{"constructor": 1}]}, "take another one"),
    (METADATA, {"prototype": {}}, "take another one"),
    (METADATA, {"a": float("nan")}, "JSON has no such number"),
    (METADATA, {"a": float("inf")}, "JSON has no such number"),
    (METADATA, {"a": -float("inf")}, "JSON has no such number"),
    (METADATA, {"a": 2**53}, 'give a text: "9007199254740992"'),
    (METADATA, {"a": object()}, "give texts, numbers"),
    (METADATA, {"a": {"b"}}, "give texts, numbers"),
    (METADATA, {"a": b"b"}, "give texts, numbers"),
    (METADATA, {"a": len}, "give texts, numbers"),
    (METADATA, endless(), "it contains itself"),
    (METADATA, nested(31), "make it flatter"),
    (CONTEXT, "context", "give a dict"),
    (EXTRA, [], "give a dict"),
    (EXTRA, {"a": object()}, "give texts, numbers"),
    (EXTRA, {"a": {"b": len}}, "give texts, numbers"),
    (EXTRA, {1: "a"}, "a key is a text"),
    (LABELS, "Hello", "give a dict"),
    (LABELS, {"a": 1}, "a label is a text"),
    (LABELS, {"a": {"b": None}}, "a label is a text"),
    (LABELS, {"a": ["b"]}, "a label is a text"),
    (FORM, "Email", 'give a list of fields: [PreChatField(field="Email")]'),
    (FORM, {"field": "Email"}, "give a list"),
    (FORM, [], "leave it out"),
    (FORM, ["Email"], 'give PreChatField(field="Email"'),
    (FORM, [{}], "name it: field="),
    (FORM, [{"field": ""}], "leave it out"),
    (FORM, [{"field": "Email", "required": "true"}], "required cannot be 'true'"),
    (FORM, [{"field": "Email"}, {"field": "Email"}], "name it once"),
]


@pytest.mark.parametrize(("kind", "value", "mend"), WRONG)
def test_a_wrong_value_is_refused_with_its_mend(kind: Kind, value: object, mend: str) -> None:
    with pytest.raises(OptionError) as caught:
        kind.check("it", value)

    assert caught.value.option == "it"
    assert mend in caught.value.mend


def test_an_error_says_where_the_value_stands() -> None:
    with pytest.raises(OptionError, match=r"^it\['a'\]\[1\]\['b'\] cannot be nan"):
        METADATA.check("it", {"a": [1, {"b": float("nan")}]})


@settings(max_examples=25)
@given(st.dictionaries(keys, values))
def test_what_json_can_carry_comes_through_unchanged(value: dict[str, Any]) -> None:
    copy = METADATA.check("it", value)

    assert copy == json.loads(json.dumps(value))


@settings(max_examples=25)
@given(st.dictionaries(keys, values), keys, bad)
def test_what_json_cannot_carry_is_found_anywhere(
    value: dict[str, Any], key: str, wrong: object
) -> None:
    value[key] = [wrong]

    with pytest.raises(OptionError):
        METADATA.check("it", value)


@settings(max_examples=25)
@given(st.dictionaries(keys, values), st.sampled_from(sorted(RESERVED)))
def test_names_of_javascript_itself_are_no_keys(value: dict[str, Any], key: str) -> None:
    value[key] = 1

    with pytest.raises(OptionError):
        METADATA.check("it", {"a": [value]})


def test_the_same_object_may_stand_in_two_places() -> None:
    shared = ["x"]

    assert METADATA.check("it", {"a": shared, "b": shared}) == {"a": ["x"], "b": ["x"]}


def test_tuples_become_lists() -> None:
    assert METADATA.check("it", {"a": (1, (2,))}) == {"a": [1, [2]]}


def test_metadata_as_deep_as_allowed_is_taken() -> None:
    value = nested(29)

    assert METADATA.check("it", value) == value


def test_what_was_checked_is_a_copy_all_the_way_down() -> None:
    value = {"a": [{"b": 1}]}

    copy = METADATA.check("it", value)
    value["a"][0]["b"] = 2

    assert copy == {"a": [{"b": 1}]}


def test_a_chat_context_crosses_inside_of_metadata() -> None:
    assert CONTEXT.payload({"shop": "Rome"}) == {"KM_CHAT_CONTEXT": {"shop": "Rome"}}


def test_extra_may_hold_functions() -> None:
    assert EXTRA.check("extra", {"onClose": len, "a": [1]}) == {"onClose": len, "a": [1]}


def test_labels_nest_as_the_widget_nests_them() -> None:
    labels = {"send": "Go", "lead.collection": {"heading": ""}}

    assert LABELS.check("labels", labels) == labels


def test_fields_may_be_dicts_as_the_widget_takes_them() -> None:
    fields = [{"field": "Phone", "type": "number", "required": False, "enableCountryCode": True}]

    assert FORM.payload(FORM.check("it", fields)) == fields
