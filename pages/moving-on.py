from config import RULES, SETTINGS
from kommpy import Chat, ConversationSettings
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when("click", "#override")
async def override(event):
    await chat.update_settings(ConversationSettings(team_id=7))
    show("Team 7 until you move on.")


@chat.when("click", "#start")
async def start(event):
    group_id = await chat.start_conversation()
    show(f"Conversation {group_id} has the settings in force.")
