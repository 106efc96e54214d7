"""A new site's tests in a real browser, in one run with those that need none."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from kommpy.site import starting
from kommpy.testing.browser_faults import REASONS
from tests.browser.conftest import QUIET, ROOT
from tests.documents import Document

CONFTEST = """
import pytest

@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {{**browser_type_launch_args, **{args}}}
"""
ASYNC = """
import asyncio
import pytest

@pytest.mark.asyncio
async def test_another_loop(): await asyncio.sleep(0)
"""
OWN = """
import pytest
from kommpy.testing.browser_faults import REASONS

pytestmark = pytest.mark.kommpy_runtimes("mpy")

MAIN = '''
import asyncio
from config import RULES, SETTINGS
from js import window
from kommpy import Chat

chat = Chat(SETTINGS, rules=RULES)

@chat.when("click", "#talk-to-sales")
async def talk(event):
    await asyncio.sleep(600)
    chat.launch_conversation()

@chat.on("message_received")
def pop_up(event):
    chat.launch_conversation()

@chat.on("state_changed")
def tell(event):
    if event.data["state"] == "failed":
        window.reason = event.data["reason"]
'''

@pytest.fixture(autouse=True)
def main(kommpy_site):
    main = kommpy_site / "pages" / "main.py"
    before = main.read_text()
    main.write_text(MAIN)
    yield
    main.write_text(before)

def test_time_passes_without_waiting(kommpy_page):
    kommpy_page.arrive("/")
    kommpy_page.click("#talk-to-sales")
    kommpy_page.wait(599)
    assert kommpy_page.group_ids[:] == []

    kommpy_page.wait(2)
    assert kommpy_page.group_ids == ["7000001"]
    kommpy_page.receive("Hello?")
    kommpy_page.chat.get_by_text("Hello?").wait_for()
    told = [(each.kind, each.text.split()[0]) for each in kommpy_page.timeline.moments]
    waited = told.index(("visitor", "waits"))
    assert ("visitor", "clicks") in told[:waited]
    assert ("request", "/rest/ws/group/v2.1/create") in told[waited:]
    assert ("call", "launch_conversation()") in told[waited:]

def test_moving_on_puts_the_rule_in_force(kommpy_page):
    kommpy_page.arrive("/")
    kommpy_page.move_on("/pages/pricing")
    kommpy_page.page.get_by_role("button").click()
    kommpy_page.wait(600)
    assert kommpy_page.group_ids == ["7000001"]

@pytest.mark.parametrize("reason", sorted(REASONS))
def test_each_fault(kommpy_page, reason):
    kommpy_page.fail(reason)
    kommpy_page.arrive("/")
    if reason == "no_answer":
        kommpy_page.wait(60)
    kommpy_page.page.wait_for_function("window.reason")
    assert kommpy_page.page.evaluate("reason") == reason

def test_a_wrong_expectation(kommpy_page):
    kommpy_page.arrive("/")
    kommpy_page.patience = 0.1
    with pytest.raises(AssertionError, match="team_id"):
        assert kommpy_page.started == [{"team_id": 42}]
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    starting.start(tmp_path)
    args = {"executable_path": os.environ.get("CHROMIUM"), "args": list(QUIET)}
    (tmp_path / "tests" / "conftest.py").write_text(CONFTEST.format(args=args))
    for name in ("package.json", "package-lock.json", ".npmrc", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel, and unpack it as pip would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.iterdir()
    with ZipFile(built) as packed:
        packed.extractall(folder / "unpacked")
    return folder / "unpacked"


def run(site: Path, *arguments: str, package: Path) -> dict[str, Any]:
    """Run a site's tests; gives the outcomes by test."""
    command = [sys.executable, "-m", "pytest", "-p", "no:kommpy", "-p", "kommpy.testing.plugin"]
    command += ["-p", "no:cacheprovider", "-rA", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(package)}
    done = subprocess.run(
        command, cwd=site, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line.split(maxsplit=2) for line in done.stdout.splitlines()]
    return {line[1].partition("::")[2]: line[0] for line in lines if line[1:] and "::" in line[1]}


def test_a_new_sites_tests_pass_in_one_run_with_the_wheel(site: Path, wheel: Path) -> None:
    """Those in a browser come last, for no other event loop runs beside Playwright's."""
    [documented] = [
        block.text
        for block in Document(ROOT / "docs" / "testing.md").blocks("python")
        if "kommpy_page" in block.text
    ]
    documented = documented.replace("kommpy_runtimes", 'kommpy_runtimes("mpy")')
    (site / "tests" / "test_a.py").write_text("import pytest\n\n" + documented)
    (site / "tests" / "test_c.py").write_text(ASYNC)

    outcomes = run(site, "tests/test_browser.py", "tests", package=wheel)

    assert set(outcomes.values()) == {"PASSED"}, json.dumps(outcomes)
    assert len([name for name in outcomes if "click" in name]) == 3
    assert len(outcomes) == 7


def test_the_visitor_in_a_browser_does_what_the_one_on_fakes_does(site: Path) -> None:
    (site / "tests" / "test_own.py").write_text(OWN)

    outcomes = run(site, "tests/test_own.py", package=ROOT)

    assert list(outcomes.values()) == ["PASSED"] * (3 + len(REASONS))
