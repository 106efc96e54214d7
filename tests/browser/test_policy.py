"""Built pages under the very policy that `kommpy csp` prints, and under poorer ones."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from kommpy.site import cli
from kommpy.site import project as projects
from kommpy.site.build import Build
from kommpy.site.hosted import Host
from kommpy.site.runtime import install
from kommpy.site.server import media_type
from kommpy.site.serving import running
from tests.browser.built import CACHE
from tests.browser.conftest import CONFIG, PAGE, ROOT, RUNTIMES, Surprises
from tests.browser.standin_site import FILES

VENDOR = "https://widget-eu.kommunicate.io"
OWN = "https://chat.example.com"
BOX = "#mck-sidebox"
FRAME = "#kommunicate-widget-iframe"
MAIN = """
import js
from config import SETTINGS
from kommpy import Chat, KommpyError

chat = Chat(SETTINGS)
js.window.said = ""
try:
    await chat.ready(timeout=float(js.location.hash[1:] or 20))
    await chat.launch_conversation()
except KommpyError as error:
    js.window.said = error.reason
else:
    js.window.said = chat.state
"""
WATCH = """
window.refused = [];
addEventListener("securitypolicyviolation", event => {
    refused.push(event.effectiveDirective + " " + event.blockedURI);
});
"""


class Shop:
    """A site built for the vendor's own widget, whose host the stand-in's files are put at."""

    def __init__(self, runtime: str, folder: Path) -> None:
        settings = {
            "pages": 'region="eu", storage_suffix="shop"',
            "pages/help": f'script_url="{OWN}/v2/kommunicate.app", storage_suffix="help"',
        }
        html = PAGE.format(head="", runtime=runtime, attributes="", body="<h1>Shop</h1>")
        for place, given in settings.items():
            config = CONFIG.replace('"demo"', f'"demo", {given}')
            (folder / place).mkdir()
            for name, text in {"index.html": html, "config.py": config, "main.py": MAIN}.items():
                (folder / place / name).write_text(text, "utf-8")
        project = projects.read(folder, widget="live")
        Build(project, install(ROOT), folder / "dist", cache=CACHE).run()
        self.root = folder

    def policy(self, capsys: pytest.CaptureFixture[str]) -> str:
        """Give what the command prints."""
        capsys.readouterr()
        assert cli.main(["csp"], root=self.root) == 0
        return capsys.readouterr().out.partition(": ")[2].strip()

    def visit(self, page: Page, policy: str, patience: str = "", *, to: str = "pages/") -> None:
        """Come to a page, sent with a policy."""

        def vendors(route: Route) -> None:
            name = route.request.url.rpartition("/")[2]
            route.fulfill(body=(FILES / name).read_bytes(), content_type=media_type(name))

        def with_policy(route: Route) -> None:
            answer = route.fetch()
            headers = {**answer.headers, "content-security-policy": policy}
            route.fulfill(response=answer, headers=headers)

        for host in (VENDOR, OWN):
            page.route(f"{host}/**", vendors)
        page.route(re.compile("/pages/(help/)?(#|$)"), with_policy)
        page.add_init_script(WATCH)
        page.goto(f"{self.address}{to}#{patience}")

    address = ""


@pytest.fixture(scope="module", params=RUNTIMES)
def shop(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shop]:
    shop = Shop(request.param, tmp_path_factory.mktemp("shop").resolve())
    with running(Host(shop.root / "dist")) as address:
        shop.address = address
        yield shop


@pytest.fixture(autouse=True)
def foreseen(surprises: Surprises) -> None:
    surprises.expect(f"request to another machine: ({VENDOR}|{OWN})/")


def said(page: Page) -> str:
    """Wait for what Python says; by a function, for a policy may forbid Playwright its own way."""
    return str(
        page.evaluate("""async () => {
            while (!window.said) await new Promise(done => setTimeout(done, 20));
            return window.said;
        }""")
    )


def test_the_printed_policy_allows_all_that_is_needed(
    shop: Shop, page: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.visit(page, shop.policy(capsys))

    assert said(page) == "ready"
    box = page.frame_locator(FRAME).locator(BOX)
    expect(box).to_be_visible()
    expect(box).to_have_css("border-top-left-radius", "16px")
    assert page.evaluate("() => refused") == []
    assert page.evaluate("() => document.getElementById('km-widget-script').nonce")


def test_it_forbids_what_was_not_foreseen(
    shop: Shop, page: Page, surprises: Surprises, capsys: pytest.CaptureFixture[str]
) -> None:
    surprises.expect("Content Security Policy|Refused to")
    surprises.expect("request to another machine: https://evil.example")  # which is not sent
    shop.visit(page, shop.policy(capsys))
    said(page)
    page.evaluate("""() => {
        const add = (tag, more) => document.body.append(
            Object.assign(document.createElement(tag), more)
        );
        add("script", { textContent: "window.broken = 1" });
        add("script", { src: "https://evil.example/x.js" });
        add("object", { data: "https://evil.example/x" });
        add("iframe", { src: "https://evil.example/frame" });
        add("base", { href: "https://evil.example/" });
        document.body.insertAdjacentHTML("beforeend", "<img src=x: onerror='window.broken = 2'>");
        fetch("https://evil.example/data").catch(() => {});
    }""")
    page.evaluate("""async () => {
        while (refused.length < 6) await new Promise(done => setTimeout(done, 20));
    }""")

    assert page.evaluate("() => window.broken ?? null") is None
    assert {each.split()[0] for each in page.evaluate("() => refused")} >= {
        "base-uri",
        "connect-src",
        "frame-src",
        "object-src",
        "script-src-elem",
    }


LACKS = ("'unsafe-eval'", "'nonce-[^']*'", VENDOR)


@pytest.mark.parametrize("taken", LACKS)
def test_what_the_vendor_forces_is_needed(
    taken: str, shop: Shop, page: Page, surprises: Surprises, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without it the stand-in fails as the vendor's widget does."""
    surprises.expect("Content Security Policy|Refused to|EvalError|unsafe-eval")
    shop.visit(page, re.sub(f" {taken}", "", shop.policy(capsys)), patience="3")

    # the chat may be ready before the frame's own script is refused
    assert said(page) in ("policy", *(["ready"] if "nonce" in taken else []))
    if "nonce" in taken:
        box = page.frame_locator(FRAME).locator(BOX)
        expect(box).to_have_css("visibility", "hidden")


def test_a_region_a_suffix_and_a_host_of_ones_own(
    shop: Shop, page: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = shop.policy(capsys)
    for place, suffix, host in (("pages/", "shop", VENDOR), ("pages/help/", "help", OWN)):
        shop.visit(page, policy, to=place)

        assert said(page) == "ready"
        assert page.evaluate("() => document.getElementById('km-widget-script').src").startswith(
            f"{host}/v2/"
        )
        kept = page.evaluate("() => Object.keys(sessionStorage)")
        assert f"kommunicate-demo-{suffix}" in kept
        assert page.evaluate("() => refused") == []
