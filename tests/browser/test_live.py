"""What `make test-live` says, with the stand-in served as if it were the vendor's host."""

import copy
import json
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from kommpy.site.server import media_type
from tests.browser.standin_site import FILES
from tests.live.__main__ import OBSERVED, SCRIPT
from tests.live.player import Player

SCENARIOS = {each["name"]: each for each in json.loads(OBSERVED.read_text())["scenarios"]}
HOST = SCRIPT.removesuffix("kommunicate.app")


@pytest.fixture
def player(browser: Browser) -> Player:
    return Player(browser, "demo", SCRIPT)


def as_the_vendor(context: BrowserContext) -> None:
    """Answer for the vendor's host."""

    def answer(route: Route) -> None:
        file = FILES / route.request.url.removeprefix(HOST)
        route.fulfill(body=file.read_bytes(), content_type=media_type(file.name))

    context.route(f"{HOST}**", answer)


@pytest.mark.parametrize(
    "name",
    [
        "start with agents",
        "settings undone by undefined",
        "launch with one conversation",
        "metadata null",
    ],
)
def test_a_widget_that_is_as_it_was(name: str, player: Player) -> None:
    assert player.play(SCENARIOS[name], as_the_vendor) == []


def test_a_widget_that_has_moved_away(player: Player) -> None:
    once: dict[str, Any] = copy.deepcopy(SCENARIOS["start with agents"])
    [step] = once["steps"]
    step["created"][0]["metadata"]["SKIP_ROUTING"] = True
    step["created"][0]["users"].pop()
    step["shows"]["list"] = "block"

    found = player.play(once, as_the_vendor)

    users = [{"userId": "a1@x.com", "groupRole": 1}, {"userId": "a2@x.com", "groupRole": 1}]
    assert found == [
        "step 1 (start): created 1: metadata: SKIP_ROUTING: expected True, found False",
        f"step 1 (start): created 1: users: expected {users[:1]}, found {users}",
        "step 1 (start): shows: list: expected 'block', found 'none'",
    ]
