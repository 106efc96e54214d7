"""The command line: `kommpy serve`, `kommpy build`, ..."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from .errors import SiteError

COMMANDS = ("serve", "build")


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
    for name in COMMANDS:
        command = import_module(f"kommpy.site.commands.{name}")
        of_command = commands.add_parser(name, help=command.HELP)
        command.add(of_command)
        of_command.set_defaults(run=command.run)
    return parser
