"""Files of the manifest on their way into a build, under names with a hash."""

from .authored import handed_on
from .cache import digest
from .dist import Dist, hashed
from .errors import SiteError
from .manifest import Manifest
from .project import Project
from .runtime import PLACES, Runtimes
from .zips import Files

RUNTIME = "/runtime/"
PYTHON = "/kommpy/"


class Publisher:
    """Gives what the manifest has at a URL its final address, and puts it there.

    Args:
        cdn: leave the runtimes where the public has them

    """

    def __init__(self, project: Project, runtimes: Runtimes, dist: Dist, *, cdn: bool) -> None:
        self.cdn = cdn
        self.runtimes = runtimes
        self._base = project.base
        self._dist = dist
        self._manifest = Manifest(project, runtimes)
        self._folders: dict[str, str] = {}

    def __call__(self, url: str) -> str:
        for place in PLACES:
            if url.startswith(place):
                return self._runtime(place) + url.removeprefix(place)
        path = self._manifest.find(url)
        if path is None:
            raise SiteError(f"there is no {url} in this site")
        return self.file(url, handed_on(path))

    def file(self, url: str, content: bytes) -> str:
        """Publish one file."""
        final = hashed(url, content)
        self._dist.add(final, content)
        return self._base + final

    def folder(self, name: str, files: Files) -> str:
        """Publish files that know each other by name."""
        contents = (part for name in sorted(files) for part in (name, files[name]))
        folder = f"{RUNTIME}{name}-{digest(*contents)}/"
        for each, content in files.items():
            self._dist.add(folder + each, content)
        return self._base + folder

    def _runtime(self, place: str) -> str:
        if self.cdn:
            return self.runtimes.cdn(place)
        if place not in self._folders:
            files = {
                url.removeprefix(place): path.read_bytes()
                for url, path in self.runtimes.files()
                if url.startswith(place)
            }
            name = place.removeprefix(RUNTIME).rstrip("/")
            self._folders[place] = self.folder(name, files)
        return self._folders[place]
