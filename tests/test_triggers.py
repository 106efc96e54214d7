"""`chat.when`: what the visitor does, and the handlers that answer."""

from typing import Any

import pytest

from kommpy import Chat, TriggerError, TriggerEvent, WidgetSettings
from kommpy.testing import FakePage, FakeWidget

HTML = """
<main>
  <button id="talk" class="call" data-bot-id="liz" data-plan="pro"><b>Talk</b></button>
  <a id="help" class="call" href="/help">Help</a>
  <form id="order"><input name="email" value="ada@example.com"><button>Send</button></form>
</main>
"""


@pytest.fixture
async def page() -> FakePage:
    return FakePage("/cars", HTML)


@pytest.fixture
async def chat(page: FakePage) -> Chat:
    return Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=page)


async def test_a_click_reaches_its_handler(chat: Chat, page: FakePage) -> None:
    events: list[TriggerEvent] = []
    chat.when("click", "#talk", events.append)

    page.click("#talk b")
    page.click("#help")

    [event] = events
    assert (event.type, event.selector, event.path) == ("click", "#talk", "/cars")
    assert event.data == {"bot-id": "liz", "plan": "pro"}
    assert event.form == {}
    assert event.replayed is False
    assert "#talk" in repr(event)


async def test_a_submitted_form_brings_its_fields(chat: Chat, page: FakePage) -> None:
    events: list[TriggerEvent] = []
    chat.when("submit", "#order", events.append)

    page.submit("#order", {"email": "eve@example.com"})

    assert events[0].form == {"email": "eve@example.com"}


async def test_elements_may_come_later(chat: Chat, page: FakePage) -> None:
    events: list[TriggerEvent] = []
    chat.when("click", "#late", events.append)

    page.html = "<button id=late>Now</button>"
    page.click("#late")

    assert len(events) == 1


async def test_as_a_decorator_it_hands_the_function_back(chat: Chat, page: FakePage) -> None:
    def handler(event: TriggerEvent) -> None:
        clicks.append(event)

    clicks: list[TriggerEvent] = []

    assert chat.when("click", "#talk")(handler) is handler
    page.click("#talk")
    assert len(clicks) == 1


async def test_handlers_run_in_the_order_they_came(chat: Chat, page: FakePage) -> None:
    order: list[str] = []
    chat.when("click", ".call", lambda event: order.append("first"))
    chat.when("click", "#talk", lambda event: order.append("second"))
    chat.when("click", ".call", lambda event: order.append("third"))

    page.click("#talk")

    assert order == ["first", "second", "third"]


async def test_ids_fire_beside_other_selectors(chat: Chat, page: FakePage) -> None:
    page.html = '<main id="all"><p id="all"><button id="talk" class="call">Talk</button></p></main>'
    fired: list[str] = []
    for selector in ("button.call", "#all", "#other", "#talk", "main #talk", "#talk"):
        chat.when("click", selector, lambda event: fired.append(event.selector))

    page.click("#talk")

    assert fired == ["button.call", "#all", "#talk", "main #talk", "#talk"]


async def test_stop_ends_it(chat: Chat, page: FakePage) -> None:
    order: list[str] = []
    stop = chat.when("click", "#talk", lambda event: order.append("first"))
    chat.when("click", "#talk", lambda event: order.append("second"))

    stop()
    stop()
    page.click("#talk")

    assert order == ["second"]


async def test_the_last_stop_frees_the_listener(chat: Chat, page: FakePage) -> None:
    before = page.listening("change")
    stops = [chat.when("change", selector, print) for selector in ("#talk", "#talk", "#help")]
    assert page.listening("change") == before + 1

    for stop in stops:
        stop()
    assert page.listening("change") == before

    events: list[TriggerEvent] = []
    chat.when("click", "#talk", events.append)
    page.click("#talk")
    assert len(events) == 1


