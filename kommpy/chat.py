"""`Chat`: what page authors use."""

from .actions import TIMEOUT, Action, check_timeout
from .errors import EventError, OptionError
from .events import Emitter, WidgetEvent, check_name
from .handlers import Runner, check_handler
from .life import Life
from .mending import PAUSE, TRIES
from .metadata import METADATA
from .ports import stand_ins
from .settings import ConversationDetail, ConversationSettings, UserDetails
from .standing import Standing
from .texts import ID, LANGUAGE, TEXT, TEXT_OR_EMPTY, check_timezone
from .triggers import Triggers
from .widget_settings import MADE_LOOK, WidgetSettings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .actions import Outcome, Settle
    from .blocks import Block
    from .consent import Ask, Consent
    from .events import WidgetEvent as Event
    from .gate import Gate
    from .handlers import Binding, Handler
    from .identity import Identity
    from .look import Look
    from .loops import Loops
    from .mending import Retry
    from .moments import Trigger
    from .page_triggers import PageTriggers
    from .ports import Page, Payload, Stop, Widget
    from .prefill import Prefill
    from .rules import RulesDict
    from .timeline import Timeline
    from .tokens import Tokens
    from .triggers import TriggerEvent
    from .waits import Events

_LOAD_TIMEOUT = 20  # seconds
_LOGIN_TIMEOUT = 30  # seconds; a token may have to be fetched, and more than once
_USUAL = (("on_navigate", "rearm"), ("prevent_default", False))


