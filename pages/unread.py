from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch
from standin import receive

chat = Chat(SETTINGS, rules=RULES)
watch(chat)

chat.badge(".unread")


@chat.on("unread_count_changed")
def counted(event):
    show(f"{event.data['unread_count']} unread.")


@chat.when("click", "#start")
async def start(event):
    await chat.start_conversation()
    await chat.close()


@chat.when("click", "#receive")
async def let_arrive(event):
    answer = chat.wait_for("message_received", timeout=5)
    receive("Are you still there?")
    show(f"{(await answer).data['message']['from']} wrote.")


@chat.when("click", ".open")
def open_chat(event):
    chat.launch_conversation()
