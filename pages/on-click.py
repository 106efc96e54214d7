from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when("click", "#open-chat")
async def open_chat(event):
    await chat.launch_conversation()
    show("Here it is. Close it, and all of it is gone again.")


@chat.when("click", "#keep-launcher")
async def keep_launcher(event):
    await chat.show()
    show("The launcher stays until you move on.")
