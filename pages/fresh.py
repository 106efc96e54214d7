from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES, fresh=True)
watch(chat)


@chat.when("click", "#start")
async def start(event):
    group_id = await chat.start_conversation()
    show(f"Conversation {group_id}, until you visit again.")


@chat.when("click", "#list")
def look(event):
    chat.open_conversation_list()
