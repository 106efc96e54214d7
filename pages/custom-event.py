from config import RULES, SETTINGS
from kommpy import Chat, dom_event
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when(dom_event("basket:full"))
async def basket_is_full(event):
    items = event.detail["items"]
    show(f"{items} things in the basket: shall we deliver?")
    await chat.update_chat_context({"basket": items})
    await chat.launch_conversation()
