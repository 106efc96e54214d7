"""What happens on a page before Python is there, and where Python never comes."""

import gzip
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from playwright.sync_api import Page, Response, Route, expect

from kommpy.site.build import minified
from kommpy.site.prerender import inlined
from tests.browser.conftest import RUNTIMES, Held, Site, Surprises

BODY = """
<button id="talk" data-bot-id="liz"><b>Talk</b></button>
<button id="rescue" data-kommpy-fallback="launch">Chat</button>
<a id="away" data-kommpy href="#away">Away</a>
<a id="plain" href="#plain">Plain</a>
<form id="order" data-kommpy>
  <input name="email" value="ada@example.com"><button name="by" value="air">Order</button>
</form>
<form id="search"><input name="words" value="cars"><button>Search</button></form>
<p id="text">Text</p>
<output></output>
"""
CONFIG = """
from kommpy import ConversationSettings, PageRule, WidgetSettings

SETTINGS = WidgetSettings(app_id="demo")
RULES = {
    "/*": ConversationSettings(team_id=42, welcome_message="Hello"),
    "/{page}/more": ConversationSettings(team_id=43),
}
"""
HIDDEN = CONFIG + "RULES = {'/*': PageRule(launcher=False)}\n"
MAIN = """
import js
from config import RULES, SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, rules=RULES)


def say(event):
    js.document.querySelector("output").append(f"{event.data.get('bot-id')} {event.path[-4:]}; ")


chat.when("click", "#talk", say)
chat.when("click", "#rescue", lambda event: chat.show())
"""
FRAME = "#kommunicate-widget-iframe"
BOX = "#mck-sidebox"
READY = "window.KommunicateGlobal?.document.getElementById('mck-sidebox-launcher')"
THERE = "window.Kommunicate?.getSettings()"
TAKEN_OVER = "window.kommpy?.over === 1"
GIVEN_UP = "kommpy.over === 2"
RULE = {"teamId": 42, "WELCOME_MESSAGE": "Hello"}
LIMIT = 20_001  # milliseconds

both = pytest.mark.parametrize("runtime", RUNTIMES)


@pytest.fixture
def widget(page: Page) -> Held:
    """Keep the widget's script away."""
    return Held(page, "kommunicate.app")


def visit(page: Page, site: Site, runtime: str = "mpy", **options: str) -> Response | None:
    """Go to a page, without waiting for what it loads."""
    options = {"body": BODY, "config": CONFIG, **options}
    return page.goto(site.page(MAIN, runtime=runtime, **options), wait_until="commit")


def heard(page: Page, text: str) -> None:
    """Wait until the page's Python has said something."""
    expect(page.locator("output")).to_have_text(text, timeout=30_000)


def expect_open(page: Page) -> None:
    expect(page.frame_locator(FRAME).locator(BOX)).to_be_visible()


def test_it_fits_into_a_kilobyte() -> None:
    assert len(gzip.compress(minified(inlined("seed.js")).encode(), 9, mtime=0)) <= 1024


# what it remembers


def test_what_is_not_marked_goes_its_way(site: Site, page: Page, python: Held) -> None:
    visit(page, site)

    page.locator("#plain").click()
    expect(page).to_have_url(re.compile("#plain$"))
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile("words=cars"))


def test_memory_is_bounded_and_what_it_cannot_keep_goes_its_way(
    site: Site, page: Page, python: Held
) -> None:
    visit(page, site)
    page.locator("#talk").evaluate("button => { for (let n = 0; n < 150; n++) button.click(); }")

    page.locator("#away").click()

    expect(page).to_have_url(re.compile("#away$"))
    assert page.evaluate("kommpy.take().length") == 99


def test_neither_keys_nor_texts_are_remembered(site: Site, page: Page, python: Held) -> None:
    page.add_init_script("""
      window.listened = [];
      const listen = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (kind, ...rest) {
        if (this === window && document.currentScript) listened.push(kind);
        return listen.call(this, kind, ...rest);
      };
    """)
    visit(page, site)
    page.locator("#order input").fill("eve@example.com")
    page.locator("#order input").press("Enter")

    assert page.evaluate("listened") == ["click", "submit"]
    remembered = page.evaluate("kommpy.take().map(([kind, m, h, url]) => [kind, m.tagName, url])")
    assert remembered == [["click", "BUTTON", page.url], ["submit", "FORM", page.url]]


