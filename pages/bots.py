from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when("click", "#ask")
async def ask(event):
    await chat.start_conversation()
    show(f"{event.data['bot']} answers on {event.path}.")
