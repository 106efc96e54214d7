"""Faults, injected one by one on both runtimes: none ends in silence, in a hang, or without a chat.

What came of each is the table in `docs/faults.md`; `make faults` writes it anew.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.browser.conftest import PAGE, ROOT, RUNTIMES, STAGE, Site
from tests.browser.fault_table import Row, read, write
from tests.browser.python_faults import PYTHON_FAULTS, play
from tests.scenarios import FOLDER as TESTS

FOLDER = Path(__file__).parent
STANDIN = ROOT / "kommpy" / "standin" / "v2"
SIDE_BY_SIDE = 4  # pages on which faults are played
REFRESH = "KOMMPY_REFRESH" in os.environ
ONLY = os.environ.get("KOMMPY_FAULT", "")  # words of the fault that somebody works at
FRAME = """<!doctype html>
<title>The page of a fault</title>
{policy}
<script src="fault.js"></script>
<script src="clock.js"></script>
<script src="/kommpy/seed.js"></script>
"""
POLICIES = {
    "frame": "",
    "no-host": "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
    "no-eval": "script-src 'self' 'unsafe-inline'",
    "no-inline": "script-src 'self' 'unsafe-eval'",
    "no-requests": "connect-src 'none'",
    "no-styles": "style-src 'self'",
}


def frames() -> dict[str, str]:
    """Give the pages on which faults happen, with their policies."""
    return {f"{name}.html": FRAME.format(policy=_meta(text)) for name, text in POLICIES.items()}


def _meta(policy: str) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy else ""


class Hosts:
    """Hosts of the widget's script that do not do what they should."""

    def __init__(self, context: BrowserContext) -> None:
        context.route("**/faults/**", self._answer)

    def _answer(self, route: Route) -> None:
        kind, name = route.request.url.split("/faults/")[1].split("/", 1)
        if kind in {"failed", "blocked"}:
            route.abort("failed" if kind == "failed" else "blockedbyclient")
        elif kind in {"404", "500"}:
            route.fulfill(status=int(kind))
        elif kind == "page":
            route.fulfill(content_type="text/html", body="<!doctype html><h1>Sign in</h1>")
        elif kind == "half":
            half = name.split("?")[0]
            if half == "engine.js":
                route.fulfill(status=404)
            else:
                route.fulfill(content_type="text/javascript", path=STANDIN / half)


@pytest.fixture(scope="module")
def address(site: Site) -> str:
    """Give the address of a folder with all that the faults' pages need."""
    texts = {
        path.name: path.read_text("utf-8")
        for path in (
            *(FOLDER / name for name in ("faults.py", "clock.js", "fault.js")),
            TESTS / "contract.py",
        )
    }
    pages = {
        f"{runtime}.html": PAGE.format(head="", runtime=runtime, attributes="", body="")
        for runtime in RUNTIMES
    }
    return site.url(site.add({**STAGE, **texts, **pages, **frames(), "main.py": "import faults"}))


@pytest.fixture
def contexts(browser: Browser) -> Iterator[list[BrowserContext]]:
    """Give some windows that share nothing, with bad hosts to be met."""
    contexts = [browser.new_context() for _ in range(SIDE_BY_SIDE)]
    for context in contexts:
        Hosts(context)
    yield contexts
    for context in contexts:
        context.unroute_all(behavior="ignoreErrors")  # some are never answered
        context.close()


def played(address: str, contexts: list[BrowserContext], runtime: str) -> list[Row]:
    """Play all faults on a runtime, some side by side; gives their rows."""
    pages = [_open(context, f"{address}{runtime}.html") for context in contexts]
    names = [name for name in json.loads(pages[0].evaluate("faults")) if ONLY in name]
    for number, page in enumerate(pages):
        page.evaluate("names => playFaults(names)", "|".join(names[number::SIDE_BY_SIDE]))
    found = {row["fault"]: row for page in pages for row in _rows(page)}
    return [found[name] for name in names]


def _open(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    page.wait_for_function("'playFaults' in window")
    return page


def _rows(page: Page) -> list[Row]:
    page.wait_for_function("window.rows", timeout=480_000)
    return list(json.loads(page.evaluate("rows")))


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_no_fault_ends_in_silence(
    runtime: str, address: str, contexts: list[BrowserContext], site: Site
) -> None:
    rows = played(address, contexts, runtime)
    rows += [
        play(fault, site, contexts[0], runtime) for fault in PYTHON_FAULTS if ONLY in fault.name
    ]

    if ONLY:
        pytest.fail(json.dumps(rows, indent=2))  # to be read by who works at it
    assert [row for row in rows if "error" in row] == []
    if REFRESH and runtime == RUNTIMES[0]:
        write(rows)
    assert [_as_told(row) for row in rows] == read()
    assert len(rows) >= 40
    assert [row["fault"] for row in rows if row["visitor"] == "nothing"] == []
    assert [row["fault"] for row in rows if not row["kept"]] == []


def _as_told(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("fault", "author", "visitor", "afterwards")}
