"""Browsers of three engines, each by its own driver, asked in the same words."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

from kommpy.site.chromium import installed

PATIENCE = 20  # seconds; nothing waits longer than it has to
FIREFOX = ("firefox-esr", "firefox")
MINIBROWSERS = Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")


class Driver(ABC):
    """A browser with one window.

    Attributes:
        name: its name, and its engine's where that is another
        packages: the Debian packages that bring it

    """

    name: ClassVar[str]
    packages: ClassVar[tuple[str, ...]]

    def __init__(self) -> None:
        self._stack = ExitStack()
        try:
            self._begin()
        except BaseException:
            self.close()
            raise

    @abstractmethod
    def _begin(self) -> None:
        """Start it; what ends it goes on the stack."""

    @classmethod
    @abstractmethod
    def missing(cls) -> list[str]:
        """Say what this machine lacks for it."""

    @property
    @abstractmethod
    def version(self) -> str:
        """Give the browser's version."""

    @abstractmethod
    def go(self, address: str) -> None:
        """Begin to load a page."""

    @abstractmethod
    def run(self, expression: str) -> Any:
        """Give the value of a JavaScript expression."""

    @abstractmethod
    def click(self, selector: str) -> None:
        """Click an element as a visitor does."""

    @abstractmethod
    def forget(self) -> None:
        """Delete all cookies."""

    def visit(self, address: str) -> None:
        """Load a page as a new visitor, until its body is there."""
        self.forget()
        self.go(address)
        self.until(f"location.href == {address!r} && document.body?.childElementCount")

    def until(self, expression: str) -> Any:
        """Wait until an expression holds; gives its value."""
        over = time.monotonic() + PATIENCE
        while not (found := self.run(expression)):
            assert time.monotonic() < over, f"not in {PATIENCE} s: {expression}"
            time.sleep(0.02)
        return found

    def close(self) -> None:
        """End the browser."""
        self._stack.close()


class Chromium(Driver):
    """Chromium, by Playwright: what the others are compared with."""

    name = "Chromium"
    packages = ("chromium",)

    @classmethod
    def missing(cls) -> list[str]:
        return [] if installed() else ["chromium"]

    def _begin(self) -> None:
        from playwright.sync_api import sync_playwright

        playwright = self._stack.enter_context(sync_playwright())
        path = installed()
        self._browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        self._stack.callback(self._browser.close)
        self._page = self._browser.new_page()

    @property
    def version(self) -> str:
        return self._browser.version

    def go(self, address: str) -> None:
        self._page.goto(address, wait_until="commit")

    def run(self, expression: str) -> Any:
        return self._page.evaluate(f"() => {expression}")

    def click(self, selector: str) -> None:
        self._page.click(selector)

    def forget(self) -> None:
        self._page.context.clear_cookies()


class Firefox(Driver):
    """Firefox, by Marionette."""

    name = "Firefox"
    packages = ("firefox-esr",)

    @classmethod
    def missing(cls) -> list[str]:
        lacks = [] if any(map(shutil.which, FIREFOX)) else ["firefox-esr"]
        return lacks + [each for each in ("marionette_driver",) if not find_spec(each)]

    def _begin(self) -> None:
        from marionette_driver.marionette import Marionette

        profile = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        port = _free_port()
        (profile / "user.js").write_text(f'user_pref("marionette.port", {port});\n')
        self._stack.callback(_end, self._start(profile))
        _wait_for(port)
        self._client = Marionette(host="127.0.0.1", port=port)
        self._client.start_session({"pageLoadStrategy": "none"})
        self._stack.callback(self._client.delete_session)

    @staticmethod
    def _start(profile: Path) -> "subprocess.Popen[bytes]":
        path = next(filter(None, map(shutil.which, FIREFOX)))
        options = ["--headless", "--marionette", "--no-remote", "--profile", str(profile)]
        return _quietly([path, *options])

    @property
    def version(self) -> str:
        return str(self._client.session_capabilities["browserVersion"])

    def go(self, address: str) -> None:
        self._client.navigate(address)

    def run(self, expression: str) -> Any:
        return self._client.execute_script(f"return {expression}", sandbox=None)

    def click(self, selector: str) -> None:
        self._client.find_element("css selector", selector).click()

    def forget(self) -> None:
        self._client.delete_all_cookies()


class WebKit(Driver):
    """WebKitGTK's small browser, by its WebDriver, on a display that nobody looks at."""

    name = "WebKitGTK"
    packages = ("webkit2gtk-driver", "xvfb")

    @classmethod
    def missing(cls) -> list[str]:
        needed = {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
        lacks = [package for program, package in needed.items() if not shutil.which(program)]
        return lacks + [each for each in ("selenium",) if not find_spec(each)]

    def _begin(self) -> None:
        from selenium import webdriver

        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(max(MINIBROWSERS))
        options.add_argument("--automation")
        options.set_capability("pageLoadStrategy", "none")
        display = self._display()
        given = os.environ | {
            "DISPLAY": display,
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # it cannot have one as root
        }
        service = webdriver.WebKitGTKService(
            executable_path=str(shutil.which("WebKitWebDriver")), port=_free_port(), env=given
        )
        self._driver = webdriver.WebKitGTK(options=options, service=service)
        self._stack.callback(self._driver.quit)

    def _display(self) -> str:
        """Start a display; gives its name, which it chooses itself."""
        read, write = os.pipe()
        options = ["-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
        server = _quietly(["Xvfb", *options], pass_fds=(write,))
        self._stack.callback(_end, server)
        os.close(write)
        with os.fdopen(read) as said:
            return f":{said.readline().strip()}"

    @property
    def version(self) -> str:
        return str(self._driver.capabilities["browserVersion"])

    def go(self, address: str) -> None:
        self._driver.get(address)

    def run(self, expression: str) -> Any:
        from selenium.common.exceptions import NoSuchFrameException

        while True:
            with suppress(NoSuchFrameException):  # the page before is just being left
                return self._driver.execute_script(f"return {expression}")  # type: ignore[no-untyped-call]

    def click(self, selector: str) -> None:
        self._driver.find_element("css selector", selector).click()

    def forget(self) -> None:
        self._driver.delete_all_cookies()


ENGINES: tuple[type[Driver], ...] = (Chromium, Firefox, WebKit)


def _quietly(command: list[str], **options: Any) -> "subprocess.Popen[bytes]":
    nothing = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=nothing, stderr=nothing, **options)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int) -> None:
    """Wait until something listens there."""
    over = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            assert time.monotonic() < over, "the browser does not answer"
            time.sleep(0.05)
        else:
            return
