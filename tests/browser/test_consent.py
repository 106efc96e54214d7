"""Pages that wait for consent: what they ask for, and what they store, before and after."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import CONFIG, RUNTIMES, Site

FRAME = "#kommunicate-widget-iframe"
CONSENT = CONFIG.replace("import ", "import Consent, ") + "CONSENT = Consent(event='agreed')\n"
MAIN = """
import js
from config import CONSENT, SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, consent=CONSENT)
chat.when("click", "#talk", lambda event: chat.launch_conversation())
chat.when("click", "#no-more", lambda event: chat.withdraw_consent())
chat.on("state_changed", lambda event: setattr(js.window, "state", event.data["state"]))
"""
BODY = """
<button id="talk">Talk to sales</button>
<a id="help" href="/elsewhere" data-kommpy data-kommpy-fallback="launch">Help</a>
<button id="agree" onclick="dispatchEvent(new CustomEvent('agreed'))">Agree</button>
<button id="no-more">No more</button>
"""
# what a visitor's browser keeps; the stand-in's server is no part of it, nor is what PyScript
# has for itself, where a page is served
KEPT = """async () => [
    ...Object.keys(localStorage).filter(key => !key.startsWith("kommpy-standin-")),
    ...Object.keys(sessionStorage),
    ...document.cookie.split(";").filter(Boolean),
    ...(await indexedDB.databases()).map(({ name }) => name).filter(name => !/^IDBMap/.test(name)),
    ...(await caches.keys()),
]"""


@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize("load", ["", "LOAD = 'interaction'\n"])
def test_nothing_is_asked_for_and_nothing_kept_before(
    runtime: str, load: str, site: Site, page: Page
) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/v2/" in request.url or "kommunicate." in request.url:
            asked.append(request.url)

    page.on("request", note)
    page.goto(site.page(MAIN, runtime=runtime, body=BODY, config=CONSENT + load))
    page.get_by_role("button", name="Talk to sales").click()  # perhaps before Python is there
    page.wait_for_function("window.state === 'waiting_for_consent'")
    page.evaluate("void kommpy.open()")  # what the seed can do without Python

    expect(page.locator(FRAME)).to_have_count(0)
    assert (
        page.evaluate("[...document.querySelectorAll('script')].filter(s => /v2/.test(s.src))")
        == []
    )
    assert asked == []
    assert page.evaluate(KEPT) == []

    page.get_by_role("button", name="Agree").click()
    expect(page.frame_locator(FRAME).locator("#mck-sidebox")).to_be_visible()
    assert asked
    assert page.evaluate(KEPT) != []

    page.frame_locator(FRAME).get_by_role("button", name="Close chat").click()
    page.get_by_role("button", name="No more").click()
    expect(page.locator(FRAME)).to_have_count(0)
    assert page.evaluate(KEPT) == []
    assert page.evaluate("window.state") == "waiting_for_consent"
