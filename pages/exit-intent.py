from config import RULES, SETTINGS
from kommpy import Chat, exit_intent
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when(
    exit_intent(),
    cool_down=20,
    condition=lambda event: not chat.is_open,
)
async def hold_on(event):
    show("Leaving already?")
    await chat.launch_conversation()
