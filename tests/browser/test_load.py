"""Pages whose chat begins later than at once: when they are idle, or when the visitor asks."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.built import built
from tests.browser.conftest import CONFIG, RUNTIMES, Site, Surprises

FRAME = "#kommunicate-widget-iframe"
SCRIPT = "#km-widget-script"
BODY = """
<h1>Cars</h1>
<button id="talk">Talk to sales</button>
<a id="contact" href="#contact" data-kommpy>Contact</a>
<p id="text">Text</p>
"""
MAIN = """
from config import SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS)


@chat.when("click", "#talk, #contact")
async def talk(event):
    await chat.start_conversation(timeout=60)
"""
# nothing of the page may move, and the widget may not begin before the page is there
WATCH = """
window.moved = [];
new PerformanceObserver(list => {
  const nodes = list.getEntries().flatMap(entry => entry.sources.map(({ node }) => node));
  moved.push(...nodes.filter(node => node?.id !== "kommunicate-widget-iframe").map(String));
}).observe({ type: "layout-shift", buffered: true });
new MutationObserver(() => {
  window.beganIn ??= document.querySelector("#km-widget-script") && document.readyState;
}).observe(document, { childList: true, subtree: true });
"""
STRICT = """<style>
  button { all: unset; width: 300px !important; background: red }
  div { position: static; margin: 50px }
