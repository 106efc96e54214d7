from config import RULES, SETTINGS
from kommpy import Chat, visit
from panel import come_back, show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when(visit(1))
def first(event):
    show("A first visit: look around.")


@chat.when(visit(2, or_later=True))
async def again(event):
    show("Good to see you again!")
    await chat.launch_conversation()


chat.when("click", "#later", lambda event: come_back(3600))
