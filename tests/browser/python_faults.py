"""Faults of the page's own Python, and of what brings it: each is a page of its own."""

import re
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.fault_table import Row

BODY = '<button id="talk" type="button" data-kommpy-fallback="launch">Talk to us</button>'
FRAME = "#kommunicate-widget-iframe"
CHAT = """
from config import SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS)


@chat.when("click", "#talk")
async def talk(event):
    await chat.start_conversation()

"""
# the seed waits 20 seconds for Python; a test has less patience
IMPATIENT = """
const set = setTimeout;
window.setTimeout = (f, ms, ...a) => set(f, ms === 2e4 ? 6e3 : ms, ...a);
"""


@dataclass(frozen=True)
class PythonFault:
    """Something that goes wrong with a page's Python.

    Attributes:
        name: what it is
        python: the page's Python
        missing: pattern of the files that cannot be had
        says: what is found in the console

    """

    name: str
    says: str
    python: str = CHAT
    missing: str = ""


PYTHON_FAULTS = (
    PythonFault(
        "the page's Python fails before there is a chat",
        r"ValueError: a mistake in main\.py",
        python='raise ValueError("a mistake in main.py")\n',
    ),
    PythonFault(
        "the page's Python fails after it has made the chat",
        r"ValueError: a mistake in main\.py",
        python=CHAT + 'raise ValueError("a mistake in main.py")\n',
    ),
    PythonFault("the page's Python does not parse", "SyntaxError", python="def :\n"),
    PythonFault("a file of the runtime is missing", r"status of 404", missing="**/*.wasm"),
    PythonFault("the loader of the runtimes is missing", r"status of 404", missing="**/core.js"),
)


def play(fault: PythonFault, site: Site, context: BrowserContext, runtime: str) -> Row:
    """Let it happen, press what opens the chat, and tell what came of it."""
    page = context.new_page()
    page.add_init_script(IMPATIENT)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    if fault.missing:
        page.route(fault.missing, lambda route: route.fulfill(status=404))
    page.goto(site.page(fault.python, runtime=runtime, body=BODY))
    try:
        expect(page.frame_locator(FRAME).locator("#mck-sidebox-launcher")).to_be_visible()
        found = _wait_for(page, said, fault.says)
        page.locator("#talk").click()
        expect(page.frame_locator(FRAME).locator("#mck-sidebox")).to_be_visible()
    finally:
        page.close()
    return {
        "fault": fault.name,
        "author": f"console: {found}",
        "visitor": "the launcher; what is marked for it opens the chat",
        "afterwards": "with the next visit",
        "kept": True,
    }


def _wait_for(page: Page, said: list[str], pattern: str) -> str:
    for _ in range(600):
        for text in said:
            found = re.search(pattern, text)
            if found:
                return found[0]
        page.wait_for_timeout(50)
    raise AssertionError(f"nobody said {pattern}: {said}")
