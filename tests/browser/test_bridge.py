"""The bridge and the seed in a page: what comes before Python, and beside it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, RUNTIMES, Held, OpenPage, Site, Surprises

pytestmark = pytest.mark.parametrize("runtime", RUNTIMES)

BODY = """
<button id="talk" data-bot-id="liz">Talk</button>
<button id="help">Help</button>
<button id="rescue" data-kommpy-fallback="launch">Chat</button>
<a id="away" data-kommpy href="#away">Away</a>
<a id="plain" href="#plain">Plain</a>
<form id="order" data-kommpy action="?sent">
  <input name="email" value="ada@example.com"><button name="by" value="air">Order</button>
</form>
<output></output>
"""
CONFIG = """
from kommpy import ConversationSettings, PageRule, WidgetSettings

SETTINGS = WidgetSettings(app_id="demo")
RULES = {"/*": ConversationSettings(team_id=42)}
"""
HIDDEN = CONFIG.replace("ConversationSettings(team_id=42)", "PageRule(launcher=False)")
CHAT = """
import js
from config import RULES, SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, rules=RULES)

def say(*texts):
    js.document.querySelector("output").append(" ".join(str(text) for text in texts) + "; ")
"""
REPLAYED = """
chat.when("click", "#help", lambda event: say("help", event.replayed))
chat.when("click", "#talk", lambda event: say("talk", event.data["bot-id"], event.replayed))
chat.when("click", "#away", lambda event: say("away", event.replayed), prevent_default=True)
chat.when("submit", "#order", lambda event: say("order", event.form["email"], event.replayed),
          prevent_default=True)
"""
READY = """
import asyncio

async def tell(chat):
    await chat.ready(timeout=20)
    say(chat.state)

asyncio.create_task(tell(chat))
"""
FAILED = """
@chat.on("state_changed")
def tell(event):
    if event.data["state"] == "failed":
        say("failed", event.data["reason"])
"""
FRAME = "#kommunicate-widget-iframe"


def said(page: Page, text: str) -> None:
    """Wait until all that the page's Python has said is this."""
    expect(page.locator("output")).to_have_text(text, timeout=30_000)


def test_early_clicks_reach_python_once_and_in_order(
    runtime: str, site: Site, page: Page, python: Held
) -> None:
    page.goto(
        site.page(CHAT + REPLAYED, runtime=runtime, body=BODY, config=CONFIG), wait_until="commit"
    )

    page.locator("#talk").click()
    page.locator("#away").click()
    page.get_by_role("button", name="Order").click()
    page.locator("#help").click()
    expect(page.locator("#talk")).to_have_attribute("aria-busy", "true")
    assert "away" not in page.url
    assert "sent" not in page.url

    python.come()
    said(page, "talk liz True; away True; order ada@example.com True; help True; ")
    expect(page.locator("#talk")).not_to_have_attribute("aria-busy", "true")

    page.locator("#talk").click()
    page.locator("#plain").click()
    said(
        page,
        "talk liz True; away True; order ada@example.com True; help True; talk liz False; ",
    )
    assert page.url.endswith("#plain")


def test_an_early_link_that_nobody_prevents_is_followed_and_told_of_once(
    runtime: str, site: Site, page: Page, python: Held
) -> None:
    main = CHAT + 'chat.when("click", "#away", lambda event: say("away", event.replayed))'
    page.goto(site.page(main, runtime=runtime, body=BODY, config=CONFIG), wait_until="commit")
    page.locator("#away").click()
    assert "away" not in page.url

    python.come()

    said(page, "away True; ")
    expect(page).to_have_url(re.compile("#away$"))
    page.locator("#away").click()
    said(page, "away True; away False; ")


@pytest.mark.parametrize(
    "main",
    [
        "",
        "chat.when('submit', '#order', print)",
        "chat.when(dom_event('submit', '#order') & url('/else'), print, prevent_default=True)",
    ],
)
def test_an_early_form_that_nobody_prevents_is_sent_as_it_was(
    main: str, runtime: str, site: Site, page: Page, python: Held
) -> None:
    main = CHAT + "from kommpy import dom_event, url\n" + main
    page.goto(site.page(main, runtime=runtime, body=BODY, config=CONFIG), wait_until="commit")
    page.get_by_role("button", name="Order").click()
    assert "email" not in page.url

    python.come()

    expect(page).to_have_url(re.compile(r"email=ada%40example\.com&by=air$"))


