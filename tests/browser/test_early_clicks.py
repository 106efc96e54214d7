"""Trusted clicks at random times over a page's start, counted in the page by itself.

`make soak` sends 200 to each runtime, half of them to built pages; `make test` the first 40.
"""

import asyncio
import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from typing import Any

import pytest
from playwright.async_api import Browser, CDPSession, Page, Route, async_playwright
from playwright.async_api import TimeoutError as TooLong

from tests.browser.built import built
from tests.browser.conftest import RUNTIMES, Site

CLICKS = 100 if "KOMMPY_SOAK" in os.environ else 20
BURST = 10  # clicks over one start
CHANCE = SystemRandom()
STARTS = {"mpy": 0.6, "py": 2.5}  # seconds, roughly
BUTTONS = 6
BODY = "".join(
    f'<button class="early" id="b{number}" data-n="{number}"'
    f' style="position:fixed;top:20px;left:{20 + 100 * number}px;width:80px;height:40px">'
    f"<b>Talk</b></button>"
    for number in range(BUTTONS)
)
MAIN = """
import js
from config import SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS)


@chat.when("click", ".early")
def at_once(event):
    js.note("at once", event.data["n"], event.replayed)


@chat.when("click", "button")
async def in_time(event):
    js.note("in time", event.data["n"], event.replayed)


@chat.when("click", "#b3")
def one_of_them(event):
    js.note("one of them", event.data["n"], event.replayed)
"""
# the first listener that hears of a click, and the last
COUNT = """
window.notes = [];
window.note = (...note) => notes.push(note);
const number = ({ target }) => target.closest("[data-n]")?.dataset.n;
addEventListener("click", event => note("begin", number(event)), true);
addEventListener("click", event => note("end", event.isTrusted));
"""
LOADER = re.compile(r"/(core.js|boot.mjs)$")
ALL_HEARD = """
() => {
  const count = name => notes.filter(note => note[0] === name && note[1]).length;
  return count("in time") >= count("begin");
}
"""


@dataclass
class Visit:
    """What was noted in a page."""

    notes: list[list[Any]]

    @property
    def clicks(self) -> list[str]:
        """The buttons that were clicked, as the page counted them."""
        return [note[1] for note in self.notes if note[0] == "begin" and note[1]]

    def heard(self, handler: str) -> list[str]:
        """The buttons of the clicks that a handler was given."""
        return [note[1] for note in self.notes if note[0] == handler]

    @property
    def replayed(self) -> list[bool]:
        """Whether each click was said to be replayed."""
        return [note[2] for note in self.notes if note[0] == "at once"]

    @property
    def late(self) -> list[bool]:
        """Whether the handler heard of each click when its dispatch was over."""
        during = False
        found = []
        for note in self.notes:
            if note[0] in ("begin", "end"):
                during = note[0] == "begin"
            elif note[0] == "at once":
                found.append(not during)
        return found


async def click(session: CDPSession, number: int) -> None:
    """Press a button as a visitor does; where the page is busy, the answer takes its time."""
    where = {"x": 60 + 100 * number, "y": 40, "button": "left", "clickCount": 1}
    await asyncio.gather(
        session.send("Input.dispatchMouseEvent", {"type": "mousePressed", **where}),
        session.send("Input.dispatchMouseEvent", {"type": "mouseReleased", **where}),
    )


async def come_late(route: Route, seconds: float) -> None:
    """Let a file take its time, as on a line that is not a machine's own."""
    await asyncio.sleep(seconds)
    await route.continue_()


async def start_with_clicks(page: Page, url: str, seconds: float) -> Visit:
    """Open a page and click all over its start, and once when Python is there."""
    session = await page.context.new_cdp_session(page)
    await page.add_init_script(COUNT)
    await page.route(LOADER, lambda route: come_late(route, CHANCE.uniform(0.3, 1) * seconds))
    await page.goto(url, wait_until="commit")
    await page.locator("#b0").wait_for()
    clicks = []
    for _ in range(BURST - 1):
        clicks.append(asyncio.create_task(click(session, CHANCE.randrange(BUTTONS))))
        await asyncio.sleep(CHANCE.uniform(0, 2 * seconds / BURST))
    await page.wait_for_function("kommpy.over === 1")
    await asyncio.gather(*clicks, click(session, 3))
    with suppress(TooLong):  # what is missing shows in the notes
        await page.wait_for_function(ALL_HEARD, timeout=5_000)
    return Visit(json.loads(await page.evaluate("JSON.stringify(notes)")))


async def start_often(launch: dict[str, Any], url: str, seconds: float) -> list[Visit]:
    """Open the page again and again, until there were clicks enough."""
    visits: list[Visit] = []
    async with async_playwright() as playwright:
        browser: Browser = await playwright.chromium.launch(**launch)
        while sum(len(visit.clicks) for visit in visits) < CLICKS:
            context = await browser.new_context(bypass_csp=True)
            visits.append(await start_with_clicks(await context.new_page(), url, seconds))
            await context.close()
        await browser.close()
    return visits


def start_apart(launch: dict[str, Any], url: str, seconds: float) -> list[Visit]:
    """Do so in a thread of its own.

    Awaited clicks would wait for the busy page and all come afterwards, and the loop that does not
    wait for them cannot share a thread with the one of the other tests.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, start_often(launch, url, seconds)).result()


@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize("way", ["served", "built"])
def test_a_soak_of_early_clicks_loses_none_and_doubles_none(
    way: str,
    runtime: str,
    site: Site,
    tmp_path: Path,
    browser_type_launch_args: dict[str, Any],
) -> None:
    address = site.page(MAIN, runtime=runtime, body=BODY)
    with built(site, address, tmp_path / "dist") if way == "built" else nullcontext(address) as url:
        visits = start_apart(browser_type_launch_args, url, STARTS[runtime])

    for visit in visits:
        assert all(note[1] for note in visit.notes if note[0] == "end")
        assert visit.heard("at once") == visit.clicks
        assert visit.heard("in time") == visit.clicks
        assert visit.heard("one of them") == [each for each in visit.clicks if each == "3"]
        assert visit.replayed == visit.late
        assert not visit.replayed[-1]
    assert sum(sum(visit.replayed) for visit in visits) > 0
