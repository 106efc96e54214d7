from config import RULES, SETTINGS
from kommpy import Chat, page_view
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when(page_view(1) | page_view(2))
def few(event):
    show(f"That is {event.trigger} for {event.path}.")


@chat.when(page_view(3))
async def third(event):
    show("Three pages already. Is there a question?")
    await chat.launch_conversation()


@chat.when(page_view(4, or_later=True))
def many(event):
    show("More than three, with the others of this site. Have it forget you.")
