"""`kommpy doctor`: what is wrong with the chat of a page, seen by a browser."""

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from kommpy.site import serving
from kommpy.site.browsing import browsing
from kommpy.site.dist import is_built
from kommpy.site.doctor import Report, examine
from kommpy.site.errors import SiteError
from kommpy.site.hosted import Host
from kommpy.site.library import quick_runtimes
from kommpy.site.terminal import busy, say

from . import common

Examine = Callable[[dict[str, Any]], Report]
HELP = "look at a page's chat with a browser, and say what is wrong with it"
EXAMPLES = """\
kommpy doctor                          the front page of the site in this folder
kommpy doctor --page /pages/team.html  another one
kommpy doctor dist                     a built site, under its own policy
kommpy doctor https://example.com/     a page on the net
kommpy doctor --json                   for CI; the exit code is 1 where something is wrong"""


def add(parser: argparse.ArgumentParser) -> None:
    """Say what it takes."""
    parser.add_argument(
        "what", nargs="?", metavar="URL|FOLDER", help="a page, or a site's folder (this one)"
    )
    parser.add_argument(
        "--page", action="append", metavar="/PATH", help="page of the site; may be said again (/)"
    )
    parser.add_argument("--json", action="store_true", help="print it for machines")
    parser.add_argument(
        "--wait", type=float, default=15, metavar="SECONDS", help="for the chat (%(default)s)"
    )
    common.add(parser, widget="standin")


def run(given: argparse.Namespace, root: Path) -> int:
    """Look, and say it."""
    with ExitStack() as stack:
        if given.what and "://" in given.what:
            urls = [urljoin(given.what, each) for each in given.page or [""]]
            judge: Examine = examine
        else:
            folder = Path(given.what) if given.what else root
            address, judge = stack.enter_context(served(given, folder))
            urls = [urljoin(address, each.lstrip("/")) for each in given.page or [""]]
        look = stack.enter_context(browsing(given.wait))
        if given.json:
            with common.aside(given):
                reports = [judge(look(url)) for url in urls]
            print(json.dumps([each.as_json() for each in reports], indent=1))
        else:
            with busy("Looking"):
                reports = [judge(look(url)) for url in urls]
            say("\n\n".join(each.as_text() for each in reports))
    return int(any(each.failed for each in reports))


@contextmanager
def served(given: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Examine]]:
    """Serve a site on a free port; gives its address, and what judges its pages."""
    if not folder.is_dir():
        raise SiteError(f"{folder} is neither a folder nor an address such as https://...")
    if is_built(folder):
        with serving.running(Host(folder, given.base_path)) as address:
            yield address, examine
        return
    project = common.project(given, folder)
    server = serving.server(project, quick_runtimes(project.root), dev=True)
    with serving.running(server) as address:
        yield address, server.desk.examine if server.desk else examine
