# ruff: noqa: INP001 - a script, not a package
"""The page `docs/names.md`: what each name of the vendor's is in Python.

What a method of ours stands for is read from its docstring, an option's name from its definition.
Only what has no counterpart is written down here, with the reason.
"""

import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Any

import kommpy
from kommpy import events
from kommpy.options import Option

OPTIONS = ("ConversationSettings", "ConversationDetail", "UserDetails", "WidgetSettings")
INTRO = """\
# From JavaScript to Python

For those who know the vendor's documentation: each of its names, and what it is here. A name of
the vendor's in camelCase is the same in snake_case; where it is not, the table says so. A vendor's
name where a Python name belongs is refused, and the error tells the right one.
"""
METHODS = """\
## Methods

What stands behind `window.Kommunicate`. `chat` is a [`Chat`](reference.md#chat).
"""
# methods that nothing here maps to, and why
WITHOUT = {
    "createNewConversation": "An older way to `start_conversation`; it throws without a callback.",
    "getAwayMessage": "The widget asks for it itself.",
    "getBaseUrl": "Says which region's server is asked; here you choose it, by `region`.",
    "getConversationOfParticipent": "An older query; it throws without a callback.",
    "getCurrentPosition": "The widget's own: it asks where the visitor is.",
    "getTimeToLoadChatByDays": "The widget's own: it computes what `load_chat_by_days` means.",
    "getUserLocation": "The widget's own: it asks where the visitor is.",
    "loadConversation": "An older way that loses bots where it creates the conversation. "
    "Give `start_conversation` a `client_group_id`: it opens what exists.",
    "openDirectConversation": "Conversations between two people; a site's chat has none.",
    "openLastConversation": "An older way, by the conversation's name. Keep the group id and give "
    "it to `open_conversation`.",
    "reloadWidget": "Loses all options, and breaks launching. `logout()` begins anew.",
    "setDefaultAgent": "Always throws. Say `default_assignee`.",
    "setDefaultIframeConfigForClosedChat": "Changes how the frame looks, and nothing else.",
    "setDefaultIframeConfigForOpenChat": "Changes how the frame looks, and nothing else.",
    "triggerEvent": "An older call of the server. Say `custom_welcome_event`.",
    "updateUserIdentity": "Leaves the widget half changed: what should follow never runs. "
    "Log out and in again.",
}
# what several names of ours share, or what is no method of `Kommunicate`
BESIDES = {
    "KommunicateGlobal.CURRENT_GROUP_DATA.tabId": "`chat.current_group_id`",
    "getSettings": "`chat.settings`",
    "onInit": "`await chat.ready()`, the event `state_changed`",
    "openWidgetPreview": "`chat.launch_conversation()`",
    "subscribeToEvents": "`chat.on(event, handler)`",
    "window.kommunicate._globals": "[`WidgetSettings`](options.md#widgetsettings)",
}
SETTINGS = """\
## Settings

Keys of the objects that the vendor's methods take. What each of them means and accepts is in
[Options](options.md).
"""
# install settings that the widget overwrites, or reads to no effect
OVERWRITTEN = (
    "agentId",
    "agentName",
    "chatPopupMessage",
    "collectFeedback",
    "connectSocketOnWidgetClick",
    "conversationMetadata",
    "customerCreatedAt",
    "defaultUploadOverride",
    "isAnonymousChat",
    "isCsatAvailable",
    "widgetSettings",
)
# keys of one object that need no option of their own
INSTEAD = {
    "ConversationSettings": {
        "botIds": "`default_bot_ids`, which `start_conversation` asks, too",
    },
}
EVENTS = """\
## Events

Keys of the object that `subscribeToEvents` takes, and what `chat.on` calls them. `onConnect` and
`onConnectFailed` are not offered: subscribing to them does the widget harm.
"""
_MAPPED = re.compile(r"`Kommunicate\.(\w+)\(")


def names() -> str:
    """Give the text of the page."""
    parts = [INTRO, METHODS, table(("the vendor's", "here", "what to know"), _methods())]
    parts += [SETTINGS]
    for name in OPTIONS:
        parts += [f"### In `{name}`", table(("the vendor's", "here"), _options(name))]
    overwritten = ", ".join(f"`{name}`" for name in OVERWRITTEN)
    parts += [f"Of no effect, since the widget overwrites or ignores them: {overwritten}."]
    parts += [EVENTS, table(("the vendor's", "here"), _events())]
    return "\n\n".join(part.strip() for part in parts)


def methods() -> set[str]:
    """Give the vendor's methods that have a row."""
    return set(_mapped()) | set(WITHOUT) | set(BESIDES)


def table(head: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a table, by the order of its first column."""
    lines = [tuple(head)]
    lines.append(("---",) * len(lines[0]))
    lines += sorted(rows, key=lambda row: row[0].lower())
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)


def _methods() -> Iterator[tuple[str, str, str]]:
    for vendor, ours in _mapped().items():
        if vendor not in BESIDES:
            yield f"`{vendor}`", ", ".join(ours), ""
    for vendor, ours in BESIDES.items():
        yield f"`{vendor}`", ours, ""
    for vendor, reason in WITHOUT.items():
        yield f"`{vendor}`", "not offered", reason


def _mapped() -> dict[str, list[str]]:
    """Give our methods by the vendor's, as the docstrings say it."""
    found: dict[str, list[str]] = {}
    for name, member in _members(kommpy.Chat):
        text = " ".join((member.__doc__ or "").split())
        _, _, behind = text.partition("Maps to ")
        for vendor in dict.fromkeys(_MAPPED.findall(behind.partition(". ")[0])):
            call = "" if isinstance(member, property) else "()"
            found.setdefault(vendor, []).append(f"`chat.{name}{call}`")
    return found


def _members(cls: type) -> list[tuple[str, Any]]:
    return [
        (name, member)
        for base in cls.__mro__
        for name, member in vars(base).items()
        if not name.startswith("_") and (inspect.isfunction(member) or isinstance(member, property))
    ]


def _options(name: str) -> Iterator[tuple[str, str]]:
    for option, found in vars(getattr(kommpy, name)).items():
        if isinstance(found, Option) and found.sent:
            yield f"`{found.sent_as}`", f"`{option}`"
    for vendor, ours in INSTEAD.get(name, {}).items():
        yield f"`{vendor}`", ours


def _events() -> Iterator[tuple[str, str]]:
    for name in events.TRACKED + events.SOCKET:
        yield f"`{events.vendor_name(name)}`", f"`{name}`"
