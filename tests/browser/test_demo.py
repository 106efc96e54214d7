"""Each page of the demo site does what it promises, on both runtimes."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Locator, Page, expect

from kommpy.site.project import read
from tests.browser.conftest import ROOT, RUNTIMES, Site, tab

START = 30_000  # Pyodide's, on a busy machine, in milliseconds
FROM_FORM = {
    "CONVERSATION_ASSIGNEE": "support-bot",
    "CUSTOM_WELCOME_EVENT": "from_settings_page",
    "KM_TEAM_ID": "42",
    "SKIP_BOT_EVENT": '["WELCOME_EVENT"]',
    "SKIP_ROUTING": True,
    "WELCOME_MESSAGE": "Hello from Python",
}
EVERY_DETAIL = {
    "CONVERSATION_ASSIGNEE": "support-bot",
    "CUSTOM_WELCOME_EVENT": "order_help",
    "KM_CONVERSATION_TITLE": "Order 1042",
    "KM_TEAM_ID": 42,
    "SKIP_BOT_EVENT": '["WELCOME_EVENT"]',
    "SKIP_ROUTING": True,
    "WELCOME_MESSAGE": "What about your order?",
}
CAR_BOT = {
    "CONVERSATION_ASSIGNEE": "car-bot",
    "SKIP_ROUTING": True,
    "WELCOME_MESSAGE": "Questions about the roadster?",
}
CLICK_AT_ONCE = """addEventListener("DOMContentLoaded", () => {
  document.querySelector("#talk-to-sales")?.click(); // in frames there is none
});"""

Open = Callable[[str], Page]


@pytest.fixture(scope="module", params=RUNTIMES)
def demo(request: pytest.FixtureRequest) -> Iterator[Site]:
    """Serve the demo site on a runtime."""
    site = Site(read(ROOT, runtime=request.param))
    yield site
    site.close()


@pytest.fixture(scope="module")
def context(browser: Browser, demo: Site) -> Iterator[BrowserContext]:
    """Share the browser's cache among the tests of a runtime."""
    context = browser.new_context()
    context.add_init_script("window.kommunicateStandin = { latency: 10 }")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Give a tab of a visitor who was never here."""
    with tab(context) as page:
        yield page


@pytest.fixture
def visit(page: Page, demo: Site) -> Open:
    """Open a page and wait until the chat is ready and Python knows it."""

    def visit(name: str) -> Page:
        page.goto(demo.url(f"/pages/{name}.html"))
        state = "waiting_for_consent" if name == "consent" else "ready"
        expect(page.locator("#state")).to_have_text(state, timeout=START)
        return page

    return visit


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def said(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("log")


def expect_said(page: Page, text: str) -> None:
    expect(said(page)).to_contain_text(text)


def settings(page: Page) -> Locator:
    return page.locator("#settings")


def widget(page: Page) -> Locator:
    return page.locator("#kommunicate-widget-iframe")


def chat(page: Page) -> FrameLocator:
    return page.frame_locator("#kommunicate-widget-iframe")


def created(page: Page) -> list[dict[str, Any]]:
    return page.evaluate("kommunicateStandin.created")


def users(body: dict[str, Any]) -> list[tuple[str, int]]:
    return [(user["userId"], user["groupRole"]) for user in body["users"]]


def among(whole: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Give of a whole what a part of it names, to compare the two."""
    return {name: whole.get(name) for name in part}


def test_home_answers_a_click_that_came_before_python(page: Page, demo: Site) -> None:
    page.add_init_script(CLICK_AT_ONCE)
    page.goto(demo.url("/"))

    expect(said(page)).to_contain_text("sales can see the plan", timeout=START)
    expect_said(page, "before Python was there")
    [body] = created(page)
    assert body["metadata"]["CONVERSATION_ASSIGNEE"] == "sales-bot"
    [note] = page.evaluate("kommunicateStandin.updated")
    assert note == {"groupId": "7000001", "metadata": {"conversationMetadata": '{"plan":"pro"}'}}


