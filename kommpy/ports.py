"""The two doors of the core: what it needs from the widget and from the page.

The bridge implements them in the browser, `kommpy.testing` in plain CPython. Everything that
crosses is plain Python: texts, numbers, lists, dicts.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Stop = Callable[[], None]
    Reply = Callable[[str | None, str | None], None]
    Payload = dict[str, Any]
    Tell = Callable[[str, Any], None]
    OnEvent = Callable[["DomEvent"], None]
    OnElement = Callable[["Element | None"], None]

# what a test has in place of the browser: functions `ports(widget, page)`; the last one counts
stand_ins: "list[Any]" = []

_SECRETS = ("password", "accessToken")


def nothing() -> None:
    """Be the `Stop` of what is not under way."""


class Widget:
    """The Kommunicate widget.

    `status` is what the widget can do now: `"absent"`, `"loading"`, `"pre_chat"` (the form before
    the chat is up), `"ready"`, `"signed_out"` or `"failed"`. `reason`, one of those in `reasons`,
    and `cause` say why it is so, or while it loads, why it is begun once more.

    When the form is sent the widget launches the chat by itself, and begins a conversation for a
    visitor who has none. `may_start` set to `False` before keeps it from that.
    """

    status: str = "absent"
    reason: str | None = None
    cause: str | None = None
    holding: "Any" = None  # what the chats on it keep there together
    may_start: bool = True
    _secrets: "tuple[str, ...]" = ()

    def keep_secrets_of(self, payload: "Payload") -> None:
        """Know what the widget's words may not repeat."""
        self._secrets = tuple(str(payload[name]) for name in _SECRETS if payload.get(name))

    def hide(self, text: str) -> str:
        """Give the widget's words without the secrets that it was begun with."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text

    def attach(self, listener: "Tell") -> "Stop":
        """Tell `listener(topic, data)` what happens from now on; returns its `stop`.

        Topics: `"status"` (data: the new status), `"event"` (data: `(name, payload)`, the name as
        in `events.NAMES`), `"form"` (data: whether the form before the chat is on screen now), and
        perhaps `"there"`: it keeps settings, although it is not ready yet.
        """
        raise NotImplementedError

    def on_change(self, watcher: "Callable[[], object]") -> "Stop":
        """Call a function whenever the widget shows something else; returns its `stop`."""
        raise NotImplementedError

    def begun(self) -> "Payload | None":
        """Give the settings that the page has begun it with, before Python, where it has."""
        return None

    def begin(self, payload: "Payload", *, script: str | None = None, fresh: bool = False) -> None:
        """Install the widget once, or adopt the one that is there."""
        raise NotImplementedError

    def discard(self) -> None:
        """Take what is left of the widget off the page, so that it can be begun anew."""
        raise NotImplementedError

    def diagnose(self) -> "tuple[str, str | None]":
        """Tell what keeps it from getting ready: a reason, and the words behind it, if any."""
        raise NotImplementedError

    def explain(self, action: str) -> "str | None":
        """Tell what is known of why an action is not answered."""
        raise NotImplementedError

    # the actions; each raises `ActionError` where the widget throws

    def update_settings(self, payload: "Payload") -> None:
        """Merge conversation settings into those in force; `None` takes an option back."""
        raise NotImplementedError

    @property
    def settings(self) -> "Payload":
        """The conversation settings that the widget holds, under its own names."""
        raise NotImplementedError

    def launch_conversation(self) -> None:
        raise NotImplementedError

    def open_conversation_list(self) -> None:
        raise NotImplementedError

    def start_conversation(self, payload: "Payload", reply: "Reply") -> None:
        """Create a conversation; `reply(group_id, error)` is called once, or late, or never."""
        raise NotImplementedError

    def open_conversation(self, group_id: str, reply: "Reply") -> "Stop":
        """Show a conversation; `reply(group_id, error)` when it is on screen or refused.

        Returns a function that gives up waiting; an answer may come all the same.
        """
        raise NotImplementedError

    def update_conversation_metadata(self, group_id: str, metadata: "Payload") -> None:
        raise NotImplementedError

    def update_default_conversation_metadata(self, metadata: "Payload") -> None:
        raise NotImplementedError

    def update_chat_context(self, context: "Payload") -> None:
        raise NotImplementedError

    def update_user_language(self, code: str) -> None:
        raise NotImplementedError

    def update_user_timezone(self, name: str) -> None:
        raise NotImplementedError

    def update_user(self, payload: "Payload") -> None:
        raise NotImplementedError

    def send_message(self, text: str) -> None:
        raise NotImplementedError

    def compose(self, text: str, *, over: str = "") -> bool | None:
        """Put a text ready to be sent, where the visitor has written nothing.

        `over` is a text that it may replace. Tells whether it is there now; `None` where no
        conversation is on screen, so that there was no place to put it.
        """
        raise NotImplementedError

    def customize_widget_css(self, css: str) -> "Stop":
        """Add style rules to the widget's own document; returns what takes them away again."""
        raise NotImplementedError

    def focus(self) -> None:
        """Bring the focus into the chat, where it is not there already."""
        raise NotImplementedError

    def open_form(self) -> None:
        """Bring the pre-chat form on screen."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def display(self, shown: bool) -> None:
        """Show or hide the widget altogether, launcher included."""
        raise NotImplementedError

    def logout(self) -> None:
        """End the visitor's session and take the widget off the page."""
        raise NotImplementedError

    def traces(self) -> list[str]:
        """Name what is left of the last visitor: storage keys, cookies, globals, elements."""
        raise NotImplementedError

    @property
    def group_id(self) -> str | None:
        """Id of the conversation last on screen, as `str`; `None` before there was one."""
        raise NotImplementedError

    @property
    def on_screen(self) -> bool:
        """Whether a conversation is on screen, and not the list of them."""
        raise NotImplementedError

    @property
    def unread(self) -> int:
        """How many messages have come that the visitor has not seen."""
        raise NotImplementedError

    @property
    def is_open(self) -> bool:
        """Whether the chat box is open."""
        raise NotImplementedError

    @property
    def form_is_open(self) -> bool:
        """Whether the form before the chat is on screen."""
        raise NotImplementedError


