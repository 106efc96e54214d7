"""What is wrong with a site, and where."""

import traceback
from pathlib import Path
from typing import Self

from kommpy.errors import KommpyError


class SiteError(KommpyError):
    """The site cannot be served or built as it is.

    Attributes:
        message: what is wrong, and the mend
        path, line: where, as far as it is known

    """

    def __init__(self, message: str, *, path: Path | None = None, line: int | None = None) -> None:
        self.message = message
        self.path = path
        self.line = line
        place = f"{shown(path)}:{line}: " if path and line else f"{shown(path)}: " if path else ""
        super().__init__(place + message)

    @classmethod
    def of(cls, error: BaseException, *, below: Path, path: Path, line: int | None = None) -> Self:
        """Wrap an error of the author's code; the line is the innermost one of files `below`."""
        if isinstance(error, SyntaxError) and error.filename:
            return cls(f"SyntaxError: {error.msg}", path=Path(error.filename), line=error.lineno)
        at = _line_in(error, below)
        text = f"{type(error).__name__}: {error}".removesuffix(": ")
        if at is None:
            return cls(text, path=path, line=line)
        return cls(text, path=at[0], line=at[1])


def shown(path: Path | None) -> str:
    """Give a path as its reader would type it."""
    if path is None:
        return ""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _line_in(error: BaseException | None, below: Path) -> tuple[Path, int] | None:
    """Find the author's line; the cause lies nearer to it than what was made of it."""
    if error is None:
        return None
    found = _line_in(error.__cause__, below)
    if found is None:
        for frame, line in traceback.walk_tb(error.__traceback__):
            path = Path(frame.f_code.co_filename)
            if path.is_relative_to(below):
                found = (path, line)
    return found
