"""axe-core finds nothing against the demo site or the stand-in."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from kommpy.site.project import read
from tests.browser.axe import violations
from tests.browser.conftest import ROOT, Held, Site
from tests.refresh_sources import pages

if TYPE_CHECKING:
    from tests.browser.standin_visit import Visit

pytest_plugins = ["tests.browser.standin_visit"]

NARROW = {"width": 390, "height": 800}
FORM = [
    {"field": "Name", "placeholder": "Ada"},
    {"field": "Email", "type": "email", "required": True},
    {"field": "Phone", "enableCountryCode": True},
    {"field": "Topic", "element": "select", "options": [{"value": "sales"}], "required": True},
    {"field": "Question", "element": "textarea"},
]
EVERYTHING = {
    "capturePhoto": True,
    "emojilibrary": True,
    "primaryCTA": "TTS",
    "restartConversationByUser": True,
    "voiceInput": True,
    "voiceNote": True,
    "locShare": True,
    "quickReplies": ["Yes", "No"],
    "staticTopMessage": "We are here until six.",
}


def test_axe_finds_what_is_wrong(tab: Page) -> None:
    tab.set_content('<html lang="en"><title>T</title><main><h1>T</h1><img src="data:,"></main>')

    assert [each.partition(":")[0] for each in violations(tab)] == ["image-alt"]


def expect_none(visit: "Visit") -> None:
    """Expect axe to find nothing, wide and narrow."""
    wide = visit.page.viewport_size
    assert wide
    for size in (wide, NARROW):
        visit.page.set_viewport_size(size)
        assert violations(visit.page) == []
    visit.page.set_viewport_size(wide)


def test_every_view_of_the_chat(visit: "Visit") -> None:
    visit.begin("/", {**EVERYTHING, "popupWidget": True}, groups=[7000001, 7000002])
    expect_none(visit)

    visit.call("openConversationList")
    expect(visit.chat.get_by_role("listitem")).to_have_count(2)
    expect_none(visit)

    visit.start({"botIds": ["sales-bot"]})
    visit.chat.get_by_role("button", name="Yes").click()
    visit.settle()
    visit.control("type", True)
    expect_none(visit)

    visit.call("closeWidgetPreview")
    visit.wait("KommunicateGlobal.IS_SOCKET_CONNECTED")
    visit.run("KommunicateGlobal.$mck_msg_inner = { data() {} }")
    visit.run("KommunicateGlobal.$mck_group_info_tab = { hasClass() {} }")
    visit.control("receive", {"message": "Are you there?", "groupId": 7000001})
    expect(visit.chat.get_by_role("status")).to_be_visible()
    expect_none(visit)


def test_the_form_before_the_chat(visit: "Visit") -> None:
    visit.begin("/", {"preLeadCollection": FORM})
    visit.chat.get_by_role("button", name="Open chat").click()
    expect(visit.chat.get_by_label("Topic")).to_be_visible()
    expect_none(visit)


def test_an_empty_list_and_a_launcher_of_the_authors(visit: "Visit") -> None:
    visit.begin("/", {"chatLauncherHtml": "<b>Chat!</b>"})
    expect_none(visit)
    visit.call("openConversationList")
    expect_none(visit)


@pytest.fixture(scope="module")
def demo() -> Iterator[Site]:
    site = Site(read(ROOT, runtime="mpy"))
    yield site
    site.close()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """Give a tab in which Python never comes: all pages are as they were served."""
    tab = browser.new_page()
    Held(tab, "core.js")
    yield tab
    tab.close()


def test_kommpys_own_launcher(tab: Page, site: Site) -> None:
    config = (
        "from kommpy import Look, WidgetSettings\n"
        'LOOK = Look(position="left", primary_color="#00695c", offset_y=90)\n'
        'SETTINGS = WidgetSettings(app_id="demo", look=LOOK)\n'
        'LOAD = "interaction"\n'
    )
    body = "<main><h1>Shop</h1></main>"
    tab.goto(site.page("", runtime="mpy", config=config, body=body))
    launcher = tab.get_by_role("button", name="Chat")

    expect(launcher).to_have_css("background-color", "rgb(0, 105, 92)")
    place = launcher.bounding_box()
    assert place
    assert place["x"] == 30
    assert place["y"] == 720 - 55 - 95
    assert violations(tab) == []


@pytest.mark.parametrize("html", pages(), ids=lambda html: html.stem)
def test_every_page_of_the_demo(tab: Page, demo: Site, html: Path) -> None:
    tab.emulate_media(color_scheme="light")
    tab.goto(demo.url("/" + str(html.relative_to(ROOT))), wait_until="domcontentloaded")
    tab.get_by_role("button", name="Examples").click()

    assert violations(tab) == []
    tab.emulate_media(color_scheme="dark")
    assert violations(tab, "color-contrast") == []
    tab.set_viewport_size(NARROW)
    tab.keyboard.press("Escape")
    assert violations(tab, "color-contrast", "scrollable-region-focusable", "target-size") == []
    tab.set_viewport_size({"width": 1280, "height": 720})