async def test_a_handler_may_stop_itself_and_others(chat: Chat, page: FakePage) -> None:
    order: list[str] = []
    stops: list[Any] = []

    def first(event: TriggerEvent) -> None:
        order.append("first")
        for stop in stops:
            stop()

    stops.append(chat.when("click", "#talk", first))
    stops.append(chat.when("click", "#talk", lambda event: order.append("second")))

    page.click("#talk")
    page.click("#talk")

    assert order[0] == "first"
    assert order.count("first") == 1


async def test_a_handler_may_add_another(chat: Chat, page: FakePage) -> None:
    order: list[str] = []

    def first(event: TriggerEvent) -> None:
        order.append("first")
        chat.when("click", "#talk", lambda event: order.append("added"))

    chat.when("click", "#talk", first)

    page.click("#talk")

    assert order == ["first"]


async def test_the_browser_is_kept_from_its_own_where_asked(chat: Chat, page: FakePage) -> None:
    chat.when("click", "#help", print, prevent_default=True)
    chat.when("click", ".call", lambda event: None)

    assert page.click("#help").default_prevented
    assert not page.click("#talk").default_prevented


async def test_a_handler_that_fails_harms_nobody(chat: Chat, page: FakePage) -> None:
    order: list[str] = []

    def fails(event: TriggerEvent) -> None:
        raise ValueError("oh")

    async def fails_later(event: TriggerEvent) -> None:
        raise KeyError("oh")

    chat.when("click", "#talk", fails)
    chat.when("click", "#talk", fails_later)
    chat.when("click", "#talk", lambda event: order.append("fine"))

    page.click("#talk")
    await page.settle()

    assert order == ["fine"]
    assert [(type(error), where) for error, where in page.reports] == [
        (ValueError, "the handler fails"),
        (KeyError, "the handler fails_later"),
    ]


async def test_early_clicks_reach_the_handlers_there_are(chat: Chat) -> None:
    page = FakePage("/", HTML)
    page.remember_click("#talk")
    page.remember_click("#help")
    chat = Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=page)
    events: list[TriggerEvent] = []
    chat.when("click", ".call", events.append)

    await page.settle()
    chat.when("click", ".call", lambda event: events.append(event))  # noqa: PLW0108
    await page.settle()

    assert [(event.data, event.replayed) for event in events] == [
        ({"bot-id": "liz", "plan": "pro"}, True),
        ({}, True),
    ]


@pytest.mark.parametrize(
    ("kind", "selector", "handler", "told"),
    [
        ("click", "#1", print, "does not parse"),
        ("click", "a[", print, "does not parse"),
        ("click", "", print, "selector"),
        ("click", "   ", print, "selector"),
        ("click", None, print, "selector"),
        ("click", 7, print, "selector"),
        ("click", "#talk", "launch", "function"),
        ("click", "#talk", 7, "function"),
        ("", "#talk", print, "kind"),
        ("onclick", "#talk", print, "kind"),
        (None, "#talk", print, "kind"),
    ],
)
async def test_what_could_never_fire_is_refused(
    chat: Chat, kind: Any, selector: Any, handler: Any, told: str
) -> None:
    with pytest.raises(TriggerError, match=told):
        chat.when(kind, selector, handler)


async def test_a_decorator_refuses_at_once(chat: Chat) -> None:
    with pytest.raises(TriggerError) as caught:
        chat.when("click", "#1")

    assert caught.value.selector == "#1"


async def test_a_decorated_thing_is_a_function_too(chat: Chat) -> None:
    with pytest.raises(TriggerError, match="function"):
        chat.when("click", "#talk")("launch")


async def test_an_early_event_tells_where_the_visitor_was_then(page: FakePage) -> None:
    events: list[TriggerEvent] = []
    page.remember_click("#talk")
    page.navigate("/")

    chat = Chat(WidgetSettings(app_id="demo"), widget=FakeWidget(), page=page)
    chat.when("click", "#talk", events.append)
    page.advance()

    assert [event.path for event in events] == ["/cars"]
