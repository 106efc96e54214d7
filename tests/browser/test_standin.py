"""The stand-in does what the real widget was seen to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.browser.standin_visit import Visit

pytest_plugins = ["tests.browser.standin_visit"]

OBSERVED = json.loads((Path(__file__).parents[1] / "observed.json").read_text())["scenarios"]
THERE = "https://shop.example/"
METHODS = {
    "settings": "updateSettings",
    "get": "getSettings",
    "launch": "launchConversation",
    "list": "openConversationList",
    "open": "openConversation",
    "close": "closeWidgetPreview",
    "metadata": "updateConversationMetadata",
    "defaultMetadata": "updateDefaultConversationMetadata",
    "context": "updateChatContext",
    "language": "updateUserLanguage",
    "timezone": "updateUserTimezone",
    "display": "displayKommunicateWidget",
    "logout": "logout",
}


@pytest.mark.parametrize("scenario", OBSERVED, ids=lambda each: each["name"])
def test_plays_what_was_observed(visit: Visit, scenario: dict[str, Any]) -> None:
    status = next(iter(scenario["fail"].values()), False)
    visit.begin(
        "/",
        scenario["install"],
        groups=scenario["groups"],
        defaultAgent=scenario["default_agent"],
        faults={"create": status},
    )
    assert [brief(entry) for entry in visit.log] == scenario["log"]

    for step in scenario["steps"]:
        _play(visit, step, scenario["groups"])


def brief(entry: Any) -> Any:
    name, args = entry
    if name == "kmInitilized":
        return [name, None]
    return [name, ["{...}" if isinstance(each, dict) else each for each in args]]


def _play(visit: Visit, step: dict[str, Any], groups: list[int]) -> None:
    created, updated = len(visit.sent("created")), len(visit.sent("updated"))
    dialogs = len(visit.dialogs)
    visit.run("delete window.called")
    verb, *args = resolved(step["step"], groups)
    outcome = visit.run(START, args[0]) if verb == "start" else visit.call(METHODS[verb], *args)
    for part in ("returned", "threw", "message"):
        if part in step:
            assert outcome[part] == step[part]

    if step.get("created"):
        visit.hurry_until_connected()
    visit.settle()
    here = json.loads(json.dumps(step.get("created", [])).replace(THERE, visit.site + "/"))
    assert visit.sent("created")[created:] == here
    assert visit.sent("updated")[updated:] == step.get("updated", [])
    assert visit.run("window.called ?? null") == step.get("callback")
    visit.expect_shows(step["shows"])
    assert visit.dialogs[dialogs:] == step.get("dialogs", [])


START = """detail => {
  try {
    Kommunicate.startConversation(detail, (...args) => (window.called = args));
    return {};
  } catch (error) {
    return { threw: error.name, message: error.message };
  }
}"""


def resolved(value: Any, groups: list[int]) -> Any:
    if isinstance(value, dict):
        if value.get("$") == "group":
            return groups[value["n"]]
        return {key: resolved(each, groups) for key, each in value.items()}
    return [resolved(each, groups) for each in value] if isinstance(value, list) else value
