"""The build's own loaders: small modules that start a bare runtime with a page's bundle."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass

from .html import tag
from .publish import RUNTIME, Publisher
from .pyodide import BOOT, Pyodide
from .slim import trimmed
from .zips import Files


@dataclass(frozen=True)
class Loader:
    """A loader, published.

    Attributes:
        url: the module that starts Python
        links: hints to all that it will ask for, the bundle aside
        urgent: whether these may come before the page's other files

    """

    url: str
    links: str
    urgent: bool

    def hints(self, bundle: str) -> str:
        return self.links + fetch(bundle, urgent=self.urgent)


def micropython(publisher: Publisher) -> Loader:
    """Publish MicroPython and its loader."""
    place = "/runtime/micropython/"
    names = ("micropython.mjs", "micropython.wasm")
    boot = (BOOT / "mpy.mjs").read_text("utf-8")
    files = _files(publisher, place, names)
    folder, at = _published(publisher, place, boot, files)
    links = module(folder + "boot.mjs", None, urgent=True)
    links += module(at + names[0], files[names[0]], urgent=True)
    links += fetch(at + names[1], urgent=True)
    return Loader(folder + "boot.mjs", links, urgent=True)


def pyodide(publisher: Publisher, tools: Pyodide, imported: Collection[str]) -> Loader:
    """Publish Pyodide, trimmed to what is imported, and its loader."""
    place = "/runtime/pyodide/"
    modules = ("pyodide.mjs", "pyodide.asm.mjs")
    names = (*modules, "pyodide.asm.wasm", "python_stdlib.zip")
    files = _files(publisher, place, names)
    lock = json.loads((tools.folder / "pyodide-lock.json").read_bytes())
    boot = (BOOT / "py.mjs").read_text("utf-8").replace("INFO", json.dumps(lock["info"]))
    library = {"python.zip": trimmed(tools, imported)}
    folder, at = _published(publisher, place, boot, files, library)
    links = module(folder + "boot.mjs", None, urgent=False)
    links += "".join(module(at + name, files[name], urgent=False) for name in modules)
    links += fetch(at + "pyodide.asm.wasm", urgent=False)
    links += fetch(folder + "python.zip", urgent=False)
    return Loader(folder + "boot.mjs", links, urgent=False)


def _files(publisher: Publisher, place: str, names: Collection[str]) -> Files:
    paths = dict(publisher.runtimes.files())
    return {name: paths[place + name].read_bytes() for name in names}


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


def module(url: str, content: bytes | None, *, urgent: bool) -> str:
    """Write a hint to a module; its content makes an integrity attribute."""
    integrity = None
    if content is not None:
        integrity = "sha384-" + b64encode(hashlib.sha384(content).digest()).decode()
    return tag(
        "link",
        rel="modulepreload",
        href=url,
        crossorigin="" if "//" in url else None,
        integrity=integrity,
        fetchpriority=None if urgent else "low",
    )


def fetch(url: str, *, urgent: bool) -> str:
    """Write a hint to what a module fetches."""
    low = None if urgent else "low"
    # `as` is a word of Python's
    return tag("link", rel="preload", as_="fetch", href=url, crossorigin="", fetchpriority=low)