class Element:
    """An element, as far as a trigger tells of it.

    `data` are its `data-` attributes by the name behind `data-`, `form` the fields of its form.
    """

    @property
    def data(self) -> dict[str, str]:
        raise NotImplementedError

    @property
    def form(self) -> dict[str, str]:
        raise NotImplementedError

    @property
    def tag(self) -> str:
        """Its opening tag, to name it by."""
        raise NotImplementedError


class DomEvent:
    """Something that happened on the page.

    `replayed` says that it happened before Python was there, `recorded` that it happens now and
    `Page.drain` will hand it out.
    """

    replayed: bool = False
    recorded: bool = False

    @property
    def path(self) -> str:
        """The page's path when it happened."""
        raise NotImplementedError

    @property
    def detail(self) -> "Any":
        """What a custom event carries, as plain Python; `None` of any other."""
        return None

    def find(self, selector: str) -> "Element | None":
        """Give the element at or above the target that a CSS selector is about.

        `""` is about the target itself, if it is an element.
        """
        raise NotImplementedError

    def marks(self, attribute: str) -> list[str]:
        """Give all values of `"id"` or `"class"` on the target and on what it stands in."""
        raise NotImplementedError

    def prevent_default(self) -> None:
        """Keep the browser from doing what it does by itself."""
        raise NotImplementedError


class Senses:
    """What the page can tell of the visitor besides DOM events, and what it keeps for them.

    `hub` is for the core, which keeps there what all chats of a page share.
    """

    hub: "Any" = None

    @property
    def hidden(self) -> bool:
        """Whether the tab is hidden."""
        raise NotImplementedError

    @property
    def time(self) -> float:
        """Seconds since 1970, by the visitor's clock."""
        raise NotImplementedError

    @property
    def query(self) -> str:
        """What stands behind `?` in the page's address."""
        raise NotImplementedError

    @property
    def fragment(self) -> str:
        """What stands behind `#` in the page's address."""
        raise NotImplementedError

    @property
    def scrolled(self) -> float:
        """How far the page is scrolled, in percent of the way there is; 0 where there is none."""
        raise NotImplementedError

    def matches(self, query: str) -> bool:
        """Tell whether a media query holds now."""
        raise NotImplementedError

    def check_media(self, query: str) -> str:
        """Return what is wrong with a media query, `""` where nothing is."""
        raise NotImplementedError

    # each tells a listener from now on, and returns its `stop`

    def on_visibility(self, listener: "Callable[[bool], None]") -> "Stop":
        """Call `listener(hidden)` when the tab is hidden or shown."""
        raise NotImplementedError

    def on_activity(self, listener: "Callable[[], None]") -> "Stop":
        """Call `listener()` when the visitor moves, types, touches or scrolls."""
        raise NotImplementedError

    def on_scroll(self, listener: "Callable[[float], None]") -> "Stop":
        """Call `listener(percent)` when the page is scrolled."""
        raise NotImplementedError

    def on_exit(self, listener: "Callable[[], None]") -> "Stop":
        """Call `listener()` when the visitor is about to leave."""
        raise NotImplementedError

    def on_media(self, query: str, listener: "Callable[[bool], None]") -> "Stop":
        """Call `listener(matches)` when a media query begins or ceases to hold."""
        raise NotImplementedError

    def on_visible(self, selector: str, listener: "OnElement") -> "Stop":
        """Call `listener(element)` for each element of a selector that is on screen or comes.

        `listener(None)` when the last one of them has gone. They may be there or come later.
        """
        raise NotImplementedError

    # scopes: "session" (the tab) and "visitor" (the browser)

    def stored(self, scope: str, name: str) -> str | None:
        """Give a text that the browser keeps."""
        raise NotImplementedError

    def store(self, scope: str, name: str, text: str) -> bool:
        """Have the browser keep a text; tells whether it does."""
        raise NotImplementedError


