from config import RULES, SETTINGS
from kommpy import Chat, Identity
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


async def fetch_token():
    """Ask your own server here: it knows who is signed in."""
    return "a token for the demo"


@chat.when("click", "#ada, #grace")
async def sign_in(event):
    name = event.data["name"]
    identity = Identity(
        user_id=name.lower(),
        user_name=name,
        access_token=fetch_token,
    )
    await chat.login(identity)
    show(f"{name} is there, and nobody else.")


@chat.when("click", "#sign-out")
async def sign_out(event):
    await chat.logout()
    show("Signed out. Nothing is left, and it was looked for.")


@chat.when("click", "#start")
async def start(event):
    group_id = await chat.start_conversation()
    show(f"Conversation {group_id} is theirs alone.")


@chat.when("click", "#list")
def look(event):
    chat.open_conversation_list()
