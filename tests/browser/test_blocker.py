"""An ad blocker, as a real extension: it is told from a host that cannot be reached."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests.browser.conftest import RUNTIMES, Site

MANIFEST = {
    "manifest_version": 3,
    "name": "An ad blocker",
    "version": "1",
    "permissions": ["declarativeNetRequest"],
    "host_permissions": ["<all_urls>"],
    "declarative_net_request": {
        "rule_resources": [{"id": "rules", "enabled": True, "path": "rules.json"}]
    },
}
RULE = {
    "id": 1,
    "action": {"type": "block"},
    "condition": {
        "urlFilter": "/kommunicate.app",
        "resourceTypes": ["image", "script", "xmlhttprequest"],
    },
}
MAIN = """
import js
from config import SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, fallback="#contact")


@chat.on("state_changed")
def show(event):
    js.document.querySelector("#state").textContent = f"{chat.state}: {chat.reason}"
"""
BODY = '<p id="state"></p><p id="contact" hidden>Write to us.</p>'


@pytest.fixture
def tab(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> Iterator[Page]:
    """Give a tab of a browser with the extension, which needs a browser that is whole."""
    extension = tmp_path / "extension"
    extension.mkdir()
    (extension / "manifest.json").write_text(json.dumps(MANIFEST))
    (extension / "rules.json").write_text(json.dumps([RULE]))
    options = {**browser_type_launch_args, "headless": False}
    options["args"] = [*options["args"], "--headless=new", f"--load-extension={extension}"]
    context = browser_type.launch_persistent_context(
        tmp_path / "profile", ignore_default_args=["--disable-extensions"], **options
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_it_is_told_by_the_browser(runtime: str, site: Site, tab: Page) -> None:
    tab.goto(site.page(MAIN, runtime=runtime, body=BODY))

    expect(tab.locator("#state")).to_have_text("failed: blocked")
    expect(tab.locator("#contact")).to_be_visible()
    assert tab.locator("img").count() == 0
