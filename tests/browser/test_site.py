"""Served and built pages in a real browser: what starts, what it costs, what is allowed."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response

from kommpy.site import project as projects
from kommpy.site.build import Build
from kommpy.site.cache import Cache
from kommpy.site.census import census, seldom
from kommpy.site.errors import SiteError
from kommpy.site.hosted import Host
from kommpy.site.project import Runtime
from kommpy.site.pyodide import Pyodide, Source
from kommpy.site.runtime import install
from kommpy.site.serving import running
from tests.browser.conftest import CONFIG, PAGE, RUNTIMES, OpenPage, Surprises

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".kommpy" / "cache"
MAIN = """
import js
from config import SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS)
await chat.ready()
js.window.said = "ready"
"""
ALL_OF_IT_CONFIG = """
from kommpy import *

SETTINGS = WidgetSettings(
    app_id="demo",
    labels={"group.title": "Talks"},
    pre_lead_collection=[PreChatField(field="Name")],
    look=Look(position="left"),
)
CONSENT = Consent(remember=True)
RULES = {"/": PageRule(triggers=[(after(5), "launch_conversation", {"once": "session"})])}
"""
ALL_OF_IT = """
from config import CONSENT, RULES, SETTINGS
from js import window
from kommpy import *

chat = Chat(SETTINGS, rules=RULES, consent=CONSENT, fallback="#help", timeline=True)
chat.badge("#badge")
chat.when(visit(2) & page_view(3) | url("/a"), lambda event: chat.prefill("x"), once="visitor")

@chat.on("chat_widget_close")
async def on_close(event):
    async with chat.settings_for(ConversationSettings(team_id=3)):
        await chat.wait_for("message_received")
    async for each in chat.events("message_sent"):
        await chat.login(Identity(user_id="ada"))
    document.body.innerHTML = '<button data-kommpy="launch">'

window.said = "ready"
"""
# what a cold visit may cost, in bytes and requests, the widget aside; the icon may come later
WEIGHT = {"mpy": 270_000, "py": 3_800_000}
LIMIT = {"mpy": 300_000, "py": 4_100_000}  # of any page, but for one that uses all there is
REQUESTS = {"mpy": 6, "py": 8}

both = pytest.mark.parametrize("runtime", RUNTIMES)


class Built:
    """Builds sites, and serves them as a static host does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._addresses: dict[str, str] = {}

    def demo(self, runtime: Runtime) -> str:
        """Give the address of the demo site."""
        if runtime not in self._addresses:
            self._addresses[runtime] = self._host(ROOT, self._folder / runtime, runtime=runtime)
        return self._addresses[runtime]

    def page(self, python: str, runtime: str, *, base: str = "", **modules: str) -> str:
        """Give the address of a page with some Python, and with modules beside it."""
        root = self._folder / f"page{len(list(self._folder.iterdir()))}"
        html = PAGE.format(head="", runtime=runtime, attributes="", body="")
        files = {"index.html": html, "config.py": CONFIG, "main.py": python}
        files |= {f"{name}.py": text for name, text in modules.items()}
        for name, text in files.items():
            file = root / "pages" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        return self._host(root, root / "dist", base=base) + "/pages/"

    def _host(self, root: Path, out: Path, *, base: str = "", **options: str) -> str:
        project = projects.read(root, widget="standin", base=base, **options)  # type: ignore[arg-type]
        Build(project, install(ROOT), out, cache=CACHE).run()
        return self._stack.enter_context(running(Host(out, project.base))).rstrip("/")

    def close(self) -> None:
        """Stop serving."""
        self._stack.close()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Give what builds and hosts sites."""
    built = Built(tmp_path_factory.mktemp("built"))
    yield built
    built.close()


def until(page: Page, expression: str) -> None:
    """Wait for a page under a policy that forbids what Playwright's own waiting does."""
    page.evaluate(
        """async test => {
            const over = performance.now() + 30000
            while (!test() && performance.now() < over)
                await new Promise(done => setTimeout(done, 20))
        }""".replace("test()", f"({expression})").replace("async test", "async ()")
    )
    assert page.evaluate(f"() => !!({expression})"), expression


def said(page: Page) -> str:
    """Wait for what a page's Python has to say."""
    until(page, "window.said !== undefined")
    return str(page.evaluate("() => window.said"))


@both
def test_a_served_page_starts_its_python(runtime: str, open_page: OpenPage) -> None:
    page = open_page(MAIN, runtime=runtime)

    assert said(page) == "ready"


@both
def test_a_built_page_starts_its_python(runtime: str, built: Built, page: Page) -> None:
    page.goto(built.page(MAIN, runtime))

    assert said(page) == "ready"


@both
def test_it_may_lie_below_a_base_path(runtime: str, built: Built, page: Page) -> None:
    page.goto(built.page(MAIN, runtime, base="/project"))

    assert "/project/pages/" in page.url
    assert said(page) == "ready"


