"""The command line: `kommpy serve`, `kommpy build`, ..."""

import argparse
import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NoReturn

from .errors import SiteError, shown
from .terminal import complain

COMMANDS = ("init", "serve", "build", "check", "rules", "csp", "doctor")
INTERRUPTED = 130  # what shells take Ctrl-C for
_ABOUT = """\
Put a Kommunicate chat on your site, and drive it from Python in the browser.

A site is a folder with HTML pages, what holds where in pages/config.py, and what happens when in
pages/main.py. Where no command is named, it is served.
"""
_FIRST_STEPS = """\
first steps:
  kommpy init site          a new site in the folder site, with tests
  cd site && kommpy serve   see it, with a stand-in for the chat: no account, no network
  kommpy check              what is wrong with it, without a browser
  kommpy build              plain static files in dist/, for any web server

`kommpy COMMAND --help` shows what a command can do, with examples.
"""


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
        complain(str(error))
        return 1
    except OSError as error:
        place = f"{shown(Path(str(error.filename)))}: " if error.filename is not None else ""
        complain(f"{place}{error.strerror or error}")
        return 1
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED


def _with_command(argv: list[str]) -> list[str]:
    """Let `serve` be what happens where no command is named."""
    named = argv and (not argv[0].startswith("-") or argv[0] in ("-h", "--help", "--version"))
    return argv if named else ["serve", *argv]


class _Parser(argparse.ArgumentParser):
    """Says which command was probably meant."""

    def error(self, message: str) -> NoReturn:
        wrong = re.search(r"COMMAND: invalid choice: '(\w+)'", message)
        likely = get_close_matches(wrong[1], COMMANDS, 1) if wrong else []
        super().error(f"{message}\ndid you mean: kommpy {likely[0]}" if likely else message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="kommpy",
        description=_ABOUT,
        epilog=_FIRST_STEPS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"kommpy {_version()}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, title="commands")
    for name in COMMANDS:
        command = import_module(f"kommpy.site.commands.{name}")
        examples = getattr(command, "EXAMPLES", "")
        of_command = commands.add_parser(
            name,
            help=command.HELP,
            description=_sentence(command.HELP),
            epilog=_examples(examples) if examples else None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add(of_command)
        of_command.set_defaults(run=command.run)
    return parser


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _examples(text: str) -> str:
    return "examples:\n" + "".join(f"  {line}\n" for line in text.splitlines())


def _version() -> str:
    try:
        return version("kommpy")
    except PackageNotFoundError:
        return "(not installed)"
