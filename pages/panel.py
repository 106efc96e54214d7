"""The live panel of the demo pages: what happens in the chat, written into the page."""

import asyncio
import json
import sys

from js import (
    JSON,
    document,
    localStorage,
    location,
    performance,
    sessionStorage,
    window,
)

EVENTS = (
    "chat_widget_open",
    "chat_widget_close",
    "message_sent",
    "message_received",
    "state_changed",
)
# of the many keys of a creation, those that conversation settings and details decide
TOLD = (
    '["groupName", "admin", "users", "userId", "groupRole", "clientGroupId", "groupId",'
    '"metadata", "CONVERSATION_ASSIGNEE", "SKIP_ROUTING", "SKIP_BOT_EVENT", "KM_TEAM_ID",'
    '"WELCOME_MESSAGE", "CUSTOM_WELCOME_EVENT", "conversationMetadata"]'
)

_tasks = []  # asyncio keeps them only weakly


def show(text):
    """Let Python say something in the panel."""
    _say("python", "Python", str(text))


def watch(chat):
    """Follow a chat: its state, its settings, its events, and what the visitor presses."""
    seconds = performance.now() / 1000
    _write("runtime", f"{_runtime()}, there after {seconds:.1f} s")
    for name in EVENTS:
        chat.on(name, _reported)
    chat.when("click", "button[data-visitor], a[data-visitor]", _pressed)
    chat.when("submit", "form[data-visitor]", _pressed)
    _tasks.append(asyncio.create_task(_follow(chat)))


def fill(element, text):
    """Write a text into a field of the page."""
    document.getElementById(element).value = text


def come_back(seconds):
    """Load the page again, as if that much time had passed."""
    sessionStorage.setItem("passed", seconds)
    location.reload()


def _let_time_pass():
    passed = sessionStorage.getItem("passed")
    kept = localStorage.getItem("kommpy-visits")
    if passed and kept:
        visits = json.loads(kept)
        visits["seen"] -= int(passed)
        localStorage.setItem("kommpy-visits", json.dumps(visits))
    sessionStorage.removeItem("passed")


async def _follow(chat):
    while True:
        _write("state", chat.state)
        _write("reason", chat.reason or "none")
        _write("group-id", chat.current_group_id or "none yet")
        _write("settings", _lines(chat.settings))
        _sent()
        await asyncio.sleep(0.2)


def _reported(event):
    text = event.type
    if text == "state_changed":
        text = f"{text}: {event.data['state']}"
    elif text.startswith("message"):
        text = f"{text}: “{event.data['message']['message']}”"
    _write("last-event", event.type)
    _say("widget", "Widget", text)


def _pressed(event):
    text = event.data["visitor"]
    if event.replayed:
        text = f"{text} (before Python was there, which was told of it afterwards)"
    _say("visitor", "Visitor", text)


def _say(kind, who, text):
    line, name = document.createElement("p"), document.createElement("b")
    line.className = kind
    name.textContent = who
    line.append(name, text)
    log = document.getElementById("log")
    log.append(line)
    log.scrollTop = log.scrollHeight


def _write(element, text):
    place = document.getElementById(element)
    if place and place.textContent != text:
        place.textContent = text


def _lines(settings):
    given = settings.given()
    lines = [f"{name}={given[name]!r}" for name in sorted(given)]
    return "\n".join(lines) or "all as in the dashboard"


def _sent():
    """Show the last body the stand-in widget would have sent, where the page asks for it."""
    place = document.getElementById("sent")
    standin = getattr(window, "kommunicateStandin", None)
    if place and standin:
        bodies = getattr(standin, place.dataset.sent, None)
        if bodies and bodies.length:
            _write("sent", JSON.stringify(bodies.at(-1), JSON.parse(TOLD), 2))


def _runtime():
    version = ".".join(str(part) for part in sys.implementation.version[:3])
    name = "MicroPython" if sys.implementation.name == "micropython" else "Pyodide, Python"
    return f"{name} {version}"


_let_time_pass()
