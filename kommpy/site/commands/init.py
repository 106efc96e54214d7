"""`kommpy init`: a new site."""

import argparse
from pathlib import Path

from kommpy.site.html import Document
from kommpy.site.project import MAIN
from kommpy.site.starting import start
from kommpy.site.terminal import say

HELP = "make a new site, with tests"
EXAMPLES = """\
kommpy init site          a new site in the folder site
kommpy init               in this folder; what is in it stays as it is
cd site && kommpy serve   see it
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Say what it takes."""
    parser.add_argument(
        "folder", nargs="?", type=Path, help="where; made if it is not there (this folder)"
    )


def without_python(folder: Path, names: list[str]) -> list[str]:
    """Name the pages that start no Python."""
    pages = [name for name in names if name.endswith(".html")]
    return [name for name in pages if not Document((folder / name).read_bytes()).python]


def run(given: argparse.Namespace, root: Path) -> int:
    """Write what is not there yet, and say what comes next."""
    folder = root / given.folder if given.folder else root
    started = start(folder)
    for name in started.made:
        say(("  made  ", "green"), name)
    for name in started.kept:
        say(("  kept  ", "yellow"), name)
    for name in without_python(folder, started.kept):
        say(f"\n{name} has no chat yet; put this into its head:")
        say(f'<script type="py" src="/{MAIN}"></script>')
    if started.made:
        enter = f"cd {given.folder} && " if given.folder else ""
        say("\nSee it:   ", (f"{enter}kommpy serve", "bold"))
        say("Test it:  ", (f"{enter}pytest -m 'not kommpy_browser'", "bold"))
        say("          (pip install 'kommpy[testing]' brings pytest)")
    else:
        say("Everything was there already.")
    return 0
