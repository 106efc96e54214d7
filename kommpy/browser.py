"""The bridge: the widget and the page as they are in a browser, the only file that speaks JavaScript.

What crosses is text wherever it can be: as fast as converting, the same on both runtimes, and
nothing of JavaScript's reaches the core. What the widget throws is caught by the seed, for
MicroPython cannot catch it.
"""

import io
import json
import sys

from .errors import ActionError, BrowserError
from .events import SOCKET, TRACKED, vendor_name
from .paths import normalise
from .ports import Page, Widget

try:
    import js
except ImportError:
    raise BrowserError(
        "a Chat needs a browser; in a test give it Chat(..., widget=FakeWidget(), "
        'page=FakePage("/")) from kommpy.testing'
    ) from None

try:
    from pyodide.ffi import create_proxy
except ImportError:
    from jsffi import create_proxy

_FRAME = "kommunicate-widget-iframe"
_SCRIPT = 'script[src*="kommunicate.app"]'
_PROMPT = 0.05  # seconds between two looks at what the widget does not report
_STORED = ("kommunicate-", "chatheaders-", "mckActiveConversationInfo")
_COOKIES = ("_km_id-", "_km_user_name-", "_km_lead_collection-", "_km_ac_tn-")
_REASONS = {
    "blocked": "blocked",
    "error": "start_failed",
    "INVALID APPLICATION ID": "invalid_app_id",
    "INVALID PASSWORD": "invalid_password",
    "USER NOT FOUND": "user_not_found",
    "APPMODULE NOT FOUND": "module_not_found",
}
# what the widget's notifications read and nobody defines: without them a message that comes while
# its conversation is not on screen is lost, and openConversationOnNewMessage opens nothing
_UNDEFINED = {
    "$mck_msg_inner": "#mck-message-cell .mck-message-inner",
    "$mck_group_info_tab": "#mck-group-info-tab",
}
_one_page = []
_one_widget = []


def ports(widget=None, page=None):
    """Give the one widget and the one page there are in this browser."""
    if not _one_page:
        _one_page.append(BrowserPage(_find_seed()))
        _one_widget.append(BrowserWidget(_one_page[0].seed, _one_page[0]))
    return widget or _one_widget[0], page or _one_page[0]


def _find_seed():
    if not getattr(js, "document", None):
        raise BrowserError("a Chat runs on the page's main thread, not in a worker")
    if not getattr(js, "kommpy", None):
        script = js.document.createElement("script")
        with open(__file__.rsplit("/", 1)[0] + "/seed.js") as seed:
            script.textContent = seed.read()
        js.document.head.append(script)
    if not getattr(js, "kommpy", None):
        raise BrowserError(
            "the page's Content-Security-Policy keeps kommpy's script out; add seed.js to the page "
            'by <script src=".../kommpy/seed.js"></script>'
        )
    return js.kommpy


class BrowserPage(Page):
    """The page in a browser."""

    def __init__(self, seed):
        self.seed = seed
        self.data = json.loads(js.JSON.stringify(seed.page))
        self._base = self.data.get("base", "")
        self._listeners = []  # (kind, listener)
        self._timers = {}
        self._timer = 0
        self._tick = create_proxy(self._fire)

    @property
    def path(self):
        where = js.location
        return normalise(where.pathname + where.hash, self._base)

    def on_navigate(self, listener):
        moved = create_proxy(lambda *event: listener(self.path))
        navigation = getattr(js, "navigation", None)
        if navigation:
            navigation.addEventListener("currententrychange", moved)
            return lambda: navigation.removeEventListener("currententrychange", moved)
        kinds = ("popstate", "hashchange")
        for kind in kinds:
            js.addEventListener(kind, moved)
        for method in ("pushState", "replaceState"):
            _after(method, listener, self)
        return lambda: [js.removeEventListener(kind, moved) for kind in kinds]

    def listen(self, kind, listener):
        entry = (kind, listener)
        heard = create_proxy(lambda event: listener(_Event(self, event)))
        self._listeners.append(entry)
        js.document.addEventListener(kind, heard, True)

        def stop():
            js.document.removeEventListener(kind, heard, True)
            self._listeners.remove(entry)
            _free(heard)

        return stop

    def recorded(self, event):
        """Tell whether the seed remembers an event, to be handed out by `drain`."""
        if self.seed.over:
            return False
        return event.type == "click" or (
            event.type == "submit" and bool(event.target.closest("form[data-kommpy]"))
        )

    def check_selector(self, selector):
        found = self.seed.safe(js.document, "querySelector", selector)
        return found if isinstance(found, str) else ""

    def check_timezone(self, name):
        options = js.Object.new()
        options.timeZone = name
        found = self.seed.safe(js.Date.new(), "toLocaleString", "en", options)
        return found if isinstance(found, str) else ""

    def drain(self):
        if self.seed.over == 1:
            return
        remembered = self.seed.take()
        for number in range(remembered.length):
            kind = remembered[number][0]
            event = _Event(self, None, remembered[number][1])
            for wanted, listener in list(self._listeners):
                if wanted == kind:
                    listener(event)

    def later(self, seconds, function):
        self._timer += 1
        number = self._timer
        self._timers[number] = function
        handle = js.setTimeout(self._tick, int(seconds * 1000), number)

        def stop():
            if self._timers.pop(number, None) is not None:
                js.clearTimeout(handle)

        return stop

    def soon(self, function):
        self.later(0, function)

    def _fire(self, number):
        function = self._timers.pop(number, None)
        if function is not None:
            function()

    def report(self, error, where):
        js.console.error(f"kommpy: {where} failed\n{_traceback(error)}")


