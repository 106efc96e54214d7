"""A browser that looks at pages and gives what the doctor has to know of them."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import chromium
from .doctor import state_of
from .errors import SiteError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright, Request

FACTS = Path(__file__).parent / "dev" / "facts.js"
ENDS = ("ready", "pre_chat", "failed", "signed_out", "waiting_for_consent")
_PROMPT = 100  # milliseconds between two looks
_LOAD = 30_000  # milliseconds that a page may take
_QUIET = 3  # seconds after which a page without a chat is taken at its word


@contextmanager
def browsing(wait: float) -> Iterator[Callable[[str], dict[str, Any]]]:
    """Give a function that looks at a page, in a browser that goes when this ends.

    Args:
        wait: seconds that a page's chat may take

    Raises:
        SiteError: there is no Playwright, no browser, or no such page

    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise SiteError(
            "the doctor needs Playwright to drive a browser: pip install playwright"
        ) from error
    with sync_playwright() as playwright:
        browser = _launched(playwright)
        try:
            yield lambda url: _look(browser, url, wait)
        finally:
            browser.close()


def _launched(playwright: "Playwright") -> "Browser":
    from playwright.sync_api import Error

    # a sandbox needs rights that root in a container does not have
    args = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    try:
        return playwright.chromium.launch(executable_path=chromium.installed(), args=args)
    except Error as error:
        raise SiteError(
            "the doctor found no Chromium; install one, name it in the environment as CHROMIUM, "
            "or: playwright install chromium"
        ) from error


def _look(browser: "Browser", url: str, wait: float) -> dict[str, Any]:
    from playwright.sync_api import Error

    page = browser.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda asked: _note(failed, asked))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)  # noqa: PLR2004
    page.add_init_script(path=FACTS)
    try:
        page.goto(url, wait_until="load", timeout=_LOAD)
    except Error as error:
        raise SiteError(f"{url} could not be opened: {error.message.splitlines()[0]}") from error
    found = _settled(page, wait)
    bare = [each.partition("?")[0].partition("#")[0] for each in failed]
    # what the policy keeps out is told of by the page
    found["failed"] = list(dict.fromkeys([*found["failed"], *bare]))
    page.close()
    return found


def _note(failed: list[str], asked: "Request") -> None:
    """Note what could not be fetched; the doctor's own question after the time is not meant."""
    if asked.method != "HEAD":
        failed.append(asked.url)


def _settled(page: "Page", wait: float) -> dict[str, Any]:
    """Wait until it is known how the chat's beginning came out."""
    begin = time.monotonic()
    while True:
        found: dict[str, Any] = page.evaluate("kommpyDoctor.facts()")
        waited = time.monotonic() - begin
        is_about = found["seed"] or found["widget_scripts"] or found["python_tags"]
        if state_of(found)[0] in ENDS and _python_is_known(found):
            return found
        if waited > wait or (not is_about and waited > _QUIET):
            return found
        page.wait_for_timeout(_PROMPT)


def _python_is_known(found: dict[str, Any]) -> bool:
    """Tell whether Python has said something, where the page has tools to hear of it."""
    failed = any("Traceback" in each for each in found["errors"])
    return bool(found["chat"]) or failed or not (found["page"] or {}).get("dev")
