"""What a call costs: by hand, through the bridge alone, and as page authors write it."""

import js

import by_hand
from by_hand import METADATA
from kommpy import ConversationDetail, ConversationSettings
from kommpy.browser import ports
from stopwatch import side_by_side, side_by_side_awaited


def start_detail():
    return ConversationDetail(
        agent_ids=["ada@example.com"],
        bot_ids=["sales-bot"],
        skip_routing=True,
        assignee="sales-bot",
        conversation_metadata=METADATA,
    )


def calls(chat, widget):
    """Give the ways to make each call, by its name."""
    payload = start_detail().to_payload()
    return {
        "launch_conversation": {
            "by hand": by_hand.launch_conversation,
            "bridge": widget.launch_conversation,
            "kommpy": chat.launch_conversation,
        },
        "update_settings": {
            "by hand": by_hand.update_settings,
            "bridge": lambda: widget.update_settings({"teamId": 42, "skipRouting": True}),
            "kommpy": lambda: chat.update_settings(
                ConversationSettings(team_id=42, skip_routing=True)
            ),
        },
        "update_conversation_metadata": {
            "by hand": by_hand.update_conversation_metadata,
            "bridge": lambda: widget.update_conversation_metadata("7000001", METADATA),
            "kommpy": lambda: chat.update_conversation_metadata("7000001", METADATA),
        },
        "start_conversation": {
            "by hand": by_hand.start_conversation,
            "bridge": lambda: widget.start_conversation(payload, lambda result, error: None),
            "kommpy": lambda: chat.start_conversation(start_detail()),
        },
    }


def with_nothing(chat):
    """Time the calls on a widget that does nothing."""
    widget, _ = ports()
    return {name: side_by_side(each, 200) for name, each in calls(chat, widget).items()}


async def with_standin(chat):
    """Time them on the stand-in, which does what a widget does; its server answers at once."""
    widget, _ = ports()
    js.kommunicateStandin.latency = 0
    await chat.start_conversation()
    ways = calls(chat, widget)
    del ways["start_conversation"]
    found = {name: side_by_side(each, 20) for name, each in ways.items()}
    found["start_conversation, awaited"] = await side_by_side_awaited(
        {
            "by hand": by_hand.start_conversation_awaited,
            "kommpy": lambda: chat.start_conversation(start_detail()),
        },
        2,
    )
    return found
