"""The build's own loaders: small modules that start a bare runtime with a page's bundle."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass

from .errors import SiteError
from .publish import RUNTIME, Publisher
from .pyodide import BOOT, Pyodide
from .slim import trimmed
from .zips import Files

Link = dict[str, str]  # attributes of a <link>
# Pyodide gives each of its eight thousand functions an address before it starts, for libraries to
# be linked with; one that is loaded later asks for those that it needs, all the same
_LINKING = (
    b"for(var symName in exports){if(isInternalSym(symName)){continue}",
    b"for(var symName in exports){if(!GOT[symName]||isInternalSym(symName)){continue}",
)


@dataclass(frozen=True)
class Loader:
    """A loader, published.

    Attributes:
        url: the module that starts Python
        links: hints to all that it will ask for, the bundle aside
        urgent: whether these may come before the page is there

    """

    url: str
    links: list[Link]
    urgent: bool

    def hints(self, bundle: str) -> list[Link]:
        return [*self.links, fetch(bundle)]


def micropython(publisher: Publisher) -> Loader:
    """Publish MicroPython and its loader."""
    place = "/runtime/micropython/"
    names = ("micropython.mjs", "micropython.wasm")
    boot = (BOOT / "mpy.mjs").read_text("utf-8")
    files = _files(publisher, place, names)
    folder, at = _published(publisher, place, boot, files)
    links = [
        module(folder + "boot.mjs"),
        module(at + names[0], files[names[0]]),
        fetch(at + names[1]),
    ]
    return Loader(folder + "boot.mjs", links, urgent=True)


def pyodide(publisher: Publisher, tools: Pyodide, imported: Collection[str]) -> Loader:
    """Publish Pyodide, trimmed to what is imported, and its loader."""
    place = "/runtime/pyodide/"
    modules = ("pyodide.mjs", "pyodide.asm.mjs")
    names = (*modules, "pyodide.asm.wasm", "python_stdlib.zip")
    files = _files(publisher, place, names)
    if not publisher.cdn:
        files["pyodide.asm.mjs"] = _linked_late(files["pyodide.asm.mjs"])
    lock = json.loads((tools.folder / "pyodide-lock.json").read_bytes())
    boot = (BOOT / "py.mjs").read_text("utf-8").replace("INFO", json.dumps(lock["info"]))
    library = {"python.zip": trimmed(tools, imported)}
    folder, at = _published(publisher, place, boot, files, library)
    links = [
        module(folder + "boot.mjs"),
        *(module(at + name, files[name]) for name in modules),
        fetch(at + "pyodide.asm.wasm"),
        fetch(folder + "python.zip"),
    ]
    return Loader(folder + "boot.mjs", links, urgent=False)


def _files(publisher: Publisher, place: str, names: Collection[str]) -> Files:
    paths = dict(publisher.runtimes.files())
    return {name: paths[place + name].read_bytes() for name in names}


def _linked_late(script: bytes) -> bytes:
    old, new = _LINKING
    if script.count(old) != 1:
        raise SiteError("this Pyodide's pyodide.asm.mjs is not the one that kommpy knows")
    return script.replace(old, new)


def _published(
    publisher: Publisher, place: str, boot: str, files: Files, own: Files | None = None
) -> tuple[str, str]:
    """Publish a loader beside its runtime; gives the folders of the two."""
    name = place.removeprefix(RUNTIME).rstrip("/")
    own = own or {}
    if not publisher.cdn:
        folder = publisher.folder(name, {"boot.mjs": boot.encode(), **files, **own})
        return folder, folder
    at = publisher.runtimes.cdn(place)
    for each in files:
        boot = boot.replace(f'"./{each}"', f'"{at}{each}"')
    return publisher.folder(name, {"boot.mjs": boot.encode(), **own}), at


def module(url: str, content: bytes | None = None) -> Link:
    """Give a hint to a module; its content makes an integrity attribute."""
    link = {"rel": "modulepreload", "href": url}
    if "//" in url:
        link["crossorigin"] = ""
    if content is not None:
        link["integrity"] = "sha384-" + b64encode(hashlib.sha384(content).digest()).decode()
    return link


def fetch(url: str) -> Link:
    """Give a hint to what a module fetches."""
    return {"rel": "preload", "as": "fetch", "href": url, "crossorigin": ""}
