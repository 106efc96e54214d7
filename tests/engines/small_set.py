"""What must work in every browser; `make test-browsers` runs it and writes `docs/browsers.md`."""

import json

import pytest

from tests.engines.conftest import Visit

CREATED = "(kommunicateStandin.created || [])"
UPDATED = "(kommunicateStandin.updated || [])"
BUTTON = "#talk-to-sales"
# the drivers' own
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
LAUNCHER = "KommunicateGlobal.document.getElementById('mck-sidebox-launcher')"


def test_start(visit: Visit) -> None:
    """The chat begins, with the settings of the page"""
    visit.begin()

    visit.until_settings({"defaultBotIds": '["sales-bot"]', "skipRouting": "true"})
    assert visit.run("!!" + LAUNCHER)


def test_click_to_conversation(visit: Visit) -> None:
    """A click starts a conversation and tells agents about it"""
    visit.begin()

    visit.click(BUTTON)

    visit.until(f"{UPDATED}.length == 1")
    [created] = visit.run(CREATED)
    assert {"userId": "sales-bot", "groupRole": 2} in created["users"]
    [updated] = visit.run(UPDATED)
    assert json.loads(updated["metadata"]["conversationMetadata"]) == {"plan": "pro"}
    assert visit.run("document.querySelector('#kommunicate-widget-iframe').offsetHeight") > 400


def test_rules_over_navigation(visit: Visit) -> None:
    """Rules come and go with the visitor, by all ways through a page's history"""
    visit.begin()
    for move, expected in {
        "history.pushState(null, '', '/support/7')": {"teamId": "42"},
        "history.replaceState(null, '', '/elsewhere')": {},
        "history.go(-1)": {"defaultBotIds": '["sales-bot"]', "skipRouting": "true"},
        "location.hash = '#/cars/roadster'": {"WELCOME_MESSAGE": '"Questions about the roadster?"'},
    }.items():
        visit.run(f"void ({move})")
        visit.until_settings(expected)


def test_events(visit: Visit) -> None:
    """Python hears what the widget reports, the first opening included"""
    visit.begin()

    visit.run(f"void {LAUNCHER}.click()")
    visit.until(f"{CREATED}.length == 1 && KommunicateGlobal.CURRENT_GROUP_DATA.tabId")
    visit.until("window.opened == 1")
    visit.run("void kommunicateStandin.receive({ message: 'Hello?' })")

    visit.until("document.querySelector('#said').textContent == 'Hello?'")


def test_triggers(visit: Visit) -> None:
    """Triggers fire once each: time, address, scrolling, sight"""
    fired = "document.querySelector('#fired').textContent.split(' ').sort().join(' ').trim()"
    visit.begin()
    visit.until(f"{fired} == 'after'")

    visit.run("void window.scrollTo(0, 9999)")

    visit.until(f"{fired} == 'after scrolled visible'")


def test_early_clicks(visit: Visit) -> None:
    """A click before Python is there is answered once, when it comes"""
    visit.begin_without_python()

    visit.click(BUTTON)
    visit.until(f"document.querySelector('{BUTTON}').getAttribute('aria-busy')")
    assert not visit.run("window.isReady")
    visit.let_python_come()

    visit.until(f"window.isReady && {UPDATED}.length")
    assert len(visit.run(CREATED)) == 1
    assert not visit.run(f"document.querySelector('{BUTTON}').hasAttribute('aria-busy')")
