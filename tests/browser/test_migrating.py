"""The JavaScript and the Python that stand side by side in `docs/migrating.md` do the same."""

import json
import re
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import ROOT, OpenPage, Site
from tests.documents import Document

GUIDE = Document(ROOT / "docs" / "migrating.md")
BUTTON = '<button type="button" id="talk-to-sales">Talk to sales</button>'
SCRIPTED = """<!doctype html>
<html lang="en">
<title>Shop</title>
<link rel="icon" href="data:,">
<body>{button}<script>{script}</script></body>
</html>
"""


def test_both_sides_ask_for_the_same(site: Site, page: Page, open_page: OpenPage) -> None:
    script = "".join(block.text for block in GUIDE.blocks("js")[:3])
    script = script.replace("https://widget.kommunicate.io", "").replace("APP_ID", "demo")
    page.goto(site.url(site.add({"index.html": SCRIPTED.format(button=BUTTON, script=script)})))
    by_hand = asked(page)

    config, *main = [block.text for block in GUIDE.blocks("python")]
    open_page("".join(main), runtime="mpy", body=BUTTON, config=config)
    by_python = asked(page)

    assert by_python == by_hand


def asked(page: Page) -> dict[str, Any]:
    """Press the button when the widget is there; gives what was asked of the server, and shown."""
    page.wait_for_function(
        "window.KommunicateGlobal?.document.getElementById('mck-sidebox-launcher')"
    )
    page.get_by_role("button", name="Talk to sales").click()
    page.wait_for_function("kommunicateStandin.updated.length")
    found = page.evaluate(
        """() => ({
            created: kommunicateStandin.created,
            updated: kommunicateStandin.updated,
            width: document.getElementById("kommunicate-widget-iframe").offsetWidth,
        })"""
    )
    text = re.sub(r"http://[^\"]*", "", json.dumps(found, sort_keys=True))
    return dict(json.loads(re.sub(r"70000\d\d", "GROUP", text)))
