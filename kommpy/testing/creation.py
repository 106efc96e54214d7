"""What the widget sends when a conversation is created."""

import json
from typing import Any

Payload = dict[str, Any]

_INHERITED = {
    "agentIds": "defaultAgentIds",
    "botIds": "defaultBotIds",
    "skipRouting": "skipRouting",
    "skipBotEvent": "skipBotEvent",
    "customWelcomeEvent": "customWelcomeEvent",
    "teamId": "teamId",
    "WELCOME_MESSAGE": "WELCOME_MESSAGE",
}
_EMPTY_TEXTS = (
    "ADD_MEMBER_MESSAGE",
    "CREATE_GROUP_MESSAGE",
    "DELETED_GROUP_MESSAGE",
    "GROUP_ICON_CHANGE_MESSAGE",
    "GROUP_LEFT_MESSAGE",
    "GROUP_META_DATA_UPDATED_MESSAGE",
    "GROUP_NAME_CHANGE_MESSAGE",
    "GROUP_USER_ROLE_UPDATED_MESSAGE",
    "JOIN_MEMBER_MESSAGE",
    "REMOVE_MEMBER_MESSAGE",
)


def started(detail: Payload, settings: Payload, installed: Payload, agent: str) -> Payload:
    """Give what `startConversation` makes of its argument and the settings in force."""
    full = {key: value for key, value in detail.items() if value is not None}
    for key, setting in _INHERITED.items():
        if key not in full and setting in settings:
            full[key] = settings[setting]
    if not (full.get("agentId") or "agentIds" in full or full.get("teamId")):
        full["agentId"] = agent
    full["assignee"] = _first(full, "defaultAssignee", "assignee") or _first(
        {**settings, **full}, "defaultAssignee", "agentId"
    )
    full["groupName"] = (
        _first(full, "defaultGroupName", "conversationTitle", "groupName")
        or _first(installed, "conversationTitle", "groupName")
        or agent
        or "Conversations"
    )
    return full


def launched(settings: Payload, installed: Payload, agent: str) -> Payload:
    """Give the detail with which the launcher starts a first conversation."""
    title = _first(settings, "groupName") or _first(installed, "conversationTitle", "groupName")
    return {
        "groupName": title or "Conversations",
        "agentId": settings.get("agentId") or agent,
        "botIds": settings.get("botIds") or installed.get("botIds"),
    }


def body(full: Payload, settings: Payload, installed: Payload, url: str) -> Payload:
    """Give the request that creates a conversation from a `started` detail."""
    agent = full.get("agentId")
    users = _users(full.get("agentIds"), role=1) + _users(full.get("botIds"), role=2)
    if agent and full.get("skipRouting"):
        users += _users([agent], role=1) + _users(["bot"], role=2)
    sent = {
        "groupName": full["groupName"],
        "users": users,
        "type": 10,
        "metadata": _metadata(full, settings, installed, url),
    }
    sent |= {"admin": agent} if agent else {}
    for key in ("clientGroupId", "isMessage", "isInternal"):
        if key in full:
            sent[key] = full[key]
    return sent


def as_json(value: Any) -> str:
    """Write JSON as a browser does."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _metadata(full: Payload, settings: Payload, installed: Payload, url: str) -> Payload:
    notes: Payload = {}
    if full.get("defaultGroupName"):
        notes["KM_ORIGINAL_TITLE"] = True
    if full.get("WELCOME_MESSAGE"):
        notes["WELCOME_MESSAGE"] = full["WELCOME_MESSAGE"]
    context = full.get("metadata", {}).get("KM_CHAT_CONTEXT", {})
    if context:
        notes["KM_CHAT_CONTEXT"] = context
    notes = dict(full.get("conversationMetadata") or notes)
    locale = installed.get("userLocale", "en").split("-")[0]
    metadata = dict.fromkeys(_EMPTY_TEXTS, "") | {
        "CONVERSATION_STATUS": -1,
        "GROUP_CREATION_URL": url,
        "HIDE": "true",
        "KM_CHAT_CONTEXT": as_json(
            settings.get("KM_CHAT_CONTEXT", {}) | context | {"kmUserLocale": locale}
        ),
        "KM_CONVERSATION_TITLE": full["groupName"],
        "SKIP_ROUTING": full.get("skipRouting") or False,
        "conversationMetadata": as_json(
            notes | (installed.get("defaultConversationMetadata") or {})
        ),
    }
    return metadata | _optional(full, notes)


def _optional(full: Payload, notes: Payload) -> Payload:
    found = {
        "CONVERSATION_ASSIGNEE": full["assignee"],
        "CUSTOM_WELCOME_EVENT": full.get("customWelcomeEvent"),
        "KM_ORIGINAL_TITLE": notes.get("KM_ORIGINAL_TITLE"),
        "SKIP_BOT_EVENT": full.get("skipBotEvent"),
        "WELCOME_MESSAGE": notes.get("WELCOME_MESSAGE"),
    }
    found = {key: value for key, value in found.items() if value}
    return found | ({"KM_TEAM_ID": full["teamId"]} if "teamId" in full else {})


def _users(ids: Any, *, role: int) -> list[Payload]:
    if not ids:
        return []
    return [
        {"userId": each, "groupRole": role} for each in (ids if isinstance(ids, list) else [ids])
    ]


def _first(values: Payload, *keys: str) -> Any:
    return next((values[key] for key in keys if values.get(key)), None)
