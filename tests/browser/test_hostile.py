"""What visitors, agents, addresses and authors write stays text, wherever it is shown."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import RUNTIMES, Site, Surprises

FRAME = "#kommunicate-widget-iframe"
EVIL = "<img src=x: onerror='top.broken=1'><script>top.broken=2</script>\"'`${top.broken=3}"
CONFIG = f"""
from kommpy import ConversationSettings, WidgetSettings

EVIL = {EVIL!r}
SETTINGS = WidgetSettings(
    app_id="demo",
    conversation_title=EVIL,
    static_top_message=EVIL,
    labels={{"conversations.title": EVIL, "start.new": EVIL}},
    metadata={{EVIL: EVIL}},
)
RULES = {{"/*": ConversationSettings(welcome_message=EVIL)}}
"""
MAIN = """
import js
from config import EVIL, RULES, SETTINGS
from kommpy import Chat, ConversationDetail, KommpyError

chat = Chat(SETTINGS, rules=RULES)
refused = []
for key in ("__proto__", "constructor", "prototype"):
    for tree in ({key: {"polluted": 1}}, {"a": [{key: {"polluted": 1}}]}):
        for call in (
            chat.update_chat_context,
            chat.update_default_conversation_metadata,
            lambda tree: chat.update_conversation_metadata("1", tree),
            lambda tree: ConversationDetail(conversation_metadata=tree),
            lambda tree: SETTINGS.replace(labels=tree),
            lambda tree: SETTINGS.replace(extra=tree),
            lambda tree: SETTINGS.replace(app_settings=tree),
        ):
            try:
                call(tree)
            except KommpyError:
                refused.append(key)


async def talk(event):
    detail = ConversationDetail(default_group_name=EVIL, conversation_metadata={EVIL: EVIL})
    await chat.start_conversation(detail)
    await chat.send_message(EVIL)
    try:
        await chat.open_conversation("<b>" + EVIL.replace(" ", ""))
    except KommpyError as error:
        js.console.log(str(error))
    js.window.done = len(refused)


chat.when("click", "#talk", talk)
"""
BODY = '<button id="talk" data-note="&lt;b&gt;">Talk</button>'


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_nothing_of_it_becomes_markup_or_code(
    runtime: str, site: Site, page: Page, surprises: Surprises
) -> None:
    address = site.page(MAIN, runtime=runtime, body=BODY, config=CONFIG)
    page.goto(f"{address}?q={EVIL}#{EVIL}")
    assert page.evaluate("kommpy.page.settings.labels['start.new']") == EVIL
    page.get_by_role("button", name="Talk").click()
    page.wait_for_function("window.done")
    page.wait_for_function("KommunicateGlobal.IS_SOCKET_CONNECTED")
    page.evaluate("text => kommunicateStandin.receive({ message: text })", EVIL)

    chat = page.frame_locator(FRAME)
    expect(chat.locator(".mck-msg-text").filter(has_text="onerror")).to_have_count(3)
    chat.get_by_role("button", name="Back").click()
    inside = "KommunicateGlobal.document.querySelectorAll('img, body script').length"
    assert page.evaluate(inside) == 0
    assert page.evaluate("document.querySelectorAll('img').length") == 0
    assert page.evaluate("window.broken ?? null") is None
    assert page.evaluate("({}).polluted ?? null") is None
    assert page.evaluate("window.done") == 3 * 2 * 7
    [created] = page.evaluate("kommunicateStandin.created")
    assert json.loads(created["metadata"]["conversationMetadata"])[EVIL] == EVIL