class Chat:
    """The page author's handle on the widget. Made at once, and of use at once.

    Handlers and triggers register, rules apply and actions begin before the widget is there; what
    has to wait for it does so in one place. The widget is installed once, or adopted where the
    page or another `Chat` has installed it already.

    Args:
        settings: how the widget is installed
        rules: page rules, path pattern to `ConversationSettings`, `PageRule` or a function that
            gives one of them
        fresh: begin as a new visitor, with nothing of the last visit left; where nothing is said,
            as `FRESH` in `config.py` says
        consent: where the page knows from whether the visitor agrees: a `Consent`, the name of a
            consent manager, a function, async or not, or `True` for `chat.give_consent()`; before
            they do, nothing is asked of the vendor, and nothing stored
        identity: who the visitor is, where that is known only now; as `chat.login` takes it
        timeline: record what happens, for `chat.timeline`
        fallback: CSS selector of what the page shows while the chat has failed, and only then: a
            link, a form; give it the attribute `hidden` in the HTML
        load_timeout: seconds after which a chat that is not ready counts as failed; it may still
            get ready later
        widget, page: the ports; in a browser they are found, in a test they are fakes

    Raises:
        OptionError: an argument is not what it has to be
        RuleError: a rule is not one, or two collide
        BrowserError: there is no browser, and no ports were given

    Maps to the vendor's install snippet and `window.Kommunicate`.

    Example:
        ```python
        chat = Chat(WidgetSettings(app_id="demo"), rules=RULES)


        @chat.when("click", "#talk-to-sales")
        async def talk_to_sales(event):
            group_id = await chat.start_conversation()
            chat.update_conversation_metadata(group_id, {"plan": "pro"})
        ```

    """

    def __init__(
        self,
        settings: WidgetSettings,
        *,
        rules: "RulesDict | None" = None,
        fresh: bool | None = None,
        consent: "Consent | bool | str | Ask | None" = None,
        identity: "Identity | None" = None,
        timeline: bool = False,
        fallback: str | None = None,
        load_timeout: float = _LOAD_TIMEOUT,
        widget: "Widget | None" = None,
        page: "Page | None" = None,
    ) -> None:
        _check("settings", settings, WidgetSettings)
        standing = Standing(rules)
        if widget is None or page is None:
            widget, page = _ports(widget, page)
        self._widget = widget
        self._page = page
        self._runner = Runner(page.report)
        self._emitter = Emitter()
        self._prefill: Prefill | None = None
        self._page_triggers: PageTriggers | None = None
        self._loops = _loops(self)
        self._triggers = Triggers(page, self._runner, self._loops)
        self._life = Life(
            settings,
            standing,
            widget,
            page,
            self._emit,
            arrived=self._arrived,
            load_timeout=check_timeout(load_timeout, "load_timeout"),
        )
        self._timeline: Timeline | None = None
        if timeline or page.data.get("dev"):
            self.timeline.start()
            page.offer("look", self.timeline.look)
        if fallback is not None:
            from .fallback import Fallback

            Fallback(fallback, page, self._life.readiness)
        fresh = page.data.get("fresh", False) if fresh is None else fresh
        self._gate = self._gate_of(consent)
        begun = page.data.get("script") and not page.data.get("hold")  # by the seed
        if widget.status in ("loading", "pre_chat", "ready"):  # by another chat
            begun = True
        if identity is not None and not begun:
            self._life.enter(self._tokens_of(identity))
        self._life.start(fresh=bool(fresh), gate=self._gate)
        if identity is not None and begun:
            self.login(identity)
        self._read_markup()
        if page.data.get("counts"):
            from .counting import count

            count(page)
        page.soon(page.drain)

    def _tokens_of(self, identity: "Identity") -> "Tokens":
        from .identity import Identity
        from .tokens import Tokens

        _check("identity", identity, Identity)
        return Tokens(identity, self._page)

    def _gate_of(self, consent: object) -> "Gate | None":
        data = self._page.data
        if consent is None or consent is False:
            if data.get("consent"):
                raise OptionError(
                    "the configuration of this page has a CONSENT",
                    option="consent",
                    mend="give it to the chat: Chat(SETTINGS, consent=CONSENT)",
                )
            return None
        from .gate import Gate

        if data.get("script") and not data.get("hold"):
            raise OptionError(
                "consent comes too late here, the page has begun the chat before Python",
                option="consent",
                mend="name it in config.py, too: CONSENT = ...",
            )
        return Gate(consent, self._page, self._life.consented)

    # what holds

    @property
    def state(self) -> str:
        """`"waiting_for_consent"`, `"loading"`, `"pre_chat"` (its form is up), `"ready"`,
        `"signed_out"` or `"failed"`.

        The event `state_changed` tells of each, with a dict of `state`, `reason` and `message`.
        """
        return self._life.readiness.state

    @property
    def reason(self) -> str | None:
        """Why the chat is in its state, as `LoadError.reason`; `None`: nothing is to be said."""
        return self._life.readiness.reason

    @property
    def settings(self) -> ConversationSettings:
        """The conversation settings in force: the page's rule, and over it what was said here.

        What is not among them holds as in the dashboard.
        """
        return self._life.force.holding.settings

    @property
    def current_group_id(self) -> str | None:
        """Group id of the conversation last on screen; `None` before there was one.

        Maps to `KommunicateGlobal.CURRENT_GROUP_DATA.tabId`.
        """
        return self._widget.group_id

    @property
    def is_open(self) -> bool:
        """Whether the chat box is open."""
        return self._widget.is_open

    @property
    def timeline(self) -> "Timeline":
        """What happened in this chat, in order: nothing, until it is told to record.

        `Chat(..., timeline=True)` records from the beginning, `chat.timeline.start()` from now on,
        and `str(chat.timeline)` shows it.

        Example:
            `chat.timeline.start()`

        """
        if self._timeline is None:
            from .timeline import Timeline

            self._timeline = Timeline(self, self._life, self._runner, self._page)
        return self._timeline

    @property
    def unread_count(self) -> int:
        """How many messages have come that the visitor has not seen; 99 stands for 99 or more.

        As the widget's launcher has it, with those of earlier visits. Where the widget is told to
        show no number there (`unread_count_onchat_launcher=False`), those since the page was
        loaded.
        """
        return self._widget.unread

    async def ready(self, *, timeout: float = TIMEOUT) -> None:
        """Wait until the widget can do what is asked of it: logged in, or its form is up.

        After `logout()` the widget is begun once more, for a new visitor.

        Args:
            timeout: limit in seconds

        Raises:
            LoadError: it did not get ready; `reason` says why
            OptionError: the time limit is none

        Maps to the vendor's `onInit`, which may be called twice, or never.

        Example:
            `await chat.ready(timeout=5)`

        """
        await self._life.ready(check_timeout(timeout))

    def retry(self, *, tries: int = TRIES, pause: float = PAUSE) -> "Retry":
        """Load the chat again, with longer and longer pauses, until it is ready or tries are up.

        Handlers, triggers and settings are kept. Where tries are under way already, they go on.

        Args:
            tries: how often
            pause: seconds between the first try and the second; each further one is twice as long,
                at most a minute

        Returns:
            the tries, which begin at once; awaiting them gives `None` when the chat is ready

        Raises:
            OptionError: the number or the pause is none
            LoadError: awaited: the last try failed; `reason` says why
            ActionError: awaited: the visitor was logged out, or has withdrawn consent

        Maps to the vendor's install snippet.

        Example:
            `await chat.retry(tries=3)`

        """
        if not isinstance(tries, int) or isinstance(tries, bool) or tries < 1:
            raise OptionError(
                f"tries={tries!r} is no number of tries",
                option="tries",
                value=tries,
                mend="give a whole number above 0",
            )
        return self._life.retry(tries, check_timeout(pause, "pause"))

    # conversations

    def launch_conversation(self, *, timeout: float = TIMEOUT) -> Action:
        """Open the chat: the list of conversations, the only one there is, or a first one.

        Args:
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None`

        Raises:
            ActionError: awaited: the widget refused, or was not ready in time
            LoadError: awaited: the widget failed to load

        Maps to `Kommunicate.launchConversation()`.

        Example:
            `chat.when("click", "#help", lambda event: chat.launch_conversation())`

        """
        return self._opening("launch_conversation", self._widget.launch_conversation, timeout)

    def open_conversation_list(self, *, timeout: float = TIMEOUT) -> Action:
        """Open the list of conversations, however many there are.

        Args:
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None`

        Raises:
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to `Kommunicate.openConversationList()`.

        Example:
            `chat.open_conversation_list()`

        """
        return self._opening("open_conversation_list", self._widget.open_conversation_list, timeout)

    def start_conversation(
        self, detail: ConversationDetail | None = None, *, timeout: float = TIMEOUT
    ) -> Action:
        """Create a conversation and open it.

        Args:
            detail: what differs from the settings in force; nothing, where it is not given
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives the group id, a `str`

        Raises:
            OptionError: `detail` is no `ConversationDetail`
            ActionError: awaited: the conversation was not created, as far as is known
            LoadError: awaited: the widget failed to load

        A conversation that is created after the time limit is reported by the event
        `conversation_started_late`; nothing is tried twice.

        Maps to `Kommunicate.startConversation(detail, callback)`.

        Example:
            `group_id = await chat.start_conversation(ConversationDetail(bot_ids=["sales-bot"]))`

        """
        if detail is not None:
            _check("detail", detail, ConversationDetail)

        def begin(settle: "Settle") -> None:
            if detail is None or not detail.is_internal:  # which opens nothing
                self._life.force.show()
            self._widget.start_conversation(
                self._detail_payload(detail), self._life.reply("start_conversation", settle)
            )

        return self._life.ask("start_conversation", begin, timeout, opens=True)

    def open_conversation(self, group_id: str, *, timeout: float = TIMEOUT) -> Action:
        """Show a conversation that exists.

        Args:
            group_id: its id, as `start_conversation` gave it
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives the group id as soon as the conversation is on screen

        Raises:
            OptionError: the id is not a text, or empty
            ActionError: awaited: there is no such conversation; no dialog comes up
            LoadError: awaited: the widget failed to load

        A conversation that comes on screen after the time limit is reported by the event
        `conversation_opened_late`.

        Maps to `Kommunicate.openConversation(groupId)`.

        Example:
            `await chat.open_conversation("7000001")`

        """
        ID.check("group_id", group_id)

        def begin(settle: "Settle") -> "Stop":
            self._life.force.show()
            return self._widget.open_conversation(
                group_id, self._life.reply("open_conversation", settle, repr(group_id))
            )

        return self._life.ask("open_conversation", begin, timeout, opens=True)

    def update_conversation_metadata(
        self, group_id: str, metadata: "Payload", *, timeout: float = TIMEOUT
    ) -> Action:
        """Put notes on a conversation that agents see in the dashboard.

        Args:
            group_id: id of the conversation
            metadata: JSON values under text keys
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None` when the notes were sent (the widget does not say
            whether they arrived)

        Raises:
            OptionError: the id or the metadata is not what it has to be
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to `Kommunicate.updateConversationMetadata({groupId, metadata})`.

        Example:
            `chat.update_conversation_metadata(group_id, {"car": "Model T"})`

        """
        ID.check("group_id", group_id)
        metadata = METADATA.check("metadata", metadata)
        return self._life.do(
            "update_conversation_metadata",
            lambda: self._widget.update_conversation_metadata(group_id, metadata),
            timeout,
        )

    def update_default_conversation_metadata(
        self, metadata: "Payload", *, timeout: float = TIMEOUT
    ) -> Action:
        """Set the notes that every conversation begun from now on carries.

        They replace those that were set before, and win over a conversation's own on equal keys.

        Args:
            metadata: JSON values under text keys; `{}` for none
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None`

        Raises:
            OptionError: the metadata is not what it has to be
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to `Kommunicate.updateDefaultConversationMetadata(metadata)`.

        Example:
            `chat.update_default_conversation_metadata({"shop": "Rome"})`

        """
        metadata = METADATA.check("metadata", metadata)
        return self._life.remember("update_default_conversation_metadata", metadata, timeout)

    def send_message(self, text: str, *, timeout: float = TIMEOUT) -> Action:
        """Send a message in the visitor's name into the conversation on screen.

        Args:
            text: the message
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None` when the message was handed to the widget

        Raises:
            OptionError: the text is not a text, or empty
            ActionError: awaited: no conversation is on screen
            LoadError: awaited: the widget failed to load

        Maps to `Kommunicate.sendMessage({message})`.

        Example:
            `await chat.send_message("I would like a test drive")`

        """
        TEXT.check("text", text)
        return self._life.do("send_message", lambda: self._widget.send_message(text), timeout)

    def prefill(self, text: str, *, timeout: float = TIMEOUT) -> Action:
        """Put a text ready where the visitor writes; nothing is sent, and nothing is opened.

        It comes into the conversation on screen, or into the next one that comes there. What the
        visitor has written already is left as it is; an earlier text of this kind is replaced.

        Args:
            text: the text; `""` takes one back that the visitor has not changed
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None` when the text is in its place, or waits for one

        Raises:
            OptionError: the text is not a text
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to the widget's own field, as no method is meant for it.

        Example:
            `chat.prefill("I am interested in the Roadster")`

        """
        TEXT_OR_EMPTY.check("text", text)

        def put() -> None:
            if self._prefill is None:
                from .prefill import Prefill

                self._prefill = Prefill(self._widget)
            self._prefill.put(text)

        return self._life.do("prefill", put, timeout)

    # settings

    def update_settings(
        self, settings: ConversationSettings, *, timeout: float = TIMEOUT
    ) -> Action:
        """Put settings over the page's rule until the visitor moves on.

        An option that is not given stays as it is; `DASHBOARD` puts the dashboard's back in force.

        Args:
            settings: what conversations begun from now on are to be like
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None`

        Raises:
            OptionError: `settings` is no `ConversationSettings`
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to `Kommunicate.updateSettings(settings)`.

        Example:
            `chat.update_settings(ConversationSettings(team_id=42))`

        """
        _check("settings", settings, ConversationSettings)

        def say() -> None:
            self._life.standing.say(settings)
            self._life.force.apply()

        return self._of_this_page("update_settings", say, timeout)

    def settings_for(self, settings: ConversationSettings, *, timeout: float = TIMEOUT) -> "Block":
        """Hold settings while a block of code runs; they are undone also when it fails.

        They go over the page's rule and over what `update_settings` says, and stay when the visitor
        moves on meanwhile. Blocks nest; where two overlap, the one entered last has it, and each
        takes away its own.

        Args:
            settings: what conversations begun in the block are to be like
            timeout: limit in seconds for putting them in force, and for undoing them

        Returns:
            something for `async with`

        Raises:
            OptionError: `settings` is no `ConversationSettings`, or the time limit is none
            ActionError, LoadError: on entering: as `launch_conversation`
            ActionTimeoutError: on leaving: what was asked for in the block has not ended within the
                time limit; they are undone all the same

        Maps to `Kommunicate.updateSettings(settings)`.

        Example:
            ```python
            async def ask_sales():
                async with chat.settings_for(ConversationSettings(team_id=42)):
                    return await chat.start_conversation()
            ```

        """
        _check("settings", settings, ConversationSettings)
        from .blocks import Block

        return Block(self._life, settings, check_timeout(timeout))

    def update_chat_context(self, context: "Payload", *, timeout: float = TIMEOUT) -> Action:
        """Add keys to what bots are told about the visitor; it survives moving on.

        Args:
            context: JSON values under text keys
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None`

        Raises:
            OptionError: the context is not what it has to be
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to `Kommunicate.updateChatContext(context)`.

        Example:
            `chat.update_chat_context({"cart": "3 items"})`

        """
        context = METADATA.check("context", context)
        return self._life.remember("update_chat_context", context, timeout, adds=True)

    def update_user_language(self, code: str, *, timeout: float = TIMEOUT) -> Action:
        """Tell bots the visitor's language; it survives moving on.

        Args:
            code: language code, such as `"fr"`
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None`

        Raises:
            OptionError: the code is not a text, or empty
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to `Kommunicate.updateUserLanguage(code)`.

        Example:
            `chat.update_user_language("fr")`

        """
        LANGUAGE.check("code", code)
        return self._life.remember("update_user_language", code, timeout)

    def update_user_timezone(self, name: str, *, timeout: float = TIMEOUT) -> Action:
        """Tell bots the visitor's time zone; it survives moving on.

        Args:
            name: IANA name, such as `"Europe/Paris"`
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None`

        Raises:
            OptionError: there is no such time zone
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to `Kommunicate.updateUserTimezone(name)`.

        Example:
            `chat.update_user_timezone("Europe/Paris")`

        """
        check_timezone(name, self._page.check_timezone)
        return self._life.remember("update_user_timezone", name, timeout)

    def update_user(self, details: UserDetails, *, timeout: float = TIMEOUT) -> Action:
        """Change what is known about the visitor.

        Args:
            details: what is to change
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None` when the change was sent (the widget does not say
            whether it arrived)

        Raises:
            OptionError: `details` is no `UserDetails`
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to `Kommunicate.updateUser(details)`.

        Example:
            `chat.update_user(UserDetails(display_name="Ada"))`

        """
        _check("details", details, UserDetails)
        return self._life.do(
            "update_user", lambda: self._widget.update_user(details.to_payload()), timeout
        )

    # the box

    def close(self, *, timeout: float = TIMEOUT) -> Action:
        """Close the chat box.

        Args:
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None`

        Raises:
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to `Kommunicate.closeWidgetPreview()`.

        Example:
            `chat.close()`

        """
        return self._life.do("close", self._life.force.close, timeout)

    def toggle(self, *, timeout: float = TIMEOUT) -> Action:
        """Close the chat box where it is open, launch it where it is not.

        Args:
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None`

        Raises:
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to `Kommunicate.launchConversation()` and `Kommunicate.closeWidgetPreview()`.

        Example:
            `chat.when("click", "#chat", lambda event: chat.toggle())`

        """

        before_form = self.state == "pre_chat"  # whose sending opens the chat

        def call() -> None:
            if self._widget.is_open and not before_form:
                self._life.force.close()
            else:
                self._life.force.show()
                self._widget.launch_conversation()

        return self._life.do("toggle", call, timeout, opens=True)

    def show(self, *, timeout: float = TIMEOUT) -> Action:
        """Show the launcher on this page, whatever its rule says, until the visitor moves on.

        Args:
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None`

        Raises:
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to `Kommunicate.displayKommunicateWidget(true)`.

        Example:
            `chat.show()`

        """
        return self._of_this_page("show", lambda: self._life.force.say_visible(True), timeout)

    def hide(self, *, timeout: float = TIMEOUT) -> Action:
        """Hide the widget on this page, box and launcher, until the visitor moves on.

        What opens the chat shows it all the same, until the box is closed.

        Args:
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None`

        Raises:
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to `Kommunicate.displayKommunicateWidget(false)`.

        Example:
            `chat.hide()`

        """
        return self._of_this_page("hide", lambda: self._life.force.say_visible(False), timeout)

    def customize_widget_css(self, css: str, *, timeout: float = TIMEOUT) -> Action:
        """Add style rules to the widget's own document.

        They hold for the form before the chat, too, and where the chat begins again.

        Args:
            css: style rules
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives the `stop` that takes them away again

        Raises:
            OptionError: the text is not a text, or empty
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to `Kommunicate.customizeWidgetCss(css)`.

        Example:
            `chat.customize_widget_css(".mck-box-top { background: navy }")`

        """
        TEXT.check("css", css)
        return self._life.style("customize_widget_css", css, "", timeout)

    def customize(self, look: "Look", *, timeout: float = TIMEOUT) -> Action:
        """Change how the chat looks on the page, from now on.

        What is to hold from the first frame belongs into `WidgetSettings(look=...)`. An icon can
        be given there only.

        Args:
            look: colours, place and layout; what is not given stays as it is
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives the `stop` that undoes it

        Raises:
            OptionError: `look` is no `Look`, or has an icon
            ActionError, LoadError: awaited: as `launch_conversation`

        Maps to `Kommunicate.customizeWidgetCss(css)` and the page's own style.

        Example:
            `chat.customize(Look(primary_color="#00796b", offset_y=90))`

        """
        MADE_LOOK.check("look", look)
        return self._life.style("customize", look.widget_css(), look.page_css(), timeout)

    # who the visitor is

    def logout(self, *, timeout: float = TIMEOUT) -> Action:
        """End the visitor's session and take the widget off the page.

        What is asked for afterwards begins the chat again, for a new visitor. Where the chat is not
        ready yet, what was asked for before, and has not happened, fails.

        Args:
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None` when nothing of the visitor is left

        Raises:
            ActionError: awaited: something of the visitor is left; the message names it
            LoadError: awaited: the widget failed to load

        Maps to `Kommunicate.logout()`.

        Example:
            `await chat.logout()`

        """

        return self._life.logout(timeout)

    def login(self, identity: "Identity", *, timeout: float = _LOGIN_TIMEOUT) -> Action:
        """Let a visitor in by name, in place of the one who is there, without a reload.

        It happens after what was asked for before, and before what is asked for afterwards. Of the
        last visitor nothing is left, which is checked. Where the very same visitor is there
        already, nothing happens.

        Args:
            identity: who the visitor is; a password or token that is a function is asked when it
                is needed, and again where Kommunicate refuses it
            timeout: limit in seconds

        Returns:
            an action; awaiting it gives `None` when the chat is ready for that visitor

        Raises:
            OptionError: `identity` is no `Identity`
            LoadError: awaited: the login was refused, or the token's source gave none
            ActionError: awaited: something of the last visitor is left; the message names it

        Maps to `Kommunicate.logout()` and the vendor's install snippet with other settings.

        Example:
            `await chat.login(Identity(user_id="ada", access_token=fetch_token))`

        """
        return self._life.login(identity, self._tokens_of(identity), timeout)

    def give_consent(self) -> None:
        """Say that the visitor agrees to the chat, which then begins.

        Raises:
            OptionError: the chat does not wait for consent

        Example:
            `on_agree = chat.give_consent`

        """
        self._consent("give_consent").say(True)

    def withdraw_consent(self) -> None:
        """Say that the visitor no longer agrees: the widget goes, with all that it has stored.

        What was under way fails; what is asked for afterwards waits for consent.

        Raises:
            OptionError: the chat does not wait for consent

        Maps to `Kommunicate.logout()`.

        Example:
            `on_change_of_mind = chat.withdraw_consent`

        """
        self._consent("withdraw_consent").say(False)

    def _consent(self, name: str) -> "Gate":
        if self._gate is None:
            raise OptionError(
                f"{name}() needs a chat that waits for consent",
                option="consent",
                mend="make it with Chat(..., consent=True)",
            )
        return self._gate

    # what happens

    def when(
        self,
        trigger: "str | Trigger",
        selector: "str | Handler | None" = None,
        handler: "Handler | None" = None,
        *,
        prevent_default: bool = False,
        once: str | None = None,
        cool_down: float | None = None,
        condition: "Callable[[TriggerEvent], object] | None" = None,
        on_navigate: str = "rearm",
    ) -> "Binding":
        """Bind a handler to something that happens on the page.

        Elements may come and go: the page listens once for each kind, for all of them.

        Args:
            trigger: kind of DOM event, such as `"click"` or `"submit"`; or a `Trigger`, such as
                `after(30) & scrolled(50)`, which the handler follows
            selector: after a kind, CSS selector of the elements it is about
            handler: function, async or not, that takes a `TriggerEvent`
            prevent_default: keep the browser from doing what it does by itself, such as following
                a link
            once: fire once on a `"page"` (until the visitor moves on), in a `"session"` (the tab)
                or for a `"visitor"` (the browser); not given, each time it happens
            cool_down: seconds after a firing in which it does not fire again, reloads or not
            condition: function that takes the event and says, at the moment of firing, whether to
            on_navigate: `"rearm"` begins anew when the visitor moves on without a reload, `"stop"`
                ends it then

        Returns:
            with a handler the `stop` that ends it; without one a decorator that hands its function
            back unchanged

        Raises:
            TriggerError: the selector does not parse, or the trigger, the handler or one of the
                terms is none; or the handler would set itself off without end, or another one and
                that one it again, as far as their code says so for certain

        Example:
            `stop = chat.when("click", "#help", lambda event: chat.launch_conversation())`

        """
        terms = {
            "prevent_default": prevent_default,
            "once": once,
            "cool_down": cool_down,
            "condition": condition,
            "on_navigate": on_navigate,
        }
        bound: Binding = self._when(trigger, selector, handler, terms)
        return bound

    def on(self, event: str, handler: "Handler | None" = None) -> "Binding":
        """Bind a handler to something the widget reports.

        Args:
            event: name of the event, such as `"message_received"`
            handler: function, async or not, that takes a `WidgetEvent`

        Returns:
            with a handler the `stop` that ends it; without one a decorator that hands its function
            back unchanged

        Raises:
            EventError: there is no such event, or listening to it would harm the widget
            TriggerError: it would set itself off without end, or another one and that one it again,
                as far as their code says so for certain

        Maps to `Kommunicate.subscribeToEvents({...})`.

        Example:
            `chat.on("message_received", lambda event: chat.launch_conversation())`

        """
        bound: Binding = self._listen(event, handler, once=False)
        return bound

    def once(self, event: str, handler: "Handler | None" = None) -> "Binding":
        """Bind a handler to the next event of a name, and to no other after it.

        Args:
            event: name of the event
            handler: function, async or not, that takes a `WidgetEvent`

        Returns:
            as `on`

        Raises:
            EventError: as `on`

        Example:
            `chat.once("chat_widget_open", lambda event: print("opened for the first time"))`

        """
        bound: Binding = self._listen(event, handler, once=True)
        return bound

    def wait_for(
        self,
        event: str,
        *,
        where: "Callable[[Event], Any] | None" = None,
        timeout: float = TIMEOUT,
    ) -> "Outcome":
        """Wait for an event; the waiting begins with the call.

        Args:
            event: name of the event
            where: function that takes a `WidgetEvent` and tells whether it is the one meant; not
                given, the first is
            timeout: limit in seconds

        Returns:
            something to await; it gives the `WidgetEvent`

        Raises:
            EventError: as `on`
            OptionError: the time limit is none
            ActionTimeoutError: awaited: there was no such event within the time limit

        What `where` raises is raised where the event is awaited.

        Example:
            ```python
            async def first_answer():
                await chat.start_conversation()
                event = await chat.wait_for("message_received", timeout=600)
                return event.data["message"]["message"]
            ```

        """
        check_name(event)
        if where is not None and not callable(where):
            raise EventError(f"where={where!r} is no function that takes the event", event=event)
        from .waits import wait_for

        return wait_for(self._emitter, self._page, event, where, check_timeout(timeout))

    def events(self, *names: str, limit: int = 1000) -> "Events":
        """Give events one after the other, for `async for`; the listening begins with the call.

        None is lost between two turns of the loop. `break` ends it; so does `stop()` of what is
        given, after what has come by then.

        Args:
            names: one name or several
            limit: how many events may wait for the loop; more of them are an error

        Returns:
            something for `async for`; it gives each `WidgetEvent`

        Raises:
            EventError: there is no such event, or no name is given; in the loop: it is so slow
                that more than `limit` events waited

        Example:
            ```python
            async def count(enough):
                texts = []
                async for event in chat.events("message_received", "message_sent"):
                    texts.append(event.data["message"]["message"])
                    if len(texts) == enough:
                        break
                return texts
            ```

        """
        if not names:
            raise EventError('name at least one event, such as chat.events("message_received")')
        for name in names:
            check_name(name)
        if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
            raise OptionError(
                f"limit={limit!r} is no number of events",
                option="limit",
                value=limit,
                mend="give a whole number above 0",
            )
        from .waits import Events

        return Events(self._emitter, names, limit)

    def badge(self, selector: str, *, label: "Callable[[int], str] | None" = None) -> "Stop":
        """Show `unread_count` in elements of the page, in those that come later too.

        They are hidden while nothing is unread. A screen reader says `"3 unread messages"`, as the
        element's `aria-label`, and as news where the element has no role of its own.

        Args:
            selector: CSS selector of the elements
            label: function that makes the words for screen readers of the number

        Returns:
            the `stop` that ends it; the elements are hidden then

        Raises:
            OptionError: the selector does not parse, or the label is no function

        Example:
            `stop = chat.badge("#badge", label=lambda count: f"{count} neue Nachrichten")`

        """
        from .badge import badge

        return badge(self._widget, self._page, selector, label)

    def _when(
        self,
        trigger: "Any",
        selector: "Any",
        handler: "Handler | None",
        terms: "dict[str, Any]",
        *,
        first: bool = True,
    ) -> "Any":
        self._life.follow_openers(self._runner, self._triggers)
        unusual = {
            name: value
            for name, value in terms.items()
            if value is not None and (name, value) not in _USUAL
        }
        return self._triggers.when(trigger, selector, handler, unusual, first=first)

    def _arrived(self) -> None:
        """See to the triggers of the page that the visitor has come to."""
        standing = self._life.standing
        triggers = standing.triggers
        if self._page_triggers is None and triggers:
            from .page_triggers import PageTriggers

            self._page_triggers = PageTriggers(self, self._page, self._when)
        if self._page_triggers is not None:
            self._page_triggers.move(triggers, standing.pattern)

    def _listen(self, event: str, handler: "Handler | None", *, once: bool) -> "Any":
        check_name(event)
        if handler is not None:
            wrong = check_handler(handler)
            if wrong:
                raise EventError(wrong, event=event)
            return self._adder(event, once)(handler)

        def decorate(function: "Handler") -> "Handler":
            self._listen(event, function, once=once)
            return function

        return decorate

    def _adder(self, event: str, once: bool) -> "Callable[[Handler], Stop]":
        def add(handler: "Handler") -> "Stop":
            return self._emitter.on(event, handler, once=once)

        return add if once or self._loops is None else self._loops.guard([("event", event)], add)

    def _read_markup(self) -> None:
        try:
            from .markup import Markup
        except ImportError:  # this page has no such element
            return
        Markup(self, self._page, self._runner, self._triggers)
        self._life.follow_openers(self._runner, self._triggers)

    def _opening(self, name: str, call: "Callable[[], None]", timeout: float) -> Action:
        def show() -> None:
            self._life.force.show()
            call()

        return self._life.do(name, show, timeout, opens=True)

    def _of_this_page(self, name: str, call: "Callable[[], None]", timeout: float) -> Action:
        """Begin an action that means nothing any more once the visitor has moved on."""
        visit = self._life.standing.visits

        def call_here() -> None:
            if visit == self._life.standing.visits:
                call()

        return self._life.do(name, call_here, timeout)

    def _detail_payload(self, detail: ConversationDetail | None) -> "Payload":
        payload = {} if detail is None else detail.to_payload()
        metadata = payload.get("conversationMetadata")
        welcome = self.settings.welcome_message
        # the widget drops the welcome message of the settings when metadata comes with the call
        if metadata is not None and welcome is not None:
            metadata.setdefault("WELCOME_MESSAGE", welcome)
        return payload

    def _emit(self, name: str, data: object) -> bool:
        entries = self._emitter.take(name)
        # one that is stopped by another, meanwhile, is not called any more
        self._runner.run((each[0] for each in entries if each), WidgetEvent(name, data))
        return bool(entries)


