"""The manifest: the files that a site is made of, by URL. What is not in it does not exist."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from . import standin
from .census import PACKAGE
from .dist import is_built
from .errors import SiteError
from .html import is_page
from .project import Project
from .runtime import Runtimes

VISIBLE = {".well-known", ".nojekyll"}
NOT_SITES = {"__pycache__", "node_modules"}
NOT_BROWSERS = {"site", "standin", "testing"}


class Manifest:
    """The URLs of a site, without the base path, and the file behind each."""

    def __init__(self, project: Project, runtimes: Runtimes | None) -> None:
        self._project = project
        self._runtimes = runtimes
        self._files: dict[str, Path] = {}

    def scan(self) -> dict[str, Path]:
        """Look at the folders again; gives the files by URL."""
        self._files = {**dict(self._browser_side()), **dict(self._entry_side()), **self.named()}
        return self._files

    def find(self, url: str) -> Path | None:
        """Give the file of a URL; a folder's is its `index.html`."""
        if url.endswith("/"):
            url += "index.html"
        found = self._files.get(url)
        if found is None or not found.is_file():
            found = self.scan().get(url)
        return found

    def named(self) -> dict[str, Path]:
        """Give what has its own name in a build, too: the author's files, the stand-in."""
        project = self._project
        if project.site:
            authored = _files(project.site, project.site.rglob("*"))
        else:
            found = (project.root.glob(_deep(pattern)) for pattern in project.files)
            authored = _files(project.root, chain.from_iterable(found))
        return {**dict(self._standin()), **dict(authored)}

    def _browser_side(self) -> Iterator[tuple[str, Path]]:
        """Give kommpy's own files, and the runtimes."""
        for path in sorted(PACKAGE.rglob("*")):
            inside = path.relative_to(PACKAGE).parts
            if inside[0] not in NOT_BROWSERS and path.suffix in (".js", ".py"):
                yield f"/kommpy/{'/'.join(inside)}", path
        if self._runtimes:
            yield from self._runtimes.files()

    def _entry_side(self) -> Iterator[tuple[str, Path]]:
        """Give the Python that goes with ready HTML."""
        project = self._project
        if project.site and project.main:
            folder = project.main.parent
            pattern = "*.py" if folder == project.root else "**/*.py"
            yield from _files(project.root, folder.glob(pattern))

    def _standin(self) -> Iterator[tuple[str, Path]]:
        if self._project.widget == "standin":
            found = standin.folder(self._project.root)
            yield from _files(found, (found / "v2").rglob("*"))


def html_pages(files: dict[str, Path], project: Project) -> dict[str, Path]:
    """Give the pages among a site's files.

    Raises:
        SiteError: there is none

    """
    found = {url: path for url, path in files.items() if is_page(path)}
    if not found:
        among = "" if project.site else f" among its files = {json.dumps(project.files)}"
        raise SiteError(f"{project.folder} has no HTML page{among}")
    return found


def _deep(pattern: str) -> str:
    """Let `pages/**` mean the files too, as in a shell."""
    return f"{pattern}/*" if pattern.endswith("**") else pattern


def _files(folder: Path, found: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Give URLs of files.

    Hidden ones, links that lead out of the folder, and what a build has written are no part of it.
    """
    built: dict[Path, bool] = {folder: False}
    for path in sorted(found):
        inside = path.relative_to(folder)
        hidden = any(each.startswith(".") and each not in VISIBLE for each in inside.parts)
        if hidden or NOT_SITES & set(inside.parts) or not path.is_file():
            continue
        if path.resolve().is_relative_to(folder) and not _is_built(path.parent, built):
            yield f"/{inside.as_posix()}", path


def _is_built(folder: Path, known: dict[Path, bool]) -> bool:
    """Tell whether a folder, or one around it, is what a build wrote; each is looked at once."""
    if folder not in known:
        known[folder] = is_built(folder) or _is_built(folder.parent, known)
    return known[folder]
