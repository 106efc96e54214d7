from config import RULES, SETTINGS
from kommpy import Chat, ConversationSettings, OptionError
from panel import show, watch

LISTS = ("default_agent_ids", "default_bot_ids", "skip_bot_event")

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


def from_form(form):
    """Take what is filled in; the rest stays as in the dashboard."""
    given = {}
    for name, text in form.items():
        if name == "skip_routing":
            given[name] = True
        elif text and name in LISTS:
            given[name] = text.replace(" ", "").split(",")
        elif text:
            given[name] = text
    return ConversationSettings(**given)


@chat.when("submit", "#options", prevent_default=True)
async def apply(event):
    try:
        await chat.update_settings(from_form(event.form))
        show("In force for the next conversation.")
    except OptionError as error:
        show(error)


@chat.when("click", "#start")
async def start(event):
    group_id = await chat.start_conversation()
    show(f"Started conversation {group_id}.")
