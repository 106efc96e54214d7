"""What a whole site is made of: looked at once before anything is written."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from .census import Census, census
from .entry import Entry, find
from .html import Document
from .project import Project, Runtime

_INLINE = {"", "module", "text/javascript", "application/javascript", "importmap"}


@dataclass
class Survey:
    """What was found in the pages.

    Attributes:
        entries: what each Python entry imports, by its key
        runtimes: what the pages run on
        inline: CSP hashes of the pages' own inline scripts
        origins: where the pages have other scripts from
        handlers: whether there is JavaScript in attributes

    """

    entries: dict["Key", Census] = field(default_factory=dict)
    runtimes: set[Runtime] = field(default_factory=set)
    inline: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    handlers: bool = False

    def outside(self) -> set[str]:
        """Name what the Python of all pages together imports from elsewhere."""
        return set[str]().union(*(found.outside for found in self.entries.values()))

    def python(self) -> set[Path]:
        """Give the files of the pages' Python, which go into bundles."""
        entries = {key.path for key in self.entries}
        return entries.union(*(found.modules.values() for found in self.entries.values()))

    def of(self, entry: Entry) -> Census:
        """Give what an entry imports; each is followed once."""
        key = Key(entry.path, entry.source)
        if key not in self.entries:
            self.entries[key] = census(entry.source, entry.path, entry.folder)
        return self.entries[key]


@dataclass(frozen=True)
class Key:
    """What makes two entries the same."""

    path: Path
    source: str


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
            found.of(entry)
            found.runtimes.add(entry.runtime)
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