def _after(method, listener, page):
    """Have a method of the history report that the visitor moved on."""
    original = getattr(js.history, method)

    def moved(*args):
        original.call(js.history, *args)
        listener(page.path)

    setattr(js.history, method, create_proxy(moved))


def _traceback(error):
    if hasattr(sys, "print_exception"):
        text = io.StringIO()
        sys.print_exception(error, text)
        return text.getvalue()
    import traceback

    return "".join(traceback.format_exception(error))


def _free(proxy):
    if hasattr(proxy, "destroy"):
        proxy.destroy()


class _Event:
    """A DOM event, or one that the seed remembered."""

    def __init__(self, page, event, target=None):
        self._event = event
        self._target = event.target if target is None else target
        self.replayed = event is None
        self.recorded = event is not None and page.recorded(event)

    def find(self, selector):
        if not hasattr(self._target, "closest"):
            return None
        element = self._target.closest(selector)
        return _Element(element) if element else None

    def prevent_default(self):
        if self._event is not None:
            self._event.preventDefault()


class _Element:
    """An element, as far as a trigger tells of it."""

    def __init__(self, element):
        self._element = element

    @property
    def data(self):
        found = json.loads(js.JSON.stringify(self._element.dataset))
        return {_attribute(name): value for name, value in found.items()}

    @property
    def form(self):
        form = self._element.closest("form")
        fields = js.Object.fromEntries(js.FormData.new(form))
        return json.loads(js.JSON.stringify(fields))


def _attribute(name):
    """Give the name behind `data-` as it stands in the HTML: `bot-ids` for `botIds`."""
    return "".join("-" + letter.lower() if letter.isupper() else letter for letter in name)


