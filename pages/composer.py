from config import RULES, SETTINGS
from kommpy import Chat
from panel import show, watch


def look_at(file):
    """See each file before it is sent, and give back the one to send."""
    show(f"{file.name}, {file.size} bytes, may go.")
    return file


settings = SETTINGS.replace(
    quick_replies=["Where is my order?", "I want to return it"],
    attachment_handler=look_at,
    max_attachment_size=1,
    max_attachment_size_error_msg="One megabyte at most, please.",
    voice_input=True,
    voice_output=True,
    voice_rate=1.1,
    language="en-GB",
    loc_share=True,
    capture_photo=True,
    emojilibrary=True,
)
chat = Chat(settings, rules=RULES)
watch(chat)


@chat.when("click", "#open")
async def open_chat(event):
    await chat.start_conversation()


@chat.on("attachment_click")
def about_to_attach(event):
    show("The visitor looks for a file.")


@chat.on("voice_icon_click")
def about_to_speak(event):
    show("The visitor wants to speak.")