def test_chat_appears_on_the_click_only(visit: Open) -> None:
    page = visit("on-click")
    expect(widget(page)).to_be_hidden()

    press(page, "Talk to us")
    expect(widget(page)).to_be_visible()
    expect(chat(page).get_by_role("textbox")).to_be_visible()

    chat(page).get_by_role("button", name="Close").click()
    expect(widget(page)).to_be_hidden()

    press(page, "Show the launcher")
    expect(widget(page)).to_be_visible()


def test_all_settings_hold_for_the_next_conversation(visit: Open) -> None:
    page = visit("settings")
    press(page, "Put in force")
    expect(settings(page)).to_contain_text("default_agent_ids=['alex@example.com', 'sam@")

    press(page, "Start a conversation")
    expect_said(page, "Started conversation 7000001")
    [body] = created(page)
    assert users(body) == [("alex@example.com", 1), ("sam@example.com", 1), ("support-bot", 2)]
    assert among(body["metadata"], FROM_FORM) == FROM_FORM
    expect(page.locator("#sent")).to_contain_text('"KM_TEAM_ID": "42"')


def test_settings_go_back_to_the_dashboard_and_placeholders_are_refused(visit: Open) -> None:
    page = visit("settings")
    team = page.get_by_label("team_id")
    press(page, "Put in force")
    expect(settings(page)).to_contain_text("team_id='42'")

    team.fill("<TEAM_ID>")
    press(page, "Put in force")
    expect_said(page, "team_id cannot be '<TEAM_ID>'")
    expect(settings(page)).to_contain_text("team_id='42'")

    for field in page.locator("#options").get_by_role("textbox").all():
        field.fill("")
    page.get_by_label("skip_routing").uncheck()
    press(page, "Put in force")

    expect(settings(page)).to_have_text("all as in the dashboard")


def test_settings_follow_the_visitor_and_are_put_back(visit: Open) -> None:
    page = visit("moving-on")
    expect(settings(page)).to_have_text("all as in the dashboard")

    page.get_by_role("link", name="Roadster").click()
    expect(page.get_by_role("heading", name="Roadster")).to_be_visible()
    expect(settings(page)).to_contain_text("Questions about the roadster?")

    press(page, "Team 7, for now")
    expect(settings(page)).to_contain_text("team_id=7")

    page.get_by_role("link", name="Support").click()
    expect(settings(page)).to_have_text("team_id=42")

    page.go_back()
    expect(settings(page)).to_contain_text("Questions about the roadster?")
    expect(settings(page)).not_to_contain_text("team_id")

    press(page, "Start a conversation")
    expect_said(page, "Conversation 7000001 has the settings")
    [body] = created(page)
    assert among(body["metadata"], CAR_BOT) == CAR_BOT
    assert "KM_TEAM_ID" not in body["metadata"]


def test_launch_opens_a_first_conversation_the_only_one_or_the_list(visit: Open) -> None:
    page = visit("launch")
    press(page, "Launch")
    expect(page.locator("#group-id")).to_have_text("7000001")

    press(page, "Start another")
    expect(page.locator("#group-id")).to_have_text("7000002")
    press(page, "Close")
    expect(chat(page).get_by_role("textbox")).to_be_hidden()

    press(page, "Launch")
    expect(chat(page).get_by_role("listitem")).to_have_count(2)
    assert len(created(page)) == 2

    press(page, "Open or close")
    expect(chat(page).get_by_role("listitem").first).to_be_hidden()


def test_each_page_has_its_own_bot(visit: Open) -> None:
    page = visit("bots-cars")
    press(page, "Ask a question")

    expect_said(page, "car-bot answers on /pages/bots-cars")
    [body] = created(page)
    assert ("car-bot", 2) in users(body)
    assert body["metadata"]["CONVERSATION_ASSIGNEE"] == "car-bot"

    page.get_by_role("link", name="Support", exact=True).click()
    expect(settings(page)).to_contain_text("support-bot", timeout=START)


def test_conversations_go_to_the_team_of_the_page_or_of_the_detail(visit: Open) -> None:
    page = visit("team")
    press(page, "Ask team 42")
    expect_said(page, "page's team, 42")
    press(page, "Ask team 7, this once")
    expect_said(page, "team 7, this once.")

    assert [body["metadata"]["KM_TEAM_ID"] for body in created(page)] == [42, 7]


