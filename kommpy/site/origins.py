"""Where each setting comes from: the line of the author's code that says it."""

import ast
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import Any, Self

from kommpy.options import Options
from kommpy.rules import PageRule

from .errors import shown

PACKAGE = Path(__file__).parent.parent
_PARTS = ("settings", "launcher", "triggers")
_MAKERS = {
    maker.__code__: maker
    for maker in (
        Options.__init__,
        Options.replace,
        Options.over,
        PageRule.__init__,
        PageRule.replace,
    )
}


@dataclass(frozen=True)
class Place:
    """A line of the author's code."""

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line}"


class Origins:
    """Watches settings and rules being made, and keeps where each of their values was said.

    Example:
        with Origins() as origins:
            config = configs.of(entry)
            rule = config.rule("/pricing")
        origins.of(rule.settings)["team_id"]

    """

    def __init__(self) -> None:
        # each with the thing itself, whose id would be given to another one
        self._made: dict[int, tuple[object, dict[str, Place]]] = {}
        self._before: Any = None

    def __enter__(self) -> Self:
        self._before = sys.getprofile()
        sys.setprofile(self._on_call)
        return self

    def __exit__(self, *error: object) -> None:
        sys.setprofile(self._before)

    def of(self, thing: object) -> dict[str, Place]:
        """Give the place of each value of settings or of a rule, as far as it is known."""
        found = self._made.get(id(thing))
        return dict(found[1]) if found and found[0] is thing else {}

    def _on_call(self, frame: FrameType, event: str, result: object) -> None:
        if event == "return" and frame.f_code in _MAKERS:
            self._note(_MAKERS[frame.f_code], frame.f_locals, result, frame)

    def _note(self, maker: Any, given: dict[str, Any], made: object, frame: FrameType) -> None:
        if maker is Options.over:
            self._keep(made, {**self.of(given["other"]), **self.of(given["self"])})
        elif maker is Options.replace or maker is PageRule.replace:
            said = _places(given["changes"], frame)
            self._keep(made, {**self.of(given["self"]), **said})
        elif maker is Options.__init__:
            self._keep(given["self"], _places(given["given"], frame))
        else:
            parts = [name for name in _PARTS if given.get(name) not in (None, ())]
            self._keep(given["self"], _places(parts, frame))

    def _keep(self, made: object, places: dict[str, Place]) -> None:
        if made is not None:
            self._made[id(made)] = (made, places)


def _places(names: Iterable[str], frame: FrameType) -> dict[str, Place]:
    caller = frame.f_back
    while caller and Path(caller.f_code.co_filename).is_relative_to(PACKAGE):
        caller = caller.f_back
    if caller is None:
        return {}
    path, line = Path(caller.f_code.co_filename), caller.f_lineno
    return {name: Place(path, _line_of(path, line, name)) for name in names}


def _line_of(path: Path, line: int, name: str) -> int:
    """Give the line of an argument in the call that stands at a line."""
    found = [
        (node.lineno, keyword.value.lineno)
        for node in _calls(path)
        if node.lineno <= line <= (node.end_lineno or line)
        for keyword in node.keywords
        if keyword.arg == name
    ]
    return max(found)[1] if found else line


@lru_cache(64)
def _calls(path: Path) -> tuple[ast.Call, ...]:
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError):
        return ()
    return tuple(node for node in ast.walk(tree) if isinstance(node, ast.Call))
