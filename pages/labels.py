from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch

GERMAN = {
    "conversations.title": "Gespräche",
    "empty.conversations": "Sie haben noch keine Gespräche.",
    "start.new": "Neues Gespräch beginnen",
    "input.message": "Schreiben Sie uns…",
    "send.message": "Abschicken",
    "close": "Chat schließen",
}
settings = SETTINGS.replace(
    labels=GERMAN,
    user_locale="de-DE",
    time_format_24_hours=True,
    conversation_title="Fragen zur Bestellung",
    static_top_message="Wir sind bis 18 Uhr für Sie da.",
)
chat = Chat(settings, rules=RULES)
watch(chat)


@chat.when("click", "#ask")
async def ask(event):
    group_id = await chat.start_conversation()
    show(f"Conversation {group_id}, in German.")


@chat.when("click", "#list")
def look_at_list(event):
    chat.open_conversation_list()
