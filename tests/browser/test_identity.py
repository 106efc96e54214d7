"""Two visitors on one page, one after the other: what the second could find of the first."""

import ast
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.browser.conftest import RUNTIMES, Site, Surprises

STAGE = ast.parse((Path(__file__).parent / "stage.py").read_text("utf-8"))
SEARCH = next(
    ast.literal_eval(node.value)
    for node in STAGE.body
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "SEARCH"
)
FRAME = "#kommunicate-widget-iframe"
OF_ADA = ("ada-lovelace", "Countess", "ada@lovelace", "1815-1210", "ada-token", "ada-engines")
CONFIG = """
from kommpy import WidgetSettings

SETTINGS = WidgetSettings(
    app_id="demo", storage_suffix="shop", domain_key="shop", automatic_chat_open_on_navigation=True
)
"""
MAIN = """
import js
from config import SETTINGS
from kommpy import Chat, Identity

chat = Chat(SETTINGS)
tokens = ["old", "ada-token"]


async def fetch_token():
    return tokens.pop(0)


async def sign_in(event):
    ada = Identity(
        user_id="ada-lovelace",
        user_name="Countess Ada",
        email="ada@lovelace.example",
        contact_number="1815-1210",
        access_token=fetch_token,
        metadata={"likes": "ada-engines"},
    )
    await chat.login(ada)
    await chat.start_conversation()
    await chat.send_message("I am ada-lovelace")
    js.window.who = "ada"


async def change(event):
    await chat.login(Identity(user_id="bob", password="bobs-password"))
    js.window.who = "bob"


async def sign_out(event):
    await chat.logout()
    js.window.who = "nobody"


chat.when("click", "#ada", sign_in)
chat.when("click", "#bob", change)
chat.when("click", "#out", sign_out)
js.window.loaded = True
"""
BODY = '<button id="ada">Ada</button><button id="bob">Bob</button><button id="out">Out</button>'
WISHES = "window.kommunicateStandin = { passwords: { 'ada-lovelace': 'ada-token' } }"
DATABASES = "async () => JSON.stringify([await indexedDB.databases(), await caches.keys()])"


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_the_second_visitor_finds_nothing_of_the_first(
    runtime: str, site: Site, page: Page, surprises: Surprises
) -> None:
    surprises.expect("INVALID PASSWORD")  # the first token, which is asked for again
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        said.append(message.text)

    page.on("console", hear)
    page.add_init_script(WISHES)
    page.goto(site.page(MAIN, runtime=runtime, body=BODY, config=CONFIG))
    page.wait_for_function("window.loaded")

    def go(name: str, who: str) -> list[str]:
        page.get_by_role("button", name=name).click()
        page.wait_for_function(f"window.who === '{who}'")
        found = [name for text in OF_ADA for name in page.evaluate(f"{SEARCH}({text!r})")]
        assert "ada-" not in page.evaluate(DATABASES)
        assert page.url.count("ada-lovelace") == 0
        return found

    assert go("Ada", "ada") != []
    assert go("Bob", "bob") == []
    assert page.evaluate("kommunicate._globals.userId") == "bob"
    page.frame_locator(FRAME).get_by_role("button", name="Open chat").click()
    expect(page.frame_locator(FRAME).get_by_text("ada-lovelace")).to_have_count(0)
    assert go("Out", "nobody") == []
    assert page.evaluate(f"{SEARCH}('bobs-password')") == []
    assert [text for text in said if any(each in text for each in ("ada-token", "password"))] == []
    expect(page.locator(FRAME)).to_have_count(0)
