"""What `kommpy build` reads for the pages that are measured."""

from kommpy import ConversationSettings, WidgetSettings

SETTINGS = WidgetSettings(app_id="bench", script_url="{widget}")
RULES = {"/": ConversationSettings(team_id=42, skip_routing=True)}
