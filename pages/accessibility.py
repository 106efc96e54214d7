from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when("click", "#toggle")
async def toggle(event):
    await chat.toggle()


@chat.when("click", "#ask")
async def ask(event):
    await chat.start_conversation()


@chat.on("chat_widget_close")
def closed(event):
    show("Closed: the focus is back where it was.")
