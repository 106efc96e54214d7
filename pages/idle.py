from config import RULES, SETTINGS
from kommpy import Chat, idle
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when(idle(5), cool_down=10)
def ask(event):
    show("Nothing has happened for five seconds. May I help?")
