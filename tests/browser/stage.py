"""Plays the contract's scenarios on the bridge, in the common subset, like them.

Each has a frame of its own for its page, so that nothing is left of the one before. A test calls
`play(module, name, needs)` in the page, which calls `tell` with `"passed"`, or a traceback.
"""

import asyncio
import io
import json
import sys

import js
from standin_faults import STANDIN
from visitor import Visitor

import contract
from kommpy import Chat
from kommpy.browser_page import BrowserPage
from kommpy.browser_widget import BrowserWidget

SCRIPT = "/v2/kommunicate.app"
SCRIPTS = {"network": "http://127.0.0.1:9/kommunicate.app", "script_failed": "/there-is-none.js"}


# where a text is to be found: in what is stored, in the page, and in what hangs on its window; not
# in the stand-in's server, nor in what it keeps for tests
SEARCH = """(text => {
  const found = [], seen = new Set();
  const look = (name, value) => String(value).includes(text) && found.push(name);
  for (const storage of [sessionStorage, localStorage])
    for (const key of Object.keys(storage))
      if (!key.startsWith("kommpy-standin-")) look(key, key + storage[key]);
  look("cookie", decodeURIComponent(document.cookie));
  look("document", document.documentElement.outerHTML);
  look("name", window.name + document.title + JSON.stringify(history.state));
  const walk = (name, thing, depth) => {
    if (typeof thing === "string") return look(name, thing);
    if (!thing || typeof thing !== "object" || seen.has(thing) || !depth) return;
    seen.add(thing);
    if (ArrayBuffer.isView(thing)) return;
    if (/Window|Document|Element/.test(Object.prototype.toString.call(thing))) return;
    for (const [key, { value }] of Object.entries(Object.getOwnPropertyDescriptors(thing)))
      walk(`${name}.${key}`, value, depth - 1);
  };
  // a blank window has what every window has
  const blank = document.body.appendChild(document.createElement("iframe"));
  const usual = new Set(Object.getOwnPropertyNames(blank.contentWindow));
  blank.remove();
  for (const name of Object.getOwnPropertyNames(window))
    if (!usual.has(name) && name !== "kommunicateStandin") walk(name, window[name], 9);
  return found;
})"""
# how each consent manager says yes or no, once it is there
SAYS = {
    "complianz": "cmplz_has_consent = category => category === 'preferences' && YES",
    "cookiebot": "Cookiebot = { consent: { preferences: YES }, hasResponse: true }",
    "cookieyes": "getCkyConsent = () => ({ categories: { functional: YES } })",
    "didomi": "Didomi = { getCurrentUserStatus: () => ({ vendors: { chat: { enabled: YES } } }) }",
    "iubenda": "_iub = { cs: { consent: { purposes: { 2: YES } } } }",
    "klaro": "klaro = { getManager: () => ({ confirmed: true, getConsent: "
    "name => name === 'kommunicate' && YES }) }",
    "onetrust": "OnetrustActiveGroups = YES ? ',C0001,C0003,' : ',C0001,C00031,'",
    "osano": "Osano = { cm: { getConsent: () => ({ PERSONALIZATION: YES ? 'ACCEPT' : 'DENY' }) } }",
    "tcf": "TELL = { eventStatus: 'useractioncomplete', gdprApplies: true, "
    "purpose: { consents: { 1: YES } } }; HEARS = window.HEARS || [];"
    "__tcfapi = (command, version, hear) => { HEARS.push(hear); hear(TELL, true) };"
    "HEARS.forEach(hear => hear(TELL, true))",
    "usercentrics": "dataLayer = window.dataLayer || []; dataLayer.push({ event: 'consent_status', "
    "type: 'EXPLICIT', ucCategory: { functional: YES } }, { event: 'gtm.js' })",
    "usercentrics 3": "__ucCmp = { getConsentDetails: async () => ({ services: { a1: { "
    "name: 'Chat', category: 'functional', consent: { given: YES, type: 'EXPLICIT' } } } }) }",
}


