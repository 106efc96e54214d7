from js import location

from config import RULES, SETTINGS
from kommpy import Chat, after
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when(after(5))
async def offer_help(event):
    show("Five seconds are over.")
    await chat.launch_conversation()


@chat.when("click", "#again", prevent_default=True)
async def begin_anew(event):
    await chat.close()
    location.reload()
