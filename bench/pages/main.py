"""The same with kommpy, on either runtime."""

from js import bench

from config import RULES, SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, rules=RULES)


@chat.when("click", "#talk")
async def talk(event):
    await chat.start_conversation()
    bench("conversation")


bench("python")
