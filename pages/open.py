from config import RULES, SETTINGS
from kommpy import ActionError, Chat, OptionError
from panel import fill, show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when("click", "#start")
async def start(event):
    group_id = await chat.start_conversation()
    await chat.close()
    fill("group", group_id)
    show(f"Started conversation {group_id} and closed the chat.")


@chat.when("submit", "#by-id", prevent_default=True)
async def open_by_id(event):
    try:
        await chat.open_conversation(event.form["group"])
        show("It is on the screen.")
    except (ActionError, OptionError) as error:
        show(error)
