from config import RULES, SETTINGS
from kommpy import Chat, after, exit_intent, scrolled
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)

reads = after(3) & scrolled(30)


@chat.when(reads | exit_intent(), once="session")
async def invite(event):
    show(f"It was {event.type} that made me speak.")
    await chat.launch_conversation()
