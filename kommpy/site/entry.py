"""The Python that a page starts: what its script tag says."""

import textwrap
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from .census import COUNTING, seldom_in_html
from .errors import SiteError
from .html import Document, Script
from .project import Project, Runtime


@dataclass(frozen=True)
class Entry:
    """The Python of one page.

    Attributes:
        source: the Python text
        path: the file it stands in
        folder: where its sibling modules are
        url: address of the file, `None` where the text stands in the page itself
        runtime: what it runs on
        hold: whether Python begins the widget, and not the seed
        tag: the element in the page, `None` where the page has none
        html: the whole page
        counts: whether the visitor's visits are counted, wherever in the site they are asked for

    """

    source: str
    path: Path
    folder: Path
    url: str | None
    runtime: Runtime
    hold: bool
    tag: Script | None
    html: str
    counts: bool

    @property
    def text(self) -> str:
        """The Python text, each line with the number that it has in its file."""
        before = self.html.count("\n", 0, self.tag.inner) if self.tag and not self.url else 0
        return "\n" * before + self.source

    @property
    def needed(self) -> frozenset[str]:
        """What the page needs of kommpy, besides what its Python names."""
        return seldom_in_html(self.html) | (COUNTING if self.counts else frozenset())


def find(document: Document, path: Path, url: str, project: Project) -> Entry | None:
    """Give the entry of a page: its own script tag's, or else the site's."""
    for script in document.scripts:
        if not script.end and (script.is_python or script.is_ours):
            line = document.text.count("\n", 0, script.start) + 1
            raise SiteError("this <script> is never closed", path=path, line=line)
    for script in document.python:
        return _of_tag(script, path, url, project, document.text)
    if project.main is None or not project.site:
        return None
    main = project.main
    at = "/" + main.relative_to(project.root).as_posix()
    runtime = project.runtime or project.default_runtime
    source = main.read_text("utf-8")
    html = document.text
    return Entry(source, main, main.parent, at, runtime, False, None, html, project.counts)


def _of_tag(script: Script, path: Path, url: str, project: Project, html: str) -> Entry:
    runtime: Runtime = project.runtime or ("mpy" if script.type == "mpy" else "py")
    hold = "data-kommpy-hold" in script.attributes
    src = script.attributes.get("src")
    if src is None:
        text = textwrap.dedent(script.text)
        return Entry(text, path, path.parent, None, runtime, hold, script, html, project.counts)
    at = normpath(join(dirname(url), unquote(_path(src, path))))
    if project.base and at.startswith(f"{project.base}/"):
        at = at[len(project.base) :]
    file = _file(at, project)
    if file is None:
        raise SiteError(f"the script's src {src!r} names no file of this site", path=path)
    source = file.read_text("utf-8")
    return Entry(source, file, file.parent, at, runtime, hold, script, html, project.counts)


def _path(src: str, page: Path) -> str:
    try:
        parts = urlsplit(src)
    except ValueError:
        parts = None
    if parts is None or parts.scheme or parts.netloc:
        raise SiteError(
            f"the script's src {src!r} leads off this site; name a file of the site by its path, "
            'such as "/pages/main.py"',
            path=page,
        )
    return parts.path


def _file(url: str, project: Project) -> Path | None:
    for folder in (project.folder, project.root):
        file = folder / url.lstrip("/")
        if file.is_file() and file.resolve().is_relative_to(folder):
            return file
    return None
