"""The pytest plugin, in runs of its own on a new site."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kommpy.site import starting
from tests.documents import Document

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow
PASSING = """
import sys
from types import SimpleNamespace
import pytest


def test_what_nobody_asked_for_is_not_read():
    assert [name for name in sys.modules if name.startswith("kommpy.site")] == []


@pytest.mark.parametrize("number", [1, 2])
def test_nothing_is_left_of_one_test_in_the_next(number, kommpy_visitor, kommpy_widget):
    assert "config" not in sys.modules
    assert kommpy_widget.calls == []
    kommpy_visitor.arrive("/")
    assert "config" in sys.modules


class TestModules:
    @pytest.fixture
    def kommpy_modules(self):
        return {"js": SimpleNamespace(document=SimpleNamespace())}

    def test_those_of_a_browser_can_be_stood_in_for(
        self, kommpy_visitor, kommpy_modules, kommpy_site
    ):
        with (kommpy_site / "pages" / "main.py").open("a") as main:
            main.write("\\nfrom js import document\\ndocument.title = 'Hi'\\n")
        kommpy_visitor.arrive("/")
        assert kommpy_modules["js"].document.title == "Hi"
"""
FAILING = """
from kommpy import ConversationSettings


def test_a_difference(kommpy_visitor, kommpy_widget):
    kommpy_visitor.arrive("/pages/pricing")
    kommpy_visitor.wait(3)
    kommpy_visitor.click("#talk-to-sales")
    assert kommpy_widget.started == [{"bot_ids": ["cars-bot"], "skip_routing": True}]


def test_settings():
    assert ConversationSettings(team_id=1) == ConversationSettings(team_id=2, skip_routing=True)


def test_a_handler(kommpy_visitor, kommpy_site):
    main = kommpy_site / "pages" / "main.py"
    main.write_text(main.read_text().replace('event.data["plan"]', 'event.data["paln"]'))
    kommpy_visitor.arrive("/")
    kommpy_visitor.click("#talk-to-sales")
"""


def run_pytest(folder: Path, *arguments: str, expect: int = 0) -> str:
    """Run pytest in a site's folder; gives what it said."""
    command = [sys.executable, "-m", "pytest", "-p", "no:kommpy", "-p", "kommpy.testing.plugin"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": os.defpath, "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == expect, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Make a new site."""
    starting.start(tmp_path)
    return tmp_path


def test_the_documented_tests_and_a_new_sites_pass(shop: Path) -> None:
    document = Document(ROOT / "docs" / "testing.md")
    blocks = document.blocks("python")
    for block in blocks:
        if block.module:
            (shop / "pages" / f"{block.module}.py").write_text(block.text, "utf-8")
    for page in ("index.html", "pages/pricing.html"):
        (shop / page).write_text(document.html, "utf-8")
    tests = "".join(block.text for block in blocks if not block.module)
    (shop / "tests" / "test_own.py").write_text(tests, "utf-8")

    said = run_pytest(
        shop, "-o", "pythonpath=pages", "-o", "asyncio_mode=auto", "-m", "not kommpy_browser"
    )

    assert f"{tests.count('def test_') - 1 + 3} passed, 4 deselected" in said


def test_a_test_has_a_visitor_of_its_own(shop: Path) -> None:
    """Also where pytest's own root is a folder below the site."""
    (shop / "tests" / "test_own.py").write_text(PASSING, "utf-8")
    (shop / "pytest.ini").write_text("[pytest]\n")

    assert "4 passed" in run_pytest(shop, "--rootdir", "tests", "tests/test_own.py")


def test_a_failure_shows_what_differs_and_what_happened(shop: Path) -> None:
    (shop / "tests" / "test_own.py").write_text(FAILING, "utf-8")

    said = run_pytest(shop, "tests/test_own.py", expect=1)

    assert "3 failed" in said
    assert "At index 0 diff: {'bot_ids': ['sales-bot']" in said
    assert "- what happened in the chat -" in said
    assert "   0.000  visitor   arrives at /pages/pricing" in said
    assert "   3.000  widget    start_conversation {}" in said
    assert "skip_routing: None != True" in said
    assert "team_id: 1 != 2" in said
    assert "pages/main.py:12: KeyError" in said
    assert "nobody caught it in the handler talk_to_sales" in said
