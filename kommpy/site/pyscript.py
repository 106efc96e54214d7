"""Pages that start Python with PyScript: what the dev server serves."""

import json
import tomllib
from pathlib import Path
from typing import Any

from .census import PACKAGE, census
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


class PyScript:
    """Starts Python with PyScript and the runtimes of the project itself."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def start(self, entry: Entry, document: Document) -> Start:
        base = self._project.base
        data: dict[str, Any] = {"python": base + CORE, "runtime": entry.runtime}
        if entry.runtime == "py":
            data["wait"] = PATIENCE
        config = json.dumps(self._config(entry), separators=(",", ":"))
        src = base + entry.url if entry.url else None
        return Start(data, with_type(entry, src=src, config=config))

    def _config(self, entry: Entry) -> dict[str, Any]:
        own = {**self._project.pyscript, **_own(entry)}
        files = {**own.get("files", {}), **self._files(entry)}
        plugins = [*own.get("plugins", []), *(f"!{name}" for name in PLUGINS_OFF)]
        interpreter = self._project.base + INTERPRETERS[entry.runtime]
        return {**own, "interpreter": interpreter, "files": files, "plugins": plugins}

    def _files(self, entry: Entry) -> dict[str, str]:
        """Map the URLs of what the entry imports to where Python finds them."""
        try:
            found = census(entry.source, entry.path, entry.folder).modules
        except SiteError:
            # the browser's Python reports it, with a traceback in the page
            found = {}
        return {
            self._project.base + self._url(path): "./" + _place(name, path)
            for name, path in sorted(found.items())
        }

    def _url(self, path: Path) -> str:
        if path.is_relative_to(PACKAGE):
            return "/" + path.relative_to(PACKAGE.parent).as_posix()
        folder = self._project.folder
        if not path.is_relative_to(folder):
            folder = self._project.root
        return "/" + path.relative_to(folder).as_posix()


def _place(name: str, path: Path) -> str:
    stem = name.replace(".", "/")
    return f"{stem}/__init__.py" if path.name == "__init__.py" else f"{stem}.py"


def _own(entry: Entry) -> dict[str, Any]:
    """Give the PyScript configuration that the page's own tag names."""
    text = entry.tag.attributes.get("config", "").strip() if entry.tag else ""
    try:
        if text.startswith("{"):
            return dict(json.loads(text))
        if text.endswith(".json"):
            return dict(json.loads((entry.folder / text).read_bytes()))
        if text.endswith(".toml"):
            table = tomllib.loads((entry.folder / text).read_text("utf-8"))
            return {key: value for key, value in table.items() if key != "kommpy"}
        return tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise SiteError(f"the script's config {text!r}: {error}", path=entry.path) from error