</style>"""


def begin(page: Page, site: Site, load: str, runtime: str = "mpy", **options: str) -> None:
    """Open a page that loads its chat as said."""
    page.add_init_script(WATCH)
    options = {"body": BODY, "config": CONFIG + load, **options}
    page.goto(site.page(MAIN, runtime=runtime, **options))


def expect_one_conversation(page: Page) -> None:
    """See the chat open, with the first conversation in it, and no launcher of ours."""
    box = page.frame_locator(FRAME).locator("#mck-sidebox")
    expect(box).to_be_visible(timeout=30_000)
    page.wait_for_function("kommunicateStandin.created.length")
    expect(page.locator("#kommpy-launcher")).to_be_hidden()
    expect(page.locator(FRAME)).to_have_count(1)
    assert page.evaluate("kommunicateStandin.created.length") == 1
    assert page.evaluate("moved") == []


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_an_idle_page_begins_its_chat(runtime: str, site: Site, page: Page) -> None:
    begin(page, site, "LOAD = 'idle'", runtime)
    page.wait_for_function("kommpy.over === 1")

    assert page.evaluate("beganIn") == "complete"
    page.get_by_role("button", name="Talk to sales").click()
    expect_one_conversation(page)


def test_an_idle_page_does_not_let_a_visitor_wait(site: Site, page: Page) -> None:
    page.add_init_script("window.requestIdleCallback = () => {}")  # never idle
    begin(page, site, "LOAD = 'idle'")
    expect(page.locator(SCRIPT)).to_have_count(0)

    page.get_by_role("button", name="Talk to sales").click()

    expect_one_conversation(page)


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_the_click_on_the_launcher_is_the_chats_first(runtime: str, site: Site, page: Page) -> None:
    begin(page, site, "LOAD = 'interaction'", runtime)
    launcher = page.get_by_role("button", name="Chat", exact=True)
    expect(launcher).to_be_visible()
    page.locator("#text").click()
    assert page.evaluate("[kommpy.began, document.scripts.length]") == [None, 4]

    launcher.dblclick()

    expect(launcher).to_have_attribute("aria-busy", "true")
    expect_one_conversation(page)
    page.wait_for_function("kommpy.over === 1")  # Python came, too


@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize("selector", ["#talk", "#contact"])
def test_a_trigger_begins_the_chat_and_does_its_work(
    selector: str, runtime: str, site: Site, page: Page
) -> None:
    begin(page, site, "LOAD = 'interaction'", runtime)

    page.locator(selector).click()

    expect(page.locator(selector)).to_have_attribute("aria-busy", "true")
    expect_one_conversation(page)


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_a_built_page_has_the_launcher_too(
    runtime: str, site: Site, page: Page, tmp_path: Path
) -> None:
    """Its policy allows nothing that is not counted on."""
    address = site.page(MAIN, runtime=runtime, body=BODY, config=CONFIG + "LOAD = 'interaction'")
    with built(site, address, tmp_path / "dist") as url:
        page.goto(url)
        launcher = page.get_by_role("button", name="Chat", exact=True)

        launcher.click()

        expect(page.frame_locator(FRAME).locator("#mck-sidebox")).to_be_visible(timeout=30_000)
        expect(launcher).to_be_hidden()


def test_the_launcher_stands_where_the_widgets_will_be(site: Site, page: Page) -> None:
    begin(page, site, "LOAD = 'interaction'", head=STRICT)
    ours = page.get_by_role("button", name="Chat", exact=True).bounding_box()

    page.locator("#talk").click()
    theirs = page.frame_locator(FRAME).get_by_role("button", name="Open chat")
    page.wait_for_function("window.Kommunicate")
    theirs.wait_for()

    assert theirs.bounding_box() == ours


def test_the_launcher_takes_the_keyboard(site: Site, page: Page) -> None:
    begin(page, site, "LOAD = 'interaction'")
    launcher = page.get_by_role("button", name="Chat", exact=True)

    for _ in range(3):
        page.keyboard.press("Tab")
    expect(launcher).to_be_focused()
    page.keyboard.press("Enter")

    expect_one_conversation(page)


def test_the_form_comes_first_where_there_is_one(site: Site, page: Page) -> None:
    begin(page, site, "LOAD = 'interaction'", query="?standin=prechat")

    page.get_by_role("button", name="Chat", exact=True).click()

    chat = page.frame_locator(FRAME)
    expect(chat.get_by_role("dialog", name="Live chat")).to_be_hidden()
    chat.get_by_label("Name").fill("Ada")
    chat.get_by_label("Email").fill("ada@example.com")
    chat.get_by_role("button", name="Start conversation").click()
    expect_one_conversation(page)


def test_the_launcher_goes_where_the_widget_cannot_come(
    site: Site, page: Page, surprises: Surprises
) -> None:
    surprises.expect("ERR_FAILED")
    page.route("**/kommunicate.app", lambda route: route.abort())
    begin(page, site, "LOAD = 'interaction'")
    launcher = page.get_by_role("button", name="Chat", exact=True)

    launcher.click()

    expect(launcher).to_be_hidden()


def test_a_rule_can_leave_the_launcher_out(site: Site, page: Page) -> None:
    rules = "from kommpy import PageRule\nRULES = {'/*': PageRule(launcher=False)}\n"
    begin(page, site, rules + "LOAD = 'interaction'")

    expect(page.get_by_role("button")).to_have_count(1)
    page.locator("#talk").click()
    expect_one_conversation(page)


def test_a_fresh_visitor_is_begun_by_python_alone(site: Site, page: Page) -> None:
    begin(page, site, "LOAD = 'interaction'\nFRESH = True")

    page.get_by_role("button", name="Chat", exact=True).click()

    expect_one_conversation(page)


@pytest.mark.parametrize("lean", ["idle", "interaction"])
def test_who_saves_data_gets_the_chat_later(lean: str, site: Site, page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})

    begin(page, site, f"LOAD_LEAN = '{lean}'")

    if lean == "idle":
        page.wait_for_function("kommpy.over === 1")
        assert page.evaluate("beganIn") == "complete"
    else:
        page.get_by_role("button", name="Chat", exact=True).click()
        expect_one_conversation(page)


@pytest.mark.parametrize(("line", "begins"), [("4g", True), ("slow-2g", False), ("2g", False)])
def test_who_is_on_a_slow_line_gets_the_chat_later(
    line: str, begins: bool, site: Site, page: Page
) -> None:
    page.add_init_script(
        "Object.defineProperty(NetworkInformation.prototype, 'effectiveType',"
        f" {{ get: () => '{line}' }})"
    )

    begin(page, site, "LOAD_LEAN = 'interaction'")

    expect(page.locator(SCRIPT)).to_have_count(int(begins))
    expect(page.locator("#kommpy-launcher")).to_have_count(int(not begins))
