from config import RULES, SETTINGS
from kommpy import Chat, Look
from panel import show, watch

LOOKS = {
    "inside": Look(inside="#desk"),
    "full": Look(layout="full"),
    "usual": Look(),
}
chat = Chat(SETTINGS, rules=RULES)
watch(chat)
stops = []


@chat.when("click", "[data-look]")
async def change(event):
    while stops:
        stops.pop()()
    name = event.data["look"]
    stops.append(await chat.customize(LOOKS[name]))
    await chat.launch_conversation()
    show(LOOKS[name])
