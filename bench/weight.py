"""What a first visit to the demo's pages weighs."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from .browser import GIVEN
from .lab import RUNTIMES
from .rows import ROOT, run_build
from .server import served
from .traffic import Traffic

LIMIT = 90_000  # milliseconds
PAGES = ("/", "/pages/start.html", "/pages/team.html")


def measure() -> dict[str, Any]:
    """Give bytes and requests of each page, cold, by runtime."""
    found: dict[str, Any] = {}
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        browser = stack.enter_context(playwright.chromium.launch(**GIVEN))
        for name, runtime in RUNTIMES.items():
            folder = Path(stack.enter_context(TemporaryDirectory())) / "dist"
            run_build(ROOT, "--widget", "standin", "--runtime", runtime, "--out", str(folder))
            address = stack.enter_context(served(folder))
            found[name] = {path: weigh(browser, address + path) for path in PAGES}
    return found


def weigh(browser: Browser, address: str) -> dict[str, float]:
    """Load a page with a browser that knows nothing, until its Python has taken over."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    traffic = Traffic(session)
    page.goto(address)
    page.wait_for_function("window.kommpy.over", timeout=LIMIT)
    context.close()
    return {"bytes": traffic.bytes, "requests": traffic.requests}
