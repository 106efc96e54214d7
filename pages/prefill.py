from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when("click", "[data-car]")
async def ask_about(event):
    car = event.data["car"]
    await chat.prefill(f"Is the {car} in stock?")
    await chat.launch_conversation()
    show(f"A question about the {car} is ready to be sent.")


@chat.when("click", "#only-text")
async def put_ready(event):
    await chat.prefill("I would like a test drive.")
    show("It waits until the chat is opened.")


@chat.on("message_sent")
def sent(event):
    show(f"Sent as: {event.data['message']['message']}")
