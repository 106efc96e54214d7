"""What ten thousand navigations and actions leave behind: nothing.

`make soak` plays them; `make test` plays the first of them (`KOMMPY_SOAK` says how many).
"""

import os
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import RUNTIMES, OpenPage

ROUNDS = int(os.environ.get("KOMMPY_SOAK", "200"))
WARM_UP = 30
CONFIG = """
from kommpy import ConversationSettings, PageRule, WidgetSettings

SETTINGS = WidgetSettings(app_id="demo")
RULES = {
    "/cars/{model}": lambda model: ConversationSettings(welcome_message=model),
    "/quiet/*": PageRule(launcher=False),
}
"""
MAIN = """
import asyncio
import gc

import js
from config import RULES, SETTINGS
from kommpy import Chat, ConversationSettings

chat = Chat(SETTINGS, rules=RULES)
heard = []


@chat.when("click", "#talk")
async def talk(event):
    heard[:] = [event.data]


@chat.on("chat_widget_close")
def closed(event):
    heard[:] = [event.data]


async def play(rounds):
    await chat.ready()
    for number in range(rounds):
        await play_round(number)
    js.played = rounds


async def play_round(number):
    js.history.pushState(None, "", ("/cars/%d", "/quiet/%d")[number % 2] % (number % 7))
    stops = [
        chat.when("click", ".call", lambda event: None),
        chat.when("submit", "form", lambda event: None),
        chat.on("message_received", lambda event: None),
    ]
    js.document.querySelector("#talk").click()
    await chat.update_settings(ConversationSettings(team_id=number + 1))
    await chat.update_chat_context({"round": number})
    await chat.update_conversation_metadata("7000001", {"round": number})
    if number % 10 == 0:
        await chat.open_conversation("7000001")
        await chat.close()
        try:
            await chat.open_conversation("999")
        except Exception:
            heard.clear()
    for stop in stops:
        stop()
    await asyncio.sleep(0)


def begin(rounds):
    asyncio.create_task(play(rounds))


def count_proxies():
    gc.collect()
    try:
        import jsffi
    except ImportError:
        import pyodide_js

        js.proxies = str(pyodide_js._module.pyproxy_alloc_map.size)
    else:
        counts = jsffi.mem_info()
        js.proxies = str((counts[4], counts[6]))


js.begin = begin
js.countProxies = count_proxies
"""
PREPARE = """
window.kommunicateStandin = { groups: [7000001], latency: 0 };
window.listeners = 0;
for (const [method, step] of [["addEventListener", 1], ["removeEventListener", -1]]) {
  const original = EventTarget.prototype[method];
  EventTarget.prototype[method] = function (...args) {
    window.listeners += step;
    return original.apply(this, args);
  };
}
"""
TRACE = """
import pyodide_js
pyodide_js._module.enable_pyproxy_allocation_tracing()
"""


def play(page: Page, rounds: int) -> None:
    """Play some rounds, to their end."""
    page.evaluate("rounds => { window.played = 0; begin(rounds); }", rounds)
    page.wait_for_function("window.played", timeout=rounds * 200 + 30_000)


def counted(page: Page) -> dict[str, Any]:
    """Count what is alive once everything that can go has gone."""
    session = page.context.new_cdp_session(page)
    for _ in range(3):  # what Python lets go, JavaScript can let go, and the other way round
        page.evaluate("() => void countProxies()")
        session.send("HeapProfiler.collectGarbage")
    session.detach()
    return dict(page.evaluate("({ proxies, listeners })"))


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_nothing_piles_up(runtime: str, page: Page, open_page: OpenPage) -> None:
    page.add_init_script(PREPARE)
    open_page(
        (TRACE if runtime == "py" else "") + MAIN,
        runtime=runtime,
        config=CONFIG,
        body='<button id="talk" class="call" data-bot-id="liz">Talk</button>',
    )
    play(page, WARM_UP)
    before = counted(page)

    play(page, ROUNDS)

    assert counted(page) == before