def test_what_is_pressed_is_busy_until_python_is_there(
    site: Site, page: Page, python: Held
) -> None:
    visit(page, site)
    busy = page.locator("[aria-busy=true]")

    page.locator("#text").click()
    expect(busy).to_have_count(0)
    page.locator("#talk b").click()
    page.get_by_role("button", name="Order").click()
    page.locator("#away").click()
    ids = "nodes => nodes.map(node => node.id || node.textContent)"
    assert busy.evaluate_all(ids) == ["talk", "away", "order", "Order"]

    python.come()
    page.wait_for_function(TAKEN_OVER)
    expect(busy).to_have_count(0)


@both
def test_a_click_belongs_to_the_path_it_was_made_on(
    runtime: str, site: Site, page: Page, python: Held
) -> None:
    visit(page, site, runtime)
    page.locator("#talk").click()
    path = page.evaluate("location.pathname")
    page.evaluate("history.pushState(null, '', 'more')")
    page.locator("#talk").click()

    python.come()

    heard(page, f"liz {path.rstrip('/')[-4:]}; liz more; ")


# where Python does not come


@pytest.mark.usefixtures("own_window")
@pytest.mark.parametrize("trouble", ["missing", "blocked", "no WebAssembly", "WebAssembly fails"])
def test_without_python_clicks_have_some_effect(
    trouble: str, site: Site, page: Page, surprises: Surprises
) -> None:
    surprises.expect("404|ERR_FAILED|(?i:wasm|WebAssembly|ArrayBuffer)")
    if trouble == "missing":
        page.route("**/core.js", lambda route: route.fulfill(status=404))
    elif trouble == "blocked":
        page.route("**/core.js", lambda route: route.abort())
    elif trouble == "no WebAssembly":
        page.add_init_script("delete window.WebAssembly")
    else:
        page.add_init_script("""
          WebAssembly.instantiate = WebAssembly.instantiateStreaming = () =>
            Promise.reject(new Error("no wasm"));
        """)
    page.clock.install()
    visit(page, site)
    page.locator("#rescue").click()
    page.locator("#away").click()

    page.clock.fast_forward(LIMIT)

    page.wait_for_function(GIVEN_UP)
    expect(page).to_have_url(re.compile("#away$"))
    expect_open(page)
    expect(page.locator("[aria-busy]")).to_have_count(0)
    page.get_by_role("button", name="Order").click()
    expect(page).to_have_url(re.compile("email=ada"))


@pytest.fixture
def no_python(page: Page, surprises: Surprises) -> None:
    """Have Python's loader missing."""
    surprises.expect("404")
    page.route("**/core.js", lambda route: route.fulfill(status=404))


@pytest.mark.usefixtures("no_python")
def test_a_form_that_was_held_back_is_sent_without_python(
    site: Site, page: Page, surprises: Surprises
) -> None:
    visit(page, site, config=CONFIG + "LOAD = 'interaction'\n")

    page.get_by_role("button", name="Order").click()

    expect(page).to_have_url(re.compile("email=ada.*&by=air$"))


@pytest.mark.usefixtures("no_python")
@pytest.mark.parametrize("load", ["now", "interaction"])
def test_the_chat_is_launched_without_python_as_soon_as_it_can_be(
    load: str, site: Site, page: Page, widget: Held
) -> None:
    visit(page, site, config=CONFIG + f"LOAD = '{load}'\n")

    page.locator("#rescue").click()
    page.wait_for_function(GIVEN_UP)
    expect(page.locator("#km-widget-script")).to_have_count(1)
    widget.come()

    expect_open(page)
    assert page.evaluate("kommunicateStandin.created.length <= 1")


@pytest.mark.usefixtures("no_python")
def test_a_chat_launched_without_python_is_seen_where_the_launcher_is_hidden(
    site: Site, page: Page
) -> None:
    visit(page, site, config=HIDDEN)
    page.wait_for_function(READY)
    page.wait_for_function(GIVEN_UP)
    expect(page.locator(FRAME)).to_be_hidden()

    page.locator("#rescue").click()

    expect_open(page)
    expect(page.locator(FRAME)).to_be_visible()


@pytest.mark.usefixtures("no_python")
def test_the_form_comes_up_without_python(site: Site, page: Page) -> None:
    visit(page, site, query="?standin=prechat")
    page.wait_for_function(GIVEN_UP)

    page.locator("#rescue").click()

    expect(page.frame_locator(FRAME).get_by_label("Email")).to_be_visible()


@pytest.mark.usefixtures("own_window")
def test_by_hand_too_links_and_forms_go_their_way_without_python(site: Site, page: Page) -> None:
    html = f"<!doctype html><link rel=icon href=data:,><script src=/kommpy/seed.js></script>{BODY}"
    page.clock.install()
    page.goto(site.url(site.add({"index.html": html})))
    page.get_by_role("button", name="Order").click()
    assert "email" not in page.url

    page.clock.fast_forward(LIMIT)

    expect(page).to_have_url(re.compile("email=ada"))


