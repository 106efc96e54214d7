from config import RULES, SETTINGS
from kommpy import Chat, ConversationDetail
from panel import show, watch

DETAIL = ConversationDetail(
    default_group_name="Order 1042",
    agent_ids=["alex@example.com", "sam@example.com"],
    bot_ids=["support-bot"],
    assignee="support-bot",
    skip_routing=True,
    skip_bot_event=["WELCOME_EVENT"],
    team_id=42,
    custom_welcome_event="order_help",
    welcome_message="What about your order?",
    conversation_metadata={"order": "1042", "plan": "pro"},
    chat_context={"page": "orders"},
)

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when("click", "#with-none")
async def with_none(event):
    group_id = await chat.start_conversation()
    show(f"Conversation {group_id}: everything as in the dashboard.")


@chat.when("click", "#with-every")
async def with_every(event):
    group_id = await chat.start_conversation(DETAIL)
    show(f"Conversation {group_id}: everything as said here.")
