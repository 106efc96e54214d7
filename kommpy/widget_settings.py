"""The settings the widget is installed with."""

from .errors import OptionError
from .kinds import FLAG, FUNCTION, Choice, Made, Number, refusal
from .lists import IDS, TEXTS, OneOrMany
from .metadata import EXTRA, FORM, LABELS, METADATA
from .options import Options, option
from .texts import APP_ID, EMAIL, ID, LANGUAGE, SECRET, TEXT, TEXT_OR_EMPTY, WORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .label_texts import Labels
    from .look import Look
    from .prechat import PreChatField

MADE_LOOK = Made("Look")
_MILLISECONDS = Number("milliseconds", least=0)
# the regions whose host is not widget-<region>.kommunicate.io
_ELSEWHERE = {
    "agenticfirst": "widget.agenticfirst.ai",
    "test_agenticfirst": "widget-test.agenticfirst.ai",
}
_REGIONS = ("eu", "in", "cn", "enterprise", "beta", "test", "release") + tuple(_ELSEWHERE)
_OVERWRITTEN = "the widget writes over it, leave it out"
# where an option has a value, others do nothing
_CANCELS = (
    ("attachment", False, "attachment_handler capture_photo capture_video max_attachment_size"),
    ("exclude_google_map", True, "google_api_key loc_share map_static_api_key"),
    (
        "notification",
        False,
        "notification_icon_link notification_sound_link open_conversation_on_new_message",
    ),
    ("voice_input", False, "voice_input_timeout"),
    ("voice_output", False, "voice_name voice_rate"),
)
_FROM_DASHBOARD = 'it comes from the dashboard, override it with app_settings={"%s": ...}'


