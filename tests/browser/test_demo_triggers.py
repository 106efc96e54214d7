"""Each trigger's page of the demo site does what it promises.

On one runtime, some on both: the triggers' scenarios (`contract_triggers.py`) hold on both.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import RUNTIMES, Site

START = 30_000  # milliseconds, on a busy machine

# before Python is there
CLICK_AT_ONCE = """addEventListener("DOMContentLoaded", () => {
  document.querySelector("[data-kommpy=start]")?.click();
});"""

Open = Callable[[str], Page]
on_both = pytest.mark.parametrize("visit", RUNTIMES, indirect=True)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a tab of a visitor who was never here, on a clock that can be put on."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.add_init_script("window.kommunicateStandin = { latency: 10 }")
    page = context.new_page()
    page.clock.install()
    yield page
    context.close()


@pytest.fixture(params=["mpy"])
def visit(page: Page, demos: Callable[[str], Site], request: pytest.FixtureRequest) -> Open:
    """Give what opens a page and waits until the chat is ready."""

    def visit(name: str) -> Page:
        page.goto(demos(request.param).url(f"/pages/{name}.html"))
        ready(page)
        return page

    return visit


def ready(page: Page) -> None:
    expect(page.locator("#state")).to_have_text("ready", timeout=START)


def said(page: Page, text: str) -> None:
    expect(page.get_by_role("main").get_by_role("log")).to_contain_text(text)


def is_open(page: Page) -> None:
    box = page.frame_locator("#kommunicate-widget-iframe").locator("#mck-sidebox")
    expect(box).to_be_visible()


def press(page: Page, name: str, role: str = "button") -> None:
    page.get_by_role("main").get_by_role(role, name=name, exact=True).click()


def test_after(visit: Open) -> None:
    page = visit("after")

    page.clock.fast_forward(5000)

    said(page, "Five seconds are over")
    is_open(page)
    press(page, "Begin anew", role="link")
    ready(page)


def test_idle(visit: Open) -> None:
    page = visit("idle")

    page.clock.fast_forward(5000)
    said(page, "May I help?")


def test_scrolled(visit: Open) -> None:
    page = visit("scrolled")
    log = page.get_by_role("main").get_by_role("log")

    page.evaluate("scrollTo(0, 0.6 * (document.body.scrollHeight - innerHeight))")
    said(page, "half of this page")
    expect(log).not_to_contain_text("That was the end")

    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    said(page, "That was the end")
    is_open(page)


def test_visible(visit: Open) -> None:
    page = visit("visible")
    expect(page.get_by_role("main").get_by_role("log")).not_to_contain_text("Model T")

    page.get_by_role("heading", name="Model T").scroll_into_view_if_needed()
    said(page, "You look at the Model T")

    page.evaluate("scrollTo(0, 0)")
    press(page, "Another offer")
    page.get_by_role("heading", name="Roadster").scroll_into_view_if_needed()
    page.clock.run_for(500)
    said(page, "You look at the Roadster")


def test_exit_intent(visit: Open) -> None:
    page = visit("exit-intent")

    page.mouse.move(600, 300)
    page.evaluate(
        "document.documentElement.dispatchEvent(new MouseEvent('mouseleave', { clientY: -1 }))"
    )

    said(page, "Leaving already?")
    is_open(page)


@on_both
def test_visit(visit: Open) -> None:
    page = visit("visit")
    said(page, "A first visit")

    press(page, "Come back an hour later")
    said(page, "Good to see you again!")
    is_open(page)


def test_page_view(visit: Open) -> None:
    page = visit("page-view")
    said(page, "page_view(1)")

    press(page, "Load it again", role="link")
    ready(page)
    press(page, "Move on", role="link")

    said(page, "Three pages already")
    is_open(page)


def test_url(visit: Open) -> None:
    page = visit("url")

    press(page, "To the prices", role="link")
    said(page, "You look at the prices")
    press(page, "From the campaign", role="link")
    said(page, "Welcome to the spring campaign!")
    is_open(page)


def test_media(visit: Open) -> None:
    page = visit("media")
    said(page, "A wide screen")

    page.set_viewport_size({"width": 390, "height": 800})
    said(page, "A narrow screen")
    expect(page.locator("#kommunicate-widget-iframe")).to_be_hidden()


def test_custom_event(visit: Open) -> None:
    page = visit("custom-event")

    for _ in range(3):
        press(page, "Into the basket")

    said(page, "3 things in the basket")
    is_open(page)


@on_both
def test_together(visit: Open) -> None:
    page = visit("together")
    page.clock.fast_forward(4000)

    page.evaluate("scrollTo(0, document.body.scrollHeight)")

    said(page, "It was scrolled that made me speak")
    is_open(page)


@on_both
def test_html_only(page: Page, visit: Open) -> None:
    page.add_init_script(CLICK_AT_ONCE)
    visit("html-only")

    is_open(page)
    expect(page.locator("#group-id")).to_have_text("7000001")
    [body] = page.evaluate("kommunicateStandin.created")
    assert {"userId": "car-bot", "groupRole": 2} in body["users"]
    press(page, "Tell us")
    press(page, "Close")
    box = page.frame_locator("#kommunicate-widget-iframe").locator("#mck-sidebox")
    expect(box).to_be_hidden()
