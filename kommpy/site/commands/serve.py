"""`kommpy serve`: the site on this machine."""

import argparse
import signal
from contextlib import suppress
from pathlib import Path

from kommpy.site import serving
from kommpy.site.dev.desk import hint_at_watchfiles
from kommpy.site.library import quick_runtimes
from kommpy.site.terminal import say

from . import common

HELP = "serve the site on this machine (the default)"
EXAMPLES = """\
kommpy serve                    with the stand-in for the chat
kommpy serve --port 0           on any free port
kommpy serve --runtime mpy      on MicroPython
kommpy serve --widget live      with the vendor's own widget, and your app id
"""
MAX_PORT = 65_535


def add(parser: argparse.ArgumentParser) -> None:
    """Say what it takes."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=port, default=8000, help="port (%(default)s; 0: any)")
    parser.add_argument(
        "--plain", action="store_true", help="the bare pages: no reload, no panel, no doctor"
    )
    common.add(parser, widget="standin")


def port(text: str) -> int:
    """Read a port."""
    if not text.isdigit() or int(text) > MAX_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number up to {MAX_PORT}, not {text!r}")
    return int(text)


def run(given: argparse.Namespace, root: Path) -> int:
    """Serve until Ctrl-C."""
    project = common.project(given, root)
    runtimes = quick_runtimes(project.root)
    where = {"host": given.host, "port": given.port}
    server = serving.server(project, runtimes, dev=not given.plain, **where)
    with suppress(KeyboardInterrupt), server:
        # a shell that starts it in the background has it ignore Ctrl-C
        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, signal.default_int_handler)
        say((server.address, "bold"), "   (Ctrl-C ends it)")
        if not given.plain:
            hint_at_watchfiles()
        server.serve_forever()
    print()
    return 0