def test_start_with_none_and_with_every_detail(visit: Open) -> None:
    page = visit("start")
    press(page, "Start with none")
    expect_said(page, "7000001: everything as in the dashboard")
    press(page, "Start with every detail")
    expect_said(page, "7000002: everything as said here")

    none, every = created(page)
    assert none["metadata"]["SKIP_ROUTING"] is False
    assert none["metadata"]["CONVERSATION_ASSIGNEE"] == none["admin"]
    assert every["groupName"] == "Order 1042"
    assert "admin" not in every
    assert users(every) == [("alex@example.com", 1), ("sam@example.com", 1), ("support-bot", 2)]
    assert among(every["metadata"], EVERY_DETAIL) == EVERY_DETAIL
    notes = json.loads(every["metadata"]["conversationMetadata"])
    assert (notes["order"], notes["plan"]) == ("1042", "pro")
    assert json.loads(every["metadata"]["KM_CHAT_CONTEXT"])["page"] == "orders"


def test_open_a_known_conversation_and_refuse_an_unknown_one(visit: Open) -> None:
    page = visit("open")
    press(page, "Start one, close the chat")
    expect(page.get_by_label("Group id")).to_have_value("7000001")
    expect(chat(page).get_by_role("textbox")).to_be_hidden()

    press(page, "Open it")
    expect_said(page, "It is on the screen.")
    expect(chat(page).get_by_role("textbox")).to_be_visible()

    page.get_by_label("Group id").fill("999")
    press(page, "Open it")
    expect_said(page, "open_conversation('999")


@pytest.mark.parametrize("way", ["new-message", "new-message-handler"])
def test_a_new_message_opens_the_chat(visit: Open, way: str) -> None:
    page = visit(way)
    press(page, "Let a message arrive")
    expect_said(page, "Start a conversation first")

    press(page, "Start one, close the chat")
    expect_said(page, "Started a conversation and closed the chat.")
    expect(chat(page).get_by_role("textbox")).to_be_hidden()

    press(page, "Let a message arrive")

    expect(chat(page).get_by_role("textbox")).to_be_visible()
    expect(chat(page).get_by_text("Are you still there?").first).to_be_visible()
    expect_said(page, "message_received: “Are you still there?”")


def test_unread_messages_are_counted_over_a_reload_until_they_are_read(visit: Open) -> None:
    page = visit("unread")
    badges = page.locator(".unread")
    press(page, "Start one, close the chat")
    expect(page.locator("#last-event")).to_have_text("chat_widget_close")
    expect(badges.first).to_be_hidden()

    press(page, "Let a message arrive")
    expect_said(page, "1 unread.")
    press(page, "Let a message arrive")
    expect(badges).to_have_text(["2", "2"])
    expect(page.get_by_role("button", name="Messages 2 unread messages")).to_be_visible()

    page.reload()
    expect(badges).to_have_text(["2", "2"], timeout=START)
    page.locator(".open").click()
    expect(badges.first).to_be_hidden()


def test_a_text_is_put_ready_and_sent_by_the_visitor(visit: Open) -> None:
    page = visit("prefill")
    field = chat(page).get_by_role("textbox")
    press(page, "Put a text ready")
    expect_said(page, "It waits until the chat is opened.")
    expect(field).to_be_hidden()

    press(page, "Ask about the Roadster")
    expect(field).to_have_value("Is the Roadster in stock?")
    press(page, "Ask about the Estate")
    expect(field).to_have_value("Is the Estate in stock?")

    field.press("Enter")
    expect_said(page, "Sent as: Is the Estate in stock?")
    expect(field).to_have_value("")


def test_a_rule_says_all_that_holds_on_its_page(visit: Open) -> None:
    page = visit("page-rule")
    launcher = page.locator("iframe#kommunicate-widget-iframe")
    expect(launcher).to_be_hidden()

    press(page, "Start as a VIP, with team 7")
    expect_said(page, "Started with team 7; the page's own settings are back.")
    assert created(page)[-1]["metadata"]["KM_TEAM_ID"] == 7
    expect(page.locator("#settings")).to_have_text("team_id=42")

    chat(page).get_by_role("button", name="Close").click()
    expect(launcher).to_be_hidden()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(chat(page).get_by_role("heading", name="Conversations")).to_be_visible()


