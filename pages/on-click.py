from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when("click", "#open-chat")
async def open_chat(event):
    chat.show()
    await chat.launch_conversation()
    show("The chat is on the page now, launcher and all.")


@chat.when("click", "#hide-chat")
async def hide_chat(event):
    chat.close()
    await chat.hide()
    show("Gone again.")
