"""The stand-in is a chat that can be seen and used, by pointer, keyboard and screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.standin_visit import Visit

pytest_plugins = ["tests.browser.standin_visit"]

FRAME = "#kommunicate-widget-iframe"


def launch(visit: Visit) -> None:
    """Press the launcher; wait for a conversation."""
    visit.chat.get_by_role("button", name="Open chat").click()
    visit.hurry_until_connected()
    expect(visit.chat.get_by_role("log")).to_be_visible()


def say(visit: Visit, text: str) -> None:
    visit.chat.get_by_role("textbox").fill(text)
    visit.chat.get_by_role("textbox").press("Enter")


def test_visitor_talks_to_whoever_has_the_conversation(visit: Visit) -> None:
    visit.begin()
    visit.call(
        "updateSettings",
        {"defaultBotIds": ["sales-bot"], "defaultAssignee": "sales-bot", "teamId": 42},
    )
    launch(visit)
    expect(visit.chat.get_by_role("heading", name="Sales Bot")).to_be_visible()
    expect(visit.chat.locator("#mck-tab-status")).to_have_text("bot · team 42")

    say(visit, "Who are you?")
    visit.hurry(1_500)

    log = visit.chat.get_by_role("log")
    expect(log).to_contain_text("I am Sales Bot, the bot of this conversation. It is with team 42.")
    expect(visit.chat.get_by_role("textbox")).to_have_value("")


def test_team_alone_answers_and_knows_the_metadata(visit: Visit) -> None:
    visit.begin()
    visit.start({"teamId": 7, "conversationMetadata": {"plan": "pro"}})

    say(visit, "who is there")
    visit.hurry(1_500)

    expect(visit.chat.get_by_role("heading", name="Team 7")).to_be_visible()
    expect(visit.chat.get_by_role("log")).to_contain_text("I know: plan is pro.")


def test_someone_is_seen_typing(visit: Visit) -> None:
    visit.begin()
    visit.start()

    visit.control("type", True)
    expect(visit.chat.locator(".km-typing-wrapper")).to_be_visible()
    visit.control("receive", {"message": "Done"})
    expect(visit.chat.locator(".km-typing-wrapper")).to_have_count(0)


def test_welcome_message_is_the_given_one_or_none(visit: Visit) -> None:
    visit.begin()
    visit.start({"WELCOME_MESSAGE": "Questions about the roadster?"})
    expect(visit.chat.get_by_role("log")).to_contain_text("Questions about the roadster?")

    visit.start({"skipBotEvent": '["WELCOME_EVENT"]'})
    expect(visit.chat.locator(".mck-m-b")).to_have_count(0)


def test_conversations_survive_a_reload(visit: Visit) -> None:
    visit.begin("/", answers=False)
    visit.start({"botIds": ["liz"]})
    say(visit, "Remember me")
    visit.settle()
    visit.start({"botIds": ["sales-bot"]})

    visit.begin("/other")
    visit.call("launchConversation")
    rows = visit.chat.get_by_role("listitem")
    expect(rows).to_have_count(2)
    rows.filter(has_text="Remember me").get_by_role("button").click()

    expect(visit.chat.get_by_role("log")).to_contain_text("Remember me")


def test_list_starts_a_new_conversation(visit: Visit) -> None:
    visit.begin()
    visit.call("openConversationList")
    expect(visit.chat.get_by_text("You have no conversations yet.")).to_be_visible()

    visit.chat.get_by_role("button", name="Start new conversation").click()
    visit.hurry_until_connected()
    visit.chat.get_by_role("button", name="Back to conversations").click()

    expect(visit.chat.get_by_role("listitem")).to_have_count(1)


def test_unread_messages_are_counted(visit: Visit) -> None:
    visit.begin("/", {"notification": False}, groups=[7000001, 7000002])
    visit.wait("KommunicateGlobal.IS_SOCKET_CONNECTED")
    visit.control("receive", {"message": "One", "groupId": 7000001})
    visit.control("receive", {"message": "Two", "groupId": 7000001})
    badge = visit.chat.locator("#applozic-badge-count")
    expect(badge).to_have_text("2")
    expect(visit.chat.get_by_role("button", name="Open chat, 2 unread")).to_be_visible()

    visit.call("launchConversation")
    row = visit.chat.get_by_role("listitem").filter(has_text="Two")
    expect(row).to_contain_text("2 unread")
    row.get_by_role("button").click()
    visit.call("closeWidgetPreview")

    expect(badge).to_be_hidden()


def test_unread_count_can_be_switched_off(visit: Visit) -> None:
    settings = {"notification": False, "unreadCountOnchatLauncher": False}
    visit.begin("/", settings, groups=[7000001])
    visit.wait("KommunicateGlobal.IS_SOCKET_CONNECTED")
    visit.control("receive", {"message": "One"})

    visit.wait("kommunicateStandin.conversations()[0].unreadCount === 1")
    expect(visit.chat.locator("#applozic-badge-count")).to_be_hidden()


def test_message_that_is_not_sent_says_so(visit: Visit) -> None:
    visit.begin()
    visit.start()
    visit.control("fail", "send")
    say(visit, "Hello?")

    expect(visit.chat.get_by_role("log")).to_contain_text("Sending failed")


def test_text_is_never_markup(visit: Visit) -> None:
    visit.begin("/", names={"<b>x</b>": "<img src=x onerror=alert(1)>"})
    visit.start({"botIds": ["<b>x</b>"], "assignee": "<b>x</b>"})
    visit.control("receive", {"message": "<img src=x onerror=alert(2)>"})

    expect(visit.chat.get_by_role("log")).to_contain_text("<img src=x onerror=alert(2)>")
    expect(visit.chat.locator("img")).to_have_count(0)


def test_keyboard_is_enough(visit: Visit) -> None:
    visit.begin("/", answers=False)
    launcher = visit.chat.get_by_role("button", name="Open chat")
    launcher.focus()
    visit.page.keyboard.press("Enter")
    visit.hurry_until_connected()
    box = visit.chat.get_by_role("textbox")
    expect(box).to_be_focused()

    visit.page.keyboard.type("One")
    visit.page.keyboard.press("Shift+Enter")
    visit.page.keyboard.type("Two")
    visit.page.keyboard.press("Enter")
    expect(visit.chat.get_by_text("One\nTwo")).to_be_visible()

    visit.page.keyboard.press("Tab")
    expect(visit.chat.get_by_role("button", name="Send message")).to_be_focused()
    visit.page.keyboard.press("Escape")
    expect(launcher).to_be_focused()
    assert visit.shows["size"] == [75, 75]


def test_form_is_used_by_keyboard(visit: Visit) -> None:
    visit.begin("/", {"preLeadCollection": [{"field": "Name", "required": True}]})
    visit.chat.get_by_role("button", name="Open chat").press("Enter")
    expect(visit.chat.get_by_label("Name")).to_be_focused()

    visit.page.keyboard.press("Escape")
    expect(visit.chat.get_by_role("button", name="Open chat")).to_be_focused()

    visit.page.keyboard.press("Enter")
    visit.page.keyboard.type("Ada")
    visit.page.keyboard.press("Enter")
    visit.wait("log.length === 3")


def test_phone_is_filled(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 800})
    visit.begin()
    assert visit.shows["size"] == [75, 75]

    launch(visit)
    assert visit.shows["size"] == [390, 800]
    assert visit.run("document.documentElement.scrollWidth <= innerWidth") is True

    visit.chat.get_by_role("button", name="Close chat").click()
    assert visit.shows["size"] == [75, 75]


def test_popup_keeps_its_launcher(visit: Visit) -> None:
    visit.begin("/", {"popupWidget": True})
    launch(visit)
    assert visit.shows["size"] == [442, 700]

    visit.chat.locator("#km-popup-close-button").click()
    assert visit.shows["size"] == [75, 75]


@pytest.mark.parametrize("position", ["left", "right"])
def test_position_comes_from_the_dashboard(visit: Visit, position: str) -> None:
    visit.begin("/", {"appSettings": {"chatWidget": {"position": position}}})

    left = visit.run("document.getElementById('kommunicate-widget-iframe').offsetLeft")
    assert (left < 100) is (position == "left")


def test_launcher_and_texts_can_be_the_authors(visit: Visit) -> None:
    labels = {"input.message": "Schreiben Sie uns", "start.new": "Neues Gespräch"}
    visit.begin("/", {"chatLauncherHtml": "<b>Chat!</b>", "labels": labels})
    expect(visit.chat.locator("#mck-sidebox-launcher b")).to_have_text("Chat!")

    visit.call("openConversationList")
    expect(visit.chat.get_by_role("button", name="Neues Gespräch")).to_be_visible()


def test_css_of_the_author_is_added(visit: Visit) -> None:
    visit.begin()
    visit.call("customizeWidgetCss", ".mck-box-top { background: rgb(1, 2, 3) !important; }")
    visit.call("openConversationList")

    expect(visit.chat.locator(".mck-box-top").first).to_have_css("background-color", "rgb(1, 2, 3)")


def test_chat_speaks_first_after_a_while(visit: Visit) -> None:
    visit.begin("/", {"msgTriggerTimeout": 5_000})
    visit.hurry(5_000)
    visit.hurry_until_connected()
    visit.settle()

    created: list[Any] = visit.sent("created")
    assert len(created) == 1
    assert visit.shows["individual"] == "none"


def test_widget_asks_for_nothing_but_its_own_files(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.begin()
    visit.start()

    assert all(url.startswith(visit.site) for url in asked)


def test_what_was_said_while_the_line_was_down_is_shown(visit: Visit) -> None:
    visit.begin()
    visit.start()
    visit.control("connectSocket", False)
    visit.control("receive", {"message": "Are you still there?"})
    log = visit.chat.get_by_role("log")
    expect(log).not_to_contain_text("Are you still there?")

    visit.control("connectSocket", True)

    expect(log).to_contain_text("Are you still there?")


def test_colours_and_icon_are_the_dashboards(visit: Visit) -> None:
    theme = {"primaryColor": "#00695c", "secondaryColor": "#ffe082", "iconIndex": "image"}
    chosen = {"appSettings": {"chatWidget": {**theme, "widgetImageLink": "data:,"}}}
    visit.begin("/", chosen)
    launcher = visit.chat.get_by_role("button", name="Open chat")
    expect(launcher).to_have_css("background-color", "rgb(0, 105, 92)")
    expect(launcher.locator("img")).to_have_attribute("src", "data:,")

    visit.start()
    top = visit.chat.locator(".mck-box-top").first
    expect(top).to_have_css("background-color", "rgb(0, 105, 92)")
    expect(visit.chat.locator(".mck-msg-box").first).to_have_css(
        "background-color", "rgb(255, 224, 130)"
    )
    visit.call("customizeWidgetCss", ".mck-box-top { background: navy !important; }")
    expect(top).to_have_css("background-color", "rgb(0, 0, 128)")


@pytest.mark.parametrize(("settings", "direction"), [({}, "rtl"), ({"rtl": False}, "ltr")])
def test_the_browsers_language_decides_the_direction(
    visit: Visit, settings: dict[str, Any], direction: str
) -> None:
    visit.page.add_init_script(
        "Object.defineProperty(navigator, 'language', { get: () => 'ar-EG' })"
    )
    visit.begin("/", settings)

    assert visit.run("KommunicateGlobal.document.body.dir") == direction


def test_what_stands_beside_the_line_to_type_in(visit: Visit) -> None:
    beside = {"quickReplies": ["Yes", "No"], "voiceInput": True, "locShare": True}
    visit.begin("/", {**beside, "disableTextArea": True, "attachment": False}, answers=False)
    visit.start()
    expect(visit.chat.get_by_role("textbox")).to_be_disabled()
    expect(visit.chat.get_by_role("button", name="Attach a file")).to_have_count(0)
    expect(visit.chat.get_by_role("button", name="Speak")).to_be_visible()
    expect(visit.chat.get_by_role("button", name="Share a place")).to_be_visible()

    visit.chat.get_by_role("button", name="Yes").click()
    expect(visit.chat.get_by_role("log")).to_contain_text("Yes")


LISTEN = """
window.heard = [];
window.Audio = class { constructor(url) { heard.push(url) } play() { return Promise.resolve() } };
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ name: "Ada" }, { name: "Bob" }],
  speak: said => heard.push([said.text, said.rate, said.voice?.name, said.lang]),
} });
window.Notification = class {
  static permission = "granted";
  constructor(title, more) { heard.push([title, more.body, more.icon]) }
};
"""


def test_more_beside_the_line_to_type_in_and_in_the_header(visit: Visit) -> None:
    more = {"capturePhoto": True, "emojilibrary": True, "voiceNote": True}
    header = {"primaryCTA": "TTS", "staticTopMessage": "Until six", "staticTopIcon": "/icon.svg"}
    visit.foresee("404")
    visit.begin("/", {**more, **header}, answers=False)
    visit.start()

    for name in ("Take a picture", "Record a note"):
        expect(visit.chat.get_by_role("button", name=name)).to_be_visible()
    visit.chat.get_by_role("button", name="Add a smiley").click()
    expect(visit.chat.get_by_role("textbox")).to_have_value("🙂")
    visit.chat.get_by_role("button", name="Read aloud").click()
    expect(visit.chat.get_by_role("button", name="Read no more")).to_be_visible()
    expect(visit.chat.locator("#mck-banner img")).to_have_attribute("src", "/icon.svg")


def test_what_the_header_offers_is_told(visit: Visit) -> None:
    offered = {"primaryCTA": "CSAT_RATING", "restartConversationByUser": True, "talkToHuman": True}
    visit.begin("/", offered, answers=False)
    visit.start()
    visit.run(
        "window.told = 0;"
        "Kommunicate.subscribeToEvents({ onRestartConversationClick: () => told++ })"
    )

    expect(visit.chat.get_by_role("button", name="Rate the conversation")).to_be_visible()
    expect(visit.chat.get_by_role("button", name="Talk to a person")).to_be_visible()
    visit.chat.get_by_role("button", name="Restart conversation").click()
    visit.wait("told === 1")


def test_messages_are_read_aloud_ring_and_are_told_by_the_system(visit: Visit) -> None:
    visit.page.add_init_script(LISTEN)
    spoken = {"voiceOutput": True, "voiceName": ["Eve", "Bob"], "voiceRate": 1.5, "language": "de"}
    told = {"notificationSoundLink": "/ding.mp3", "notificationIconLink": "/icon.png"}
    visit.begin("/", {**spoken, **told}, answers=False)
    group_id = visit.start()
    visit.control("receive", {"message": "Hello", "groupId": int(group_id)})
    visit.wait("heard.length === 1")

    visit.call("closeWidgetPreview")
    visit.run("KommunicateGlobal.$mck_msg_inner = { data() {} }")
    visit.run("Object.defineProperty(document, 'hidden', { value: true })")
    visit.control("receive", {"message": "Still there?", "groupId": int(group_id)})
    visit.wait("heard.length === 3")

    assert visit.run("heard") == [
        ["Hello", 1.5, "Bob", "de"],
        "/ding.mp3",
        ["Live chat", "Still there?", "/icon.png"],
    ]