def test_what_opens_the_chat_shows_a_launcher_hidden_from_the_start(
    runtime: str, site: Site, page: Page
) -> None:
    python = CHAT + 'chat.when("click", "#talk", lambda event: chat.launch_conversation())'
    page.goto(site.page(python, runtime=runtime, body=BODY, config=HIDDEN))

    page.locator("#talk").click()

    expect(page.frame_locator(FRAME).locator("#mck-sidebox")).to_be_visible(timeout=30_000)
    expect(page.locator(FRAME)).to_be_visible()


def test_two_chats_and_a_second_script_make_one_widget(
    runtime: str, site: Site, page: Page
) -> None:
    python = CHAT + "second = Chat(SETTINGS)\n" + READY.replace("chat.on", "second.on")
    page.goto(site.page(python, runtime=runtime, body=BODY, config=CONFIG))

    said(page, "ready; ")
    assert page.locator(FRAME).count() == 1
    assert page.locator("script[src*='kommunicate.app']").count() == 1


def test_a_widget_of_another_script_is_adopted(runtime: str, site: Site, page: Page) -> None:
    snippet = """<script>
      window.kommunicate = { _globals: { appId: "other", onInit() { window.theirs = true; } } };
      addEventListener("load", () => {
        const script = document.createElement("script");
        script.src = "/v2/kommunicate.app";
        document.head.append(script);
      });
    </script>"""
    python = CHAT + READY + 'chat.when("click", "#talk", lambda event: chat.launch_conversation())'
    page.goto(
        site.page(
            python,
            runtime=runtime,
            head=snippet,
            body=BODY,
            config=CONFIG,
            attributes=" data-kommpy-hold",
        )
    )

    said(page, "ready; ")
    assert page.evaluate("window.theirs")
    assert page.locator(FRAME).count() == 1
    assert page.evaluate("Kommunicate.getSettings()") == {"teamId": 42}
    page.locator("#talk").click()
    expect(page.frame_locator(FRAME).locator("#mck-sidebox")).to_be_visible()


def test_a_script_of_another_name_is_waited_for_and_taken_away(
    runtime: str, site: Site, page: Page, surprises: Surprises
) -> None:
    """A loader of the site's own brings the widget, as `script_url` may name one."""
    surprises.expect("one widget is enough")  # two scripts for one widget are told
    loader = """<script>
      window.kommunicate = { _globals: { appId: "other" } };
      window.bring = () => document.head.append(
        Object.assign(document.createElement("script"), { src: "/v2/kommunicate.app" })
      );
    </script>
    <script id="km-widget-script" src="data:text/javascript,"></script>"""
    python = (
        CHAT + "say('here')" + READY + "chat.when('click', '#talk', lambda event: chat.logout())"
    )
    made = {"head": loader, "body": BODY, "config": CONFIG, "attributes": " data-kommpy-hold"}
    page.goto(site.page(python, runtime=runtime, **made))
    said(page, "here; ")
    assert page.locator("script[src*='kommunicate.app']").count() == 0

    page.evaluate("bring()")
    said(page, "here; ready; ")
    page.locator("#talk").click()

    expect(page.locator("#km-widget-script, script[src*='kommunicate.app']")).to_have_count(0)


def test_a_fresh_chat_knows_nothing_of_the_last_visit(runtime: str, site: Site, page: Page) -> None:
    python = (
        CHAT
        + """
async def start(event):
    say(await chat.start_conversation())

chat.when("click", "#talk", start)
"""
        + READY
    )
    page.goto(site.page(python, runtime=runtime, body=BODY, config=CONFIG + "FRESH = True\n"))
    said(page, "ready; ")
    first = page.evaluate("kommunicate._globals.userId")
    page.locator("#talk").click()
    said(page, "ready; 7000001; ")

    page.reload()
    said(page, "ready; ")

    assert page.evaluate("kommunicate._globals.userId") != first


