from config import RULES, SETTINGS
from kommpy import Chat, scrolled
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when(scrolled(50))
def half(event):
    show("You have read half of this page.")


@chat.when(scrolled(100))
async def end(event):
    show("That was the end. Anything left open?")
    await chat.launch_conversation()
