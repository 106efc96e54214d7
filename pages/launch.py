from config import RULES, SETTINGS
from kommpy import Chat
from panel import watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)

chat.when("click", "#launch", lambda event: chat.launch_conversation())
chat.when("click", "#list", lambda event: chat.open_conversation_list())
chat.when("click", "#start", lambda event: chat.start_conversation())
chat.when("click", "#toggle", lambda event: chat.toggle())
chat.when("click", "#close", lambda event: chat.close())
