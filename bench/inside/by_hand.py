"""The widget's calls as one writes them by hand, on the runtime's interface to JavaScript."""

import asyncio

import js

try:
    from pyodide.ffi import create_once_callable, to_js

    def plain(value):
        return to_js(value, dict_converter=js.Object.fromEntries)
except ImportError:
    from jsffi import create_proxy as create_once_callable
    from jsffi import to_js as plain

METADATA = {"plan": "pro", "car": {"model": "T", "year": 1908}}


def launch_conversation():
    js.Kommunicate.launchConversation()


def update_settings():
    js.Kommunicate.updateSettings(plain({"teamId": 42, "skipRouting": True}))


def update_conversation_metadata():
    js.Kommunicate.updateConversationMetadata(plain({"groupId": "7000001", "metadata": METADATA}))


def start_conversation(answered=lambda *given: None):
    detail = {
        "agentIds": ["ada@example.com"],
        "botIds": ["sales-bot"],
        "skipRouting": True,
        "assignee": "sales-bot",
        "conversationMetadata": METADATA,
    }
    js.Kommunicate.startConversation(plain(detail), create_once_callable(answered))


async def start_conversation_awaited():
    there = asyncio.Event()
    start_conversation(lambda *given: there.set())
    await there.wait()
