"""The browser side on MicroPython, under node: a construct it lacks fails here, and at once."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NODE = shutil.which("node") or ""
RUNNER = ROOT / "tests" / "micropython.mjs"
MODULES = ["kommpy", *(f"kommpy.{path.stem}" for path in (ROOT / "kommpy").glob("*.py"))]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not NODE, reason="node is not installed"),
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Lay out the browser side, and only that, as it is served."""
    folder = tmp_path / "kommpy"
    folder.mkdir()
    for path in (ROOT / "kommpy").glob("*.py"):
        shutil.copy(path, folder)
    return tmp_path


def run(site: Path, script: str) -> str:
    """Run Python on MicroPython; gives what it printed."""
    done = subprocess.run(
        [NODE, RUNNER, site], input=script, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_each_module_is_read(site: Path) -> None:
    script = "".join(
        f"""
try:
    import {name}
except Exception as error:
    print({name!r}, repr(error))
"""
        for name in MODULES
    )

    assert run(site, script) == ""


def test_paths_come_out_the_same(site: Path) -> None:
    from test_paths import NORMAL, PERCENT

    script = f"""
from kommpy.paths import normalise, segments
for path, normal in {NORMAL!r}:
    assert normalise(path) == normal, path
for part, text in {PERCENT!r}:
    assert segments("/" + part) == [text], part
"""
    run(site, script)
