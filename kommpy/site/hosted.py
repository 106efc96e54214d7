"""A built site, served as a static host would: compressed copies, and what `_headers` says."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatch
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .dist import MARK
from .headers import blocks
from .manifest import Manifest
from .prerender import Prerenderer
from .project import Project, normal_base
from .pyscript import PyScript
from .server import Handler, Server, media_type

Rules = dict[str, dict[str, str]]


def rules(text: str) -> Rules:
    """Read a `_headers` file: headers by the pattern of the paths they are for."""
    return {
        pattern: _joined(line.split(":", 1) for line in lines if ":" in line and line[0] != "#")
        for pattern, lines in blocks(text).items()
    }


def _joined(headers: Iterable[Sequence[str]]) -> dict[str, str]:
    """Make one header of those that are said more than once, as hosts do."""
    found: dict[str, str] = {}
    for name, value in headers:
        before = f"{found[name]}, " if name in found else ""
        found[name] = before + value.strip()
    return found


class _Folder(Manifest):
    """What lies in a folder, and nothing else."""

    def scan(self) -> dict[str, Path]:
        self._files = self.named()
        return self._files


class Hosted(Handler):
    """Answers with the files as they are, packed for whoever takes them so."""

    server: "Host"

    def serve(self, url: str) -> None:
        path = self.manifest.find(url)
        if path is None:
            self.missing(url)
            return
        packed = path.with_name(f"{path.name}.br")
        kind = media_type(path.name)
        if packed.is_file() and "br" in self.headers.get("Accept-Encoding", ""):
            more = {"Content-Encoding": "br"}
            self.answer(HTTPStatus.OK, packed.read_bytes(), kind, more=more)
        else:
            self.answer(HTTPStatus.OK, path.read_bytes(), kind)

    def answer_headers(self, status: HTTPStatus) -> dict[str, str]:
        path = unquote(urlsplit(self.path).path)
        if status != HTTPStatus.OK:
            return {}
        rules = self.server.rules.items()
        return _joined(
            header
            for pattern, headers in rules
            if fnmatch(path, pattern)
            for header in headers.items()
        )


class Host(Server):
    """Serves a built site on a free port of this machine."""

    handler = Hosted

    def __init__(self, folder: Path, base: str = "") -> None:
        folder = folder.resolve()
        project = Project(root=folder, base=normal_base(base), widget="live", files=("**",))
        self.rules = rules((folder / MARK).read_text("utf-8"))
        pages = Prerenderer(project, PyScript(project))
        super().__init__(project, _Folder(project, None), pages, host="127.0.0.1", port=0)
