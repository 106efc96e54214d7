from typing import Any

import pytest

from kommpy.testing import FakePage

HTML = """
<main data-page="cars">
  <button id="talk" class="big" data-bot-id="liz"><b>Talk</b></button>
  <form id="order">
    <input name="email" value="ada@example.com">
    <input name="news" type="checkbox" checked>
    <input name="offers" type="checkbox" value="yes">
    <input name="no" disabled value="x">
    <select name="car"><option>T</option><option value="a" selected>A</option></select>
    <textarea name="text">Hello</textarea>
    <button name="send">Send</button>
  </form>
</main>
"""


def heard(page: FakePage, kind: str, selector: str) -> list[Any]:
    """Listen for a kind of event, and keep what is found at or above its target."""
    found: list[Any] = []
    page.listen(kind, lambda event: found.append(event.find(selector)))
    return found


@pytest.mark.parametrize("selector", ["#talk", "button.big", "main > button", "[data-bot-id]"])
def test_a_click_is_found_at_the_element_and_above(selector: str) -> None:
    page = FakePage("/", HTML)
    found = heard(page, "click", selector)

    page.click("#talk b")

    assert found[0].data == {"bot-id": "liz"}
    assert found[0].form == {}


def test_a_click_elsewhere_is_not_found() -> None:
    page = FakePage("/", HTML)
    found = heard(page, "click", "#talk")

    page.click("main")

    assert found == [None]


def test_a_click_needs_an_element() -> None:
    with pytest.raises(LookupError, match="#nowhere"):
        FakePage("/", HTML).click("#nowhere")


def test_a_form_is_sent_with_its_fields() -> None:
    page = FakePage("/", HTML)
    found = heard(page, "submit", "form")

    page.submit("#order", {"text": "Hi"})

    assert found[0].form == {
        "email": "ada@example.com",
        "news": "on",
        "car": "a",
        "text": "Hi",
    }


def test_default_prevented_is_seen() -> None:
    page = FakePage("/", HTML)
    page.listen("click", lambda event: event.prevent_default())

    assert page.click("#talk").default_prevented
    assert not page.submit("#order").default_prevented


def test_a_stopped_listener_hears_nothing() -> None:
    page = FakePage("/", HTML)
    heard_twice: list[Any] = []
    stop = page.listen("click", heard_twice.append)
    page.listen("click", heard_twice.append)

    stop()
    stop()
    page.click("#talk")

    assert len(heard_twice) == 1


def test_early_clicks_are_handed_out_once_and_in_order() -> None:
    page = FakePage("/", HTML)
    page.remember_click("#talk")
    page.remember_submit("#order")
    order: list[Any] = []
    page.listen("submit", lambda event: order.append(("submit", event.replayed)))
    page.listen("click", lambda event: order.append(("click", event.replayed)))

    page.drain()
    page.drain()

    assert order == [("click", True), ("submit", True)]


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        ("<form data-kommpy='send'><button>Send</button></form>", ["click", "submit"]),
        ("<form><button>Send</button></form>", ["click"]),
        ("<form data-kommpy='send'><button disabled>Send</button></form>", []),
    ],
)
def test_an_early_click_sends_what_the_seed_holds_back(html: str, kinds: list[str]) -> None:
    page = FakePage("/", html)
    page.remember_click("button")
    found: list[str] = []
    for kind in ("click", "submit"):
        page.listen(kind, lambda event, kind=kind: found.append(kind))  # type: ignore[misc]

    page.drain()

    assert found == kinds


def test_moving_on_tells_the_normalised_path() -> None:
    page = FakePage("/project/", data={"base": "/project"})
    moves: list[str] = []
    stop = page.on_navigate(moves.append)

    page.navigate("/project/pricing.html?plan=pro#top")
    stop()
    page.navigate("/project/team")

    assert moves == ["/pricing"]
    assert page.path == "/team"


def test_time_passes_without_waiting() -> None:
    page = FakePage()
    happened: list[str] = []
    page.later(2, lambda: happened.append("two"))
    page.later(1, lambda: page.later(0.5, lambda: happened.append("one and a half")))
    stop = page.later(1, lambda: happened.append("never"))
    stop()
    stop()

    page.advance(1.4)
    assert happened == []

    page.advance(0.6)
    assert happened == ["one and a half", "two"]


def test_what_is_to_happen_soon_happens_before_the_visitor_does_anything() -> None:
    page = FakePage("/", HTML)
    order: list[str] = []
    page.listen("click", lambda event: order.append("click"))
    page.soon(lambda: page.soon(lambda: order.append("soon")))

    assert order == []

    page.click("#talk")
    assert order == ["soon", "click"]


async def test_what_is_to_happen_soon_happens_at_an_await() -> None:
    page = FakePage()
    happened: list[int] = []
    page.soon(lambda: happened.append(1))

    assert happened == []

    await page.settle()
    assert happened == [1]


@pytest.mark.parametrize("selector", ["#talk", "a[href^='x'] > b", "p:has(> a)", "li:nth-child(2)"])
def test_a_good_selector(selector: str) -> None:
    assert FakePage().check_selector(selector) == ""


@pytest.mark.parametrize("selector", ["", "#1", "a[href", "!!", "a,"])
def test_a_selector_that_does_not_parse(selector: str) -> None:
    assert FakePage().check_selector(selector)


def test_time_zones() -> None:
    assert FakePage().check_timezone("Europe/Paris") == ""
    assert "Mars" in FakePage().check_timezone("Mars/Olympus")


def test_reports_are_kept() -> None:
    page = FakePage()
    error = ValueError("oh")

    page.report(error, "the handler x")

    assert page.reports == [(error, "the handler x")]
