"""The same with kommpy, on either runtime."""

import js

from config import RULES, SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, rules=RULES)


@chat.when("click", "#talk")
async def talk(event):
    await chat.start_conversation()
    js.bench("conversation")


js.bench("python")
