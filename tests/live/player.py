"""Plays what was observed on a widget that is served, in real time, and says what is different."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, Route

from tests.browser.standin_visit import CALL, INSTALL, PREPARE, SHOWS
from tests.browser.test_standin import METHODS, START, brief, resolved
from tests.live.comparing import Names, differences

CREATE = "/rest/ws/group/v2.1/create"
UPDATE = "/rest/ws/group/update"
BLANK = (
    '<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">'
    "<body><h1>Shop</h1></body></html>"
)
# what the contract's scenarios call their site
SHOP = "https://shop.example/"
# seconds: the widget waits up to 3.5 for its socket, and a server takes its time
PATIENCE = 15.0
QUIET = 1.0
Scenario = dict[str, Any]


class Player:
    """Plays scenarios, each as a new visitor.

    Args:
        browser: that it is played in
        app_id: of the account
        script: address of the widget

    """

    def __init__(self, browser: Browser, app_id: str, script: str) -> None:
        self._browser = browser
        self._app_id = app_id
        self._script = script

    def play(self, scenario: Scenario, prepare: Callable[[BrowserContext], None]) -> list[str]:
        """Play a scenario; gives its differences, a line each.

        Args:
            scenario: as in `observed.json`
            prepare: is given the browser's context before anything is loaded

        """
        with self._visit(prepare) as visit:
            groups = visit.meet(len(scenario["groups"]))
            visit.fail(scenario["fail"])
            visit.come(scenario["install"])
            names = Names(scenario["default_agent"])
            names.pair(scenario["groups"], groups)
            found = differences("log", scenario["log"], visit.log(scenario["log"]), names)
            for number, step in enumerate(scenario["steps"], 1):
                heard = visit.step(step, groups)
                expected = {key: value for key, value in step.items() if key != "step"}
                where = f"step {number} ({step['step'][0]})"
                found += differences(where, expected, heard, names)
            return found

    @contextmanager
    def _visit(self, prepare: Callable[[BrowserContext], None]) -> "Iterator[Visit]":
        context = self._browser.new_context(locale="en")
        context.route(
            f"{SHOP}**", lambda route: route.fulfill(body=BLANK, content_type="text/html")
        )
        prepare(context)
        try:
            yield Visit(context.new_page(), self._app_id, self._script)
        finally:
            context.close()


class Visit:
    """A new visitor on a blank page."""

    def __init__(self, page: Page, app_id: str, script: str) -> None:
        self._page = page
        self._app_id = app_id
        self._install = INSTALL.replace("/v2/kommunicate.app", script)
        self._dialogs: list[str] = []
        self._bodies: dict[str, list[Any]] = {CREATE: [], UPDATE: []}
        page.set_default_timeout(PATIENCE * 1000)
        page.on("dialog", self._on_dialog)
        page.on("request", self._on_request)

    def _on_dialog(self, dialog: Dialog) -> None:
        self._dialogs.append(dialog.message)
        dialog.dismiss()

    def _on_request(self, request: Request) -> None:
        for path, bodies in self._bodies.items():
            if request.method == "POST" and request.url.partition("?")[0].endswith(path):
                bodies.append(request.post_data_json)

    def meet(self, count: int) -> list[Any]:
        """Have some conversations, as a visitor who was here before; gives their ids."""
        if not count:
            return []
        self.come({})
        ids = [self._run_step(["start", {}], {"callback": True})["callback"] for _ in range(count)]
        return [int(each[0]) for each in ids if each]

    def fail(self, paths: dict[str, int]) -> None:
        """Have requests fail."""
        for path, status in paths.items():
            self._page.route(re.compile(re.escape(path)), _failing(status))

    def come(self, settings: dict[str, Any]) -> None:
        """Load the page, and install the widget."""
        self._page.goto(SHOP)
        self._page.evaluate(PREPARE, {"latency": 10})
        self._page.evaluate(self._install, {"appId": self._app_id, **settings})
        self._until("log.some(([name]) => name == 'onInit')")
        for bodies in self._bodies.values():
            bodies.clear()

    def log(self, expected: list[Any]) -> list[Any]:
        """Give how the widget said that it is ready."""
        self._until(f"log.length >= {len(expected)}")
        return [brief(entry) for entry in self._page.evaluate("log")]

    def step(self, step: dict[str, Any], groups: list[Any]) -> dict[str, Any]:
        """Take a step; gives what was observed of it, under the names of the scenarios."""
        return self._run_step(resolved(step["step"], groups), step)

    def _run_step(self, called: list[Any], expected: dict[str, Any]) -> dict[str, Any]:
        before = {path: len(bodies) for path, bodies in self._sent().items()}
        dialogs = len(self._dialogs)
        self._page.evaluate("() => { delete window.called; }")
        verb, *args = called
        script, given = (START, args[0]) if verb == "start" else (CALL, [METHODS[verb], args])
        heard = self._page.evaluate(script, given)
        if expected.get("callback"):
            self._until("window.called !== undefined")
        if "shows" in expected:
            heard["shows"] = self._settled(expected["shows"])
        sent = self._sent()
        heard["created"] = sent[CREATE][before[CREATE] :]
        heard["updated"] = sent[UPDATE][before[UPDATE] :]
        heard["callback"] = self._page.evaluate("window.called ?? null")
        heard["dialogs"] = self._dialogs[dialogs:]
        return dict(heard)

    def _settled(self, expected: dict[str, Any]) -> Any:
        """Give what is shown, when that and the requests have come to rest."""
        over = time.monotonic() + PATIENCE
        seen, since = None, time.monotonic()
        while time.monotonic() < over:
            now = [
                self._page.evaluate(SHOWS),
                {key: len(each) for key, each in self._sent().items()},
            ]
            if now != seen:
                seen, since = now, time.monotonic()
            elif time.monotonic() - since > QUIET and seen[0].keys() == expected.keys():
                break
            self._page.wait_for_timeout(50)
        return seen[0] if seen else None

    def _sent(self) -> dict[str, list[Any]]:
        """Give the requests; the stand-in, which sends none, keeps them itself."""
        kept = self._page.evaluate(
            "window.kommunicateStandin?.requests && "
            "[kommunicateStandin.created, kommunicateStandin.updated]"
        )
        return dict(zip((CREATE, UPDATE), kept, strict=True)) if kept else self._bodies

    def _until(self, condition: str) -> None:
        """Wait for something; where it does not come, the comparison says so."""
        over = time.monotonic() + PATIENCE
        while not self._page.evaluate(condition) and time.monotonic() < over:
            self._page.wait_for_timeout(50)


def _answer_blank(route: Route) -> None:
    route.fulfill(body=BLANK, content_type="text/html")


def _failing(status: int) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, body="")
