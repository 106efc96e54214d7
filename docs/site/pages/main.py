from config import RULES, SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, rules=RULES)
