"""Pages that start a bare runtime: what the build writes where nothing needs PyScript."""

from pathlib import Path
from typing import Any, Literal

from . import bundle, loaders
from .cache import Cache
from .entry import Entry
from .errors import SiteError
from .html import Document
from .loaders import Loader
from .prerender import PATIENCE, Start
from .project import Project, Runtime
from .publish import PYTHON, Publisher
from .pyodide import Pyodide
from .pyscript import PyScript, configuration
from .survey import Key, Survey

By = Literal["direct", "pyscript"]


class Direct:
    """Starts Python with the build's own loaders; with PyScript where a page makes use of it."""

    def __init__(
        self, project: Project, found: Survey, publisher: Publisher, cache: Cache, loader: By
    ) -> None:
        self.used_pyscript = False
        self._project = project
        self._survey = found
        self._publisher = publisher
        self._cache = cache
        self._by = loader
        self._pyodide = Pyodide(publisher.runtimes, cache)
        self._pyscript = PyScript(project, publisher, found.of)
        self._loaders: dict[Runtime, Loader] = {}
        self._bundles: dict[tuple[Key, Runtime], str] = {}

    def start(self, entry: Entry, document: Document) -> Start:
        if self._by == "pyscript" or self._needs_pyscript(entry, document):
            self.used_pyscript = True
            return self._pyscript.start(entry, document)
        loader = self._loader(entry.runtime)
        at = self._bundle(entry)
        data: dict[str, Any] = {"python": loader.url, "runtime": entry.runtime, "bundle": at}
        if entry.runtime == "py":
            data["wait"] = PATIENCE
        return Start(data, hints=loader.hints(at))

    def _needs_pyscript(self, entry: Entry, document: Document) -> bool:
        imports = {name.partition(".")[0] for name in self._survey.of(entry).outside}
        asked = {"packages", "files", "fetch"} & set(configuration(entry, self._project))
        return "pyscript" in imports or bool(asked) or document.pythons > 1

    def _loader(self, runtime: Runtime) -> Loader:
        if runtime not in self._loaders:
            if runtime == "mpy":
                self._loaders[runtime] = loaders.micropython(self._publisher)
            else:
                imported, _ = self._pyodide.imported(self._survey.outside())
                self._loaders[runtime] = loaders.pyodide(self._publisher, self._pyodide, imported)
        return self._loaders[runtime]

    def _bundle(self, entry: Entry) -> str:
        key = Key(entry.path, entry.source), entry.runtime
        if key not in self._bundles:
            content = self._mpy(entry) if entry.runtime == "mpy" else self._py(entry)
            suffix = "bin" if entry.runtime == "mpy" else "zip"
            self._bundles[key] = self._publisher.file(
                f"{PYTHON}{entry.path.stem}.{suffix}", content
            )
        return self._bundles[key]

    def _mpy(self, entry: Entry) -> bytes:
        return bundle.for_micropython(entry, self._survey.of(entry), self._cache)

    def _py(self, entry: Entry) -> bytes:
        found = self._survey.of(entry)
        for name in sorted(self._pyodide.imported(found.outside)[1]):
            path = found.outside[name]
            # `from datetime import date` may have meant a module, too
            if path and not bundle.is_ours(path) and "." not in name:
                raise _unknown(name, path)
        return bundle.for_pyodide(entry, found, self._pyodide)


def _unknown(name: str, path: Path) -> SiteError:
    return SiteError(
        f"it imports {name}, which is neither a file beside it nor part of the standard library; "
        f'if it is a package, pyscript.toml has to name it: packages = ["{name}"]',
        path=path,
    )
