"""The demo's pages about the look do what they promise.

On one runtime, some on both: `contract_look.py` and `contract_openers.py` hold on both.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import RUNTIMES, Site

START = 30_000

Open = Callable[[str], Page]
on_both = pytest.mark.parametrize("visit", RUNTIMES, indirect=True)


@pytest.fixture(params=["mpy"])
def visit(
    browser: Browser, demos: Callable[[str], Site], request: pytest.FixtureRequest
) -> Iterator[Open]:
    """Open a page as a new visitor, and wait until the chat is there."""
    context = browser.new_context()
    context.add_init_script("window.kommunicateStandin = { latency: 10 }")

    def visit(name: str) -> Page:
        page = context.new_page()
        page.goto(demos(request.param).url(f"/pages/{name}.html"))
        expect(page.locator("#state")).to_have_text("pre_chat" if name == "form" else "ready")
        return page

    yield visit
    context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def said(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("log")


def chat(page: Page) -> FrameLocator:
    return page.frame_locator("#kommunicate-widget-iframe")


def box(page: Page) -> dict[str, float]:
    found = page.locator("#kommunicate-widget-iframe").bounding_box()
    assert found
    return dict(found)


def test_the_chat_speaks_german(visit: Open) -> None:
    page = visit("labels")
    press(page, "Ask in German")
    expect(chat(page).get_by_role("textbox", name="Schreiben Sie uns…")).to_be_visible()
    expect(chat(page).get_by_text("Wir sind bis 18 Uhr für Sie da.")).to_be_visible()

    [body] = page.evaluate("kommunicateStandin.created")
    assert body["metadata"]["KM_CONVERSATION_TITLE"] == "Fragen zur Bestellung"
    assert '"kmUserLocale":"de"' in body["metadata"]["KM_CHAT_CONTEXT"]


@on_both
def test_the_look_is_the_pages_and_changes_and_is_undone(visit: Open) -> None:
    page = visit("look")
    launcher = chat(page).get_by_role("button", name="Open chat")
    expect(launcher).to_have_css("background-color", "rgb(0, 105, 92)")
    assert box(page)["x"] == 20
    low = box(page)["y"]

    press(page, "Navy, further up")
    expect(launcher).to_have_css("background-color", "rgb(0, 0, 128)")
    assert box(page)["y"] < low - 90

    press(page, "Larger, on the right")
    expect(chat(page).get_by_role("textbox")).to_be_visible()
    assert box(page)["width"] == 520
    assert box(page)["x"] > 600

    press(page, "Undo it all")
    expect(said(page)).to_contain_text("As in the settings again.")
    assert box(page)["x"] == 20
    expect(chat(page).locator(".mck-box-top").first).to_have_css(
        "background-color", "rgb(0, 105, 92)"
    )


def test_css_is_added_and_taken_away(visit: Open) -> None:
    page = visit("css")
    press(page, "Open the chat")
    top = chat(page).locator(".mck-box-top").first
    press(page, "Rounder bubbles")
    expect(top).to_have_css("border-bottom-width", "4px")

    press(page, "As it was")

    expect(top).to_have_css("border-bottom-width", "0px")


def test_the_chat_covers_an_element_and_moves_with_it(visit: Open) -> None:
    page = visit("layout")
    press(page, "Into the box")
    expect(chat(page).get_by_role("textbox")).to_be_visible()
    desk = page.locator("#desk").bounding_box()
    assert box(page) == desk

    page.mouse.wheel(0, 200)
    page.wait_for_function("scrollY > 0")
    moved = page.locator("#desk").bounding_box()
    assert moved != desk
    assert box(page) == moved

    press(page, "As usual")
    expect(said(page)).to_contain_text("Look()")
    assert box(page)["width"] == 390

    chat(page).get_by_role("button", name="Close chat").click()
    press(page, "Over the window")
    expect(chat(page).get_by_role("textbox")).to_be_visible()
    assert page.viewport_size == {"width": box(page)["width"], "height": box(page)["height"]}


@on_both
def test_the_form_comes_first_and_nothing_is_lost(visit: Open) -> None:
    page = visit("form")
    ask = page.get_by_role("main").get_by_role("button", name="Ask a question", exact=True)
    ask.press("Enter")
    form = chat(page)
    expect(form.get_by_role("textbox", name="Name")).to_be_focused()
    expect(ask).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(ask).to_be_focused()
    expect(ask).to_have_attribute("aria-expanded", "false")

    form.get_by_role("button", name="Open chat").click()
    form.get_by_label("Email").fill("ada@example.com")
    form.get_by_label("Phone").fill("030 123")
    expect(form.get_by_label("Phone")).to_have_value("030")
    form.get_by_label("Topic").select_option("delivery")
    form.get_by_role("button", name="Start conversation").click()

    expect(said(page)).to_contain_text(", with a visitor we know.")
    assert page.evaluate("kommunicate._globals.email") == "ada@example.com"


def test_python_sees_each_file_and_the_widget_refuses_a_large_one(visit: Open) -> None:
    page = visit("composer")
    press(page, "Open the chat")
    expect(chat(page).get_by_role("log")).to_contain_text("How can I help?")
    picker = chat(page).locator("#mck-file-input")
    small = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"hello"}
    picker.set_input_files(files=[small])  # type: ignore[list-item]
    expect(said(page)).to_contain_text("a.txt, 5 bytes, may go.")
    expect(chat(page).get_by_role("log")).to_contain_text("a.txt")

    picker.set_input_files(files=[{**small, "buffer": b"x" * 2_000_000}])  # type: ignore[list-item]
    expect(chat(page).get_by_role("alert")).to_have_text("One megabyte at most, please.")

    chat(page).get_by_role("button", name="Where is my order?").click()
    expect(chat(page).get_by_role("log")).to_contain_text("Where is my order?")
    chat(page).get_by_role("button", name="Speak").click()
    expect(said(page)).to_contain_text("The visitor wants to speak.")


def test_a_new_message_is_announced_and_counted(visit: Open) -> None:
    page = visit("notifications")
    press(page, "Start one, close the chat")
    expect(said(page)).to_contain_text("closed the chat")
    press(page, "Let a message arrive")

    expect(chat(page).get_by_role("status")).to_contain_text("Your parcel is on its way.")
    expect(chat(page).get_by_role("button", name="Open chat, 1 unread")).to_be_visible()
    chat(page).get_by_role("button", name="Your parcel is on its way.").click()
    expect(said(page)).to_contain_text("The visitor followed the notification.")


def test_the_focus_goes_into_the_chat_and_comes_back(visit: Open) -> None:
    page = visit("accessibility")
    toggle = page.get_by_role("button", name="Open or close the chat")
    toggle.press("Enter")
    expect(chat(page).get_by_role("textbox")).to_be_focused()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []

    page.keyboard.press("Escape")
    expect(toggle).to_be_focused()
    expect(toggle).to_have_attribute("aria-expanded", "false")

    ask = page.get_by_role("button", name="Ask a question")
    ask.press("Space")
    expect(chat(page).get_by_role("textbox")).to_be_focused()
    expect(ask).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(ask).to_be_focused()
