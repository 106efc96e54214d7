"""What several commands take, and the project that they work on."""

import argparse
import sys
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from pathlib import Path

from kommpy.site import project as projects
from kommpy.site.project import Project


def add(parser: argparse.ArgumentParser, *, widget: str) -> None:
    """Add what says which site is meant; `widget` is the one where nothing is said."""
    parser.add_argument(
        "--widget",
        choices=("standin", "live"),
        default=widget,
        help="the local stand-in, or the vendor's own widget (%(default)s)",
    )
    parser.add_argument(
        "--runtime", choices=("py", "mpy"), help="Pyodide or MicroPython, whatever the tags say"
    )
    parser.add_argument(
        "--site", type=Path, metavar="FOLDER", help="ready HTML of another generator"
    )
    parser.add_argument(
        "--base-path", default="", metavar="/PATH", help="path below which the site lies"
    )


def project(given: argparse.Namespace, root: Path) -> Project:
    """Read the project that the arguments are about."""
    return projects.read(
        root, site=given.site, base=given.base_path, widget=given.widget, runtime=given.runtime
    )


def aside(given: argparse.Namespace) -> AbstractContextManager[object]:
    """Keep what the author's Python prints out of what machines read."""
    return redirect_stdout(sys.stderr) if given.json else nullcontext()
