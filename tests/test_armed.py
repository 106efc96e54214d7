"""Triggers at work on the fake page: what is refused, and what the browser keeps for them."""

import json
from functools import partial
from typing import Any

import pytest

from kommpy import (
    Chat,
    Trigger,
    TriggerError,
    TriggerEvent,
    WidgetSettings,
    after,
    dom_event,
    exit_intent,
    media,
    page_view,
    visible,
    visit,
)
from kommpy.testing import FakePage, FakeWidget

Events = list[TriggerEvent]


def heard(page: FakePage, trigger: Trigger, **terms: Any) -> Events:
    """Make a chat that listens to a trigger; gives what it hears."""
    events: Events = []
    chat = Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=page)
    chat.when(trigger, events.append, **terms)
    return events


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ({"once": "ever"}, "visitor"),
        ({"once": True}, "page"),
        ({"cool_down": 0}, "above 0"),
        ({"cool_down": -5}, "above 0"),
        ({"cool_down": "60"}, "number of seconds"),
        ({"cool_down": True}, "number of seconds"),
        ({"cool_down": 1e12}, "number of seconds"),
        ({"condition": "open"}, "function"),
        ({"on_navigate": "again"}, "rearm"),
        ({"prevent_default": True}, "only a DOM event"),
    ],
)
def test_terms_that_could_not_be_meant_are_refused(terms: dict[str, Any], told: str) -> None:
    with pytest.raises(TriggerError, match=told) as caught:
        heard(FakePage("/"), after(3), **terms)

    assert __file__ in caught.value.where


def test_a_parse_error_names_the_line_that_made_the_trigger() -> None:
    trigger = visible("#1") | after(3)
    line = trigger.leaves()[0].where

    with pytest.raises(TriggerError, match="does not parse") as caught:
        heard(FakePage("/"), trigger)

    assert caught.value.where == line.strip()
    assert caught.value.selector == "#1"


@pytest.mark.parametrize("wrong", [after, 30, None])
def test_what_is_no_trigger_is_refused(wrong: Any) -> None:
    chat = Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=FakePage("/"))

    with pytest.raises(TriggerError, match="neither a trigger nor a kind"):
        chat.when(wrong, print)


def test_a_trigger_takes_no_selector() -> None:
    chat = Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=FakePage("/"))

    with pytest.raises(TriggerError, match="no selector"):
        chat.when(after(3), "#talk", print)


def test_a_link_is_held_only_where_the_trigger_fires() -> None:
    page = FakePage("/", '<a id="a" href="#a">A</a>')
    link = dom_event("click", "#a")
    heard(page, link & media("(max-width: 600px)"), prevent_default=True, cool_down=60)
    assert not page.click("#a").default_prevented

    page.match("(max-width: 600px)")
    page.advance(61)
    assert page.click("#a").default_prevented
    assert not page.click("#a").default_prevented, "while it cools down, the link is a link"


def test_a_link_is_a_link_again_for_what_stops_its_triggers() -> None:
    page = FakePage("/", '<a id="a" href="#a">A</a>')
    chat = Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=page)
    chat.when("click", "#a", lambda event: [stop() for stop in stops])
    stops = [
        chat.when(trigger, print, prevent_default=True, **terms)
        for trigger in (dom_event("click", "#a"), dom_event("click", "#a") | exit_intent())
        for terms in ({}, {"cool_down": 60})
    ]
    stops.append(chat.when("click", "#a", print, prevent_default=True))

    assert not page.click("#a").default_prevented


def test_without_storage_it_is_remembered_as_long_as_the_page_lasts() -> None:
    page = FakePage("/")
    page.storage_fails = True
    events = heard(page, exit_intent(), once="visitor", cool_down=5)

    page.leave()
    page.navigate("/next")
    page.leave()
    assert len(events) == 1

    later = heard(page.next_page(), exit_intent(), once="visitor")
    assert later == []
    assert page.storage == {"session": {}, "visitor": {}}


@pytest.mark.parametrize("text", ["nonsense", "[]", '"a"', "{}", '{"visit": "3"}', "null"])
def test_what_somebody_else_wrote_does_no_harm(text: str) -> None:
    page = FakePage("/")
    for name in ("kommpy-visits", "kommpy-once", "kommpy-last"):
        page.storage["visitor"][name] = text
    events = heard(page, exit_intent() & visit(1), once="visitor", cool_down=1)

    page.leave()

    assert len(events) == 1
    assert page.reports == []


