"""From a saved file to the page that shows it, against a plain reload of the same page."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from kommpy.site import serving
from kommpy.site.library import quick_runtimes
from kommpy.site.project import Project

from .browser import GIVEN
from .rows import ROOT

Found = dict[str, dict[str, list[float]]]
CONFIG = """
from kommpy import ConversationSettings, WidgetSettings

SETTINGS = WidgetSettings(app_id="demo")
RULES = {"/": ConversationSettings(team_id=42)}
"""
MAIN = """
from config import RULES, SETTINGS
from kommpy import Chat
import js

chat = Chat(SETTINGS, rules=RULES)
chat.when("click", "#talk", lambda event: chat.launch_conversation())
js.ran = NUMBER
"""
HTML = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">
<script type="mpy" src="main.py"></script>
</head><body><h1>NUMBER</h1><button id="talk">Talk</button></body></html>
"""
# what is saved, and the condition by which the page shows it
KINDS = {
    "HTML, shown": (
        "index.html",
        HTML,
        (
            "number => document.querySelector('h1')?.textContent == number"
            " && performance.getEntriesByName('first-contentful-paint').length"
        ),
    ),
    "Python, run (MicroPython)": ("main.py", MAIN, "number => window.ran == number"),
}


def measure(loads: int) -> Found:
    """Give the milliseconds of both ways, by what is saved; the two ways take turns."""
    found: Found = {kind: {"plain": [], "saved": []} for kind in KINDS}
    numbers = count(1)
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name).resolve()
        for file, text in (("config.py", CONFIG), ("main.py", MAIN), ("index.html", HTML)):
            (folder / file).write_text(text.replace("NUMBER", "0"), "utf-8")
        with (
            playwright.chromium.launch(**GIVEN) as browser,
            served(folder, dev=False) as plain,
            served(folder, dev=True) as dev,
        ):
            pages = {"plain": browser.new_page(), "saved": browser.new_page()}
            for _ in range(loads):
                for kind in KINDS:
                    for way, address in (("plain", plain), ("saved", dev)):
                        page = pages[way]
                        page.bring_to_front()
                        page.goto(address)
                        taken = once(page, folder, kind, next(numbers), way)
                        found[kind][way].append(taken)
    return found


def once(page: Page, folder: Path, kind: str, number: int, way: str) -> float:
    """Save a file, reload where the page does not do so itself, and wait until it shows."""
    file, text, condition = KINDS[kind]
    page.wait_for_function("window.ran !== undefined")
    if way == "saved":
        page.wait_for_selector("html[data-kommpy-dev=listening]", state="attached")
    save: Callable[[], object] = lambda: (folder / file).write_text(  # noqa: E731
        text.replace("NUMBER", str(number)), "utf-8"
    )
    if way == "plain":
        save()
    begin = time.perf_counter()
    if way == "plain":
        page.evaluate("() => void setTimeout(() => location.reload())")
    else:
        save()
    page.wait_for_function(condition, arg=number)
    return (time.perf_counter() - begin) * 1000


@contextmanager
def served(folder: Path, *, dev: bool) -> Iterator[str]:
    """Serve the page, bare or with what the dev server adds."""
    project = Project(root=folder, files=("*",))
    with serving.running(serving.server(project, quick_runtimes(ROOT), dev=dev)) as address:
        yield address
