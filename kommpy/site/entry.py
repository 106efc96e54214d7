"""The Python that a page starts: what its script tag says."""

import textwrap
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from .authored import python
from .census import COUNTING, seldom_in_html
from .errors import SiteError
from .html import Document, Script
from .project import Project, Runtime

_UTF_16 = ("\udcff\udcfe", "\udcfe\udcff")  # byte order marks, as `Document` keeps them


@dataclass(frozen=True)
class Entry:
    """The Python of one page.

    Attributes:
        source: the Python text; where it stands in the page, an empty line for each one above it
        path: the file it stands in
        folder: where its sibling modules are
        url: address of the file, `None` where the text stands in the page itself
        runtime: what it runs on
        hold: whether Python begins the widget, and not the seed
        tag: the element in the page, `None` where the page has none
        html: the whole page
        counts: whether the visitor's visits are counted, wherever in the site they are asked for
        above: how many lines of the page stand above it

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
    above: int = 0

    @property
    def needed(self) -> frozenset[str]:
        """What the page needs of kommpy, besides what its Python names."""
        return seldom_in_html(self.html) | (COUNTING if self.counts else frozenset())


def find(document: Document, path: Path, url: str, project: Project) -> Entry | None:
    """Give the entry of a page: its own script tag's, or else the site's.

    Raises:
        SiteError: the page, or its Python, cannot be read

    """
    if document.text.startswith(_UTF_16):
        raise SiteError("the page is in UTF-16: save it as UTF-8", path=path)
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
    html = document.text
    return Entry(python(main), main, main.parent, at, runtime, False, None, html, project.counts)


def _of_tag(script: Script, path: Path, url: str, project: Project, html: str) -> Entry:
    runtime: Runtime = project.runtime or ("mpy" if script.type == "mpy" else "py")
    hold = "data-kommpy-hold" in script.attributes
    src = script.attributes.get("src")
    if src is None:
        above = html.count("\n", 0, script.inner)
        text = "\n" * above + _inline(script, path, above)
        counts = project.counts
        return Entry(text, path, path.parent, None, runtime, hold, script, html, counts, above)
    at = normpath(join(dirname(url), unquote(_path(src, path))))
    if project.base and at.startswith(f"{project.base}/"):
        at = at[len(project.base) :]
    file = _file(at, project)
    if file is None:
        raise SiteError(f"the script's src {src!r} names no file of this site", path=path)
    source = python(file)
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


def _inline(script: Script, path: Path, above: int) -> str:
    """Give the Python in an element; to a browser, its lines end as they do in Python."""
    try:
        script.text.encode()
    except UnicodeEncodeError as error:  # a byte that was kept as it was
        line = above + script.text.count("\n", 0, error.start) + 1
        message = (
            "this is not UTF-8: save the page as UTF-8, or keep its Python in a file beside it"
        )
        raise SiteError(message, path=path, line=line) from error
    return textwrap.dedent(script.text.replace("\r\n", "\n"))


def _file(url: str, project: Project) -> Path | None:
    for folder in (project.folder, project.root):
        file = folder / url.lstrip("/")
        if file.is_file() and file.resolve().is_relative_to(folder):
            return file
    return None
