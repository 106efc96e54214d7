"""A chat on the widget that is measured with."""

from kommpy import WidgetSettings

SETTINGS = WidgetSettings(app_id="bench", script_url="{widget}")
