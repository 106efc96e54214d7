from config import RULES, SETTINGS
from kommpy import Chat, PreChatField
from panel import show, watch

FORM = [
    PreChatField(field="Name", placeholder="Ada Lovelace"),
    PreChatField(field="Email", type="email", required=True),
    PreChatField(field="Phone", enable_country_code=True),
    PreChatField(
        field="Topic",
        element="select",
        choices=["order", "delivery", "return"],
        required=True,
    ),
    PreChatField(field="Question", element="textarea"),
]
chat = Chat(SETTINGS.replace(pre_lead_collection=FORM), rules=RULES)
watch(chat)


@chat.when("click", "#ask")
async def ask(event):
    show(f"{chat.state}: the conversation comes after the form.")
    group_id = await chat.start_conversation(timeout=60)
    show(f"Conversation {group_id}, with a visitor we know.")
