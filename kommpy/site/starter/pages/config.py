"""What the chat does on which page. Read when the pages are made, and by Python in the browser."""

from kommpy import ConversationSettings, WidgetSettings

# the app id is in your Kommunicate dashboard, under Settings > Install
SETTINGS = WidgetSettings(app_id="demo")

RULES = {
    "/pages/pricing": ConversationSettings(default_bot_ids=["sales-bot"], skip_routing=True),
}