class WidgetSettings(Options):
    """How the widget is installed, once.

    All are keywords; `app_id` is required, or `widget_platform_url` in its place. Where an option
    is not given, the dashboard or the widget decides. Behind it: `window.kommunicate._globals`.
    Functions cannot stand in a prerendered page, nor can what identifies one visitor.

    Raises:
        OptionError: an option does not exist, its value has no meaning to the widget, two of them
            exclude each other, or the app id is missing

    Example:
        `WidgetSettings(app_id="demo", region="eu", popup_widget=True)`

    """

    _synonyms = (
        ("api_key", "app_id"),
        ("application_id", "app_id"),
        ("locale", "user_locale"),
        ("name", "user_name"),
    )
    _not_here = (
        ("onInit", "await chat.ready() instead"),
        ("agentId", _FROM_DASHBOARD % "agentId"),
        ("agentName", _FROM_DASHBOARD % "agentName"),
        ("collectFeedback", _FROM_DASHBOARD % "collectFeedback"),
        ("isCsatAvailable", _OVERWRITTEN),
        ("chatPopupMessage", _FROM_DASHBOARD % "chatPopupMessage"),
        ("customerCreatedAt", _OVERWRITTEN),
        ("widgetSettings", _FROM_DASHBOARD % "chatWidget"),
        ("conversationMetadata", "give default_conversation_metadata"),
        ("defaultUploadOverride", _OVERWRITTEN),
        ("connectSocketOnWidgetClick", "to the widget it is always on, leave it out"),
        ("isAnonymousChat", "the widget does nothing with it, leave it out"),
    )

    # Which application, and where from

    app_id: str | None = option(APP_ID, default=None)
    """Id of the Kommunicate application, as the dashboard shows it under Install."""

    widget_platform_url: str | None = option(WORD, default=None)
    """Address of a shop by which the application is looked up, in place of `app_id`."""

    region: str | None = option(Choice(*_REGIONS), default=None, sent=False)
    """Where the account lives, if not on the general servers. It chooses the script, and the script
    chooses the servers."""

    script_url: str | None = option(WORD, default=None, sent=False)
    """Address of the widget's script, in place of `region`, where you serve it yourself."""

    # Who the visitor is

    user_id: str | None = option(ID, default=None)
    """Id of the visitor. Without it the widget makes one up and remembers it in a cookie."""

    user_name: str | None = option(TEXT, default=None)
    """Name of the visitor."""

    email: str | None = option(EMAIL, default=None)
    """E-mail address of the visitor."""

    contact_number: str | None = option(TEXT, default=None)
    """Telephone number of the visitor, as text."""

    image_link: str | None = option(WORD, default=None)
    """Address of the visitor's picture."""

    password: str | None = option(SECRET, default=None, public=False)
    """Password of the visitor. The widget keeps it in clear in the session storage."""

    access_token: str | None = option(SECRET, default=None, public=False)
    """Token in place of `password`. The widget keeps it in the session storage and a cookie."""

    authentication_type_id: int | None = option(Choice(0, 1, 2), default=None)
    """How the login is checked: 0, 1 or 2. The widget's default is 0."""

    metadata: "dict[str, Any] | None" = option(METADATA, default=None)
    """Notes about the visitor, sent at login."""

    user_type_id: int | None = option(Number(whole=True, least=0), default=None)
    """Type of the visitor, a whole number, sent at login."""

    app_module_name: str | None = option(TEXT, default=None)
    """Module of the application to log in to."""

    reset_user_status: bool | None = option(FLAG, default=None)
    """`True` asks for a new status of the visitor at login."""

    # Sessions

    session_timeout: float | None = option(_MILLISECONDS, default=None)
    """Time after which a session counts as old and is dropped at the next start, in milliseconds.
    Not together with a form before the chat, which switches it off."""

    storage_suffix: str | None = option(WORD, default=None)
    """Ending of the widget's storage keys, to keep two chats apart. With it each launch creates a
    conversation."""

    domain_key: str | None = option(WORD, default=None)
    """Start of the names of the widget's cookies, in place of the subdomain."""

    # Conversations

    conversation_title: str | None = option(TEXT, default=None)
    """Title of new conversations. The widget's default for the launcher is `Conversations`."""

    group_name: str | None = option(TEXT, default=None)
    """Older name of `conversation_title`."""

    bot_ids: list[str] | None = option(IDS, default=None)
    """Bots of the conversations that the launcher makes, by id. There they come before
    `default_bot_ids` of the conversation settings."""

    app_settings: "dict[str, Any] | None" = option(METADATA, default=None)
    """Values put over what the dashboard answers, under the names of that answer."""

    default_conversation_metadata: "dict[str, Any] | None" = option(METADATA, default=None)
    """Notes that go into each new conversation, and win over the conversation's own. Always sent,
    `{}` if need be, since the widget can change it later only where it was there from the start."""

    default_message_meta_data: "dict[str, Any] | None" = option(METADATA, default=None)
    """Chat context of each message."""

    automatic_chat_open_on_navigation: bool | None = option(FLAG, default=None)
    """`True` shows the open conversation again on the next page, except on handhelds."""

    open_conversation_on_new_message: bool | None = option(FLAG, default=None)
    """`True` opens the widget when a message arrives; not together with `notification=False`."""

    msg_trigger_timeout: float | None = option(_MILLISECONDS, default=None)
    """Time after which the widget shows the last message, or starts a conversation, by itself, in
    milliseconds. The widget's default is 0, never."""

    load_chat_by_days: int | None = option(
        Number("days", whole=True, least=1, most=365), default=None
    )
    """How far back the list of conversations goes, in days."""

    # The form before the chat

    pre_lead_collection: "list[PreChatField] | list[dict[str, Any]] | None" = option(
        FORM, default=None
    )
    """Fields to fill in before the chat, each a `PreChatField`, or a dict of the widget's own
    form."""

    ask_user_details: list[str] | None = option(TEXTS, default=None)
    """Names of fields to fill in before the chat; the older form of `pre_lead_collection`."""

    anonymous_user_id_for_pre_chat_lead: bool | None = option(FLAG, default=None)
    """`True` keeps the visitor's made-up id when the form is sent."""

    # Language and texts

    user_locale: str | None = option(LANGUAGE, default=None)
    """Language told to the bots, such as `en-US`. Without it, it is the browser's."""

    language: str | None = option(LANGUAGE, default=None)
    """Language for speech in and out, such as `en-US`."""

    labels: "Labels | None" = option(LABELS, default=None)
    """Texts of the widget, under its own names, over its own texts; as many as you like."""

    rtl: bool | None = option(
        Choice(False, hint=", or leave it out: the browser's language decides"), default=None
    )
    """`False` writes from left to right even where the browser's language does not. Without it
    the browser's language decides; `True` would change nothing."""

    time_format_24_hours: bool | None = option(FLAG, default=None)
    """`True` shows times as 17:30, not 5:30 pm."""

    static_top_message: str | None = option(TEXT_OR_EMPTY, default=None)
    """Text of the banner above the messages, `""` for none."""

    static_top_icon: str | None = option(TEXT_OR_EMPTY, default=None)
    """Icon of the banner above the messages, `""` for none."""

    quick_replies: list[str] | None = option(TEXTS, default=None)
    """Answers that the visitor can choose instead of typing."""

    # The look of the widget

    look: "Look | None" = option(MADE_LOOK, default=None, sent=False)
    """Colours, place and layout, see `Look`."""

    disable_chat_widget: bool | None = option(FLAG, default=None)
    """`True` means no widget at all on this page."""

    popup_widget: bool | None = option(FLAG, default=None)
    """`True` shows the open chat as a popup."""

    use_branding: bool | None = option(FLAG, default=None)
    """`False` leaves out the line that names Kommunicate, where the plan allows it."""

    chat_launcher_html: str | None = option(TEXT, default=None)
    """HTML of a launcher of your own."""

    launcher: str | None = option(WORD, default=None)
    """Class of elements that launch the chat. The widget's default is `applozic-launcher`."""

    icon_shape: str | None = option(WORD, default=None)
    """Shape of icons. The widget's default is `square`."""

    unread_count_onchat_launcher: bool | None = option(FLAG, default=None)
    """Whether the launcher shows how many messages are unread. The widget's default is `True`."""

    # Header and menu

    primary_cta: str | None = option(
        Choice("FAQ", "CSAT_RATING", "RESTART_CONVERSATION", "TTS", "TALK_TO_HUMAN"),
        name="primaryCTA",
        default=None,
    )
    """What the button in the header does."""

    faq_category: str | None = option(TEXT, default=None)
    """Category of the questions and answers that are offered."""

    talk_to_human: bool | None = option(FLAG, default=None)
    """Whether the menu offers to talk to a person."""

    restart_conversation_by_user: bool | None = option(FLAG, default=None)
    """Whether the visitor can start a conversation over."""

    one_time_rating: bool | None = option(FLAG, default=None)
    """`True` lets the visitor rate a conversation only once."""

    # Messages

    hide_post_cta: bool | None = option(FLAG, name="hidePostCTA", default=None)
    """`True` hides the buttons of a message once one was chosen."""

    hide_post_form_submit: bool | None = option(FLAG, default=None)
    """`True` hides a form in a message once it was sent."""

    disable_form_post_submit: bool | None = option(FLAG, default=None)
    """`True` locks a form in a message once it was sent."""

    checkbox_as_multiple_button: bool | None = option(FLAG, default=None)
    """`True` shows checkboxes in messages as buttons."""

    show_msg_from_start: bool | None = option(FLAG, default=None)
    """`True` shows a conversation from its first message on."""

    reply_menu: bool | None = option(FLAG, default=None)
    """Whether messages have a menu to reply to them."""

    disable_text_area: bool | None = option(FLAG, default=None)
    """`True` lets the visitor answer by buttons only."""

    no_focus: bool | None = option(FLAG, default=None)
    """`True` leaves the focus where it is when a conversation opens."""

    message_bubble_avator: bool | None = option(FLAG, default=None)
    """Whether messages show who wrote them. The widget's default is `True`."""

    # Attachments

    attachment: bool | None = option(FLAG, default=None)
    """Whether the visitor can send files. The widget's default is `True`."""

    attachment_handler: "Callable[..., Any] | None" = option(FUNCTION, default=None)
    """Function that gets each file before it is sent, and returns the file to send."""

    max_attachment_size: float | None = option(Number("megabytes", least=0), default=None)
    """Largest file that the visitor can send, in megabytes. The widget's default is 25."""

    max_attachment_size_error_msg: str | None = option(TEXT, default=None)
    """Text shown for a file that is too large."""

    capture_photo: bool | None = option(FLAG, default=None)
    """Whether the visitor can take a picture."""

    capture_video: bool | None = option(FLAG, default=None)
    """Whether the visitor can take a video."""

    file_upload: str | None = option(WORD, default=None)
    """Name of the service that files go to."""

    custom_upload_url: str | None = option(WORD, default=None)
    """Address that files are sent to."""

    custom_file_url: str | None = option(WORD, default=None)
    """Address that files are fetched from."""

    file_base_url: str | None = option(WORD, default=None)
    """Address of the file server."""

    genereate_cloud_file_url: str | None = option(WORD, default=None)
    """Address that gives the address of a file in the cloud. The name is spelled as the widget
    spells it."""

    base_url: str | None = option(WORD, default=None)
    """Address of the chat server, for set-ups of their own."""

    # Voice

    voice_input: bool | None = option(FLAG, default=None)
    """Whether the visitor can speak instead of typing."""

    voice_input_timeout: float | None = option(Number("seconds", least=0), default=None)
    """How long the widget listens, in seconds. The widget's default is 10."""

    voice_output: bool | None = option(FLAG, default=None)
    """Whether the widget reads messages aloud."""

    voice_name: str | list[str] | None = option(OneOrMany(TEXT, TEXTS), default=None)
    """Voice that reads, or several to choose the first from that the browser has."""

    voice_rate: float | None = option(Number("times the usual speed", least=0), default=None)
    """How fast the voice reads. The widget's default is 1."""

    voice_note: bool | None = option(FLAG, default=None)
    """Whether the visitor can send voice messages."""

    voice_chat: bool | None = option(FLAG, default=None)
    """Whether the visitor can talk to a bot."""

    voice_chat_api_key: str | None = option(SECRET, default=None)
    """Key of the speech service behind `voice_chat`."""

    # Maps

    loc_share: bool | None = option(FLAG, default=None)
    """Whether the visitor can send a place. The widget's default is `False`."""

    exclude_google_map: bool | None = option(FLAG, default=None)
    """`True` keeps Google Maps from being loaded. The widget's default is the contrary of
    `loc_share`."""

    google_api_key: str | None = option(SECRET, default=None)
    """Key for Google Maps."""

    map_static_api_key: str | None = option(SECRET, name="mapStaticAPIkey", default=None)
    """Key for pictures of maps."""

    emojilibrary: bool | None = option(FLAG, default=None)
    """Whether there is a choice of emoji. The widget's default is `False`."""

    # Notifications

    notification: bool | None = option(FLAG, default=None)
    """Whether new messages are announced in the page. The widget's default is `True`."""

    desktop_notification: bool | None = option(FLAG, default=None)
    """Whether new messages are announced by the system. The widget's default is `True`."""

    sw_notification: bool | None = option(FLAG, default=None)
    """Whether a service worker announces them. The widget's default is `False`."""

    notification_icon_link: str | None = option(WORD, default=None)
    """Address of the picture in notifications."""

    notification_sound_link: str | None = option(WORD, default=None)
    """Address of the sound of a new message."""

    chat_popup_sound_notification_link: str | None = option(WORD, default=None)
    """Address of the sound of a greeting."""

    # Other services

    zendesk_chat_sdk_key: str | None = option(SECRET, default=None)
    """Key for handing conversations on to Zendesk."""

    ga_tracking_id: str | None = option(WORD, name="gaTrackingID", default=None)
    """Google Analytics id that the widget reports its events to."""

    extra: "dict[str, Any] | None" = option(EXTRA, default=None, sent=False)
    """Settings that kommpy has no option for, under the widget's own names, sent as they are."""

    def script(self) -> str:
        """Give the address of the widget's script."""
        host = f"widget-{self.region}.kommunicate.io" if self.region else "widget.kommunicate.io"
        host = _ELSEWHERE.get(self.region or "", host)
        return self.script_url or f"https://{host}/v2/kommunicate.app"

    def private(self) -> list[str]:
        """Name what is given here and cannot stand in a page that anyone may read."""
        found = [
            name
            for name, each in self.options()
            if name in self._given and (not each.public or callable(self._given[name]))
        ]
        extra = self.extra or {}
        return found + [f"extra[{key!r}]" for key in sorted(extra) if callable(extra[key])]

    def to_payload(self, *, all_options: bool = False) -> "dict[str, Any]":
        """Give the values under the widget's names, `extra` among them, as the caller's own dict.

        Args:
            all_options: name the options without a value too, as `None`

        """
        payload = super().to_payload(all_options=all_options)
        _put_over(payload, self.extra or {})  # labels of `extra` are newer than kommpy
        told = self.look.to_payload() if self.look else {}
        if told:
            _put_over(payload, {"appSettings": {"chatWidget": told}})
        if payload.get("defaultConversationMetadata") is None:
            payload["defaultConversationMetadata"] = {}
        return payload

    def besides(self, begun: "dict[str, Any] | None") -> list[str]:
        """Name what is said otherwise in the payload that the widget was begun with, if any."""
        if begun is None:
            return []
        payload = self.to_payload()
        names = {each.sent_as: name for name, each in self.options()}
        names["appSettings"] = "look or app_settings"
        differing = [key for key in set(payload) | set(begun) if payload.get(key) != begun.get(key)]
        return sorted([names.get(key, key) for key in differing])

    def _agree(self) -> None:
        if not (self.app_id or self.widget_platform_url):
            raise OptionError(
                "WidgetSettings needs app_id",
                option="app_id",
                mend="give the id that the dashboard shows under Install",
            )
        self._one_of("region", "script_url")
        self._one_of("password", "access_token")
        self._one_of("conversation_title", "group_name")
        self._one_of("session_timeout", "pre_lead_collection")
        self._one_of("session_timeout", "ask_user_details")
        self._one_of("pre_lead_collection", "ask_user_details")
        for name, value, others in _CANCELS:
            if self._given.get(name) is value:
                self._refuse_idle(name, others.split())
        if self.look and self.chat_launcher_html:
            for name in ("icon_index", "widget_image_link"):
                if name in self.look.given():
                    raise OptionError(
                        f"look has {name}, which does nothing with chat_launcher_html",
                        option="look",
                        mend="leave one of them out",
                    )
        extra = self.extra or {}
        for name in sorted(extra):
            if name != "labels":
                self._refuse_known(name)
        _check_dict("extra", extra, "labels")
        if self.look:
            _check_dict("app_settings", self.app_settings or {}, "chatWidget")

    def _refuse_idle(self, name: str, others: "list[str]") -> None:
        """Refuse what would do nothing, as `name` switches it off."""
        for other in others:
            if self._given.get(other):
                raise OptionError(
                    f"{other} does nothing with {name}={self._given[name]}",
                    option=other,
                    mend="leave one of them out",
                )

    def _refuse_known(self, name: str) -> None:
        mend = dict(self._not_here).get(name)
        for known, found in self.options():
            if name in (known, found.sent_as):
                mend = f"give it as {known}="
        if mend is not None:
            raise OptionError(f"extra cannot hold {name!r}", option="extra", value=name, mend=mend)


def _put_over(below: "dict[str, Any]", above: "dict[str, Any]") -> None:
    """Put values over others, in the dicts inside, too."""
    for key, value in above.items():
        if isinstance(value, dict) and isinstance(below.get(key), dict):
            _put_over(below[key], value)
        else:
            below[key] = value


def _check_dict(option: str, values: "dict[str, Any]", key: str) -> None:
    """Refuse what no dict could be put together with."""
    if not isinstance(values.get(key, {}), dict):
        raise refusal(option, values[key], "give a dict", where=f"[{key!r}]")
