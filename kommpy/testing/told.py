"""What a conversation was started with, read from the request, in the names page authors write."""

import json
from typing import Any

Told = dict[str, Any]

_AGENT, _BOT = 1, 2
_METADATA = {
    "CONVERSATION_ASSIGNEE": "assignee",
    "CUSTOM_WELCOME_EVENT": "custom_welcome_event",
    "KM_TEAM_ID": "team_id",
    "SKIP_ROUTING": "skip_routing",
    "WELCOME_MESSAGE": "welcome_message",
}
_BODY = {
    "clientGroupId": "client_group_id",
    "isInternal": "is_internal",
    "isMessage": "is_message",
}
# what the widget itself puts among the notes
_NOT_NOTES = ("KM_CHAT_CONTEXT", "KM_ORIGINAL_TITLE", "WELCOME_MESSAGE")


def told(body: dict[str, Any], default_agent: str) -> Told:
    """Give what a request to create a conversation says, beyond what the dashboard says anyway.

    Args:
        body: the request
        default_agent: the dashboard's default agent, who is not mentioned

    """
    metadata = body["metadata"]
    found = {
        "agent_id": _other(body.get("admin"), default_agent),
        **_people(body),
        "conversation_title": _other(body["groupName"], default_agent, "Conversations"),
        "conversation_metadata": _notes(metadata),
        "skip_bot_event": _list(metadata.get("SKIP_BOT_EVENT")),
        **{name: metadata.get(key) for key, name in _METADATA.items()},
        **{name: body.get(key) for key, name in _BODY.items()},
    }
    found["assignee"] = _other(found["assignee"], body.get("admin"))
    return {name: found[name] for name in sorted(found) if found[name]}


def _people(body: dict[str, Any]) -> Told:
    users = body["users"]
    if body.get("admin") and body["metadata"].get("SKIP_ROUTING"):
        users = users[:-2]  # the widget adds the default agent and its own bot
    return {
        name: [each["userId"] for each in users if each["groupRole"] == role]
        for name, role in (("agent_ids", _AGENT), ("bot_ids", _BOT))
    }


def _notes(metadata: dict[str, Any]) -> Told:
    notes = json.loads(metadata.get("conversationMetadata") or "{}")
    return {key: value for key, value in notes.items() if key not in _NOT_NOTES}


def _list(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _other(value: Any, *usual: Any) -> Any:
    return None if value in usual else value
