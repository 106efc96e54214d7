"""The folder that a build writes: plain files, compressed copies beside them."""

import gzip
import importlib.util
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from threading import BoundedSemaphore

from .cache import Cache, digest
from .errors import SiteError
from .html import is_page

TEXTUAL = {
    ".app", ".bin", ".css", ".htm", ".html", ".js", ".json", ".map", ".md", ".mjs", ".py", ".svg",
    ".toml", ".txt", ".wasm", ".webmanifest", ".xml", ".zip",
}  # fmt: skip
WORTH = 0.95  # what is packed already does not get smaller
SMALL = 256  # bytes; compressing less gains nothing
LARGE = 8_192  # bytes; compressing more is worth remembering
MARK = "_headers"
FIRST_LINE = "# Made by kommpy"
Encode = Callable[[bytes], bytes]
_WAITING = 64  # files in memory at a time


class Dist:
    """A folder being written."""

    def __init__(self, folder: Path, cache: Cache) -> None:
        self.folder = folder
        self._cache = cache
        self._files: set[str] = set()
        self._pool = ThreadPoolExecutor(os.cpu_count())
        self._room = BoundedSemaphore(_WAITING)
        self._errors: list[BaseException] = []
        self._encoders = _encoders(quality=11)
        # the best compression takes forty times as long, and there may be ten thousand pages
        self._quick = _encoders(quality=6)

    def add(self, url: str, content: bytes) -> None:
        """Write a file; one that is there already stays."""
        if url in self._files:
            return
        self._files.add(url)
        self._room.acquire()
        self._pool.submit(self._write, url, content).add_done_callback(self._done)

    def close(self) -> None:
        """Wait for all files to be written."""
        self._pool.shutdown()
        if self._errors:
            raise self._errors[0]

    def give_up(self) -> None:
        """Write no more."""
        self._pool.shutdown(cancel_futures=True)

    def _write(self, url: str, content: bytes) -> None:
        path = self.folder / url.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if not packs(path.name, len(content)):
            return
        encoders = self._quick if is_page(path) else self._encoders
        for suffix, encode in encoders.items():
            packed = self._packed(suffix, encode, content)
            if len(packed) > len(content) * WORTH:
                break
            path.with_name(path.name + suffix).write_bytes(packed)

    def _packed(self, suffix: str, encode: Encode, content: bytes) -> bytes:
        if len(content) < LARGE:
            return encode(content)
        return self._cache.bytes(f"{digest(content)}{suffix}", lambda: encode(content))

    def _done(self, future: Future[None]) -> None:
        self._room.release()
        if not future.cancelled() and (error := future.exception()):
            self._errors.append(error)


def packs(name: str, size: int) -> bool:
    """Tell whether a file of a build gets compressed copies, where they are worth it."""
    return PurePosixPath(name).suffix.lower() in TEXTUAL and size >= SMALL


def _encoders(*, quality: int) -> dict[str, Encode]:
    """Give the compressions by the ending of what they make: brotli where it is installed."""
    found: dict[str, Encode] = {".gz": partial(gzip.compress, compresslevel=9, mtime=0)}
    if importlib.util.find_spec("brotli"):
        import brotli

        found[".br"] = partial(brotli.compress, quality=quality, lgwin=24)
    return found


def hashed(url: str, content: bytes) -> str:
    """Put a hash of the content into a file's name."""
    path = PurePosixPath(url)
    return str(path.with_name(f"{path.stem}-{digest(content)}{path.suffix}"))


def is_built(folder: Path) -> bool:
    """Tell whether a folder is what a build wrote."""
    mark = folder / MARK
    return mark.is_file() and mark.read_bytes().startswith(FIRST_LINE.encode())


@contextmanager
def replacing(target: Path, cache: Cache) -> Iterator[Dist]:
    """Write a folder beside `target`, and put it in its place only if all went well.

    Raises:
        SiteError: there is something at `target` that no build made

    """
    _check(target)
    target = target.resolve()  # what is a link stays one
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    folder.chmod(0o755)
    dist = Dist(folder, cache)
    try:
        yield dist
        dist.close()
        _swap(folder, target)
    finally:
        dist.give_up()
        shutil.rmtree(folder, ignore_errors=True)


def _check(target: Path) -> None:
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    if not is_built(target):
        raise SiteError(
            f"{target} is there, and was not made by a build; "
            "move it away, or name another folder with --out"
        )


def _swap(folder: Path, target: Path) -> None:
    old = folder.with_name(f"{folder.name}-old")
    try:
        if target.exists():
            target.rename(old)
        folder.rename(target)
    finally:
        if old.exists() and not target.exists():
            old.rename(target)  # it was ended in between
        shutil.rmtree(old, ignore_errors=True)
