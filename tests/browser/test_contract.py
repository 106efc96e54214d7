"""The contract's scenarios on the bridge, with the stand-in widget, on both runtimes."""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PAGE, RUNTIMES, STAGE, Site, Surprises
from tests.scenarios import FILES, SCENARIOS

FOLDER = Path(__file__).parent
# errors that the browser or the widget shows in the console, as it should
FORESEEN = {
    "a_blocked_script_is_told": "UNSAFE_PORT",
    "a_click_tries_again": "UNSAFE_PORT",
    # the widget's loader finds no frame any more
    "a_body_replaced_while_it_loads_is_mended": "reading 'createElement'",
    "the_time_limit_waits_once_more_when_consent_is_withdrawn": "setting 'ojq'",
    # the widget's loader finds no settings any more
    "consent_withdrawn_while_it_loads_leaves_nothing": "Cannot convert undefined",
    "signing_out_waits_for_no_widget": "Cannot convert undefined",
    "a_login_after_a_failure_begins_anew": "UNABLE TO PROCESS REQUEST",
    "a_login_does_not_end_with_the_refused_one_before_it": "INVALID PASSWORD",
    "a_refused_login_says_so_and_leaves_nothing": "INVALID PASSWORD",
    "a_refused_token_is_asked_for_again": "INVALID PASSWORD",
    "a_load_that_fails_says_why": "INVALID APPLICATION ID",
}
FRAME = """<!doctype html>
<title>The page of a scenario</title>
<script>
window.reports = [];
console.error = (...texts) => reports.push(texts.join(" "));
addEventListener("load", () => window.isThere = true);
</script>
<script src="clock.js"></script>
<script src="/kommpy/seed.js"></script>
"""
# to be told and not to look, which would have the page drawn all the time
TOLD = """args => new Promise(done => {
    window.tell = done;
    setTimeout(done, 30000, "it did not end");
    play(...args);
})"""


class Player:
    """A page on which the scenarios are played, one after the other."""

    def __init__(self, site: Site, browser: Browser, runtime: str) -> None:
        self._page = browser.new_page()
        self.surprises = Surprises(self._page)
        path = site.add(
            {
                "index.html": PAGE.format(head="", runtime=runtime, attributes="", body=""),
                "frame.html": FRAME,
                "clock.js": (FOLDER / "clock.js").read_text("utf-8"),
                "main.py": "".join(f"import {path.stem}\n" for path in FILES) + "import stage",
                **STAGE,
                **{path.name: path.read_text(encoding="utf-8") for path in FILES},
            }
        )
        self._page.goto(site.url(path))
        self._page.wait_for_function("'play' in window")

    def play(self, scenario: Callable[..., Any]) -> str:
        """Play a scenario; gives `"passed"` or a traceback."""
        needs = ",".join(inspect.signature(scenario).parameters)
        said = [scenario.__module__, scenario.__name__, needs]
        return str(self._page.evaluate(TOLD, said))

    def close(self) -> None:
        self._page.close()


@pytest.fixture(scope="module")
def players(site: Site, browser: Browser) -> Iterator[Callable[[str], Player]]:
    """Give the player of a runtime."""
    players: dict[str, Player] = {}

    def player(runtime: str) -> Player:
        if runtime not in players:
            players[runtime] = Player(site, browser, runtime)
        return players[runtime]

    yield player
    for each in players.values():
        each.close()


@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize(
    "scenario", SCENARIOS, ids=lambda each: f"{each.__module__}.{each.__name__}"
)
def test_on_the_bridge(
    scenario: Callable[..., Any], runtime: str, players: Callable[[str], Player]
) -> None:
    player = players(runtime)
    blocked = "UNSAFE_PORT" if scenario.__module__ == "contract_faults" else None
    player.surprises.expect_only(FORESEEN.get(scenario.__name__, blocked))

    outcome = player.play(scenario)

    assert outcome == "passed", outcome
    assert player.surprises.left() == []
