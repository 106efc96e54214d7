"""What type checkers have to know: mypy --strict and pyright read this, nobody runs it.

An ignored error that is none makes them fail, as an error that is not ignored does.
"""

from typing import Any, assert_type

from kommpy import (
    DASHBOARD,
    Chat,
    ConversationDetail,
    ConversationSettings,
    Look,
    PageRule,
    PreChatField,
    TriggerEvent,
    UserDetails,
    WidgetEvent,
    WidgetSettings,
    after,
    url,
)
from kommpy.testing import Visitor

WidgetSettings(app_id="demo", attachment_handler=lambda file: file, labels={"send": "Go"})
ConversationDetail(bot_ids=["liz"], conversation_metadata={"plan": "pro"}, is_internal=True)
UserDetails(email=None)
WidgetSettings(app_id="demo", labels={"lead.collection": {"submit": "Go"}}, look=Look(z_index=3))
WidgetSettings(app_id="demo", pre_lead_collection=[PreChatField(field="Email", required=True)])

settings = ConversationSettings(team_id=3, default_assignee=DASHBOARD, skip_routing=True)
assert_type(settings.replace(team_id="4"), ConversationSettings)
assert_type(settings.over(settings), ConversationSettings)
assert_type(WidgetSettings(app_id="demo").app_id, str | None)

ConversationSettings(team_di=3)  # type: ignore[call-arg]
ConversationSettings(skip_routing="true")  # type: ignore[arg-type]
ConversationSettings(default_bot_ids="liz")  # type: ignore[arg-type]
ConversationDetail(default_bot_ids=["liz"])  # type: ignore[call-arg]
ConversationDetail(assignee=DASHBOARD)  # type: ignore[arg-type]
WidgetSettings("demo")  # type: ignore[call-arg]
WidgetSettings(app_id="demo", labels={"sned": "Go"})  # type: ignore[arg-type]
WidgetSettings(app_id="demo", labels={"send": 7})  # type: ignore[arg-type]
Look(position=3)  # type: ignore[arg-type]
PreChatField(label="Email")  # type: ignore[call-arg]
settings.team_id = 4  # type: ignore[misc]

RULES = {"/": settings, "/pricing": PageRule(settings=settings, launcher=False)}
chat = Chat(WidgetSettings(app_id="demo"), rules=RULES)


@chat.when("click", "#talk")
async def talk(event: TriggerEvent) -> str:
    """Actions can be awaited; events are plain Python."""
    assert_type(event.data, dict[str, str])
    group_id: str = await chat.start_conversation(ConversationDetail(team_id=3))
    chat.update_conversation_metadata(group_id, {"plan": "pro"})
    return group_id


@chat.on("message_received")
def received(event: WidgetEvent) -> None:
    """Handlers need not be async."""
    assert_type(chat.is_open, bool)
    assert_type(chat.current_group_id, str | None)


async def again() -> None:
    """A decorated function is still what it was."""
    assert_type(await talk(TriggerEvent("click", "#talk", "/", {}, {})), str)
    await talk(7)  # type: ignore[arg-type]


stop = chat.when(after(30) & url("/pricing"), talk, once="session")
stop()
chat.when(30, talk)  # type: ignore[arg-type]
chat.start_conversation(settings)  # type: ignore[arg-type]
chat.open_conversation(7000001)  # type: ignore[arg-type]


def test_talk(kommpy_visitor: Visitor) -> None:
    """The fixtures have types."""
    kommpy_visitor.arrive("/")
    assert_type(kommpy_visitor.widget.started, list[dict[str, Any]])
    assert_type(kommpy_visitor.chat, Chat)
