from js import document

from config import RULES, SETTINGS
from kommpy import Chat, visible
from panel import show, watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)


@chat.when(visible(".offer"))
async def look(event):
    car = event.data["car"]
    show(f"You look at the {car}.")
    await chat.update_chat_context({"car": car})


@chat.when("click", "#more")
def more(event):
    offer = document.querySelector(".offer").cloneNode(True)
    offer.dataset.car = "Roadster"
    offer.firstElementChild.textContent = "Roadster"
    document.getElementById("offers").append(offer)