@pytest.mark.usefixtures("own_window")
@both
def test_python_that_comes_late_takes_over_all_the_same(
    runtime: str, site: Site, page: Page, python: Held
) -> None:
    page.clock.install()
    visit(page, site, runtime)
    page.locator("#talk").click()
    page.wait_for_function(READY)  # Pyodide waits for it
    page.clock.fast_forward(LIMIT)
    page.wait_for_function(GIVEN_UP)

    python.come()
    page.wait_for_function(TAKEN_OVER)
    page.locator("#talk").click()

    heard(page, f"liz {page.evaluate('location.pathname').rstrip('/')[-4:]}; ")


# settings, and the launcher


def test_settings_are_in_force_before_anybody_is_logged_in(
    site: Site, page: Page, python: Held
) -> None:
    visit(page, site, query="?standin=login:hang")

    page.wait_for_function(THERE)
    assert page.evaluate("Kommunicate.getSettings()") == RULE
    assert page.evaluate("kommpy.said") == []


@both
def test_settings_are_in_force_where_python_was_there_first(
    runtime: str, site: Site, page: Page, widget: Held
) -> None:
    visit(page, site, runtime, query="?standin=login:hang")
    page.locator("#talk").click()
    page.wait_for_function(TAKEN_OVER)

    page.evaluate("history.pushState(null, '', 'more')")
    widget.come()

    page.wait_for_function("window.Kommunicate?.getSettings().teamId === 43")
    assert page.evaluate("kommpy.said") == []


def test_settings_are_in_force_while_the_form_is_up_and_after(
    site: Site, page: Page, python: Held
) -> None:
    visit(page, site, query="?standin=prechat")
    page.wait_for_function("kommpy.said.length")
    assert page.evaluate("Kommunicate.getSettings()") == RULE

    page.evaluate("Kommunicate.openWidgetPreview()")
    chat = page.frame_locator(FRAME)
    chat.get_by_label("Name").fill("Ada")
    chat.get_by_label("Email").fill("ada@example.com")
    chat.get_by_role("button", name="Start conversation").click()
    page.wait_for_function("kommpy.said.length === 2")

    assert page.evaluate("Kommunicate.getSettings()") == RULE
    page.wait_for_function("kommunicateStandin.created.length")
    assert page.evaluate("kommunicateStandin.created[0].metadata.KM_TEAM_ID") == 42


@both
def test_what_python_says_holds_where_the_visitor_moved_on(
    runtime: str, site: Site, page: Page, python: Held
) -> None:
    visit(page, site, runtime)
    page.wait_for_function(READY)
    page.evaluate("history.pushState(null, '', 'more')")
    assert page.evaluate("Kommunicate.getSettings()") == RULE

    python.come()

    page.wait_for_function("Kommunicate.getSettings().teamId === 43")
    assert page.evaluate("Kommunicate.getSettings()") == {"teamId": 43}


@both
def test_a_hidden_launcher_is_not_seen_for_a_moment(runtime: str, site: Site, page: Page) -> None:
    page.add_init_script("""
      window.seen = 0;
      (function look() {
        const frame = document.getElementById("kommunicate-widget-iframe");
        const { visibility, display } = frame ? getComputedStyle(frame) : {};
        seen += visibility === "visible" && display !== "none";
        requestAnimationFrame(look);
      })();
    """)
    visit(page, site, runtime, config=HIDDEN)
    page.wait_for_function(READY)
    page.wait_for_function(TAKEN_OVER)
    assert page.evaluate("seen") == 0

    page.locator("#rescue").click()

    expect(page.locator(FRAME)).to_be_visible()


# what stands in the page


@both
@pytest.mark.parametrize("allowed", ["hash", "nonce"])
def test_a_strict_policy_lets_it_work(
    allowed: str, runtime: str, site: Site, page: Page, surprises: Surprises
) -> None:
    if allowed == "hash":  # the widget has a script of its own in its frame, which wants the nonce
        surprises.expect("inline script violates|forbids inline")

    def answer(route: Route) -> None:
        html = route.fetch().text()
        texts = re.findall("(?s)<script>(.*?)</script>", html)
        hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in texts]
        assert len(hashes) == 2
        if allowed == "nonce":
            html = html.replace("<script>", '<script nonce="once">')
            sources = "'self' 'nonce-once'"
        else:
            sources = " ".join(["'self'", *(f"'sha256-{each}'" for each in hashes)])
        # PyScript makes functions from text, and so does the vendor's widget
        policy = f"script-src {sources} 'unsafe-eval'; object-src 'none'"
        route.fulfill(
            body=html, content_type="text/html", headers={"Content-Security-Policy": policy}
        )

    url = site.page(MAIN, runtime=runtime, body=BODY, config=CONFIG + "LOAD = 'idle'")
    page.route(url, answer)
    page.goto(url)
    page.locator("#talk").click()

    heard(page, f"liz {url.rstrip('/')[-4:]}; ")
    page.wait_for_function(READY)
    assert page.evaluate("document.getElementById('km-widget-script').nonce") == (
        "once" if allowed == "nonce" else ""
    )


