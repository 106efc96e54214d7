"""What a build costs as a site grows: time, and memory at its peak."""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .rows import fill, make_project, place

COUNTS = (1_000, 10_000)
RULES = """
RULES = {
    "/": ConversationSettings(team_id=1),
    "/shop/{part}/{page}": lambda part, page: ConversationSettings(welcome_message=f"About {page}"),
    "/help/*": ConversationSettings(team_id=42),
}
"""
FOLDERS = ("shop/tools", "shop/garden", "help", "blog")


def measure() -> dict[str, Any]:
    """Build sites of some sizes, each in a process of its own."""
    found = {}
    for count in COUNTS:
        with TemporaryDirectory() as folder:
            root = Path(folder)
            make(root, count)
            build(root)  # the first one also prepares the runtimes
            found[str(count)] = build(root)
        print(f"built {count} pages: {found[str(count)]['seconds']:.1f} s", flush=True)
    return found


def make(root: Path, count: int) -> None:
    """Write a site as another generator would have."""
    config = fill("config.py", "http://127.0.0.1:9").partition("RULES")[0] + RULES
    make_project(root, config)
    page = fill("page.html", "").replace("{head}", "")
    text = "<p>Something that can be read about it.</p>\n" * 40
    for number in range(count):
        place(
            root / "html" / FOLDERS[number % len(FOLDERS)] / f"page-{number}.html",
            page.replace("</body>", f"<h1>Page {number}</h1>\n{text}</body>").encode(),
        )


def build(root: Path) -> dict[str, float]:
    """Run a build; gives its seconds and the bytes it took at its peak."""
    command = [sys.executable, "-m", "kommpy.site", "build", "--site", "html", "--widget", "live"]
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"the build of {root} failed")
    return {"seconds": time.perf_counter() - begin, "bytes": usage.ru_maxrss * 1024}
