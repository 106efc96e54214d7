"""What a whole site is made of: looked at once before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from . import micropython
from .census import READING, Census, census
from .csp import csp_hash
from .entry import Entry, find
from .html import Document
from .project import Project, Runtime

_INLINE = {"", "module", "text/javascript", "application/javascript", "importmap"}


@dataclass(frozen=True)
class Program:
    """What an entry runs: the same for all pages that name it and need the same of kommpy."""

    path: Path
    source: str
    runtime: Runtime
    needed: frozenset[str]


@dataclass
class Survey:
    """What was found in the pages.

    Attributes:
        programs: what the pages run, each with what it imports
        inline: CSP hashes of the pages' own inline scripts
        sources: where the pages have other things from, by directive of a policy
        handlers: whether there is JavaScript in attributes

    """

    programs: dict[Program, Census] = field(default_factory=dict)
    inline: set[str] = field(default_factory=set)
    sources: dict[str, set[str]] = field(default_factory=dict)
    handlers: bool = False

    def look(self, document: Document) -> None:
        """Take in what a page holds besides kommpy's."""
        self.handlers = self.handlers or document.handlers
        if document.styled:
            self._add("style-src", "'unsafe-inline'")
        for directive, url in document.asked:
            self._add(directive, _origin(url))
        for script in document.scripts:
            src = script.attributes.get("src")
            if src is None and script.type in _INLINE:
                self.inline.add(csp_hash(script.text))
            elif src and not script.is_ours:
                self._add("script-src", _origin(src))

    def _add(self, directive: str, source: str) -> None:
        if source:
            self.sources.setdefault(directive, set()).add(source)

    def on(self, runtime: Runtime) -> dict[Program, Census]:
        """Give what runs on one runtime."""
        return {key: found for key, found in self.programs.items() if key.runtime == runtime}

    def python(self) -> set[Path]:
        """Give the files of the pages' Python, which go into bundles."""
        mains = {program.path for program in self.programs}
        return mains.union(*(found.modules.values() for found in self.programs.values()))

    def program(self, entry: Entry) -> Program:
        """Give what an entry runs; its imports are followed once."""
        program = Program(entry.path, entry.source, entry.runtime, entry.needed)
        if program not in self.programs:
            found = census(entry.source, entry.path, entry.folder, program.needed)
            if entry.runtime == "mpy":
                found.modules = {k: v for k, v in found.modules.items() if k not in READING}
            self.programs[program] = found
        return program

    def imports(self, entry: Entry) -> Census:
        """Give what an entry imports."""
        return self.programs[self.program(entry)]


def survey(pages: Iterable[tuple[str, Path]], project: Project) -> Survey:
    """Look at all pages.

    Raises:
        SiteError: a page or its Python is wrong

    """
    found = Survey()
    for url, path in pages:
        document = Document(path.read_bytes())
        entry = find(document, path, url, project)
        if entry:
            imports = found.imports(entry)
            if entry.runtime == "mpy":
                micropython.look(entry, imports, project)
        found.look(document)
    return found


def _origin(url: str) -> str:
    """Give the source expression of an address on another server, `""` where it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = "".join(letter for letter in parts.netloc.rpartition("@")[2] if letter not in " ;,'\"")
    return f"{'http' if parts.scheme == 'http' else 'https'}://{host}" if host else ""
