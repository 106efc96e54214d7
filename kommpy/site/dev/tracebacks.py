"""A traceback from the browser, as its page's author needs it: their own files and lines."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kommpy.site.config import NAME, line_of
from kommpy.site.entry import Entry
from kommpy.site.errors import SiteError, shown

_FRAME = re.compile(r'^\s*File "([^"]*)", line (\d+)(?:, in (.+))?$')
_PLACE = re.compile(r"\bat (<\w+>|\S+\.py):(\d+)")  # as kommpy names a line of the author's
_JAVASCRIPT = re.compile(r"^\s+at .*[:)]\d*\)?$")
_RULE = re.compile(r"the rule for '([^']*)'")
_HANDLER = re.compile(r"the handler (\w+)")
_SAYS = "kommpy: "  # before what failed
_MAIN = ("<stdin>", "<exec>", "<string>", "<console>")
_HOMES = ("/home/pyodide/", "./")
AROUND = 2  # lines shown before and after the one that is meant


@dataclass(frozen=True)
class Frame:
    """A line of the author's that an error went through."""

    path: Path
    line: int
    function: str = ""

    @property
    def place(self) -> str:
        return f"{shown(self.path)}:{self.line}"

    def source(self) -> list[tuple[int, str]]:
        """Give the line and its neighbours, with their numbers."""
        try:
            lines = self.path.read_text("utf-8", "replace").splitlines()
        except OSError:
            return []
        first = max(self.line - 1 - AROUND, 0)
        return list(enumerate(lines[first : self.line + AROUND], first + 1))


@dataclass(frozen=True)
class Trouble:
    """An error of the author's Python.

    Attributes:
        title: the kind of error and its message
        where: what failed, as kommpy says it: `the handler talk failed`
        frames: the author's lines, outermost first
        text: the whole of it, as it came

    """

    title: str
    where: str = ""
    frames: list[Frame] = field(default_factory=list)
    text: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give it for the page."""
        frames = [
            {
                "place": frame.place,
                "line": frame.line,
                "function": frame.function,
                "source": frame.source(),
            }
            for frame in self.frames
        ]
        return {"title": self.title, "where": self.where, "frames": frames, "text": self.text}

    def as_text(self) -> str:
        """Write it for a terminal: the innermost line of the author's, with its neighbours."""
        lines = [f"{self.where}: {self.title}" if self.where else self.title]
        for frame in self.frames:
            within = f", in {frame.function}" if frame.function else ""
            lines.append(f"  {frame.place}{within}")
        if self.frames:
            last = self.frames[-1]
            lines += [
                f"  {'>' if number == last.line else ' '} {number:4} | {text}"
                for number, text in last.source()
            ]
        return printable("\n".join(lines))


def printable(text: str) -> str:
    """Leave nothing in a text that a terminal would obey."""
    return "".join(each if each.isprintable() or each in "\n\t" else "?" for each in text)


def read(text: str, entry: Entry | None) -> Trouble:
    """Read what the browser's Python said.

    Args:
        text: the traceback, perhaps with a line before it that says what failed
        entry: what the page starts, `None` where it starts nothing

    """
    lines = [each for each in text.strip().splitlines() if not _JAVASCRIPT.match(each)]
    start = next((at for at, each in enumerate(lines) if each.startswith("Traceback")), 0)
    first = lines[0] if lines else ""
    where = first.removeprefix(_SAYS) if start or first.startswith(_SAYS) else ""
    title = next((each for each in reversed(lines) if each and not each[0].isspace()), "")
    frames: list[Frame] = []
    if entry:
        frames = [*_frames(lines[start:], entry)]
        frames = frames or [*_named(title, entry), *_rule(text, entry), *_handler(where, entry)]
        title = _PLACE.sub(lambda found: _renamed(found, entry), title)
    return Trouble(title, where, frames, "\n".join(lines))


def of_site(error: SiteError) -> Trouble:
    """Show what is wrong with the site itself: its configuration, a page, ..."""
    frames = [Frame(error.path, error.line)] if error.path and error.line else []
    return Trouble(error.message, shown(error.path) if error.path else "", frames, str(error))


def _frames(lines: list[str], entry: Entry) -> Iterator[Frame]:
    for each in lines:
        found = _FRAME.match(each)
        frame = _located(found[1], int(found[2]), entry) if found else None
        if found and frame:
            yield replace(frame, function=(found[3] or "").replace("<module>", ""))


def _named(title: str, entry: Entry) -> Iterator[Frame]:
    """Find the line that kommpy names of itself, where nothing was raised."""
    found = _PLACE.search(title)
    frame = _located(found[1], int(found[2]), entry) if found else None
    if frame:
        yield frame


def _renamed(found: re.Match[str], entry: Entry) -> str:
    """Name a line by its file; the browser has another name for it."""
    frame = _located(found[1], int(found[2]), entry)
    return f"at {frame.place}" if frame else found[0]


def _located(name: str, line: int, entry: Entry) -> Frame | None:
    """Give a line of the author's, by the browser's name for its file."""
    if name in _MAIN:
        return Frame(entry.path, line + _above(entry))
    path = _sibling(name, entry.folder)
    return Frame(path, line) if path else None


def _above(entry: Entry) -> int:
    """Count the lines that the runtime does not: PyScript's first one, and the page's own."""
    dropped = entry.source.startswith("\n", entry.above)  # PyScript takes an empty first line away
    return dropped + entry.above


def _sibling(name: str, folder: Path) -> Path | None:
    for home in _HOMES:
        name = name.removeprefix(home)
    path = folder / name
    if name.startswith(("kommpy/", "/")) or path.suffix != ".py" or not path.is_file():
        return None
    return path if path.resolve().is_relative_to(folder.resolve()) else None


def place_of(pattern: str, entry: Entry) -> Frame | None:
    """Find where a page rule stands: in the configuration, or in the page's Python."""
    for path in (entry.path.parent / f"{NAME}.py", entry.path):
        try:
            line = line_of(path, pattern) if path.suffix == ".py" else None
        except (OSError, SyntaxError, ValueError):
            continue
        if line:
            return Frame(path, line)
    return None


def _rule(text: str, entry: Entry) -> Iterator[Frame]:
    """Find a rule that failed: MicroPython does not tell the line behind an error of ours."""
    found = _RULE.search(text)
    frame = place_of(found[1], entry) if found else None
    if frame:
        yield frame


def _handler(where: str, entry: Entry) -> Iterator[Frame]:
    """Find a handler that could not even be called."""
    found = _HANDLER.search(where)
    try:
        nodes = list(ast.walk(ast.parse(entry.source))) if found else []
    except SyntaxError:
        return
    for node in nodes:
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if found and node.name == found[1]:
            yield Frame(entry.path, node.lineno, node.name)
