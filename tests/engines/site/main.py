import js

from config import RULES, SETTINGS
from kommpy import Chat, after, scrolled, url, visible

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


def note(name):
    """Give a handler that notes in the page that it was called."""

    def fired(event):
        js.document.querySelector("#fired").textContent += name + " "

    return fired


chat.when(after(0.5) & url("/"), note("after"))
chat.when(scrolled(90), note("scrolled"))
chat.when(visible("#prices"), note("visible"))
await chat.ready()
js.isReady = True
