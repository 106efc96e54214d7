"""What is expensive to make, kept below `.kommpy` by what it was made from."""

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

LENGTH = 12  # of a hash in a file's name; more than enough for the files of one site


def digest(*parts: bytes | str) -> str:
    """Give a short hash of some content, fit for a URL."""
    found = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        found.update(b"%d:" % len(content) + content)
    return found.hexdigest()[:LENGTH]


class Cache:
    """A folder of results; deleting it costs time only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __contains__(self, key: str) -> bool:
        return (self.folder / key).is_file()

    def bytes(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Give a result by its key; make it where it is not there."""
        if key not in self:
            with _alone(self.folder / f"{key}.lock"):
                if key not in self:
                    write(self.folder / key, make())
        return (self.folder / key).read_bytes()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let others wait who would make the same meanwhile; on Windows each makes its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        if sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(part).chmod(0o644)
    Path(part).replace(path)
