from config import RULES, SETTINGS
from kommpy import Chat, ConversationSettings
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)

vip = ConversationSettings(team_id=7, skip_routing=True)


@chat.when("click", "#vip")
async def start_as_vip(event):
    async with chat.settings_for(vip):
        await chat.start_conversation()
    show("Started with team 7; the page's own settings are back.")


@chat.when("click", "#show")
def show_launcher(event):
    chat.show()
