from kommpy import ConversationSettings, WidgetSettings

SETTINGS = WidgetSettings(app_id="demo")
RULES = {
    "/": ConversationSettings(default_bot_ids=["sales-bot"], skip_routing=True),
    "/support/*": ConversationSettings(team_id=42),
    "/#/cars/{model}": lambda model: ConversationSettings(
        welcome_message="Questions about the " + model + "?"
    ),
}
