"""The option objects: of the widget, of conversations, of one conversation, of the visitor."""

from .kinds import FLAG
from .lists import EVENTS, IDS
from .metadata import CONTEXT, METADATA
from .options import Dashboard, Options, option
from .texts import EMAIL, ID, TEAM, TEXT, WORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_OF_THE_WIDGET = (
    "the widget reads it once, when a page is loaded: give it to WidgetSettings(...), in a "
    "config.py beside the Python of the pages that it is for"
)


class ConversationSettings(Options):
    """What holds for the conversations that begin from now on.

    Each option may be `DASHBOARD`: as it is configured there. All are keywords and none is
    required; what is not given is not touched. Behind it: `Kommunicate.updateSettings`.

    Raises:
        OptionError: an option does not exist, or its value has no meaning to the widget

    Example:
        `ConversationSettings(default_bot_ids=["sales-bot"], skip_routing=True)`

    """

    _dashboard = True
    _not_here = (
        ("labels", _OF_THE_WIDGET),
        ("language", _OF_THE_WIDGET),
        ("look", _OF_THE_WIDGET),
        ("userLocale", _OF_THE_WIDGET),
    )
    _synonyms = (
        ("agent_ids", "default_agent_ids"),
        ("assignee", "default_assignee"),
        ("bot_ids", "default_bot_ids"),
        ("WELCOME_MESSAGE", "welcome_message"),
    )

    default_assignee: str | Dashboard | None = option(ID, default=None)
    """Agent or bot that new conversations belong to. Where the dashboard's rules name an assignee
    of their own, it holds only together with `skip_routing=True`."""

    default_agent_ids: list[str] | Dashboard | None = option(IDS, default=None)
    """Agents that take part in new conversations, by id. In conversations that
    `start_conversation` begins they replace the dashboard's default agent."""

    default_bot_ids: list[str] | Dashboard | None = option(IDS, default=None)
    """Bots that take part in new conversations, by id."""

    skip_routing: bool | Dashboard | None = option(FLAG, default=None)
    """`True` passes over the routing rules of the dashboard. The widget's default is `False`."""

    skip_bot_event: list[str] | Dashboard | None = option(EVENTS, default=None)
    """Names of the bot events that new conversations do not send to their bot."""

    team_id: int | str | Dashboard | None = option(TEAM, default=None)
    """Team whose members new conversations are assigned to, sent as it is given. In conversations
    that `start_conversation` begins there is no default agent then."""

    welcome_message: str | Dashboard | None = option(TEXT, name="WELCOME_MESSAGE", default=None)
    """First message of new conversations, instead of the dashboard's. A bot's own greeting
    stays as it is."""

    custom_welcome_event: str | Dashboard | None = option(TEXT, default=None)
    """Event that is sent to the bot instead of its usual welcome event."""

    group_name: str | Dashboard | None = option(TEXT, default=None)
    """Title of the conversations that begin from the launcher or by `launch_conversation`. Those of
    `start_conversation` have one of their own."""

    agent_id: str | Dashboard | None = option(ID, default=None)
    """Agent who runs the conversations that begin from the launcher or by `launch_conversation`, in
    place of the dashboard's default agent. Those of `start_conversation` have one of their own."""


