from config import RULES, SETTINGS
from kommpy import Chat, KommpyError
from panel import show, watch
from standin import heal, show_chosen_fault, take_away

chat = Chat(SETTINGS, rules=RULES, fallback="#contact")
watch(chat)
show_chosen_fault("#fault")


@chat.on("state_changed")
def tell(event):
    if event.data["reason"]:
        show(f"{event.data['reason']}: {event.data['message']}.")


@chat.when("click", "#talk")
async def talk(event):
    try:
        await chat.start_conversation()
    except KommpyError as error:
        show(f"{error}.")
    else:
        show("Here is the chat.")


@chat.when("click", "#take-away")
def remove(event):
    take_away()


@chat.when("click", "#try-again")
async def try_again(event):
    heal()
    await chat.retry(tries=3)
    show("It works again, with all that was said to it.")
