"""When files were last written, to see whether what was made of them still holds."""

from collections.abc import Iterable
from pathlib import Path


class Stamp:
    """When some files were last written."""

    def __init__(self, files: Iterable[Path] = ()) -> None:
        self._times = {path: _time(path) for path in files}

    def holds(self) -> bool:
        """Tell whether none was written, made or removed since."""
        return all(_time(path) == time for path, time in self._times.items())


def _time(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size
