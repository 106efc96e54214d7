"""`kommpy build`: the site as plain static files."""

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kommpy.site.runtime import install
from kommpy.site.terminal import say

from . import common

HELP = "write the site as plain static files"
EXAMPLES = """\
kommpy build                       this site, in dist/
kommpy build --runtime mpy         on MicroPython, which is light
kommpy build --site public         kommpy into another generator's HTML in public/
kommpy build --base-path /shop     for a site below /shop/
kommpy build --widget standin      with the stand-in, to look at
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Say what it takes."""
    parser.add_argument("--out", type=Path, help="folder to write (dist)")
    parser.add_argument(
        "--loader",
        choices=("direct", "pyscript"),
        default="direct",
        help="what starts Python; pages that import pyscript keep it anyway (%(default)s)",
    )
    parser.add_argument(
        "--cdn", action="store_true", help="leave the runtimes to a public server (jsDelivr)"
    )
    common.add(parser, widget="live")


def run(given: argparse.Namespace, root: Path) -> int:
    """Build, and say what was made."""
    from kommpy.site.build import Build

    project = common.project(given, root)
    out = given.out or root / "dist"
    build = Build(project, install(project.root), out, loader=given.loader, cdn=given.cdn)
    with tidied():
        say(build.run())
    return 0


@contextmanager
def tidied() -> Iterator[None]:
    """Let what would end this process at once end it as Ctrl-C does: nothing half written stays."""
    endings = [signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)]
    # what is ignored, as below nohup, stays so
    taken = [each for each in endings if signal.getsignal(each) == signal.SIG_DFL]
    for each in taken:
        signal.signal(each, signal.default_int_handler)
    try:
        yield
    finally:
        for each in taken:
            signal.signal(each, signal.SIG_DFL)
