"""The files of a site that a build copies as they are."""

from collections.abc import Container, Mapping
from pathlib import Path

from .dist import MARK, packs
from .errors import SiteError
from .publish import PYTHON, RUNTIME

Files = Mapping[str, Path]


def copied(files: Files, pages: Files, bundled: Container[Path]) -> dict[str, Path]:
    """Choose from the files of a site, by URL.

    Args:
        files: all of them
        pages: those that are prerendered
        bundled: those that go into bundles

    Raises:
        SiteError: one of them, or a page, would lie among the build's own

    """
    found = {
        url: path
        for url, path in files.items()
        if not (url in pages or path in bundled or url == f"/{MARK}" or _is_made(url, files, pages))
    }
    for url, path in (*pages.items(), *found.items()):
        if url.startswith((PYTHON, RUNTIME)):
            raise SiteError(
                f"{PYTHON} and {RUNTIME} are where the build puts what browsers keep for ever; "
                "give the folder another name, or take it out of the site's files",
                path=path,
            )
    return found


def _is_made(url: str, files: Files, pages: Files) -> bool:
    """Tell whether it is another generator's packed copy of what the build packs itself."""
    plain, _, ending = url.rpartition(".")
    if ending not in ("br", "gz"):
        return False
    return plain in pages or (plain in files and packs(plain, files[plain].stat().st_size))
