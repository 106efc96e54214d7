from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch
from standin import receive

opening = SETTINGS.replace(open_conversation_on_new_message=True)
chat = Chat(opening, rules=RULES)
watch(chat)


@chat.when("click", "#start")
async def start(event):
    await chat.start_conversation()
    await chat.close()
    show("Started a conversation and closed the chat.")


@chat.when("click", "#receive")
def let_arrive(event):
    receive("Are you still there?")