@both
def test_a_page_that_imports_pyscript_has_it(runtime: str, built: Built, page: Page) -> None:
    # PyScript makes functions from text, which the policy is there to forbid
    page.goto(built.page("from pyscript import window\nwindow.said = 'ready'", runtime))

    assert said(page) == "ready"


@both
def test_an_error_is_in_the_console_with_its_line(
    runtime: str, built: Built, page: Page, surprises: Surprises
) -> None:
    surprises.expect("ZeroDivisionError")
    with page.expect_event("pageerror") as error:
        page.goto(built.page("import broken", runtime, broken="\n\n1 / 0\n"))

    assert "broken.py" in str(error.value)
    assert "line 3" in str(error.value)


@both
@pytest.mark.parametrize("name", ["", "pages/on-click.html", "pages/settings.html"])
def test_a_cold_visit_of_the_demo_is_light(
    runtime: Runtime, name: str, built: Built, page: Page
) -> None:
    bodies = weighed(page, f"{built.demo(runtime)}/{name}")

    assert sum(bodies.values()) <= WEIGHT[runtime]
    assert len([url for url in bodies if "icon" not in url]) == REQUESTS[runtime]


def weighed(page: Page, url: str) -> dict[str, int]:
    """Visit a page until its Python is there; gives what was fetched, the widget aside."""
    bodies: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if "/v2/" not in response.url:
            assert response.url not in bodies
            bodies[response.url] = int(response.headers["content-length"])

    page.on("response", weigh)
    page.goto(url)
    until(page, "kommpy.over === 1")
    return bodies


@both
def test_a_page_that_uses_all_of_kommpy_is_hardly_heavier(
    runtime: Runtime, built: Built, page: Page
) -> None:
    url = built.page(ALL_OF_IT, runtime, config=ALL_OF_IT_CONFIG)

    assert sum(weighed(page, url).values()) <= LIMIT[runtime] + 20_000
    assert said(page) == "ready"
    also = seldom(ALL_OF_IT_CONFIG)
    needed = census(ALL_OF_IT, ROOT / "main.py", ROOT, also).modules
    browsers = {f"kommpy.{path.stem}" for path in (ROOT / "kommpy").glob("[!_]*.py")}
    assert browsers - needed.keys() == set()


@both
def test_the_policy_of_the_build_forbids_nothing_that_is_needed(
    runtime: Runtime, built: Built, page: Page
) -> None:
    response = page.goto(built.demo(runtime) + "/")
    assert response
    until(page, "kommpy.over === 1")

    assert "'sha256-" in response.headers["content-security-policy"]


REST = """
import js, sys
from importlib import import_module

before = "csv" in sys.modules
csv = import_module("c" + "sv")
minidom = import_module("xml.dom" + ".minidom")
rows = list(csv.reader(["a,b"]))
node = minidom.parseString("<a>b</a>").documentElement
js.window.said = str([before, rows, node.firstChild.data])
"""
STUBS = """
import asyncio, inspect, js, socket, subprocess

reader = asyncio.StreamReader()
reader.feed_data(b"a line\\n")
line = await reader.readline()
missing = getattr(asyncio, "nothing", None)
js.window.said = str([line, socket.AF_INET.name, subprocess.CalledProcessError.__name__, missing])
"""
PLAIN = """
import js
import asyncio, datetime, json, re, traceback
await asyncio.sleep(0)
day = datetime.date(2026, 11, 23).isoformat()
try:
    assert False, "kept"
except AssertionError as error:
    lines = traceback.format_exception(error)
    js.window.said = json.dumps([day, lines[-1].strip(), re.sub("a", "b", "aa")])
"""


@pytest.mark.parametrize(
    ("python", "says", "asked"),
    [
        (PLAIN, '["2026-11-23", "AssertionError: kept", "bb"]', 0),
        (REST, "[False, [['a', 'b']], 'b']", 1),
        (STUBS, "[b'a line\\n', 'AF_INET', 'CalledProcessError', None]", 1),
    ],
)
def test_the_rest_of_the_standard_library_comes_when_it_is_asked_for(
    python: str, says: str, asked: int, built: Built, page: Page
) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(built.page(python, "py"))

    assert said(page) == says
    assert sum("python_stdlib.zip" in url for url in requests) == asked


def test_compiling_again_gives_the_same_bytes(tmp_path: Path) -> None:
    paths = sorted((ROOT / "kommpy").glob("*.py"))
    sources = [Source(path.read_bytes(), path.name, optimize=2) for path in paths]
    runtimes = install(ROOT)
    first, second = (
        Pyodide(runtimes, Cache(tmp_path / name)).compiled(sources) for name in ("a", "b")
    )

    assert first == second


def test_an_unknown_import_stops_the_build(built: Built) -> None:
    with pytest.raises(SiteError, match=r"main.py:1: it imports numpy, .* packages = \["):
        built.page("import numpy", "py")
