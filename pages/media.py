from config import RULES, SETTINGS
from kommpy import Chat, media
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when(media("(max-width: 700px)"))
def narrow(event):
    show("A narrow screen: the launcher leaves you room.")
    chat.hide()


@chat.when(media("(min-width: 701px)"))
def wide(event):
    show("A wide screen: the launcher is back.")
    chat.show()
