"""What happens when."""

from config import RULES, SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, rules=RULES)


@chat.when("click", "#talk-to-sales")
async def talk_to_sales(event):
    group_id = await chat.start_conversation()
    chat.update_conversation_metadata(group_id, {"plan": event.data["plan"]})