def test_nothing_is_stored_before_it_may_be() -> None:
    page = FakePage("/")
    page.may_store = False
    events = heard(page, exit_intent() & visit(1), once="visitor")
    page.leave()
    page.leave()
    assert len(events) == 1
    assert page.storage["visitor"] == {}

    page.may_store = True
    page.hide_tab()
    assert sorted(page.storage["visitor"]) == ["kommpy-once", "kommpy-visits"]


def test_what_is_kept_does_not_grow_without_end() -> None:
    page = FakePage("/")
    chat = Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=page)
    for number in range(1, 211):
        stop = chat.when(exit_intent() | after(number), print, cool_down=1)
        page.leave()
        stop()

    assert len(json.loads(page.storage["visitor"]["kommpy-last"])) == 200


def test_what_is_registered_is_kept_however_much_it_is() -> None:
    page = FakePage("/")
    chat = Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=page)
    events: Events = []
    for number in range(1, 211):
        chat.when(exit_intent() | after(number), events.append, once="session")
    page.leave()
    assert len(events) == 210

    page.navigate("/next")
    page.leave()
    assert len(events) == 210

    again = page.next_page()
    chat = Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=again)
    chat.when(exit_intent(), events.append, once="session")
    again.leave()
    assert len(json.loads(page.storage["session"]["kommpy-once"])) == 200


class Inviter:
    """A handler that is no function, and has no name."""

    def __init__(self, events: Events) -> None:
        self._events = events

    def __call__(self, event: TriggerEvent) -> None:
        self._events.append(event)


def invite(events: Events, event: TriggerEvent) -> None:
    events.append(event)


@pytest.mark.parametrize("make", [Inviter, lambda events: partial(invite, events)])
def test_a_handler_without_a_name_is_known_again_after_a_reload(make: Any) -> None:
    page, events = FakePage("/"), []  # type: FakePage, Events
    for _ in range(2):
        chat = Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=page)
        chat.when(exit_intent(), make(events), once="visitor")
        page.leave()
        page = page.next_page(seconds=60)

    assert len(events) == 1
    assert len(json.loads(page.storage["visitor"]["kommpy-once"])) == 1


def counted(page: FakePage) -> FakePage:
    """Have a page count its visits."""
    Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=page).when(visit(99), print)
    return page


def kept(page: FakePage) -> tuple[int, int]:
    """Give the visit and the page view that the browser keeps."""
    found = json.loads(page.storage["visitor"]["kommpy-visits"])
    return found["visit"], found["page_view"]


def test_pages_of_two_tabs_are_counted_together() -> None:
    first = counted(FakePage("/"))
    second = counted(first.next_page("/b", seconds=5, new_tab=True))
    second.navigate("/b2")
    second.hide_tab()
    assert kept(first) == (1, 3)

    first.show_tab()
    first.move()
    first.hide_tab()
    second.show_tab()
    events = heard(second, page_view(5))
    second.navigate("/b3")
    assert kept(first) == (1, 4)
    second.navigate("/b4")
    second.advance()
    assert len(events) == 1


def test_a_tab_of_an_old_visit_does_not_bring_it_back() -> None:
    old = counted(FakePage("/"))
    later = counted(old.next_page(seconds=3600, new_tab=True))
    assert kept(later) == (2, 1)

    old.show_tab()
    old.hide_tab()

    assert kept(later) == (2, 1)
    counted(later.next_page(seconds=60, new_tab=True))
    assert kept(later) == (2, 2)


def test_a_clock_that_was_put_back_silences_nothing() -> None:
    page = FakePage("/")
    events = heard(page, exit_intent(), cool_down=60)
    page.leave()

    again = page.next_page(seconds=-3600)
    later = heard(again, exit_intent(), cool_down=60)
    again.leave()

    assert (len(events), len(later)) == (1, 1)


def test_a_condition_that_raises_is_reported_and_fires_nothing() -> None:
    page = FakePage("/")
    events = heard(page, exit_intent(), condition=lambda event: 1 / 0, once="page")

    page.leave()

    assert events == []
    [(error, where)] = page.reports
    assert isinstance(error, ZeroDivisionError)
    assert "exit_intent()" in where


def test_a_decorator_with_a_handler_is_not_reported() -> None:
    page = FakePage("/")
    chat = Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=page)

    @chat.when(after(3))
    def handler(event: TriggerEvent) -> None:
        """Do nothing."""

    page.advance(5)
    assert page.reports == []


async def test_logging_out_forgets_what_was_kept() -> None:
    page = FakePage("/")
    chat = Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=page)
    events: Events = []
    chat.when(exit_intent(), events.append, once="visitor")
    page.leave()
    assert "kommpy-once" in page.storage["visitor"]

    await chat.logout()

    assert page.storage["visitor"] == {}
    page.navigate("/next")
    page.leave()
    assert len(events) == 2
