"""A visit to a page with the stand-in, for tests of the stand-in itself."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page

from tests.browser.conftest import Surprises
from tests.browser.standin_site import serve

PREPARE = """wishes => {
  window.log = [];
  window.kommunicateStandin = wishes;
  document.addEventListener("kmInitilized", event => log.push(["kmInitilized", event.detail]));
}"""
INSTALL = """settings => {
  const onInit = (...args) => {
    log.push(["onInit", args]);
    window.whenReady?.();
  };
  window.kommunicate = { _globals: { appId: "demo", onInit, ...settings } };
  const script = document.createElement("script");
  script.src = "/v2/kommunicate.app";
  document.head.append(script);
  return new Promise(loaded => (script.onload = () => loaded()));
}"""
CALL = """([method, args]) => {
  const real = value => {
    if (value === null || typeof value !== "object") return value;
    if (value.$ === "undefined") return undefined;
    if (Array.isArray(value)) return value.map(real);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, real(each)]));
  };
  try {
    const returned = Kommunicate[method](...args.map(real));
    return { returned: returned === undefined ? { $: "undefined" } : returned };
  } catch (error) {
    return { threw: error.name, message: error.message };
  }
}"""
SHOWS = """() => {
  const frame = document.getElementById("kommunicate-widget-iframe");
  const { width, height } = frame.getBoundingClientRect();
  const display = id =>
    frame.contentWindow.getComputedStyle(frame.contentDocument.getElementById(id)).display;
  const tab = KommunicateGlobal.CURRENT_GROUP_DATA.tabId;
  return {
    size: [width, height],
    box: display("mck-sidebox"),
    individual: display("mck-tab-individual"),
    list: display("mck-tab-conversation"),
    tab: tab ?? null,
    tabType: typeof tab,
  };
}"""


@pytest.fixture(scope="session")
def shop() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.fixture
def visit(page: Page, shop: str, surprises: Surprises, own_window: None) -> "Visit":
    return Visit(page, shop, surprises)


class Visit:
    """A page of the shop, and what its visitor and its author do there.

    Attributes:
        page: the page
        site: its site's address
        chat: what is inside the chat's iframe
        dialogs: messages of blocking dialogs
        foresee: a regular expression of errors that are foreseen

    """

    def __init__(self, page: Page, site: str, surprises: Surprises) -> None:
        self.page = page
        self.site = site
        self.foresee = surprises.expect
        self.chat: FrameLocator = page.frame_locator("#kommunicate-widget-iframe")
        self.dialogs: list[str] = []
        self._hurries = True
        self._has_clock = False
        page.set_default_timeout(30_000)
        page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def come(self, path: str = "/", **wishes: Any) -> None:
        """Load a page, without the widget."""
        if self._hurries and not self._has_clock:
            self.page.clock.install()
            self._has_clock = True
        self.page.goto(self.site + path)
        self.page.evaluate(PREPARE, {"latency": 0, **wishes})

    def install(self, settings: dict[str, Any] | None = None, *, ready: bool = True) -> None:
        """Add the widget to the page."""
        self.page.evaluate(INSTALL, settings or {})
        self.hurry()
        if ready:
            self.wait("log.some(([name]) => name === 'onInit')")

    def begin(self, path: str = "/", settings: Any = None, **wishes: Any) -> "Visit":
        """Come to a page and wait for its widget."""
        self.come(path, **wishes)
        self.install(settings)
        return self

    def run(self, script: str, arg: Any = None) -> Any:
        return self.page.evaluate(script, arg)

    def wait(self, condition: str, arg: Any = None) -> None:
        self.page.wait_for_function(condition, arg=arg)

    def call(self, method: str, *args: Any) -> dict[str, Any]:
        """Call a public method; tell what it returned or threw."""
        outcome: dict[str, Any] = self.run(CALL, [method, list(args)])
        return outcome

    def start(self, detail: Any = None) -> str:
        """Start a conversation; give its id."""
        self.run(
            "detail => Kommunicate.startConversation(detail, id => (window.id = id))", detail or {}
        )
        self.hurry_until_connected()
        self.wait("window.id")
        group_id: str = self.run("[id, delete window.id][0]")
        return group_id

    def hurry(self, ms: int = 500) -> None:
        """Let time pass at once: half a second is the widget's rhythm."""
        if self._hurries:
            self.page.clock.fast_forward(ms)

    def take_time(self) -> None:
        """Let time pass as it does: a clock that is moved keeps what timers throw to itself."""
        self._hurries = False

    def hurry_until_connected(self) -> None:
        """Let a conversation that waits for the socket go on."""
        self.wait("KommunicateGlobal.IS_SOCKET_CONNECTED")
        self.settle()
        self.hurry()

    def control(self, name: str, *args: Any) -> Any:
        return self.run("([name, args]) => kommunicateStandin[name](...args)", [name, list(args)])

    def settle(self) -> None:
        """Wait for every answer that is still to come."""
        self.wait("kommunicateStandin.requests.every(request => request.status)")

    @property
    def log(self) -> list[Any]:
        entries: list[Any] = self.run("log")
        return entries

    @property
    def shows(self) -> dict[str, Any]:
        shown: dict[str, Any] = self.run(SHOWS)
        return shown

    def expect_shows(self, expected: dict[str, Any]) -> None:
        wanted = "expected => JSON.stringify((" + SHOWS + ")()) === JSON.stringify(expected)"
        try:
            self.page.wait_for_function(wanted, arg=expected, timeout=15_000)
        except Exception:  # noqa: BLE001 - the comparison says more
            assert self.shows == expected

    def sent(self, name: str) -> list[Any]:
        """Give the recorded bodies, `created` or `updated`."""
        bodies: list[Any] = self.run("name => kommunicateStandin[name]", name)
        return bodies
