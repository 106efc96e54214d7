"""What the chat does on which page.

Read when the pages are made, and by Python in the browser.
"""

from kommpy import (
    ConversationSettings,
    PageRule,
    WidgetSettings,
    scrolled,
)

SETTINGS = WidgetSettings(app_id="demo")


def answered_by(bot):
    """Give every new conversation to one bot, past all routing."""
    return ConversationSettings(
        default_bot_ids=[bot],
        default_assignee=bot,
        skip_routing=True,
    )


def about_car(model):
    """Let the car bot ask about the model that is looked at."""
    question = f"Questions about the {model}?"
    return answered_by("car-bot").replace(welcome_message=question)


RULES = {
    "/": answered_by("sales-bot"),
    "/pages/on-click": PageRule(launcher=False),
    "/pages/bots-sales": answered_by("sales-bot"),
    "/pages/bots-support": answered_by("support-bot"),
    "/pages/bots-cars": answered_by("car-bot"),
    "/pages/team": ConversationSettings(team_id=42),
    "/pages/page-rule": PageRule(
        settings=ConversationSettings(team_id=42),
        launcher=False,
        triggers=[(scrolled(90), "open_conversation_list", {"once": "page"})],
    ),
    "/pages/moving-on/#/support": ConversationSettings(team_id=42),
    "/pages/moving-on/#/cars/{model}": about_car,
}
