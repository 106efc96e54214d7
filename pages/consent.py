from config import RULES, SETTINGS
from kommpy import ActionError, Chat
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES, consent=True)
watch(chat)


@chat.when("click", "#talk")
async def talk(event):
    if chat.state == "waiting_for_consent":
        show("I remember that, until you agree.")
    try:
        await chat.launch_conversation()
        show("Here is the chat.")
    except ActionError as error:
        show(f"No chat: {error}.")


@chat.when("click", "#agree")
def agree(event):
    chat.give_consent()


@chat.when("click", "#disagree")
def disagree(event):
    chat.withdraw_consent()
    show("The chat is gone, with all that it had stored.")
