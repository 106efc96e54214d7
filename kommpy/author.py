"""Where in the page author's code a call was made."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def author() -> str:
    """Name the line outside kommpy that made the call (MicroPython cannot tell)."""
    if not hasattr(sys, "_getframe"):
        return ""
    frame: Any = sys._getframe(1)  # noqa: SLF001 - what tracebacks are made of
    while frame is not None and frame.f_globals.get("__name__", "").startswith("kommpy."):
        frame = frame.f_back
    return "" if frame is None else f" at {frame.f_code.co_filename}:{frame.f_lineno}"
