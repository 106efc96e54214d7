from config import RULES, SETTINGS
from kommpy import Chat
from panel import watch

chat = Chat(SETTINGS, rules=RULES)
watch(chat)