def test_each_visit_begins_with_nothing_of_the_last(visit: Open) -> None:
    page = visit("fresh")
    press(page, "Start a conversation")
    expect_said(page, "Conversation 7000001, until you visit again.")
    before = page.evaluate("kommunicate._globals.userId")

    page.get_by_role("link", name="Visit again").click()
    expect(said(page)).not_to_contain_text("7000001")
    expect(page.locator("#state")).to_have_text("ready", timeout=START)
    press(page, "Look at the list")

    expect(chat(page).get_by_text("You have no conversations yet.")).to_be_visible()
    assert page.evaluate("kommunicate._globals.userId") != before
    assert page.evaluate("kommunicateStandin.conversations()") == []


def test_visitors_change_places(visit: Open) -> None:
    page = visit("identity")
    press(page, "Ada signs in")
    expect_said(page, "Ada is there, and nobody else.")
    press(page, "Start a conversation")
    expect_said(page, "Conversation 7000001 is theirs alone.")

    press(page, "Grace signs in")
    expect_said(page, "Grace is there, and nobody else.")
    assert page.evaluate("kommunicate._globals.userId") == "grace"
    press(page, "Look at the list")
    expect(chat(page).get_by_text("You have no conversations yet.")).to_be_visible()

    press(page, "Sign out")
    expect_said(page, "Signed out. Nothing is left, and it was looked for.")


def test_nothing_comes_before_consent(visit: Open) -> None:
    page = visit("consent")
    press(page, "Talk to us")
    expect_said(page, "I remember that, until you agree.")
    expect(page.locator("#kommunicate-widget-iframe")).to_have_count(0)

    press(page, "I agree")
    expect_said(page, "Here is the chat.")
    expect(chat(page).get_by_role("textbox")).to_be_visible()

    press(page, "I take it back")
    expect_said(page, "The chat is gone, with all that it had stored.")
    expect(page.locator("#kommunicate-widget-iframe")).to_have_count(0)


def test_what_goes_wrong_is_told_and_ends_with_another_try(visit: Open) -> None:
    page = visit("faults")
    instead = page.locator("#contact")
    press(page, "Take the chat off the page")
    expect_said(page, "removed: the widget was removed from the page.")
    expect(page.locator("#state")).to_have_text("ready")
    expect(instead).to_be_hidden()

    page.get_by_label("What goes wrong").select_option("this domain is not allowed")
    press(page, "Let it happen")
    expect(page.locator("#reason")).to_have_text("domain_refused", timeout=START)
    expect(page.get_by_label("What goes wrong")).to_have_value("domain")
    expect(instead).to_be_visible()
    press(page, "Talk to us")
    expect_said(page, "does not allow this domain")

    press(page, "Try again")
    expect_said(page, "It works again")
    expect(instead).to_be_hidden()
    press(page, "Talk to us")
    expect_said(page, "Here is the chat.")


def test_agents_get_to_know_what_it_is_about(visit: Open) -> None:
    page = visit("info")
    press(page, "Ask about the camper")
    expect_said(page, "Conversation 7000001 is about the Camper")
    press(page, "Ask about the roadster")
    expect_said(page, "Conversation 7000001 is about the Roadster")

    camper, roadster = page.evaluate("kommunicateStandin.updated")
    assert camper["groupId"] == roadster["groupId"] == "7000001"
    notes = json.loads(camper["metadata"]["conversationMetadata"])
    assert notes == {"model": "Camper", "price": "32900"}

    press(page, "A note on all that follow")
    expect_said(page, "All that follow say where they came from.")
    chat(page).get_by_role("button", name="Back").click()
    chat(page).get_by_role("button", name="new conversation").click()
    expect(page.locator("#group-id")).to_have_text("7000002")
    notes = json.loads(created(page)[-1]["metadata"]["conversationMetadata"])
    assert notes["came_from"] == "/pages/info"