def test_values_that_try_to_break_out_stay_values(site: Site, page: Page, python: Held) -> None:
    text = "</script><script>window.broken = 1</script><!-- <script> ]]> \u2028 \\ \" ' &lt;"
    config = f"""
from kommpy import ConversationSettings, WidgetSettings

TEXT = {text!r}
SETTINGS = WidgetSettings(
    app_id="demo",
    user_name=TEXT,
    metadata={{TEXT: TEXT}},
)
RULES = {{"/*": ConversationSettings(welcome_message=TEXT)}}
"""
    visit(page, site, config=config)
    page.wait_for_function(THERE)

    assert page.evaluate("kommpy.page.settings.userName") == text
    assert page.evaluate("kommpy.page.settings.metadata") == {text: text}
    assert page.evaluate("Kommunicate.getSettings()") == {"WELCOME_MESSAGE": text}
    assert page.evaluate("window.broken") is None


# beside other scripts


def test_it_stands_on_a_page_once(site: Site, page: Page, python: Held) -> None:
    visit(page, site)
    page.evaluate("window.first = kommpy")
    page.add_script_tag(url="/kommpy/seed.js")
    page.locator("#talk").click()

    assert page.evaluate("kommpy === first")
    assert page.evaluate("kommpy.take().length") == 1
    expect(page.locator("#km-widget-script")).to_have_count(1)


SNIPPET = """<script>
  (function (d, m) {
    var settings = { appId: "demo", conversationTitle: "Theirs" };
    settings.onInit = () => window.theirs = true;
    var script = d.createElement("script");
    script.src = "/v2/kommunicate.app";
    d.head.appendChild(script);
    window.kommunicate = m;
    m._globals = settings;
  })(document, window.kommunicate || {});
</script>"""


@both
@pytest.mark.parametrize("place", ["before", "after"])
def test_the_vendors_own_snippet_may_stand_beside_it(
    place: str, runtime: str, site: Site, page: Page, surprises: Surprises
) -> None:
    surprises.expect("already loaded|one widget is enough")
    url = site.page(MAIN, runtime=runtime, body=BODY, config=CONFIG)
    front, behind = ("<head>", "<head>" + SNIPPET), ("</head>", SNIPPET + "</head>")
    change = front if place == "before" else behind

    def answer(route: Route) -> None:
        route.fulfill(body=route.fetch().text().replace(*change), content_type="text/html")

    page.route(url, answer)
    page.goto(url)
    page.locator("#talk").click()

    heard(page, f"liz {url.rstrip('/')[-4:]}; ")
    page.locator("#rescue").click()  # an action: the chat has become ready
    page.wait_for_function("window.theirs")
    page.wait_for_function("Kommunicate.getSettings().teamId === 42")
    expect(page.locator(FRAME)).to_have_count(1)


@both
def test_python_brings_it_where_the_page_has_none(runtime: str, site: Site, page: Page) -> None:
    config = CONFIG.replace('"demo"', '"demo", script_url="/v2/kommunicate.app"')
    url = site.page(MAIN, runtime=runtime, body=BODY, config=config)

    def answer(route: Route) -> None:
        html, count = PRERENDERED.subn(LOADER, route.fetch().text())
        assert count == 1
        html = html.replace("&quot;files&quot;:{", SEED_FILE)
        route.fulfill(body=html, content_type="text/html")

    page.route(url, answer)
    page.goto(url)
    page.wait_for_function(TAKEN_OVER, timeout=30_000)
    page.locator("#talk").click()

    heard(page, f"liz {url.rstrip('/')[-4:]}; ")
    page.wait_for_function("window.Kommunicate?.getSettings().teamId === 42")


PRERENDERED = re.compile(
    '(?s)<script type="application/json" id="kommpy-page">.*?</script><script>.*?</script>'
)
LOADER = '<script type="module" src="/runtime/pyscript/core.js"></script>'
SEED_FILE = "&quot;files&quot;:{&quot;/kommpy/seed.js&quot;:&quot;./kommpy/seed.js&quot;,"
