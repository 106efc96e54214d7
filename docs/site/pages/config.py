"""What the documentation's own chat does on which page."""

from kommpy import ConversationSettings, WidgetSettings

SETTINGS = WidgetSettings(app_id="demo")


def about(page):
    """Let the docs bot ask about the page that is read."""
    return ConversationSettings(
        default_bot_ids=["docs-bot"],
        skip_routing=True,
        welcome_message="Is there a question about " + page.replace("-", " ") + "?",
    )


RULES = {
    "/": about("kommpy"),
    "/{page}": about,
    "/guide/{page}": about,
}
