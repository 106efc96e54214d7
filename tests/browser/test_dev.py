"""What the dev server adds to a page: reload that keeps its state, errors, the panel."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from kommpy.site import serving
from kommpy.site.library import quick_runtimes
from kommpy.site.project import Project
from tests.browser.axe import violations
from tests.browser.conftest import CONFIG, PAGE, ROOT, RUNTIMES, Surprises

MAIN = """
from config import SETTINGS
from kommpy import Chat, ConversationSettings, PageRule

RULES = {"/": ConversationSettings(team_id=42), "/wrong": lambda: 1 / 0}
chat = Chat(SETTINGS, rules=RULES)

@chat.when("click", "#talk")
def talk(event):
    start("the talk")

def start(what):
    return nobody[what]

@chat.when("click", "#start")
async def begin(event):
    await chat.start_conversation(timeout=3)
"""
AXE = (
    "aria-dialog-name",
    "aria-allowed-attr",
    "aria-required-children",
    "button-name",
    "color-contrast",
    "definition-list",
    "dlitem",
    "heading-order",
    "label",
    "list",
    "nested-interactive",
    "scrollable-region-focusable",
    "select-name",
)
VISITOR = "kommunicate._globals.userId"
BODY = """
<link rel="stylesheet" href="style.css">
<h1>First</h1>
<form><input name="name" aria-label="Name"><input type="password" aria-label="Password">
<input type="checkbox" name="news" aria-label="News">
<select name="car" aria-label="Car"><option>T</option><option>A</option></select></form>
<details><summary>More</summary>Here.</details>
<p style="height: 3000px">Long.</p>
<button id="talk">Talk</button> <button id="start">Start</button>
"""


class Dev:
    """The dev server with all that it adds, and a page."""

    def __init__(self, root: Path, runtime: str) -> None:
        self.root = root
        self.write("main.py", MAIN)
        self.write("config.py", CONFIG)
        self.write("style.css", "h1 { color: rgb(1, 2, 3) }")
        self.write("index.html", PAGE.format(head="", runtime=runtime, attributes="", body=BODY))
        server = serving.server(Project(root=root, files=("**",)), quick_runtimes(ROOT), dev=True)
        self._stack = ExitStack()
        self._address = self._stack.enter_context(serving.running(server))

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text)

    def replace(self, name: str, old: str, new: str) -> None:
        self.write(name, (self.root / name).read_text().replace(old, new))

    def open(self, page: Page, query: str = "") -> None:
        page.goto(self._address + "index.html" + query)
        self.until_listening(page)

    def until_listening(self, page: Page) -> None:
        expect(page.locator("html[data-kommpy-dev=listening]")).to_be_attached()

    def close(self) -> None:
        self._stack.close()


@pytest.fixture(params=RUNTIMES)
def dev(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Dev]:
    dev = Dev(tmp_path.resolve(), request.param)
    yield dev
    dev.close()


only_micropython = pytest.mark.parametrize("dev", ["mpy"], indirect=True)


# what is refused when it is registered, with a word of what is said
REFUSED = {
    "chat.when(after(-1), print)": "seconds above 0",
    "chat.when(after(5000), print)": "not in milliseconds",
    "chat.when(scrolled(101), print)": "1 to 100",
    'chat.when("click", "#a[", print)': "does not parse",
    'chat.when("click", "#talk", 3)': "a handler is a function",
    'chat.when("click", "#talk")': "has no handler",
    'chat.when("click", "#talk", lambda event: document.getElementById("talk").click())': (
        "sets itself off without end"
    ),
    'Chat(SETTINGS, rules={"/{a}": PageRule(), "/{b}": PageRule()})': "'/{a}'",
}


def overlay(page: Page) -> Locator:
    return page.get_by_role("alertdialog")


def accessible(page: Page) -> None:
    """Look at what kommpy shows, in both colour schemes; the test's own page is not meant."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page, *AXE) == []


