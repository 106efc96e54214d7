"""Coming back to a page that the browser kept as it was: the real back-forward cache.

Playwright switches it off, so these tests have a browser of their own.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from tests.browser.conftest import CONFIG, RUNTIMES, Site

RULES = """
from kommpy import ConversationSettings

RULES = {{"/*": ConversationSettings(team_id={team})}}
"""
MAIN = """
import js
from config import RULES, SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, rules=RULES)
chat.when("click", "#leave", lambda event: chat.logout())


@chat.on("state_changed")
def show(event):
    js.document.querySelector("#state").textContent = f"{chat.state} {chat.reason or ''}"


@chat.when("click", "#talk")
async def talk(event):
    js.document.querySelector("#group").textContent = await chat.start_conversation()
"""
BODY = """
<p id="state"></p>
<p id="group"></p>
<button id="talk">Talk</button>
<button id="leave">Leave</button>
"""
NOTE_RETURN = 'addEventListener("pageshow", event => (window.persisted = event.persisted))'
TEAM = "JSON.parse(sessionStorage.getItem('kommunicate-demo')).settings.teamId"


@pytest.fixture(scope="module")
def keeper(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any]
) -> Iterator[Browser]:
    """Give a browser that keeps pages as they were."""
    browser = browser_type.launch(
        **browser_type_launch_args, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield browser
    browser.close()


def show_why(event: dict[str, Any]) -> None:
    """Show, where a test fails, why a page was not kept."""
    print(event)  # noqa: T201


@pytest.fixture
def tab(keeper: Browser) -> Iterator[Page]:
    context = keeper.new_context()
    context.add_init_script(NOTE_RETURN)
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    session.send("Page.enable")
    session.on("Page.backForwardCacheNotUsed", show_why)
    yield tab
    context.close()


def expect_state(tab: Page, state: str) -> None:
    expect(tab.locator("#state")).to_have_text(state)


def go_back(tab: Page) -> None:
    """Go back as a visitor does, to a page that was kept."""
    tab.evaluate("void history.back()")
    tab.wait_for_function("window.persisted && window.here === 'first'")


def leave_for_another(tab: Page, site: Site, runtime: str) -> None:
    """Open a page, and then another of the same site, where another rule holds."""
    for name, team in (("first", 7), ("other", 42)):
        config = CONFIG + RULES.format(team=team)
        tab.goto(site.page(MAIN, runtime=runtime, body=BODY, config=config))
        expect_state(tab, "ready")
        tab.evaluate("name => { window.here = name }", name)
    assert tab.evaluate(TEAM) == 42


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_its_settings_are_in_force_again(runtime: str, site: Site, tab: Page) -> None:
    leave_for_another(tab, site, runtime)

    go_back(tab)

    tab.wait_for_function(f"{TEAM} === 7")
    tab.locator("#talk").click()
    expect(tab.locator("#group")).to_have_text("7000001")
    assert tab.evaluate("kommunicateStandin.created")[0]["metadata"]["KM_TEAM_ID"] == 7


def test_a_visitor_who_left_on_another_page_has_left_here(site: Site, tab: Page) -> None:
    leave_for_another(tab, site, "mpy")
    tab.locator("#leave").click()
    expect_state(tab, "signed_out")

    go_back(tab)

    expect_state(tab, "signed_out logged_out")
