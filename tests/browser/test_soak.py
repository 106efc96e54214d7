"""What thousands of navigations, actions and conversations leave behind: nothing.

`make soak` plays them; `make test` plays the first of them (`KOMMPY_SOAK` says how many).
"""

import os
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page

from tests.browser.conftest import RUNTIMES, OpenPage

ROUNDS = int(os.environ.get("KOMMPY_SOAK", "200"))
# a conversation's round takes longer: half as many of them, and a few where they are few
PLAYS = {"moves": ROUNDS, "conversations": ROUNDS // 2 if ROUNDS > 1000 else ROUNDS // 5}
WARM_UP = 30
LOOKS = 20  # until what is looked at later, a quarter of a second apart, has been looked at
# what may be more afterwards than before, however many the rounds: nothing that piles up stays
# below it. MicroPython's garbage collection takes for references what only looks like them
MAY_GROW = {
    "proxies": 5,
    "references": 5,
    "listeners": 0,
    "nodes": 50,
    "documents": 0,
    "jsEventListeners": 5,
    "bytes": 50_000,  # of MicroPython's; one block a round would be three times as much
    "objects": 5000,  # of Pyodide's
    "heap": 1_000_000,  # bytes
}
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
import json

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


async def play(kind, rounds):
    await chat.ready()
    for number in range(rounds):
        move_on(number)
        await ROUNDS[kind](number)
    js.played = rounds


def move_on(number):
    js.history.pushState(None, "", ("/cars/%d", "/quiet/%d")[number % 2] % (number % 7))


async def move(number):
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
    js.kommunicateStandin.updated.length = js.kommunicateStandin.requests.length = 0
    await asyncio.sleep(0)


async def converse(number):
    group_id = await chat.start_conversation()
    await chat.send_message("Hello")
    await chat.close()
    await chat.open_conversation(group_id)
    await chat.open_conversation_list()
    await chat.close()
    await chat.launch_conversation()
    await chat.close()
    js.kommunicateStandin.reset()  # the server's memory is no part of it


ROUNDS = {"moves": move, "conversations": converse}


def begin(kind, rounds):
    asyncio.create_task(play(kind, rounds))


def count():
    gc.collect()
    try:
        import jsffi
    except ImportError:
        import pyodide_js

        proxies = pyodide_js._module.pyproxy_alloc_map.size
        found = {"proxies": proxies, "objects": len(gc.get_objects())}
    else:
        counts = jsffi.mem_info()
        found = {"proxies": counts[4], "references": counts[6], "bytes": gc.mem_alloc()}
    js.counted = json.dumps(found)


js.begin = begin
js.count = count
"""
PREPARE = """
window.kommunicateStandin = { groups: [7000001], latency: 0, answers: false };
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
COUNTED = "({ ...JSON.parse(counted), listeners })"


def play(page: Page, kind: str, rounds: int) -> None:
    """Play some rounds, to their end."""
    page.evaluate("args => { window.played = 0; begin(...args); }", [kind, rounds])
    page.wait_for_function("window.played", timeout=rounds * 1000 + 30_000)


def counted(page: Page, session: CDPSession) -> dict[str, Any]:
    """Count what is alive once everything that can go has gone."""
    for _ in range(4):  # what Python lets go, JavaScript can let go, and the other way round
        page.evaluate("() => void count()")
        session.send("HeapProfiler.collectGarbage")
    found = dict(page.evaluate(COUNTED))
    found.update(session.send("Memory.getDOMCounters"))
    found["heap"] = session.send("Runtime.getHeapUsage")["usedSize"]
    return found


def growth(page: Page, session: CDPSession, before: dict[str, Any]) -> dict[str, Any]:
    """Tell what is more than before, once what is under way has ended."""
    for _ in range(LOOKS):
        after = counted(page, session)
        grown = {name: after[name] - before[name] for name in before}
        if all(grown.get(name, 0) <= most for name, most in MAY_GROW.items()):
            break
        page.wait_for_timeout(250)
    print("before:", before, "after:", after, sep="\n")  # noqa: T201 - seen with pytest -s
    return grown


@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize("kind", PLAYS)
def test_nothing_piles_up(kind: str, runtime: str, page: Page, open_page: OpenPage) -> None:
    page.add_init_script(PREPARE)
    open_page(
        (TRACE if runtime == "py" else "") + MAIN,
        runtime=runtime,
        config=CONFIG,
        body='<button id="talk" class="call" data-bot-id="liz">Talk</button>',
    )
    session = page.context.new_cdp_session(page)
    play(page, kind, WARM_UP)
    before = counted(page, session)

    play(page, kind, PLAYS[kind])
    grown = growth(page, session, before)

    assert {name: grown[name] for name in MAY_GROW if grown.get(name, 0) > MAY_GROW[name]} == {}