def panel(page: Page) -> Locator:
    return page.get_by_role("dialog", name="kommpy")


@only_micropython
def test_a_saved_file_reloads_the_page_and_its_state_stays(dev: Dev, page: Page) -> None:
    dev.open(page, "?a=b#here")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password").fill("hidden")
    page.get_by_label("News").check()
    page.get_by_label("Car").select_option("A")
    page.get_by_text("More").click()
    page.get_by_label("Car").focus()
    page.evaluate("scrollTo(0, 500); window.isOld = true")

    dev.replace("index.html", "First", "Second")

    expect(page.get_by_role("heading", name="Second")).to_be_attached()
    expect(page.get_by_label("Name")).to_have_value("Ada")
    expect(page.get_by_label("Password")).to_have_value("")
    expect(page.get_by_label("News")).to_be_checked()
    expect(page.get_by_label("Car")).to_have_value("A")
    expect(page.get_by_label("Car")).to_be_focused()
    expect(page.locator("details[open]")).to_be_attached()
    page.wait_for_function("scrollY == 500")
    assert page.url.endswith("?a=b#here")
    assert page.evaluate("sessionStorage.getItem('kommpy-dev')") is None

    # a stylesheet is exchanged, and the page stays; another page's HTML is nothing to this one
    dev.until_listening(page)
    page.evaluate("window.isOld = true")
    dev.write("other.html", "<p>Other")
    dev.write("style.css", "h1 { color: rgb(9, 8, 7) }")
    expect(page.get_by_role("heading")).to_have_css("color", "rgb(9, 8, 7)")
    expect(page.locator("link[rel=stylesheet]")).to_have_count(1)
    assert page.evaluate("isOld")

    # Python that is saved begins anew
    dev.replace("main.py", "team_id=42", "team_id=43")
    page.wait_for_function("!window.isOld && window.kommpy?.look?.().includes('43')")


def test_errors_are_shown_with_the_authors_own_lines(
    dev: Dev, page: Page, surprises: Surprises, capsys: pytest.CaptureFixture[str]
) -> None:
    surprises.expect("exception chaining|Traceback|KeyError|NameError|ZeroDivisionError")
    dev.replace("main.py", "chat = Chat", "import gone\nchat = Chat")
    dev.write("gone.py", "x = 1\n1 / 0\n")
    dev.open(page)
    shown = overlay(page)
    expect(shown).to_contain_text("ZeroDivisionError")
    expect(shown).to_contain_text(re.compile("main.py:6.*gone.py:2"))
    expect(shown).to_be_focused()

    # mended: the page comes back by itself
    dev.replace("main.py", "import gone\n", "")
    expect(shown).to_have_count(0)
    page.wait_for_function("window.kommpy?.look?.().includes('ready')")

    # a handler
    page.get_by_role("button", name="Talk").click()
    expect(shown).to_contain_text("NameError")
    expect(shown).to_contain_text(
        re.compile(r"main.py:10, in talk.*main.py:13, in start", re.DOTALL)
    )
    expect(shown.locator("mark")).to_have_text(re.compile("13 +return nobody"))
    accessible(page)
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)

    # a rule, when the visitor moves on
    page.evaluate("history.pushState(null, '', '/wrong')")
    expect(shown).to_contain_text("ZeroDivisionError")
    expect(shown).to_contain_text("main.py:5")
    shown.get_by_role("button", name="Close").click()
    expect(shown).to_have_count(0)
    said = capsys.readouterr().err
    assert [text in said for text in ("gone.py:2", "in start", "main.py:5")] == [True] * 3


@only_micropython
def test_what_prerendering_refuses_is_shown_and_goes_when_mended(
    dev: Dev, page: Page, surprises: Surprises
) -> None:
    surprises.expect("500")
    dev.write("config.py", "<script>alert(1)</script>")
    dev.open(page)
    expect(overlay(page)).to_contain_text("config.py:1")
    expect(overlay(page)).to_contain_text("<script>alert(1)</script>")
    dev.write("config.py", CONFIG)
    expect(overlay(page)).to_have_count(0)


