"""The documentation's own site, as a reader meets it: its chat, and its search."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from docs.make_site import make
from kommpy.site.hosted import Host
from kommpy.site.serving import running
from tests.browser.conftest import Surprises


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("docs") / "site"
    make(out)
    return out


@pytest.fixture(scope="module")
def address(out: Path) -> Iterator[str]:
    with running(Host(out)) as address:
        yield address


def test_its_chat_knows_the_page(address: str, page: Page) -> None:
    """Ready HTML of another generator, with the chat of `docs/site/pages/`, under its policy."""
    chat = page.frame_locator("#kommunicate-widget-iframe")
    page.goto(f"{address}guide/page-rules.html")

    chat.get_by_role("button", name="Chat").first.click()

    expect(chat.get_by_text("Is there a question about page rules?")).to_be_visible()
    [created] = page.evaluate("() => kommunicateStandin.created")
    assert {"userId": "docs-bot", "groupRole": 2} in created["users"]


def test_its_search_needs_no_server(out: Path, page: Page, surprises: Surprises) -> None:
    surprises.expect(
        "file:///|net::ERR_F|Failed to fetch"
    )  # the chat does, and says so in the console
    page.goto((out / "search.html").as_uri() + "?q=launcher")

    expect(page.get_by_role("link", name="Launching", exact=True).last).to_be_visible()
