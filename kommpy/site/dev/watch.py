"""Which files were saved: told by watchfiles where it is installed, else seen now and then."""

import importlib.util
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event

from kommpy.site.manifest import NOT_SITES

STEP = 5  # milliseconds of silence after which a change is told
LOOK = 0.15  # seconds between two looks, where nobody tells
IDLE = 20  # a look may take this part of the time at most


def is_told() -> bool:
    """Tell whether the system tells of changes: the library for it is installed."""
    return importlib.util.find_spec("watchfiles") is not None


def changes(roots: Iterable[Path], stop: Event) -> Iterator[set[Path]]:
    """Give the files that were written, made or removed, each time that there are some.

    Args:
        roots: the folders to watch, with what lies below them
        stop: ends it

    """
    roots = sorted(set(roots))
    yield from _told(roots, stop) if is_told() else _seen(roots, stop)


def folders(roots: Iterable[Path]) -> list[Path]:
    """Give the folders that a site may be in: none that is hidden, installed, or an environment."""
    found = []
    for root in roots:
        for at, below, files in os.walk(root):
            if "pyvenv.cfg" in files:
                below.clear()
                continue
            below[:] = [each for each in below if each[0] != "." and each not in NOT_SITES]
            found.append(Path(at))
    return found


def _told(roots: list[Path], stop: Event) -> Iterator[set[Path]]:
    from watchfiles import watch

    while not stop.is_set():
        for found in watch(
            *sorted(set(folders(roots))),
            recursive=False,
            watch_filter=None,
            step=STEP,
            debounce=STEP * 20,
            rust_timeout=500,
            stop_event=stop,
            raise_interrupt=False,
        ):
            paths = {Path(name) for _, name in found}
            yield paths
            if any(path.is_dir() for path in paths):
                break  # to watch a new folder, too


def _seen(roots: list[Path], stop: Event) -> Iterator[set[Path]]:
    known = _times(roots)
    took = 0.0
    while not stop.wait(max(LOOK, took * IDLE)):
        began = time.perf_counter()
        now = _times(roots)
        took = time.perf_counter() - began
        changed = {path for path, _ in known.items() ^ now.items()}
        known = now
        if changed:
            yield changed


def _times(roots: list[Path]) -> dict[Path, tuple[int, int]]:
    found = {}
    for folder in folders(roots):
        for entry in os.scandir(folder):
            try:
                stat = entry.stat()
            except OSError:
                continue
            if entry.is_file():
                found[Path(entry.path)] = (stat.st_mtime_ns, stat.st_size)
    return found
