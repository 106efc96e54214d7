"""How the command line looks: on a terminal, in a pipe, and without rich."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sites import MAIN, Write

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
RED = "\x1b[1;31m"
WRONG = MAIN.replace("rules=RULES", "ruls=RULES")


def on_a_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """Run the command line on a terminal; gives what is to be seen there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kommpy.site", *arguments]
    given = {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    with subprocess.Popen(
        command, cwd=folder, env=given, stdin=theirs, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 4096):
                said += part
        except OSError:  # how a terminal says that nobody is there any more
            pass
    os.close(ours)
    return said.decode()


@pytest.fixture
def root(write: Write, site: Path) -> Path:
    write({"pages/main.py": WRONG})
    return site


def test_a_terminal_has_colours(root: Path) -> None:
    assert f"{RED}error" in on_a_terminal(root, "check")


def test_no_color_has_none(root: Path) -> None:
    said = on_a_terminal(root, "check", NO_COLOR="1")

    assert "unexpected keyword argument 'ruls'" in said
    assert not re.search(r"\x1b\[[0-9;]*[34][0-7]m", said)


def test_a_pipe_gets_plain_lines(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kommpy.site", "check"],
        cwd=root,
        env={"PYTHONPATH": str(ROOT), "COLUMNS": "20"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "\x1b" not in done.stdout
    assert "unexpected keyword argument 'ruls' [python]\n" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["check"], "pip install 'kommpy[testing]' brings what that needs [not-checked]"),
        (["init", "new"], "  made  index.html\n"),
        (["serve", "--base-path"], "error: argument --base-path: expected one argument"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_the_standard_library_is_enough(arguments: list[str], expected: str, site: Path) -> None:
    """`-S`: none of the packages beside it can be found."""
    done = subprocess.run(
        [sys.executable, "-S", "-m", "kommpy.site", *arguments],
        cwd=site,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert expected in done.stdout + done.stderr
