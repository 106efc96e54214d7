"""Visits to the four pages: what a visitor waits for, and what it weighs."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.async_api import BrowserContext, BrowserType, CDPSession, async_playwright

from . import rows
from .browser import GIVEN
from .rows import ROWS, Row
from .server import served
from .traffic import Traffic

PROBE = (Path(__file__).parent / "probe.js").read_text("utf-8")
LINES: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    "no throttle": (),
    "9 Mbit/s": (
        (
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": 60,
                "downloadThroughput": 9_000_000 / 8,
                "uploadThroughput": 1_500_000 / 8,
            },
        ),
    ),
    "CPU / 4": (("Emulation.setCPUThrottlingRate", {"rate": 4}),),
}
CACHES = ("cold", "warm")
PRIMING = 3
LIMIT = 90  # seconds for a visit
GRACE = 2  # seconds for the conversation of a click that nobody keeps; afterwards it is lost

Visit = dict[str, float]
Visits = dict[str, dict[str, list[Visit]]]  # by row and condition


class Visitor:
    """One visit to a page, observed from outside."""

    def __init__(self, session: CDPSession, *, clicks: bool) -> None:
        self.marks: Visit = {}
        self.traffic = Traffic(session)
        self._session = session
        self._clicks = clicks
        self._said = asyncio.Event()
        self._clicking: asyncio.Task[None] | None = None
        session.on("Runtime.bindingCalled", self._hear)

    async def until(self, names: set[str], seconds: float) -> bool:
        """Wait until all of this has been heard; tells whether it was in time."""
        try:
            async with asyncio.timeout(seconds):
                while not names <= set(self.marks):
                    self._said.clear()
                    await self._said.wait()
        except TimeoutError:
            return False
        return True

    def _hear(self, said: dict[str, Any]) -> None:
        name, time = json.loads(said["payload"])
        self.marks[name] = time
        self._said.set()
        if name == "button" and self._clicks:
            self._clicking = asyncio.create_task(self._click())

    async def _click(self) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            where = {"type": kind, "x": 60, "y": 30, "button": "left", "clickCount": 1}
            await self._session.send("Input.dispatchMouseEvent", where)


async def look_on(context: BrowserContext, row: Row, address: str, line: str) -> Visit:
    """Visit a page and do nothing there; gives times in milliseconds, and what came."""
    looked_on = await see(context, row, address, line, clicks=False)
    marks = looked_on.marks
    found = {name: marks[name] for name in ("settings", "ready")}
    if row.has_python:
        found["python's start"] = marks["python"] - marks["python begins"]
    found |= {"bytes": looked_on.traffic.bytes, "requests": looked_on.traffic.requests}
    return found


async def click(context: BrowserContext, row: Row, address: str, line: str) -> Visit:
    """Visit a page and click at once, which may let Python begin before the widget is ready."""
    clicked = await see(context, row, address, line, clicks=True)
    found = {"ready, clicked": clicked.marks["ready"]}
    if "conversation" in clicked.marks:
        found["conversation"] = clicked.marks["conversation"]
    return found


async def see(
    context: BrowserContext, row: Row, address: str, line: str, *, clicks: bool
) -> Visitor:
    """Open a page and wait until nothing more is to come."""
    page = await context.new_page()
    await page.add_init_script(PROBE)
    session = await context.new_cdp_session(page)
    for method in ("Runtime.enable", "Network.enable"):
        await session.send(method)
    await session.send("Runtime.addBinding", {"name": "benchHears"})
    for method, given in LINES[line]:
        await session.send(method, given)
    visitor = Visitor(session, clicks=clicks)
    await page.goto(f"{address}/", wait_until="commit")
    needed = {"settings", "ready", *(["python"] * row.has_python), *(["click"] * clicks)}
    if not await visitor.until(needed, LIMIT):
        missing = ", ".join(sorted(needed - set(visitor.marks)))
        raise TimeoutError(f"{row.title}, {line}: nothing was heard of {missing}")
    if clicks:
        await visitor.until({"conversation"}, LIMIT if row.keeps_clicks else GRACE)
    await page.close()
    return visitor


MANNERS = (look_on, click)


class Tour:
    """All pages, by turns, under all conditions."""

    def __init__(
        self,
        kind: BrowserType,
        addresses: dict[str, str],
        loads: int,
        keep: Callable[[Visits], None],
    ) -> None:
        self._kind = kind
        self._addresses = addresses
        self._loads = loads
        self._keep = keep
        self.found: Visits = {
            row.name: {f"{cache}, {line}": [] for cache in CACHES for line in LINES} for row in ROWS
        }

    async def cold(self) -> None:
        """Visit each time with a browser context that knows nothing."""
        browser = await self._kind.launch(**GIVEN)
        for line, row, found in self._turns("cold"):
            for manner in MANNERS:
                context = await browser.new_context()
                found.update(await manner(context, row, self._addresses[row.name], line))
                await context.close()
        await browser.close()

    async def warm(self) -> None:
        """Visit again with a browser that was closed in between."""
        with TemporaryDirectory() as profile:
            async with self._profile(profile) as context:
                for row in ROWS * PRIMING:
                    await look_on(context, row, self._addresses[row.name], "no throttle")
            async with self._profile(profile) as context:
                for line, row, found in self._turns("warm"):
                    for manner in MANNERS:
                        found.update(await manner(context, row, self._addresses[row.name], line))

    def _turns(self, cache: str) -> Iterator[tuple[str, Row, Visit]]:
        """Give each condition and row by turns, with a place for what is found."""
        for number in range(self._loads):
            for line in LINES:
                for row in ROWS:
                    found: Visit = {}
                    yield line, row, found
                    self.found[row.name][f"{cache}, {line}"].append(found)
            self._keep(self.found)
            print(f"{cache}: {number + 1} of {self._loads}", flush=True)

    @asynccontextmanager
    async def _profile(self, folder: str) -> AsyncIterator[BrowserContext]:
        context = await self._kind.launch_persistent_context(folder, **GIVEN)
        yield context
        await context.close()


async def measure(loads: int, keep: Callable[[Visits], None]) -> None:
    """Make the pages and visit them; hands over after each round what there is by then."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        rows.make_widget(folder / "widget")
        widget = stack.enter_context(served(folder / "widget"))
        addresses = {}
        for row in ROWS:
            made = rows.make(row, folder / row.name, widget)
            addresses[row.name] = stack.enter_context(served(made))
        playwright = await stack.enter_async_context(async_playwright())
        tour = Tour(playwright.chromium, addresses, loads, keep)
        await tour.cold()
        await tour.warm()
