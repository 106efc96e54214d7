from config import RULES, SETTINGS
from kommpy import Chat, url
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when(url("/pages/url?offer=spring"))
async def campaign(event):
    show("Welcome to the spring campaign!")
    await chat.launch_conversation()


@chat.when(url("/pages/url#prices"))
def prices(event):
    show("You look at the prices.")
