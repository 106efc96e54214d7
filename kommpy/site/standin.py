"""The stand-in for the widget: its files, which a wheel holds packed into one."""

import tarfile
import tempfile
from pathlib import Path

from .cache import digest

PACKAGE = Path(__file__).parent.parent
LOOSE = PACKAGE / "standin"
PACKED = PACKAGE / "standin.tar"


def folder(root: Path) -> Path:
    """Give the folder that holds `v2/`; where it is packed, it is unpacked once below `.kommpy`.

    Args:
        root: the project's folder

    """
    if not PACKED.is_file():
        return LOOSE
    unpacked = root / ".kommpy" / f"standin-{digest(PACKED.read_bytes())}"
    if not unpacked.is_dir():
        _unpack(unpacked)
    return unpacked.resolve()


def _unpack(target: Path) -> None:
    """Unpack beside it first, so that nobody ever finds half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as part:
        _extract(Path(part) / "standin")
        try:
            (Path(part) / "standin").rename(target)
        except OSError:
            if not target.is_dir():  # else another process was quicker
                raise


def _extract(folder: Path) -> None:
    with tarfile.open(PACKED) as packed:
        for entry in packed:
            content = packed.extractfile(entry)
            if content is not None:
                path = folder / entry.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())