class ConversationDetail(Options):
    """Options of one conversation that is being started.

    All are keywords and none is required; where one is not given, the conversation settings in
    force decide. Behind it: the first argument of `Kommunicate.startConversation`.

    Raises:
        OptionError: an option does not exist, its value has no meaning to the widget, or two of
            them exclude each other

    Example:
        `ConversationDetail(bot_ids=["sales-bot"], conversation_metadata={"plan": "pro"})`

    """

    _synonyms = (
        ("default_agent_ids", "agent_ids"),
        ("default_assignee", "assignee"),
        ("default_bot_ids", "bot_ids"),
        ("metadata", "conversation_metadata"),
        ("title", "default_group_name"),
        ("WELCOME_MESSAGE", "welcome_message"),
    )

    default_group_name: str | None = option(TEXT, default=None)
    """Title of the conversation, marked as chosen unless `conversation_metadata` is given. Not
    together with `conversation_title` or `group_name`; without any of them it is the install
    settings' title, else the default agent."""

    conversation_title: str | None = option(TEXT, default=None)
    """Title of the conversation, as far as the dashboard does not show the assignee instead."""

    group_name: str | None = option(TEXT, default=None)
    """Older name of `conversation_title`."""

    agent_ids: list[str] | None = option(IDS, default=None)
    """Agents that take part, by id. With them there is no default agent, so give an `assignee`
    where one is wanted."""

    bot_ids: list[str] | None = option(IDS, default=None)
    """Bots that take part, by id."""

    assignee: str | None = option(ID, default=None)
    """Agent or bot that the conversation belongs to. Without it, it is `agent_id`, else the
    default agent if there is one."""

    agent_id: str | None = option(ID, default=None)
    """Agent who runs the conversation. Without it, it is the dashboard's default agent, as long as
    neither `agent_ids` nor `team_id` is given."""

    team_id: int | str | None = option(TEAM, default=None)
    """Team whose members the conversation is assigned to, sent as it is given. With it there is
    no default agent."""

    skip_routing: bool | None = option(FLAG, default=None)
    """`True` passes over the routing rules of the dashboard. The widget's default is `False`."""

    skip_bot_event: list[str] | None = option(EVENTS, default=None)
    """Names of the bot events that this conversation does not send to its bot."""

    custom_welcome_event: str | None = option(TEXT, default=None)
    """Event that is sent to the bot instead of its usual welcome event."""

    welcome_message: str | None = option(TEXT, name="WELCOME_MESSAGE", default=None)
    """First message of the conversation, instead of the dashboard's; also together with
    `conversation_metadata`, inside of which it then travels."""

    conversation_metadata: "dict[str, Any] | None" = option(METADATA, default=None)
    """Notes that agents see beside the conversation. What the widget's settings say in
    `default_conversation_metadata` comes on top and wins where both have a key."""

    chat_context: "dict[str, Any] | None" = option(CONTEXT, name="metadata", default=None)
    """Chat context for the bot, over the one that `update_chat_context` has set."""

    client_group_id: str | None = option(ID, default=None)
    """Id of your own choice for the conversation. Where it exists already, that conversation is
    opened, its group id is the result, and none is created."""

    is_message: bool | None = option(FLAG, default=None)
    """Passed on with the creation; most pages leave it out."""

    is_internal: bool | None = option(FLAG, default=None)
    """`True` creates the conversation without opening it."""

    def to_payload(self, *, all_options: bool = False) -> "dict[str, Any]":
        """Give the values under the widget's names, as a dict that is the caller's own.

        The widget puts welcome message and chat context into one object and lets the conversation
        metadata replace that object: here they stand inside.

        Args:
            all_options: name the options without a value too, as `None`

        """
        payload = super().to_payload(all_options=all_options)
        metadata = payload.get("conversationMetadata")
        if metadata is None:
            return payload
        inside = {"WELCOME_MESSAGE": payload.get("WELCOME_MESSAGE")}
        inside.update(payload.get("metadata") or {})
        for key in sorted(inside):
            if inside[key] is not None:
                metadata.setdefault(key, inside[key])
        return payload

    def _agree(self) -> None:
        self._one_of("default_group_name", "conversation_title", "group_name")


class UserDetails(Options):
    """What is known about the visitor. Behind it: `Kommunicate.updateUser`.

    All are keywords and none is required; what is not given stays as it is.

    Raises:
        OptionError: an option does not exist, or its value has no meaning to the widget

    Example:
        `UserDetails(display_name="Ada Lovelace", email="ada@example.com")`

    """

    _synonyms = (
        ("name", "display_name"),
        ("phone", "contact_number"),
        ("user_name", "display_name"),
    )

    email: str | None = option(EMAIL, default=None)
    """E-mail address of the visitor."""

    display_name: str | None = option(TEXT, default=None)
    """Name that agents see."""

    image_link: str | None = option(WORD, default=None)
    """Address of the visitor's picture."""

    contact_number: str | None = option(TEXT, default=None)
    """Telephone number, as text."""

    metadata: "dict[str, Any] | None" = option(METADATA, default=None)
    """Further notes about the visitor."""
