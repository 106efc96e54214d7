from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when("click", "#talk-to-sales")
async def talk_to_sales(event):
    group_id = await chat.start_conversation()
    chat.update_conversation_metadata(group_id, {"plan": "pro"})
    show(f"{group_id} is on, and sales can see the plan.")


@chat.on("message_received")
def pop_up(event):
    if not chat.is_open:
        chat.launch_conversation()
