"""Whether the runtime files are those that the lock file names.

npm checks each package against the lock file when it installs it. From then on the files are
compared with what they were.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .errors import SiteError

RECORD = ".kommpy.json"  # in `node_modules`: the packages, and the hashes of their files


def foreign(folder: Path, packages: Iterable[str]) -> list[str]:
    """Name the packages in a `node_modules` that are not the ones of the lock file beside it."""
    wanted = _integrities(folder.parent / "package-lock.json")
    there = _integrities(folder / ".package-lock.json")
    if not (wanted and there):  # installed by something else than npm
        return []
    return [name for name in sorted(packages) if there.get(name) != wanted.get(name)]


def check(folder: Path, files: Iterable[Path]) -> None:
    """Compare files in a `node_modules` with what they were when they were installed.

    Raises:
        SiteError: one of them is another

    """
    packages = _integrities(folder / ".package-lock.json")
    now = {path.relative_to(folder).as_posix(): _hash(path) for path in files if path.is_file()}
    record = _read(folder / RECORD)
    if record.get("packages") != packages:
        _write(folder / RECORD, {"packages": packages, "files": now})
        return
    known = record.get("files", {})
    for name in sorted(now):
        if known.get(name) != now[name]:
            raise SiteError(
                f"{folder / name} is not what npm installed. If nobody changed it on purpose, "
                f"remove {folder} and run this again"
            )


def _integrities(lock: Path) -> dict[str, str]:
    """Give the hash of each package that a lock file names."""
    packages = _read(lock).get("packages", {})
    return {
        place.removeprefix("node_modules/"): str(about["integrity"])
        for place, about in packages.items()
        if "integrity" in about
    }


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def _write(path: Path, record: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(record), "utf-8")
    except OSError:  # a folder that only others may write to is theirs to keep
        pass
