from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch

ROUND = """
.mck-msg-box { border-radius: 20px !important }
.mck-box-top { border-bottom: 4px solid gold }
#mck-msg-sbmt { border-radius: 12px }
"""
chat = Chat(SETTINGS, rules=RULES)
watch(chat)
stops = []


@chat.when("click", "#open")
async def open_chat(event):
    await chat.launch_conversation()


@chat.when("click", "#round")
async def add_rules(event):
    stops.append(await chat.customize_widget_css(ROUND))
    show("The rules are in the widget.")


@chat.when("click", "#back")
def take_them_away(event):
    while stops:
        stops.pop()()
    show("The rules are gone.")
