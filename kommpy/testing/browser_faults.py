"""What is done to a page in a browser so that its widget fails, for each reason of `LoadError`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kommpy.reasons import TEXTS

from .standin_faults import STANDIN

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

SCRIPT = re.compile(r"/kommunicate\.app(\?|$)")
VENDORS = "https://widget.kommunicate.io/v2/kommunicate.app"
# allows a page all that it has by itself, and nothing from elsewhere
POLICY = "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:"
# these run before anything of the page
_WISH = "Object.assign(window.kommunicateStandin.faults, %s);"
_OFFLINE = "Object.defineProperty(navigator, 'onLine', { get: () => false });"
_REMOVE = """
document.addEventListener("kmInitilized", () => setTimeout(() =>
  document.getElementById("kommunicate-widget-iframe")?.remove()));
"""
# an image of what an extension blocks has no place: that is how a browser tells
_NO_PLACE = """(original => {
  window.getComputedStyle = (element, ...rest) =>
    element.src?.includes("kommunicate.app") ? { display: "none" } : original(element, ...rest);
})(getComputedStyle.bind(window));"""
_NO_STORAGE = """
for (const name of ["sessionStorage", "localStorage"])
  Object.defineProperty(window, name, { get() {
    throw new DOMException("Access is denied for this document.", "SecurityError"); } });
"""


def _abort(error: str) -> Callable[[Page], object]:
    return lambda page: page.route(SCRIPT, lambda route: route.abort(error))


def _go_offline(page: Page) -> None:
    page.add_init_script(_OFFLINE)
    _abort("internetdisconnected")(page)


def _block(page: Page) -> None:
    page.add_init_script(_NO_PLACE)
    _abort("blockedbyclient")(page)


def _lose_script(page: Page) -> None:
    page.route(SCRIPT, lambda route: route.fulfill(status=404))


def _forbid(page: Page) -> None:
    """Have the page come with a policy that does not know the widget's host."""

    def answer(route: Route) -> None:
        if route.request.resource_type != "document":
            route.fallback()
            return
        found = route.fetch()
        headers = {**found.headers, "content-security-policy": POLICY}
        text = re.sub(r'"[^"]*/v2/kommunicate\.app"', json.dumps(VENDORS), found.text())
        route.fulfill(response=found, headers=headers, body=text)

    page.route("**/*", answer)


MEANS: dict[str, Callable[[Page], object]] = {
    "blocked": _block,
    "network": _abort("failed"),
    "offline": _go_offline,
    "policy": _forbid,
    "removed": lambda page: page.add_init_script(_REMOVE),
    "script_failed": _lose_script,
    "storage": lambda page: page.add_init_script(_NO_STORAGE),
}
REASONS = {*MEANS, *STANDIN}
# what browser and widget say of it in the console, besides kommpy
SAID = (
    r"/v2/\w+\.js:\d",  # where the widget itself gives up
    "SecurityError: Access is denied",
    "net::ERR_(BLOCKED_BY_CLIENT|FAILED|INTERNET_DISCONNECTED)",
    "Content Security Policy",
    "status of (404|500)",
    "INVALID (APPLICATION ID|PASSWORD)|(USER|APPMODULE) NOT FOUND|UNABLE TO PROCESS REQUEST",
)


def bring(page: Page, reason: str) -> list[str]:
    """Make the widget fail on the pages to come; gives patterns of the errors that this shows.

    Raises:
        ValueError: it is none of the reasons, or one that only the page's own Python can bring

    """
    if reason == "no_token":
        raise ValueError("no_token comes of your own source of tokens: have that one fail")
    if reason not in REASONS:
        raise ValueError(f"{reason!r} is none of {', '.join(sorted(REASONS))}")
    if reason in STANDIN:
        page.add_init_script(_WISH % json.dumps(STANDIN[reason]))
    if reason in MEANS:
        MEANS[reason](page)
    return [*SAID, re.escape(TEXTS[reason])]
