from config import RULES, SETTINGS
from kommpy import DASHBOARD, Chat, ConversationSettings, OptionError
from panel import show, watch

TEXTS = (
    "default_assignee",
    "team_id",
    "welcome_message",
    "custom_welcome_event",
)
LISTS = ("default_agent_ids", "default_bot_ids", "skip_bot_event")

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


def from_form(form):
    """Take each option; an empty field is as in the dashboard."""
    given = {"skip_routing": "skip_routing" in form or DASHBOARD}
    for name in TEXTS:
        given[name] = form[name] or DASHBOARD
    for name in LISTS:
        ids = form[name].replace(" ", "").split(",")
        given[name] = ids if form[name] else DASHBOARD
    return ConversationSettings(**given)


@chat.when("submit", "#options", prevent_default=True)
async def put_in_force(event):
    try:
        await chat.update_settings(from_form(event.form))
        show("In force for the next conversation.")
    except OptionError as error:
        show(error)


@chat.when("click", "#start")
async def start(event):
    group_id = await chat.start_conversation()
    show(f"Started conversation {group_id}.")
