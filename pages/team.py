from config import RULES, SETTINGS
from kommpy import Chat, ConversationDetail
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when("click", "#page-team")
async def ask_team_of_page(event):
    await chat.start_conversation()
    show("Started with the page's team, 42.")


@chat.when("click", "#other-team")
async def ask_other_team(event):
    await chat.start_conversation(ConversationDetail(team_id=7))
    show("Started with team 7, this once.")
