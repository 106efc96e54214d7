import ast
from pathlib import Path
from typing import Any

import pytest

import kommpy
from kommpy import OptionError, WidgetSettings
from kommpy.labels import names


def test_labels_may_be_few_and_nested() -> None:
    labels: Any = {"send": "Los", "lead.collection": {"submit": "Weiter"}}

    assert WidgetSettings(app_id="demo", labels=labels).to_payload()["labels"] == labels


def test_every_name_is_a_label() -> None:
    found = names()

    assert len(found) == len(set(found)) > 200
    for name in found:
        labels: Any = "text"
        for part in reversed(name.split("/")):
            labels = {part: labels}
        assert WidgetSettings(app_id="demo", labels=labels)


@pytest.mark.parametrize(
    ("labels", "mend"),
    [
        ({"sned": "Los"}, 'did you mean "send"?'),
        ({"input.mesage": "Frag"}, 'did you mean "input.message"?'),
        ({"conversation.title": "Alle"}, 'did you mean "conversations.title"?'),
        (
            {"lead.collection": {"contactNumber": "Telefon"}},
            'did you mean {"lead.collection": {"phone": ...}}?',
        ),
        ({"lead.collection.phone": "a"}, 'did you mean {"lead.collection": {"phone": ...}}?'),
        ({"voice.output": {"location": "Ort"}}, '"voice.output/location": {"init": ...}'),
        ({"lead.collection": "Bitte"}, 'a group, give a dict such as {"lead.collection": {'),
        ({"xyzzy": "a"}, 'in extra={"labels": ...}'),
    ],
    ids=str,
)
def test_a_label_without_a_place_is_refused(labels: Any, mend: str) -> None:
    with pytest.raises(OptionError, match=r"^labels key cannot be") as caught:
        WidgetSettings(app_id="demo", labels=labels)

    assert mend in caught.value.mend


def test_texts_that_are_newer_than_kommpy_go_through_extra() -> None:
    extra = {"labels": {"xyzzy": "a"}}

    both = WidgetSettings(app_id="demo", labels={"send": "Los"}, extra=extra)
    assert both.to_payload()["labels"] == {"send": "Los", "xyzzy": "a"}
    assert WidgetSettings(app_id="demo", extra=extra).to_payload()["labels"] == {"xyzzy": "a"}
    assert extra == {"labels": {"xyzzy": "a"}}


def test_texts_of_both_stay_within_a_group() -> None:
    settings = WidgetSettings(
        app_id="demo",
        labels={"lead.collection": {"submit": "Weiter", "heading": "Hallo"}},
        extra={"labels": {"lead.collection": {"brandNew": "x", "heading": "Hi"}}},
    )

    for _ in range(2):  # and nothing of it is left in the settings
        assert settings.to_payload()["labels"] == {
            "lead.collection": {"submit": "Weiter", "heading": "Hi", "brandNew": "x"}
        }


@pytest.mark.parametrize("labels", [{"labels": {"send": "Los"}}, {}])
def test_what_is_no_dict_is_no_newer_text(labels: Any) -> None:
    with pytest.raises(OptionError, match=r"^extra\['labels'\] cannot be 'X': give a dict$"):
        WidgetSettings(app_id="demo", **labels, extra={"labels": "X"})


def test_type_checkers_know_the_same_names() -> None:
    stub = Path(kommpy.__file__).with_name("label_texts.pyi")
    keys = [
        key.value
        for node in ast.walk(ast.parse(stub.read_text("utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]

    assert set(keys) == {part for name in names() for part in name.split("/")}