class Consents:
    """What consent managers on the page say of the visitor."""

    def on_signal(self, kinds: tuple[str, ...], listener: "Callable[[Any], None]") -> "Stop":
        """Call `listener(detail)` for events that scripts send; returns its `stop`."""
        raise NotImplementedError

    def read(self, manager: str, category: str) -> bool:
        """Tell whether a manager says yes to a category; no, where it says nothing."""
        raise NotImplementedError


class Page:
    """The page the visitor is on.

    `data` is what prerendering wrote into the page (empty without it). `may_store` says whether
    the browser may be asked to keep something. `began` is what `now` said when the visitor moved on
    to this path, `None` where the page was loaded with it.
    """

    began: float | None = None
    data: "Payload" = {}  # noqa: RUF012 - replaced, never changed
    may_store: bool = True
    has_markup: bool = False  # some chat sees to the elements that say in HTML what they do

    @property
    def senses(self) -> Senses:
        """What the page can tell of the visitor besides DOM events."""
        raise NotImplementedError

    @property
    def consents(self) -> Consents:
        """What consent managers on the page say."""
        raise NotImplementedError

    def forget(self) -> None:
        """Remove what kommpy had the browser keep of the visitor."""
        raise NotImplementedError

    @property
    def path(self) -> str:
        """The page's path, normalised (`paths.normalise`), below the base path."""
        raise NotImplementedError

    def on_navigate(self, listener: "Callable[[str], None]") -> "Stop":
        """Call `listener(path)` after each same-document navigation; returns its `stop`."""
        raise NotImplementedError

    def on_online(self, listener: "Callable[[], None]") -> "Stop":
        """Call `listener()` when the browser has a network again; returns its `stop`."""
        raise NotImplementedError

    def listen(self, kind: str, listener: "OnEvent") -> "Stop":
        """Tell `listener(event)` of each DOM event of a kind; returns its `stop`.

        It hears of events on elements that are there or come later.
        """
        raise NotImplementedError

    def bind(self, selector: str, read: "Callable[[], tuple[str, str]]") -> "tuple[Stop, Stop]":
        """Keep elements, those that come later too, at the text and accessible name that are read.

        Without a text they are hidden. Returns what reads again, and the `stop`, which hides them.
        """
        raise NotImplementedError

    def elements(self, selector: str) -> list[Element]:
        """Give the elements that a CSS selector matches now."""
        raise NotImplementedError

    def check_selector(self, selector: str) -> str:
        """Return what is wrong with a CSS selector, `""` where nothing is."""
        raise NotImplementedError

    def expand(self, selector: str, expanded: bool | None) -> None:
        """Have the buttons and links of a selector say whether the chat, their dialog, is open.

        Those that come later say what was said last; with `None` they say it no more.
        """
        raise NotImplementedError

    def hold_focus(self) -> "Stop":
        """Remember what has the focus; returns what brings it back there out of the chat."""
        raise NotImplementedError

    def style(self, css: str, *, instead: bool = False) -> "Stop":
        """Add style rules to the page; returns what takes them away again.

        They may come `instead` of those that prerendering wrote into it.
        """
        raise NotImplementedError

    def reveal(self, selector: str, shown: bool) -> None:
        """Show the elements that a selector matches, or take them away from everybody."""
        raise NotImplementedError

    def check_timezone(self, name: str) -> str:
        """Return what is wrong with the name of a time zone, `""` where nothing is."""
        raise NotImplementedError

    def drain(self) -> None:
        """Hand out what the seed remembered, to the listeners there are, once."""
        raise NotImplementedError

    def later(self, seconds: float, function: "Callable[[], object]") -> "Stop":
        """Call a function after some seconds; returns the `stop` that prevents it."""
        raise NotImplementedError

    def soon(self, function: "Callable[[], object]") -> None:
        """Call a function as soon as the code that runs now has come to its end or an `await`."""
        raise NotImplementedError

    @property
    def now(self) -> float:
        """Seconds on a clock that only goes forward."""
        raise NotImplementedError

    def offer(self, name: str, function: "Callable[[], str]") -> None:
        """Let tools beside Python call a function by a name, for as long as the page is there."""
        raise NotImplementedError

    def report(self, error: Exception, where: str) -> None:
        """Show an error that nobody caught, with its traceback, to the page author."""
        raise NotImplementedError
