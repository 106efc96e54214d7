"""The pages of a site, each with the Python that it starts and what holds on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kommpy.paths import normalise

from .config import Config
from .entry import Entry, find
from .html import Document, is_page
from .manifest import Manifest
from .prerender import Prerenderer
from .project import Project
from .pyscript import PyScript


@dataclass(frozen=True)
class SitePage:
    """One page.

    Attributes:
        path: its path, as rules are compared with it
        url: its address below the base path
        file: where its HTML stands
        document: its HTML
        entry: the Python that it starts, `None` where it starts none
        config: what `config.py` beside that Python says, `None` where there is none

    """

    path: str
    url: str
    file: Path
    document: Document
    entry: Entry | None
    config: Config | None

    @property
    def html(self) -> str:
        """Its HTML as text."""
        return self.document.text


class SitePages:
    """All pages of a project.

    Attributes:
        files: the pages' files by their address
        urls: the pages' addresses by their path

    """

    def __init__(self, project: Project) -> None:
        self.project = project
        named = Manifest(project, None).named()
        self.files = {url: path for url, path in named.items() if is_page(path)}
        self.urls = {normalise(url): url for url in self.files}
        self._prerenderer = Prerenderer(project, PyScript(project))

    def __iter__(self) -> Iterator[SitePage]:
        """Read each page; raises `SiteError` where one is wrong."""
        return map(self.read, self.files)

    def at(self, path: str) -> str | None:
        """Give the address of the page that a path leads to, hash routes and all."""
        found = normalise(path, self.project.base)
        return self.urls.get(found) or self.urls.get(normalise(found.partition("#")[0]))

    def read(self, url: str) -> SitePage:
        """Read one page by its address.

        Raises:
            SiteError: the page, or the configuration behind it, is wrong

        """
        file = self.files[url]
        document = Document(file.read_bytes())
        entry = find(document, file, url, self.project)
        config = self._prerenderer.configs.of(entry.path) if entry else None
        return SitePage(normalise(url), url, file, document, entry, config)

    def data(self, page: SitePage) -> dict[str, Any]:
        """Give what prerendering would write into a page.

        Raises:
            SiteError: its rule fails, or what would be written must not be public

        """
        if page.entry is None:
            return {}
        return self._prerenderer.widget(page.config, page.entry, page.url)
