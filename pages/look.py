from config import RULES, SETTINGS
from kommpy import Chat, Look
from panel import show, watch

GREEN = Look(position="left", primary_color="#00695c", icon_index=2)
chat = Chat(SETTINGS.replace(look=GREEN), rules=RULES)
watch(chat)
stops = []


async def change(look):
    stops.append(await chat.customize(look))
    show(look)


@chat.when("click", "#navy")
async def navy(event):
    await change(Look(primary_color="navy", offset_y=120))


@chat.when("click", "#behind")
async def larger(event):
    await change(Look(position="right", width=520, height=640))
    await chat.launch_conversation()


@chat.when("click", "#undo")
def undo(event):
    while stops:
        stops.pop()()
    show("As in the settings again.")
