"""What type checkers have to know of the options: mypy --strict reads this, nobody runs it.

An ignored error that is none makes mypy fail, as an error that is not ignored does.
"""

from typing import assert_type

from kommpy import (
    DASHBOARD,
    ConversationDetail,
    ConversationSettings,
    UserDetails,
    WidgetSettings,
)

WidgetSettings(app_id="demo", attachment_handler=lambda file: file, labels={"send": "Go"})
ConversationDetail(bot_ids=["liz"], conversation_metadata={"plan": "pro"}, is_internal=True)
UserDetails(email=None)

settings = ConversationSettings(team_id=3, default_assignee=DASHBOARD, skip_routing=True)
assert_type(settings.replace(team_id="4"), ConversationSettings)
assert_type(settings.over(settings), ConversationSettings)
assert_type(WidgetSettings(app_id="demo").app_id, str | None)

ConversationSettings(team_di=3)  # type: ignore[call-arg]
ConversationSettings(skip_routing="true")  # type: ignore[arg-type]
ConversationSettings(default_bot_ids="liz")  # type: ignore[arg-type]
ConversationDetail(default_bot_ids=["liz"])  # type: ignore[call-arg]
ConversationDetail(assignee=DASHBOARD)  # type: ignore[arg-type]
WidgetSettings("demo")  # type: ignore[call-arg]
settings.team_id = 4  # type: ignore[misc]