class Stage(Visitor):
    """Plays the visitor and the other side, by the page's own means and the stand-in's control."""

    def __init__(self):
        self.frame = None
        self.script = SCRIPT
        self.reports_read = False

    async def load(self, source="frame.html"):
        """Load the scenario's page, once more where it is there."""
        if self.frame:
            self.frame.remove()
        self.frame = await new_frame(source)
        self.window = self.frame.contentWindow
        give_bridge(self.window)
        self.page = BrowserPage(self.window.kommpy)
        self.the_widget = BrowserWidget(self.window.kommpy, self.page)
        self.page.data["script"] = SCRIPT
        self.window.document.body.innerHTML = contract.PAGE

    async def widget(self, install=None, **wishes):
        self._wish(**wishes)
        payload = {"appId": "demo"}
        payload.update(install or {})
        self.the_widget.begin(payload, script=self.script)
        await self.until(lambda: self.the_widget.status in ("pre_chat", "ready"))
        return self.the_widget

    def begin_chat(self, rules=None, **wishes):
        settings = contract.SETTINGS.replace(**wishes.pop("settings", {}))
        options = {each: wishes.pop(each) for each in contract.OPTIONS if each in wishes}
        wishes.pop("slow", None)  # as the stand-in is anyway
        self._wish(**wishes)
        ports = {"widget": self.the_widget, "page": self.page}
        return Chat(settings, rules=rules, **ports, **options)

    async def chat(self, rules=None, **wishes):
        chat = self.begin_chat(rules, **wishes)
        await chat.ready()
        return chat

    def prerender(self, settings):
        css = settings.look.page_css() if settings.look else ""
        data = json.dumps({"settings": settings.to_payload()}).replace("<", "\\u003c")
        html = (
            '<style id="kommpy-look">CSS</style><script type="application/json" id="kommpy-page">'
        )
        html = html.replace("CSS", css) + data + "</script>"
        self.window.document.head.insertAdjacentHTML("beforeend", html)
        self.page.data["styled"] = css
        self._wish()
        seed = self.window.kommpy
        seed.page.settings = self.window.JSON.parse(data).settings
        seed.begin(seed.page.settings, SCRIPT)

    def _wish(self, groups=(), pre_chat=False, fails=None, passwords=None, hangs=False):
        if fails in SCRIPTS:
            self.page.data["script"] = SCRIPTS[fails]
        faults = dict(STANDIN.get(fails, {}))
        if pre_chat:
            faults["prechat"] = True
        if hangs:
            faults["settings"] = "hang"
        wishes = {"groups": [int(each) for each in groups], "faults": faults, "latency": 10}
        wishes["passwords"] = passwords or {}
        if not getattr(self.window, "kommunicateStandin", None):  # else it is there already
            self.window.kommunicateStandin = self.to_js(wishes)

    # the visitor

    def click(self, selector):
        self.window.document.querySelector(selector).click()

    def submit(self, selector, fields=None):
        form = self.window.document.querySelector(selector)
        for name, value in (fields or {}).items():
            form.elements.namedItem(name).value = value
        form.requestSubmit()

    def navigate(self, path):
        self.window.history.pushState(None, "", path)

    async def submit_form(self):
        await self.until(lambda: self.form_is_up)
        for field in self._form().querySelectorAll("input"):
            field.value = "ada@example.com"
        self._form().requestSubmit()

    def close_form(self):
        self.window.KommunicateGlobal.document.getElementById("km-modal-close").click()

    # what happens to the page

    def heal(self):
        self.page.data["script"] = SCRIPT
        self.window.kommunicateStandin.faults = self.window.Object.new()

    def come_online(self):
        self.window.dispatchEvent(self.window.Event.new("online"))

    async def remove_widget(self):
        name = "kommunicate-widget-iframe"
        await self.until(lambda: self.window.document.getElementById(name))
        self.window.document.body.replaceWith(self.window.document.body.cloneNode(True))
        self.window.document.getElementById(name).remove()

    def reveals(self, selector):
        return self.window.document.querySelector(selector).getClientRects().length > 0

    # the other side

    async def receive(self, text, group_id):
        await self.until(lambda: self.window.KommunicateGlobal.IS_SOCKET_CONNECTED)
        self.window.kommunicateStandin.receive(self.to_js({"message": text, "groupId": group_id}))

    def element(self, selector):
        found = self.window.document.querySelector(selector)
        return found.textContent, found.getAttribute("aria-label"), found.hidden

    def add(self, html):
        self.window.document.body.insertAdjacentHTML("beforeend", html)

    @property
    def composer(self):
        return self._composer.value

    def write(self, text):
        self._composer.value = text

    @property
    def _composer(self):
        return self.window.KommunicateGlobal.document.getElementById("mck-text-box")

    def refuse_creations(self):
        self.window.kommunicateStandin.fail("create", "hang")

    def slow_down(self, action):
        name = {"start_conversation": "create", "open_conversation": "group"}[action]
        self.window.kommunicateStandin.fail(name, "slow")

    def answer(self):
        """Nothing has to be done: what is slow comes by itself."""

    def fail_creation(self, fault, cause):
        self.window.kommunicateStandin.fail("create", fault)

    def leave_behind(self, name):
        # whoever removes it, it comes back
        self.window.eval(
            "{ const keep = () => sessionStorage.setItem('NAME', 1);"
            "  const { removeItem } = Storage.prototype;"
            "  Storage.prototype.removeItem = function (name) {"
            "    removeItem.call(this, name); keep(); }; keep(); }".replace("NAME", name)
        )

    def leave_from_earlier(self, name):
        self.window.sessionStorage.setItem(name, "{}")

    def signal(self, kind, detail=None):
        wishes = self.to_js({"detail": detail})
        self.window.dispatchEvent(self.window.CustomEvent.new(kind, wishes))

    def say(self, manager, yes):
        self.window.eval(SAYS[manager].replace("YES", "true" if yes else "false"))

    async def log_out_elsewhere(self):
        self.window.Kommunicate.logout()

    async def come_back(self, others=None):
        """Come back to the page as it was left; another one has used the session meanwhile."""
        storage = self.window.sessionStorage
        for name, text in (others or {}).items():
            storage.setItem(name, text)
        key = "kommunicate-" + self.window.kommunicate._globals.appId  # noqa: SLF001
        session = json.loads(storage.getItem(key))
        session["settings"] = {"teamId": "of the other page"}
        storage.setItem(key, json.dumps(session))
        event = self.to_js({"persisted": True})
        self.window.dispatchEvent(self.window.PageTransitionEvent.new("pageshow", event))

    # what came of it

    @property
    def who(self):
        settings = getattr(getattr(self.window, "kommunicate", None), "_globals", None)
        return getattr(settings, "userId", None) if settings else None

    @property
    def there(self):
        chosen = "#kommunicate-widget-iframe, script[src*='kommunicate.app']"
        return bool(self.window.document.querySelector(chosen))

    def left(self, text):
        return self.to_py(self.window.eval(SEARCH)(text))

    @property
    def created(self):
        return self.to_py(self.window.kommunicateStandin.created)

    @property
    def updated(self):
        return self.to_py(self.window.kommunicateStandin.updated)

    @property
    def reports(self):
        self.reports_read = True
        return self.to_py(self.window.reports)

    def offered(self, name):
        return getattr(self.window.kommpy, name)()

    @property
    def shown(self):
        frame = self.window.document.getElementById("kommunicate-widget-iframe")
        return self.window.getComputedStyle(frame).display != "none"

    @property
    def css(self):
        return self._styles(self.window.KommunicateGlobal.document)

    def mark(self, selector, word):
        self.window.document.querySelector(selector).setAttribute("data-kommpy", word)

    def has(self, selector):
        return bool(self.window.document.querySelector(selector))

    @property
    def page_css(self):
        return self._styles(self.window.document)

    def _styles(self, document):
        return "".join(style.textContent for style in document.head.querySelectorAll("style"))

    @property
    def form_is_up(self):
        form = self._form()
        return bool(form) and form.getClientRects().length > 0

    def _form(self):
        inside = getattr(self.window, "KommunicateGlobal", None)
        return inside.document.querySelector("#km-chat-login-modal form") if inside else None

    def to_js(self, value):
        return self.window.JSON.parse(json.dumps(value))

    def to_py(self, value):
        return json.loads(self.window.JSON.stringify(value))

    # to wait

    async def until(self, condition):
        for _ in range(500):
            if condition():
                return
            await asyncio.sleep(0.01)
        raise AssertionError("what was waited for did not happen")

    async def settle(self):
        await asyncio.sleep(0.3)