def test_what_could_never_work_is_shown_with_its_line_on_either_runtime(
    dev: Dev, page: Page, surprises: Surprises, capsys: pytest.CaptureFixture[str]
) -> None:
    surprises.expect("500|TriggerError|RuleError|did you mean launch")
    endless = """
chat.on("chat_widget_open", lambda event: chat.close())
chat.on("chat_widget_close", lambda event: chat.launch_conversation())
"""
    dev.write("main.py", MAIN + endless)
    dev.open(page)
    shown = overlay(page)
    expect(shown).to_contain_text(re.compile("main.py:20 and .*main.py:19 set each other off"))
    expect(shown.locator("mark")).to_have_text(re.compile("20 +chat.on"))

    for line, word in REFUSED.items():
        dev.write("main.py", f"{MAIN}from js import document\nfrom kommpy import *\n{line}\n")
        expect(shown).to_contain_text(word)
        expect(shown.locator("mark")).to_have_text(re.compile("20 +" + re.escape(line)))

    dev.write("main.py", MAIN)
    expect(shown).to_have_count(0)
    page.wait_for_function("window.kommpy?.look?.().includes('ready')")
    said = capsys.readouterr().err
    assert [text in said for text in ("main.py:20", "main.py:19")] == [True] * 2

    dev.replace("index.html", 'id="start"', 'id="start" data-kommpy="lanch"')
    expect(shown).to_contain_text("did you mean launch?")


@only_micropython
def test_the_panel_shows_what_holds_and_plays_the_other_side(
    dev: Dev, page: Page, surprises: Surprises
) -> None:
    surprises.expect("Traceback|500|it is disabled|ended the visitor's session")
    dev.open(page)
    page.get_by_role("button", name="Open kommpy's panel").click()
    shown = panel(page)
    expect(shown).to_contain_text("ready")
    expect(shown).to_contain_text("team_id = 42")
    expect(shown).to_contain_text('rule "/"')
    page.locator("#start").dispatch_event("click")
    expect(shown).to_contain_text("trigger")
    expect(shown).to_contain_text(re.compile("start_conversation.. gave"))

    accessible(page)
    shown.get_by_label("Message").fill("Need help?")
    shown.get_by_role("button", name="Send as agent").click()
    expect(shown).to_contain_text("message_received")
    expect(
        page.frame_locator("#kommunicate-widget-iframe").get_by_text("Need help?").last
    ).to_be_visible()

    shown.get_by_label("Call that fails").select_option("create")
    shown.get_by_role("button", name="Fail the next").click()
    page.locator("#start").dispatch_event("click")
    expect(shown).to_contain_text(re.compile("failed *start_conversation"))

    shown.get_by_role("button", name="Offline").click()
    expect(shown.get_by_role("button", name="Offline")).to_have_attribute("aria-pressed", "true")
    page.wait_for_function("!KommunicateGlobal.IS_SOCKET_CONNECTED")
    shown.get_by_role("button", name="Offline").click()

    # it stays open over a reload, and shows what goes wrong at the start
    shown.get_by_label("At the start").select_option("disabled")
    expect(shown).to_contain_text("failed (disabled)")
    expect(shown.get_by_label("At the start")).to_have_value("disabled")
    shown.get_by_label("At the start").select_option("prechat")
    expect(shown).to_contain_text("pre_chat")
    shown.get_by_label("At the start").select_option("")
    expect(shown).to_contain_text("ready")
    before = page.evaluate(VISITOR)
    with page.expect_navigation():
        shown.get_by_role("button", name="Another visitor").click()
    expect(shown).to_contain_text("ready")
    assert len({None, before, page.evaluate(VISITOR)}) == 3
    shown.get_by_role("button", name="Close").click()
    expect(shown).to_have_count(0)