class BrowserWidget(Widget):
    """The widget in a browser: installed by the seed, by us, or by somebody else."""

    def __init__(self, seed, page):
        self.status = "absent"
        self.reason = None
        self.cause = None
        self._seed = seed
        self._page = page
        self._call_widget = seed.call
        self._listeners = []
        self._replies = {}
        self._asked = 0
        self._others = {}  # handlers that other scripts had subscribed
        self._subscribed = False
        self._installed = []  # proxies of the functions among the settings
        self._renew = None
        self._on_alert = None

    def attach(self, listener):
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # beginning

    def begin(self, payload, *, script=None, fresh=False):
        if self.status in ("loading", "pre_chat", "ready"):
            return
        self._subscribed = False
        self.status, self.reason, self.cause = "loading", None, None
        self._tell("status", "loading")
        if fresh and (self._seeded() or self._frame()):
            self._renew = lambda: self._begin_fresh(payload, script)
        elif fresh:
            _forget()
        self._listen()
        if not self._seeded() and not self._foreign():
            self._install(payload, script)
        self._watch(seen=False)

    def _listen(self):
        said = self._seed.said
        self._seed.tell = create_proxy(self._hear)
        for number in range(said.length):
            self._hear(said[number][0], said[number][1])
        self._seed.said = js.Array.new()

    def _begin_fresh(self, payload, script):
        self._renew = None
        self.logout()
        self.begin(payload, script=script, fresh=True)

    def _install(self, payload, script):
        plain = {name: value for name, value in payload.items() if not callable(value)}
        settings = js.JSON.parse(json.dumps(plain))
        for name, value in payload.items():
            if callable(value):
                self._installed.append(create_proxy(value))
                setattr(settings, name, self._installed[-1])
        self._seed.begin(settings, script)

    def _seeded(self):
        """Tell whether the seed began the widget, whoever asked it to."""
        return bool(getattr(self._seed, "began", None))

    def _foreign(self):
        """Tell whether another script has put the widget there, or is about to."""
        return bool(self._frame() or js.document.querySelector(_SCRIPT))

    def _watch(self, *, seen):
        """Look, while it loads, for what the widget does not report."""
        if self.status != "loading":
            return
        there = bool(self._frame())
        if seen and not there:
            self._fail("removed")
        elif self._logged_in() and not self._seeded():
            self._change("ready")
        elif self._form_is_up() and not self._seeded():
            self._change("pre_chat")
        else:
            self._page.later(_PROMPT, lambda: self._watch(seen=there))

    def _hear(self, topic, text):
        if topic == "said":
            self._on_init(text)
        elif topic == "alert":
            if self._on_alert is not None:
                self._on_alert(json.loads(text))
        elif topic in self._replies:
            self._replies.pop(topic)(*_outcome(json.loads(text)))
        else:
            self._on_event(topic, text)

    def _on_init(self, said):
        if said == "success":
            self._change("ready")
        elif said == "empty":
            self._page.soon(self._look_for_form)  # it is told before the form is there
        else:
            self._fail(_REASONS.get(said, "login_failed"), said)

    def _look_for_form(self):
        if self.status == "loading":
            self._change("pre_chat" if self._form_is_up() else "ready")

    def _change(self, status):
        if status == "ready" and self._renew is not None:
            self._page.soon(self._renew)
            return
        self._subscribe()
        self.status = status
        self._tell("status", status)

    def _fail(self, reason, said=None):
        self.status, self.reason = "failed", reason
        self.cause = said if reason == "login_failed" else None
        self._tell("status", "failed")

    def _tell(self, topic, data):
        for listener in list(self._listeners):
            listener(topic, data)

    # events

    def _subscribe(self):
        if self._subscribed:
            return
        self._subscribed = True
        self._define_missing()
        mapping = js.KommunicateGlobal.eventMapping
        for name in TRACKED:
            vendor = vendor_name(name)
            event = getattr(mapping, vendor, None)
            if event:
                # subscribeToEvents would lose the first ones, before the socket is up
                self._others[vendor] = getattr(event, "eventFunction", None)
                event.eventFunction = self._seed.named(vendor)
        handlers = js.Object.new()
        for name in SOCKET:
            setattr(handlers, vendor_name(name), self._seed.named(vendor_name(name)))
        self._seed.safe(js.Kommunicate, "subscribeToEvents", handlers)

    def _define_missing(self):
        frame = js.KommunicateGlobal
        for name, selector in _UNDEFINED.items():
            found = self._seed.safe(frame, "$applozic", selector)
            if not getattr(frame, name, None) and not isinstance(found, str):
                setattr(frame, name, found[0])

    def _on_event(self, vendor, text):
        other = self._others.get(vendor)
        if other:
            self._seed.safe(other, "call", None, js.JSON.parse(text))
        for name in TRACKED + SOCKET:
            if vendor_name(name) == vendor:
                data = json.loads(text) if text else None
                # the widget also calls it when the visitor sends, with another payload
                if name != "message_sent" or "message" in data:
                    self._tell("event", (name, data))
                return

    # actions

    def _call(self, method, *args, reply=""):
        answer = self._call_widget(method, json.dumps(args), reply)
        if answer[:1] == "!":
            raise ActionError(
                f"the widget's {method}() failed: {answer[1:]}", action=method, cause=answer[1:]
            )
        return answer

    def update_settings(self, payload):
        self._call("updateSettings", payload)

    @property
    def settings(self):
        return json.loads(self._call("getSettings") or "{}") or {}

    def launch_conversation(self):
        self._call("launchConversation")

    def open_conversation_list(self):
        self._call("openConversationList")

    def start_conversation(self, payload, reply):
        self._asked += 1
        name = f"reply{self._asked}"
        self._replies[name] = reply
        # those that were never answered must not pile up
        self._replies.pop(f"reply{self._asked - 99}", None)
        self._call("startConversation", payload, reply=name)

    def open_conversation(self, group_id, reply):
        frame = js.KommunicateGlobal
        alert = frame.alert
        frame.alert = self._seed.named("alert")
        timer = []

        def stop():
            timer.pop()()
            self._on_alert = None
            frame.alert = alert

        def refuse(text):
            stop()
            reply(None, text)

        def look():
            if self._shows(group_id):
                stop()
                reply(None, None)
            else:
                timer[:] = [self._page.later(_PROMPT, look)]

        timer.append(self._page.later(0, look))
        self._on_alert = refuse
        try:
            self._call("openConversation", group_id)
        except ActionError:
            stop()
            raise
        return stop

    def update_conversation_metadata(self, group_id, metadata):
        self._call("updateConversationMetadata", {"groupId": group_id, "metadata": metadata})

    def update_default_conversation_metadata(self, metadata):
        self._call("updateDefaultConversationMetadata", metadata)

    def update_chat_context(self, context):
        self._call("updateChatContext", context)

    def update_user_language(self, code):
        self._call("updateUserLanguage", code)

    def update_user_timezone(self, name):
        self._call("updateUserTimezone", name)

    def update_user(self, payload):
        self._call("updateUser", payload)

    def send_message(self, text):
        if not (self.is_open and self.group_id and self._shows(self.group_id)):
            raise ActionError(
                "send_message() needs a conversation on screen; open or start one first",
                action="send_message",
            )
        self._call("sendMessage", {"groupId": self.group_id, "message": text})

    def customize_widget_css(self, css):
        self._call("customizeWidgetCss", css)

    def open_form(self):
        self._call("openWidgetPreview")

    def close(self):
        self._call("closeWidgetPreview")

    def display(self, shown):
        prerendered = js.document.getElementById("kommpy-hidden")
        if prerendered:
            prerendered.remove()
        self._call("displayKommunicateWidget", shown)

    def logout(self):
        self._call("logout")
        _forget()
        for script in js.document.querySelectorAll(_SCRIPT):
            script.remove()
        js.kommunicate = js.Object.new()
        self._seed.began = None
        for proxy in self._installed:
            _free(proxy)
        self._installed = []
        self.status = "signed_out"
        self._tell("status", "signed_out")

    def traces(self):
        left = _stored() + _cookies()
        if self._frame():
            left.append("the widget's frame")
        return left

    # what it shows

    @property
    def group_id(self):
        data = getattr(getattr(js, "KommunicateGlobal", None), "CURRENT_GROUP_DATA", None)
        tab = getattr(data, "tabId", None)
        return str(int(tab) if isinstance(tab, float) else tab) if tab else None

    @property
    def is_open(self):
        return self._displayed("mck-sidebox")

    def _shows(self, group_id):
        return (
            self.group_id == group_id and self.is_open and self._displayed("mck-tab-individual")
        )

    def _displayed(self, name):
        element = self._inside(name)
        return bool(element) and js.KommunicateGlobal.getComputedStyle(element).display != "none"

    def _logged_in(self):
        return bool(self._inside("mck-sidebox-launcher"))

    def _form_is_up(self):
        launcher = self._inside("km-anonymous-chat-launcher")
        return bool(launcher) and launcher.childElementCount > 0

    def _inside(self, name):
        frame = getattr(js, "KommunicateGlobal", None)
        document = getattr(frame, "document", None) if frame else None
        return document.getElementById(name) if document else None

    def _frame(self):
        return js.document.getElementById(_FRAME)


def _outcome(answer):
    """Read the callback's argument: a group id, or an object that says what went wrong."""
    if isinstance(answer, str):
        return answer, None
    return None, (answer or {}).get("errorMessage", "the widget gave no reason")


def _stored():
    found = []
    for storage in (js.sessionStorage, js.localStorage):
        for number in range(storage.length):
            key = storage.key(number)
            if any(key.startswith(start) for start in _STORED):
                found.append(key)
    return found


def _cookies():
    names = [pair.split("=")[0].strip() for pair in js.document.cookie.split(";")]
    return [name for name in names if any(part in name for part in _COOKIES)]


def _forget():
    """Remove what the widget stored about a visitor."""
    for key in _stored():
        js.sessionStorage.removeItem(key)
        js.localStorage.removeItem(key)
    host = js.location.hostname.split(".")
    for name in _cookies():
        js.document.cookie = f"{name}=; Max-Age=0; path=/"
        for start in range(len(host) - 1):
            domain = ".".join(host[start:])
            js.document.cookie = f"{name}=; Max-Age=0; path=/; domain={domain}"
