from typing import Any

import pytest

from kommpy import OptionError, PreChatField, WidgetSettings


def form(*fields: Any) -> Any:
    return WidgetSettings(app_id="demo", pre_lead_collection=[*fields]).to_payload()[
        "preLeadCollection"
    ]


def test_fields_cross_under_the_widgets_names() -> None:
    assert form(
        PreChatField(field="Email", type="email", required=True, placeholder="you@example.com"),
        PreChatField(field="Phone", enable_country_code=True),
        PreChatField(field="Topic", element="select", choices=["sales", "support"]),
        PreChatField(field="Question", element="textarea", placeholder=""),
    ) == [
        {"field": "Email", "type": "email", "required": True, "placeholder": "you@example.com"},
        {"field": "Phone", "enableCountryCode": True},
        {
            "field": "Topic",
            "element": "select",
            "options": [{"value": "sales"}, {"value": "support"}],
        },
        {"field": "Question", "element": "textarea", "placeholder": ""},
    ]


def test_a_dict_of_the_widgets_own_form_is_checked_alike() -> None:
    field = {"field": "Topic", "element": "select", "options": [{"value": "sales"}]}

    assert form(field) == [field]
    with pytest.raises(OptionError, match="did you mean enable_country_code"):
        form({"field": "Phone", "enableCountyCode": True})


@pytest.mark.parametrize(
    ("given", "option"),
    [
        ({}, "field"),
        ({"field": "  "}, "field"),
        ({"field": "A", "element": "select"}, "choices"),
        ({"field": "A", "choices": ["a"]}, "choices"),
        ({"field": "A", "element": "select", "choices": []}, "choices"),
        ({"field": "A", "element": "textarea", "type": "email"}, "type"),
        ({"field": "A", "type": "e-mail"}, "type"),
        ({"field": "A", "required": "true"}, "required"),
        ({"field": "Email", "enable_country_code": True}, "enable_country_code"),
        ({"label": "Email"}, "label"),
        ({"field": "A", "options": ["a"]}, "options"),
    ],
    ids=str,
)
def test_a_field_that_says_nothing_is_refused(given: dict[str, Any], option: str) -> None:
    with pytest.raises(OptionError) as caught:
        PreChatField(**given)

    assert caught.value.option == option
    assert caught.value.mend


def test_two_fields_that_are_one_to_the_widget_are_refused() -> None:
    with pytest.raises(OptionError, match="'EMAIL': to the widget it is the same as 'Email'"):
        form(PreChatField(field="Email"), PreChatField(field="EMAIL", required=True))


def test_a_key_that_is_no_text_is_refused() -> None:
    with pytest.raises(OptionError, match=r"^pre_lead_collection key cannot be 0: a key is a text"):
        WidgetSettings(app_id="demo", pre_lead_collection=[{0: None}])  # type: ignore[dict-item]
