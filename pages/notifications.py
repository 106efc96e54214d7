from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch
from standin import receive

settings = SETTINGS.replace(
    notification=True,
    desktop_notification=False,
    unread_count_onchat_launcher=True,
    session_timeout=30 * 60 * 1000,
)
chat = Chat(settings, rules=RULES)
watch(chat)


@chat.when("click", "#start")
async def start(event):
    await chat.start_conversation()
    await chat.close()
    show("Started a conversation and closed the chat.")


@chat.when("click", "#receive")
def let_arrive(event):
    receive("Your parcel is on its way.")


@chat.on("notification_click")
def opened_by_it(event):
    show("The visitor followed the notification.")