async def perform(module, name, needs):
    """Play a scenario; gives `"passed"` or a traceback."""
    stage = Stage()
    try:
        await stage.load()
        given = {"stage": stage, "page": stage.page}
        if "widget" in needs:
            given["widget"] = await stage.widget()
        await getattr(__import__(module), name)(**{each: given[each] for each in needs})
        if not stage.reports_read:
            assert not stage.reports, stage.reports
    except Exception as error:  # noqa: BLE001
        return traceback_of(error)
    finally:
        if stage.frame:
            stage.frame.remove()
        forget()
    return "passed"


def give_bridge(window):
    """Let all parts of the bridge that are read by now take a scenario's page for the page."""
    for name in list(sys.modules):
        if name.startswith("kommpy.browser"):
            sys.modules[name].js = window


def forget():
    """Remove what the widget stored."""
    js.localStorage.clear()
    js.sessionStorage.clear()
    for pair in js.document.cookie.split(";"):
        js.document.cookie = pair.split("=")[0].strip() + "=; path=/; max-age=0"


async def new_frame(source):
    frame = js.document.createElement("iframe")
    frame.src = source
    frame.width, frame.height = 1000, 800
    js.document.body.append(frame)
    while not _is_there(frame.contentWindow):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    return frame


def _is_there(window):
    """Tell whether a frame's page has come, and its size: a busy browser gives that later."""
    return getattr(window, "isThere", None) and window.innerWidth == 1000


def traceback_of(error):
    if hasattr(sys, "print_exception"):
        text = io.StringIO()
        sys.print_exception(error, text)
        return text.getvalue()
    import traceback

    return "".join(traceback.format_exception(error))


def play(module, name, needs):
    """Begin to play a scenario."""

    async def finish():
        js.window.tell(await perform(module, name, needs.split(",")))

    asyncio.create_task(finish())  # noqa: RUF006


js.play = play
