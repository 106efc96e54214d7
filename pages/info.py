from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when("click", "[data-model]")
async def ask_about(event):
    group_id = chat.current_group_id or await chat.start_conversation()
    car = {"model": event.data["model"], "price": event.data["price"]}
    await chat.update_conversation_metadata(group_id, car)
    show(f"Conversation {group_id} is about the {car['model']}.")


@chat.when("click", "#for-all")
async def for_all(event):
    note = {"came_from": event.path}
    await chat.update_default_conversation_metadata(note)
    show("All that follow say where they came from.")
