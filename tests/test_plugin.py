"""The pytest plugin, in a run of its own on a new site."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kommpy.site import starting
from tests.documents import Document

ROOT = Path(__file__).parent.parent
RunPytest = Callable[..., str]


@pytest.fixture
def run_pytest(tmp_path: Path) -> RunPytest:
    """Give a function that writes a test into a new site, runs it, and gives what pytest said."""
    starting.start(tmp_path)

    def run(test: str = "", *arguments: str, expect: int = 0) -> str:
        if test:
            (tmp_path / "tests" / "test_own.py").write_text(test, "utf-8")
        command = [sys.executable, "-m", "pytest", "-p", "no:kommpy", "-p", "kommpy.testing.plugin"]
        command += ["-p", "no:cacheprovider", *(arguments or ["tests/test_own.py"])]
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT), "PATH": "", "COLUMNS": "120"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout

    return run


def test_a_new_site_passes_its_three_tests(run_pytest: RunPytest) -> None:
    assert "3 passed" in run_pytest("", "tests/test_chat.py")


def test_the_documented_tests_pass(run_pytest: RunPytest, tmp_path: Path) -> None:
    document = Document(ROOT / "docs" / "testing.md")
    blocks = document.blocks("python")
    for block in blocks:
        if block.module:
            (tmp_path / "pages" / f"{block.module}.py").write_text(block.text, "utf-8")
    for page in ("index.html", "pages/pricing.html"):
        (tmp_path / page).write_text(document.html, "utf-8")
    tests = "".join(block.text for block in blocks if not block.module)

    said = run_pytest(
        tests, "-o", "pythonpath=pages", "-o", "asyncio_mode=auto", "-m", "not kommpy_browser"
    )

    assert f"{tests.count('def test_') - 1 + 3} passed, 4 deselected" in said


def test_it_works_in_a_folder_below_the_site(run_pytest: RunPytest, tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\n")

    assert "3 passed" in run_pytest("", "--rootdir", "tests", "tests/test_chat.py")


def test_a_failure_shows_the_difference_and_the_timeline(run_pytest: RunPytest) -> None:
    said = run_pytest(
        """
def test_it(kommpy_visitor, kommpy_widget):
    kommpy_visitor.arrive("/pages/pricing")
    kommpy_visitor.wait(3)
    kommpy_visitor.click("#talk-to-sales")
    assert kommpy_widget.started == [{"bot_ids": ["cars-bot"], "skip_routing": True}]
""",
        expect=1,
    )

    assert "At index 0 diff: {'bot_ids': ['sales-bot']" in said
    assert "- what happened in the chat -" in said
    assert "0.00 s  visitor  arrives at /pages/pricing" in said
    assert "3.00 s  call     start_conversation {}" in said


def test_settings_that_differ_are_told_option_by_option(run_pytest: RunPytest) -> None:
    said = run_pytest(
        """
from kommpy import ConversationSettings

def test_it():
    assert ConversationSettings(team_id=1) == ConversationSettings(team_id=2, skip_routing=True)
""",
        expect=1,
    )

    assert "skip_routing: None != True" in said
    assert "team_id: 1 != 2" in said


def test_an_error_in_a_handler_fails_the_test_at_the_authors_line(
    run_pytest: RunPytest, tmp_path: Path
) -> None:
    main = tmp_path / "pages" / "main.py"
    main.write_text(main.read_text().replace('event.data["plan"]', 'event.data["paln"]'))

    said = run_pytest("", "tests/test_chat.py", "-k", "see_the_plan", expect=1)

    assert "pages/main.py:12: KeyError" in said
    assert "nobody caught it in the handler talk_to_sales" in said


def test_modules_of_a_browser_can_be_stood_in_for(run_pytest: RunPytest, tmp_path: Path) -> None:
    main = tmp_path / "pages" / "main.py"
    main.write_text(main.read_text() + "\nfrom js import document\ndocument.title = 'Hi'\n")

    said = run_pytest(
        """
from types import SimpleNamespace
import pytest

@pytest.fixture
def kommpy_modules():
    return {"js": SimpleNamespace(document=SimpleNamespace())}

def test_it(kommpy_visitor, kommpy_modules):
    kommpy_visitor.arrive("/")
    assert kommpy_modules["js"].document.title == "Hi"
"""
    )

    assert "1 passed" in said


def test_nothing_is_left_of_one_test_in_the_next(run_pytest: RunPytest) -> None:
    said = run_pytest(
        """
import sys
import pytest

@pytest.mark.parametrize("number", [1, 2])
def test_it(number, kommpy_visitor, kommpy_widget):
    assert "config" not in sys.modules
    assert kommpy_widget.calls == []
    kommpy_visitor.arrive("/")
    assert "config" in sys.modules
"""
    )

    assert "2 passed" in said


def test_a_run_without_it_reads_nothing_of_kommpys_testing(run_pytest: RunPytest) -> None:
    said = run_pytest(
        """
import sys

def test_it():
    assert [name for name in sys.modules if name.startswith("kommpy.site")] == []
"""
    )

    assert "1 passed" in said
