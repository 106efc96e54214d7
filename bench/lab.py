"""What is measured from inside a page, by Python itself, on both runtimes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from kommpy.site import serving
from kommpy.site.project import Project, Runtime, Source
from kommpy.site.runtime import install

from .browser import GIVEN
from .rows import ROOT

INSIDE = Path(__file__).parent / "inside"
RUNTIMES: dict[str, Runtime] = {"Pyodide": "py", "MicroPython": "mpy"}
WIDGETS: dict[str, Source] = {"a widget that does nothing": "live", "the stand-in": "standin"}
LIMIT = 300_000  # milliseconds


def measure() -> dict[str, Any]:
    """Give what the pages found, by part, widget and runtime."""
    found: dict[str, Any] = {"calls": {}, "rules": {}, "clicks": {}}
    with sync_playwright() as playwright, playwright.chromium.launch(**GIVEN) as browser:
        for name, runtime in RUNTIMES.items():
            for title, widget in WIDGETS.items():
                for part, each in page_finds(browser, runtime, widget).items():
                    where = f"{name}, {title}" if part == "calls" else name
                    found[part][where] = dict(sorted(each.items()))
    return found


def page_finds(browser: Browser, runtime: Runtime, widget: Source) -> dict[str, Any]:
    with TemporaryDirectory() as folder, served(Path(folder), runtime, widget) as address:
        page = browser.new_page()
        page.on("console", lambda said: print(said.text) if said.type == "error" else None)
        page.goto(address)
        page.wait_for_function("window.found", timeout=LIMIT)
        return dict(json.loads(page.evaluate("found")))


@contextmanager
def served(folder: Path, runtime: Runtime, widget: Source) -> Iterator[str]:
    """Serve the page on a runtime, with a widget."""
    for path in INSIDE.iterdir():
        text = path.read_text("utf-8").replace("{widget}", "/kommunicate.app")
        (folder / path.name).write_text(text, "utf-8")
    project = Project(root=folder.resolve(), files=("*",), widget=widget, runtime=runtime)
    with serving.running(serving.server(project, install(ROOT))) as address:
        yield address
