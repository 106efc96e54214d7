"""How the command line looks: colours on a terminal, plain text everywhere else.

Colours come from rich, which honours `NO_COLOR`; without it, as with the standard library alone,
the words are the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

Item = TypeVar("Item")


def say(*parts: str | tuple[str, str], file: TextIO | None = None) -> None:
    """Print a line; a part is a text, or `(text, style)`."""
    out = file or sys.stdout
    console = _console(out)
    if console is None:
        print(*(part if isinstance(part, str) else part[0] for part in parts), sep="", file=out)
        out.flush()
        return
    from rich.text import Text

    console.print(Text.assemble(*parts), soft_wrap=True)


def complain(message: str) -> None:
    """Print an error; its first line says what is wrong."""
    say(("error: ", "bold red"), message, file=sys.stderr)


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Show that something takes long: a spinner on a terminal, else one line."""
    console = _console(sys.stdout)
    if console is None:
        say(f"{what} ...")
        yield
        return
    with console.status(f"{what} ..."):
        yield


def progress(items: Sequence[Item], what: str) -> Iterator[Item]:
    """Give things one after the other; where it takes long, a bar on a terminal shows how far."""
    console = _console(sys.stdout)
    if console is None:
        yield from items
        return
    from rich.progress import track

    yield from track(items, description=what, console=console, transient=True)


def _console(file: TextIO) -> Console | None:
    if not (file.isatty() or os.environ.get("FORCE_COLOR")):
        return None
    try:
        from rich.console import Console
    except ImportError:
        return None
    return Console(file=file, highlight=False)
