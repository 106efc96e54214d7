"""Pages that start Python with PyScript: what the dev server serves."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from .bundle import place
from .census import PACKAGE, Census, census
from .configuration import configuration
from .entry import Entry
from .errors import SiteError
from .html import Document
from .prerender import PATIENCE, Start, with_type
from .project import Project, Runtime

CORE = "/runtime/pyscript/core.js"
INTERPRETERS: dict[Runtime, str] = {
    "py": "/runtime/pyodide/pyodide.mjs",
    "mpy": "/runtime/micropython/micropython.mjs",
}
# `error` stays: it shows a traceback in the page
PLUGINS_OFF = (
    "codemirror",
    "deprecations-manager",
    "donkey",
    "py-editor",
    "py-game",
    "py-terminal",
)


def tolerant(entry: Entry) -> Census:
    """Follow an entry's imports; where one does not parse, PyScript shows it in the page."""
    try:
        return census(entry.source, entry.path, entry.folder, entry.needed)
    except SiteError:
        return Census()


class PyScript:
    """Starts Python with PyScript and the runtimes of the project itself.

    Args:
        url: gives the final address of what the manifest has at a URL
        imports: gives what an entry imports
        off: plugins of PyScript's that are not wanted, besides those that no page needs

    """

    def __init__(
        self,
        project: Project,
        url: Callable[[str], str] | None = None,
        imports: Callable[[Entry], Census] = tolerant,
        off: Iterable[str] = (),
    ) -> None:
        self._project = project
        self._url = url or (lambda url: project.base + url)
        self._imports = imports
        self._off = (*PLUGINS_OFF, *off)

    def start(self, entry: Entry, document: Document) -> Start:
        data: dict[str, Any] = {"python": self._url(CORE), "runtime": entry.runtime}
        if entry.runtime == "py":
            data["wait"] = PATIENCE["py"]
        config = json.dumps(self._config(entry), separators=(",", ":"))
        src = self._url(entry.url) if entry.url else None
        return Start(data, with_type(entry, src=src, config=config))

    def _config(self, entry: Entry) -> dict[str, Any]:
        own = configuration(entry, self._project)
        files = {
            self._url(self._place(path)): f"./{place(name, path)}"
            for name, path in sorted(self._imports(entry).modules.items())
        }
        return {
            **own,
            "interpreter": self._url(INTERPRETERS[entry.runtime]),
            "files": {**own.get("files", {}), **files},
            "plugins": [*own.get("plugins", []), *(f"!{name}" for name in self._off)],
        }

    def _place(self, path: Path) -> str:
        """Give the URL of a source file in the manifest."""
        if path.is_relative_to(PACKAGE):
            return "/" + path.relative_to(PACKAGE.parent).as_posix()
        folder = self._project.folder
        if not path.is_relative_to(folder):
            folder = self._project.root
        return "/" + path.relative_to(folder).as_posix()
