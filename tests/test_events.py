import pytest

from docs.make_reference import EVENT_GROUPS, event_table
from kommpy.errors import EventError
from kommpy.events import NAMES, Emitter, WidgetEvent, check_name, vendor_name


def test_handlers_come_in_the_order_they_were_added() -> None:
    emitter = Emitter()
    emitter.on("faq_click", first := lambda event: None)
    emitter.on("faq_click", second := lambda event: None)

    assert emitter.take("faq_click") == [[first], [second]]
    assert emitter.take("feedback_click") == []


def test_stop_takes_one_adding_back() -> None:
    emitter = Emitter()

    def handler(event: WidgetEvent) -> None: ...

    stop = emitter.on("faq_click", handler)
    emitter.on("faq_click", handler)

    stop()
    stop()
    assert emitter.take("faq_click") == [[handler]]


def test_the_handlers_given_out_are_a_copy_from_which_stop_takes() -> None:
    emitter = Emitter()
    stop = emitter.on("faq_click", lambda event: None)
    handlers = emitter.take("faq_click")

    stop()
    assert len(handlers) == 1
    assert handlers == [[]]


def event_lines() -> list[str]:
    """Give the lines of the documentation's tables."""
    return [
        line for _, group, usual in EVENT_GROUPS for line in event_table(group, usual).splitlines()
    ]


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_taken(name: str) -> None:
    check_name(name)


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("message_recieved", "message_received"),
        ("onMessageReceived", "message_received"),
        ("chat_opened", "chat_widget_open"),
        ("connect", "state_changed"),
        ("onConnectFailed", "connect_failed"),
        ("", "message_received"),
        (None, "message_received"),
    ],
)
def test_an_unknown_event_is_refused_with_what_was_meant(name: str, mend: str) -> None:
    with pytest.raises(EventError) as caught:
        check_name(name)

    assert mend in str(caught.value)
    assert caught.value.event == name


def test_the_vendor_name_is_camel_case() -> None:
    assert vendor_name("message_received") == "onMessageReceived"
    assert vendor_name("faq_click") == "onFaqClick"


def test_the_documentation_says_of_each_event_when_it_comes_and_what_its_data_is() -> None:
    said = [line.split(" | ") for line in event_lines() if line.startswith("| `")]

    assert {line[0].strip("| `") for line in said} == set(NAMES)
    assert [line for line in said if not line[1].strip() or not line[2].strip(" |")] == []


def test_an_event_shows_what_it_is() -> None:
    assert repr(WidgetEvent("faq_click", {"a": 1})) == "WidgetEvent('faq_click', {'a': 1})"
