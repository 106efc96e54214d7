from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch
from standin import receive

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.on("message_received")
async def pop_up(event):
    if not chat.is_open:
        await chat.launch_conversation()
        show("A message came, so the chat opened.")


@chat.when("click", "#start")
async def start(event):
    await chat.start_conversation()
    await chat.close()
    show("Started a conversation and closed the chat.")


@chat.when("click", "#receive")
def let_arrive(event):
    receive("Are you still there?")