def test_python_may_hold_the_widget_back(runtime: str, open_page: OpenPage) -> None:
    python = """
import js
from config import SETTINGS
from kommpy import Chat

assert not js.document.querySelector("script[src*='kommunicate.app']")
chat = Chat(SETTINGS.replace(user_id="ada", password="secret"))
chat.on("state_changed", lambda event: js.document.querySelector("output").append(chat.state))
"""
    page = open_page(
        python, runtime=runtime, body=BODY, config=CONFIG, attributes=" data-kommpy-hold"
    )

    said(page, "ready")
    assert page.evaluate("kommunicate._globals.userId") == "ada"


def test_a_page_without_a_seed_says_how_to_add_it(
    runtime: str, site: Site, page: Page, surprises: Surprises
) -> None:
    surprises.expect("BrowserError")
    python = "import js\njs.Reflect.deleteProperty(js.window, 'kommpy')\n" + CHAT
    page.goto(site.page(python, runtime=runtime, body=BODY, config=CONFIG))

    expect(page.get_by_text("kommpy/seed.js").first).to_be_visible(timeout=30_000)


def test_every_module_is_read(runtime: str, open_page: OpenPage) -> None:
    modules = sorted(path.stem for path in (ROOT / "kommpy").glob("[a-z]*.py"))
    python = "".join(f"import kommpy.{name}\n" for name in modules)

    page = open_page(python + "import js\njs.read = True", runtime=runtime)

    assert page.evaluate("window.read")


def test_a_failing_page_shows_its_traceback(
    runtime: str, site: Site, page: Page, surprises: Surprises
) -> None:
    surprises.expect("OptionError")
    python = "from kommpy import ConversationSettings\nConversationSettings(team_idd=7)\n"
    page.goto(site.page(python, runtime=runtime, body=BODY, config=CONFIG))

    expect(page.get_by_text("team_id").first).to_be_visible(timeout=30_000)


def test_a_text_is_put_into_the_vendors_kind_of_field(runtime: str, open_page: OpenPage) -> None:
    """The widget's is an element that can be written in, the stand-in's a text area."""
    go = """
import asyncio

async def put(chat):
    await chat.start_conversation()
    field = js.KommunicateGlobal.document.getElementById("mck-text-box")
    field.outerHTML = "<div id='mck-text-box' contenteditable></div>"
    await chat.prefill("One")
    await chat.prefill("Is <b>it</b>\\nin stock?")
    say("put")

asyncio.create_task(put(chat))
"""
    page = open_page(CHAT + go, runtime=runtime, body="<output></output>", config=CONFIG)
    said(page, "put; ")

    field = page.frame_locator(FRAME).locator("#mck-text-box")
    expect(field).to_contain_text("in stock?")
    assert field.inner_text() == "Is <b>it</b>\nin stock?"
    assert field.locator("b").count() == 0


def test_moves_are_heard_without_the_navigation_api(
    runtime: str, open_page: OpenPage, page: Page
) -> None:
    page.add_init_script("delete window.navigation; delete Window.prototype.navigation;")
    config = CONFIG.replace("/*", "/support")
    open_page(CHAT, runtime=runtime, body=BODY, config=config)
    page.wait_for_function("window.Kommunicate?.getSettings")
    assert page.evaluate("window.navigation === undefined")

    page.evaluate("history.pushState({ from: 'test' }, '', '/support')")
    page.wait_for_function("Kommunicate.getSettings('teamId') == 42")
    assert page.evaluate("[history.state.from, location.pathname]") == ["test", "/support"]

    page.evaluate("history.replaceState(null, '', '/elsewhere')")
    page.wait_for_function("!Kommunicate.getSettings('teamId')")
    assert page.evaluate("history.state") is None


@pytest.mark.usefixtures("own_window")
def test_a_chat_that_cannot_load_says_so_on_the_clock_of_a_test(
    runtime: str, open_page: OpenPage, page: Page, surprises: Surprises
) -> None:
    surprises.expect("ERR_FAILED|could not be fetched")
    page.clock.install()
    page.route("**/kommunicate.app", lambda route: route.abort())

    open_page(CHAT + FAILED, runtime=runtime, body=BODY, config=CONFIG)

    said(page, "failed network; ")
