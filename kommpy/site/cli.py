"""The command line: `kommpy serve`, `kommpy build`."""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from . import project as projects
from .errors import SiteError
from .manifest import Manifest
from .prerender import Prerenderer
from .project import Project
from .pyscript import PyScript
from .runtime import install
from .server import Server

MAX_PORT = 65_535


def main(argv: Sequence[str] | None = None, *, root: Path | None = None) -> int:
    """Run a command; gives the exit code.

    Args:
        argv: the arguments, those of this process where not given
        root: the project's folder, the current one where not given

    """
    given = _parser().parse_args(_with_command(sys.argv[1:] if argv is None else list(argv)))
    try:
        return int(given.run(given, root or Path.cwd()))
    except SiteError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
        return 0


def _with_command(argv: list[str]) -> list[str]:
    """Let `serve` be what happens where no command is named."""
    named = argv and (not argv[0].startswith("-") or argv[0] in ("-h", "--help"))
    return argv if named else ["serve", *argv]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kommpy", description="Serve or build a site whose chat is driven from Python."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    serve = commands.add_parser("serve", help="serve the site on this machine (the default)")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    serve.add_argument("--port", type=_port, default=8000, help="port (%(default)s; 0: any)")
    _add_common(serve, widget="standin")
    serve.set_defaults(run=_serve)
    build = commands.add_parser("build", help="write the site as plain static files")
    build.add_argument("--out", type=Path, help="folder to write (dist)")
    build.add_argument(
        "--loader",
        choices=("direct", "pyscript"),
        default="direct",
        help="what starts Python; pages that import pyscript keep it anyway (%(default)s)",
    )
    build.add_argument(
        "--cdn", action="store_true", help="leave the runtimes to a public server (jsDelivr)"
    )
    _add_common(build, widget="live")
    build.set_defaults(run=_build)
    return parser


def _add_common(parser: argparse.ArgumentParser, *, widget: str) -> None:
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


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > MAX_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number up to {MAX_PORT}, not {text!r}")
    return int(text)


def _project(given: argparse.Namespace, root: Path) -> Project:
    return projects.read(
        root, site=given.site, base=given.base_path, widget=given.widget, runtime=given.runtime
    )


def _build(given: argparse.Namespace, root: Path) -> int:
    from .build import Build

    project = _project(given, root)
    out = given.out or root / "dist"
    build = Build(project, install(project.root), out, loader=given.loader, cdn=given.cdn)
    print(build.run())
    return 0


def _serve(given: argparse.Namespace, root: Path) -> int:
    project = _project(given, root)
    manifest = Manifest(project, install(project.root))
    pages = Prerenderer(project, PyScript(project))
    with Server(project, manifest, pages, host=given.host, port=given.port) as server:
        # a shell that starts it in the background has it ignore Ctrl-C
        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, signal.default_int_handler)
        print(f"{server.address}   (Ctrl-C ends it)", flush=True)
        server.serve_forever()
    return 0
