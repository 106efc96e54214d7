"""Pages that start a bare runtime: what the build writes where nothing needs PyScript."""

from functools import cached_property
from pathlib import Path
from typing import Literal

from . import bundle, loaders
from .cache import Cache
from .census import Census
from .configuration import brings_files
from .entry import Entry
from .errors import SiteError
from .html import Document, element
from .loaders import Loader
from .prerender import PATIENCE, Start
from .project import Project, Runtime
from .publish import PYTHON, Publisher
from .pyodide import Pyodide, Source
from .pyscript import PyScript
from .survey import Program, Survey

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
        self._pyscript = PyScript(project, publisher, found.imports)
        self._loaders: dict[Runtime, Loader] = {}
        self._bundles: dict[Program, str] = {}

    def start(self, entry: Entry, document: Document) -> Start:
        if self._by == "pyscript" or self._needs_pyscript(entry, document):
            self.used_pyscript = True
            return self._pyscript.start(entry, document)
        loader = self._loader(entry.runtime)
        at = self._bundle(self._survey.program(entry))
        wait = PATIENCE[entry.runtime]
        data = {"python": loader.url, "runtime": entry.runtime, "bundle": at, "wait": wait}
        hints = [{**each, "fetchpriority": "low"} for each in loader.hints(at)]
        if not loader.urgent:
            return Start({**data, "ahead": hints})
        return Start(data, hints="".join(element("link", {**each}) for each in hints))

    def _needs_pyscript(self, entry: Entry, document: Document) -> bool:
        imports = {name.partition(".")[0] for name in self._survey.imports(entry).outside}
        asked = brings_files(entry, self._project)
        return "pyscript" in imports or asked or document.pythons > 1

    def _loader(self, runtime: Runtime) -> Loader:
        if runtime not in self._loaders:
            self._loaders[runtime] = (
                loaders.micropython(self._publisher)
                if runtime == "mpy"
                else loaders.pyodide(self._publisher, self._pyodide, self._imported[0])
            )
        return self._loaders[runtime]

    def _bundle(self, program: Program) -> str:
        if program not in self._bundles:
            found = self._survey.programs[program]
            if program.runtime == "mpy":
                suffix, content = "bin", bundle.for_micropython(program, found, self._cache)
            else:
                self._check(found)
                wanted = bundle.sources(program, found)
                suffix, content = "zip", bundle.for_pyodide(wanted, self._compiled)
            name = f"{PYTHON}{program.path.stem}.{suffix}"
            self._bundles[program] = self._publisher.file(name, content)
        return self._bundles[program]

    @cached_property
    def _imported(self) -> tuple[set[str], set[str]]:
        """What all pages together load of the standard library, and what is no part of it."""
        outside = (found.outside for found in self._survey.on("py").values())
        return self._pyodide.imported(set[str]().union(*outside))

    @cached_property
    def _compiled(self) -> dict[Source, bytes]:
        """The Python of all pages: starting Pyodide once for each of them would take long."""
        programs = self._survey.on("py").items()
        return self._pyodide.compiled(
            {source for each in programs for source in bundle.sources(*each).values()}
        )

    def _check(self, found: Census) -> None:
        for name, (path, line) in found.required.items():
            if name in self._imported[1] and not bundle.is_ours(path):
                raise _unknown(name, path, line)


def _unknown(name: str, path: Path, line: int) -> SiteError:
    return SiteError(
        f"it imports {name}, which is neither a file beside it nor part of the standard library; "
        f'if it is a package, pyscript.toml has to name it: packages = ["{name}"]',
        path=path,
        line=line,
    )
