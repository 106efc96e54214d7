import js

from config import RULES, SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, rules=RULES)


@chat.when("click", "#talk-to-sales")
async def talk_to_sales(event):
    group_id = await chat.start_conversation()
    chat.update_conversation_metadata(group_id, {"plan": "pro"})


@chat.on("message_received")
def show(event):
    js.document.querySelector("#said").textContent = event.data["message"]["message"]


@chat.on("chat_widget_open")
def count(event):
    js.opened = getattr(js, "opened", 0) + 1


await chat.ready()
js.isReady = True
