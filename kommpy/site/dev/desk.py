"""The dev server's own addresses, `/@kommpy/...`: scripts for the pages, changes, errors."""

import json
import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from kommpy.paths import normalise
from kommpy.site import html
from kommpy.site.census import Census, census
from kommpy.site.config import Configs
from kommpy.site.doctor import Report, examine
from kommpy.site.entry import Entry, find
from kommpy.site.errors import SiteError
from kommpy.site.html import Document, Splice, is_page
from kommpy.site.manifest import Manifest
from kommpy.site.origins import Origins
from kommpy.site.prerender import Prerenderer, Start, embedded
from kommpy.site.project import CONFIG, Project
from kommpy.site.pyscript import PyScript, tolerant
from kommpy.site.server import PLACE
from kommpy.site.standings import answer
from kommpy.site.terminal import complain, say

from . import tracebacks, watch
from .channel import Channel

SCRIPTS = ("dev.js", "doctor.js", "overlay.js", "panel.js", "window.js")
_FOLDER = Path(__file__).parent
_NOISE = re.compile(r"^\.|^4913$|~$|\.(sw[a-z]|tmp)$")  # what editors write beside a file


class DevPyScript(PyScript):
    """Starts pages that tell tools what their chat does, and whose errors are shown by us."""

    def __init__(self, project: Project) -> None:
        super().__init__(project, imports=_with_timeline, off=("error",))

    def start(self, entry: Entry, document: Document) -> Start:
        found = super().start(entry, document)
        return replace(found, data={**found.data, "dev": True})


def _with_timeline(entry: Entry) -> Census:
    found = tolerant(entry)
    if "kommpy" not in found.modules:
        return found
    return census(entry.source, entry.path, entry.folder, entry.needed | {"timeline"})


class Desk:
    """Answers for the dev server's own addresses, and watches the files.

    Attributes:
        channel: what the open pages hear of changes

    """

    def __init__(self, project: Project, manifest: Manifest, pages: Prerenderer) -> None:
        self.channel = Channel()
        self._project = project
        self._manifest = manifest
        self._pages = pages
        self._start = secrets.token_hex(4)  # a server that was started again has another one
        self._urls: dict[Path, str] = {}
        self._stop = Event()
        self._threads: list[Thread] = []
        self._said: set[str] = set()
        self._lock = Lock()

    # the files

    def begin(self) -> None:
        """Watch the files."""
        thread = Thread(target=self._watch, name="kommpy watcher", daemon=True)
        thread.start()
        self._threads.append(thread)

    def close(self) -> None:
        """Watch no more, and let the open pages go."""
        self._stop.set()
        self.channel.close()
        while self._threads:
            self._threads.pop().join()

    def _watch(self) -> None:
        roots = {self._project.root, self._project.folder}
        for paths in watch.changes(roots, self._stop):
            self.changed(paths)

    def changed(self, paths: set[Path]) -> None:
        """Tell the open pages of files that changed, where they are of the site."""
        paths = {path for path in paths if not _NOISE.search(path.name)}
        if self._project.root / CONFIG in paths:
            say(f"{CONFIG} has changed: start serve again to have it in force")
        known = self._urls
        if not paths <= known.keys():
            self._urls = {path: url for url, path in self._manifest.scan().items()}
        urls = {{**known, **self._urls}.get(path) for path in paths} - {None}
        if urls:
            self._said.clear()
            self.channel.tell([f"{self._project.base}{url}" for url in urls if url])

    # the pages

    def dressed(self, body: bytes, error: SiteError | None = None) -> bytes:
        """Put the dev script into a page, and what is wrong with it."""
        document = Document(body)
        src = f"{self._project.base}{PLACE}dev.js"
        version = f"{self._start}.{self.channel.version}"
        tag = html.element("script", {"src": src, "data-version": version})
        text = f"\n{tag}</script>"
        if error:
            data = embedded(tracebacks.of_site(error).as_json())
            text += f'<script type="application/json" id="kommpy-trouble">{data}</script>'
        return document.spliced([Splice(document.head, document.head, text)])

    def script(self, name: str) -> bytes | None:
        """Give one of the scripts; the first one begins with what the doctor has to see."""
        if name not in SCRIPTS:
            return None
        files = ("facts.js", name) if name == "dev.js" else (name,)
        return b"".join((_FOLDER / each).read_bytes() for each in files)

    def stream(self, write: Callable[[bytes], None]) -> None:
        """Write changes as server-sent events, until the page has gone or the server ends."""
        version = self.channel.version
        write(_event("hello", f"{self._start}.{version}"))
        while not self.channel.closed:
            version, urls = self.channel.after(version)
            news = {"version": version, "urls": urls}
            write(_event("changed", news) if urls else b": still here\n\n")

    # what the pages say and ask

    def hear(self, name: str, said: Any) -> dict[str, Any]:
        """Answer what a page says: an error, or what the doctor found in it."""
        return {"error": self.trouble, "doctor": self.diagnosis}[name](said)

    def diagnosis(self, facts: Any) -> dict[str, Any]:
        """Judge what the doctor found in a page."""
        report = self.examine(facts)
        return {**report.as_json(), "text": report.as_text()}

    def examine(self, facts: dict[str, Any]) -> Report:
        """Judge a page, with the author's files at hand."""
        page = str(facts["document"])
        path = (facts["chat"] or {}).get("path") or normalise(page, self._project.base)
        entry = self._entry(page)

        def place(name: str, pattern: str) -> str | None:
            return self.place(page, path, name, pattern)

        return examine(facts, entry=entry, place=place)

    def trouble(self, said: Any) -> dict[str, Any]:
        """Show an error of a page's Python in the terminal; gives what the page is to show."""
        if not isinstance(said, dict):
            raise TypeError("an error comes as an object")
        text, page = str(said.get("text", "")), str(said.get("page", ""))
        entry = self._entry(page)
        found = tracebacks.read(text, entry)
        shown_text = found.as_text()
        with self._lock:
            if shown_text not in self._said:  # once, however many pages are open
                self._said.add(shown_text)
                complain(shown_text)
        return found.as_json()

    def place(self, page: str, path: str, name: str, pattern: str) -> str | None:
        """Say where a setting stands: in the rule that holds for a path, or at least its rule.

        Args:
            page: the address of the page's file
            path: where the visitor is
            name: the setting
            pattern: the rule's

        """
        entry = self._entry(page)
        if entry is None:
            return None
        try:
            with Origins() as origins:
                config = Configs().of(entry.path)
                says = answer(config, path, origins).says if config else ()
            places = {each.name: each.place for each in says}
        except SiteError:
            places = {}
        if places.get(name):
            return str(places[name])
        frame = tracebacks.place_of(pattern, entry)
        return frame.place if frame else None

    def _entry(self, page: str) -> Entry | None:
        url = unquote(urlsplit(page).path).removeprefix(self._project.base)
        path = self._manifest.find(url) if url.startswith("/") else None
        if path is None or not is_page(path):
            return None
        try:
            return find(Document(path.read_bytes()), path, url, self._project)
        except (SiteError, OSError):
            return None


def _event(name: str, data: Any) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


def hint_at_watchfiles() -> None:
    """Say what makes reload quicker, where it is missing."""
    if not watch.is_told():
        say("Pages reload when a file is saved; sooner with: pip install watchfiles")