async def load(
    settings: WidgetSettings,
    *,
    rules: "RulesDict | None" = None,
    fresh: bool | None = None,
    consent: "Consent | bool | str | Ask | None" = None,
    identity: "Identity | None" = None,
    timeline: bool = False,
    timeout: float = TIMEOUT,
    widget: "Widget | None" = None,
    page: "Page | None" = None,
) -> Chat:
    """Make a `Chat` and wait until it is ready.

    Args:
        settings, rules, fresh, consent, identity, timeline, widget, page: as `Chat` takes them
        timeout: limit in seconds

    Returns:
        the chat

    Raises:
        LoadError: it did not get ready; `reason` says why
        OptionError, RuleError, BrowserError: as `Chat` raises them

    Example:
        `chat = await load(WidgetSettings(app_id="demo"))`

    """
    chat = Chat(
        settings,
        rules=rules,
        fresh=fresh,
        consent=consent,
        identity=identity,
        timeline=timeline,
        widget=widget,
        page=page,
    )
    await chat.ready(timeout=timeout)
    return chat


def _loops(chat: Chat) -> "Loops | None":
    try:
        from .loops import Loops
    except ImportError:  # nothing on this page could go round
        return None
    return Loops(chat)


def _check(name: str, value: object, kind: type) -> None:
    if not isinstance(value, kind):
        # not the value itself, which may hold a password
        raise OptionError(
            f"{name} is a {type(value).__name__}, which is not what is meant",
            option=name,
            mend=f"give {kind.__name__}(...)",
        )


def _ports(widget: "Widget | None", page: "Page | None") -> "tuple[Widget, Page]":
    """Find the ports that were not given: a test's, or else the browser's."""
    if stand_ins:
        found: tuple[Widget, Page] = stand_ins[-1](widget, page)
        return found
    from .browser import ports

    return ports(widget, page)
