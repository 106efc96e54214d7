"""A built site, served as a static host would: with what its `_headers` file says."""

from fnmatch import fnmatch
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .dist import FIRST_LINE, MARK
from .manifest import Manifest
from .prerender import Prerenderer
from .project import Project, normal_base
from .pyscript import PyScript
from .server import Handler, Server

Rules = dict[str, dict[str, str]]


def is_built(folder: Path) -> bool:
    """Tell whether a folder is what a build wrote."""
    mark = folder / MARK
    return mark.is_file() and mark.read_text("utf-8").startswith(FIRST_LINE)


def rules(text: str) -> Rules:
    """Read a `_headers` file: headers by the pattern of the paths they are for."""
    found: Rules = {}
    for line in text.splitlines():
        if line.startswith("/"):
            latest = found.setdefault(line.strip(), {})
        elif line.strip() and not line.strip().startswith("#"):
            name, _, value = line.partition(":")
            latest[name.strip()] = value.strip()
    return found


class _Hosted(Handler):
    def answer_headers(self, status: HTTPStatus) -> dict[str, str]:
        path = unquote(urlsplit(self.path).path)
        found: dict[str, str] = {}
        for pattern, headers in self.server.rules.items():  # type: ignore[attr-defined]
            if status == HTTPStatus.OK and fnmatch(path, pattern):
                found.update(headers)
        return found


class Host(Server):
    """Serves a built site on a free port of this machine."""

    handler = _Hosted

    def __init__(self, folder: Path, base: str = "") -> None:
        folder = folder.resolve()
        project = Project(root=folder, base=normal_base(base), widget="live", files=("**",))
        self.rules = rules((folder / MARK).read_text("utf-8"))
        pages = Prerenderer(project, PyScript(project))
        super().__init__(project, Manifest(project, None), pages, host="127.0.0.1", port=0)
