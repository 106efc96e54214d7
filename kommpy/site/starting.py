"""A new site: the files it begins with."""

from dataclasses import dataclass
from pathlib import Path

from .errors import SiteError

STARTER = Path(__file__).parent / "starter"
# a hidden file of the package would not get into it everywhere
_NAMES = {"gitignore": ".gitignore"}


@dataclass(frozen=True)
class Started:
    """What became of a new site's files.

    Attributes:
        made: those that were written
        kept: those that were there, and stayed as they were

    """

    made: list[str]
    kept: list[str]


def start(folder: Path) -> Started:
    """Write a new site's files into a folder; what is there already stays as it is.

    Raises:
        SiteError: it is no folder, or cannot be written to

    """
    made, kept = [], []
    try:
        for name, content in files().items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                kept.append(name)
            else:
                path.write_bytes(content)
                made.append(name)
    except OSError as error:
        raise SiteError(f"no site can be made in {folder}: {error.strerror or error}") from error
    return Started(made, kept)


def files() -> dict[str, bytes]:
    """Give the files of a new site."""
    found = (path for path in sorted(STARTER.rglob("*")) if path.is_file())
    named = ((path.relative_to(STARTER).as_posix(), path) for path in found)
    return {
        _NAMES.get(name, name): path.read_bytes()
        for name, path in named
        if "__pycache__" not in name
    }
