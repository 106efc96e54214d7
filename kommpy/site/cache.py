"""What is expensive to make, kept below `.kommpy` by what it was made from."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

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
            write(self.folder / key, make())
        return (self.folder / key).read_bytes()


def write(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(part).chmod(0o644)
    Path(part).replace(path)
