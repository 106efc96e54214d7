"""What a whole site is made of: looked at once before anything is written."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from .census import Census, census, seldom
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
        origins: where the pages have other scripts from
        handlers: whether there is JavaScript in attributes

    """

    programs: dict[Program, Census] = field(default_factory=dict)
    inline: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    handlers: bool = False

    def on(self, runtime: Runtime) -> dict[Program, Census]:
        """Give what runs on one runtime."""
        return {key: found for key, found in self.programs.items() if key.runtime == runtime}

    def python(self) -> set[Path]:
        """Give the files of the pages' Python, which go into bundles."""
        mains = {program.path for program in self.programs}
        return mains.union(*(found.modules.values() for found in self.programs.values()))

    def program(self, entry: Entry) -> Program:
        """Give what an entry runs; its imports are followed once."""
        program = Program(entry.path, entry.source, entry.runtime, seldom(entry.html))
        if program not in self.programs:
            self.programs[program] = census(entry.source, entry.path, entry.folder, program.needed)
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
            found.program(entry)
        found.handlers = found.handlers or document.handlers
        for script in document.scripts:
            src = script.attributes.get("src")
            if src is None and script.type in _INLINE:
                found.inline.add(csp_hash(script.text))
            elif src and not script.is_ours and urlsplit(src).netloc:
                found.origins.add(f"https://{urlsplit(src).netloc}")
    return found


def csp_hash(text: str) -> str:
    """Give the source expression that allows an inline script."""
    found = hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
    return f"'sha256-{b64encode(found).decode()}'"
