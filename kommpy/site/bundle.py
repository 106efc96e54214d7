"""One file with all the Python of a page, compiled for the runtime that will run it."""

import json
from pathlib import Path

from . import micropython
from .authored import python
from .cache import Cache, digest
from .census import PACKAGE, Census
from .micropython import shown
from .pyodide import Source
from .survey import Program
from .zips import stored


def place(name: str, path: Path) -> str:
    """Give the path of a module's source, as Python looks for it."""
    stem = name.replace(".", "/")
    return f"{stem}/__init__.py" if path.name == "__init__.py" else f"{stem}.py"


def sources(program: Program, found: Census) -> dict[str, Source]:
    """Give what Pyodide is to compile, by place; the page's own Python is `__main__`."""
    modules = {
        place(name, path): Source(python(path).encode(), shown(path), 2 if is_ours(path) else 0)
        for name, path in found.modules.items()
    }
    main = Source(program.source.encode(), shown(program.path), main=True)
    return {**modules, "__main__.py": main}


def for_pyodide(wanted: dict[str, Source], compiled: dict[Source, bytes]) -> bytes:
    """Pack compiled modules."""
    return stored({f"{name}c": compiled[source] for name, source in wanted.items()})


def for_micropython(program: Program, found: Census, cache: Cache) -> bytes:
    """Put compiled modules one after the other, the page's own Python last, as it is."""
    files = [_bytecode(name, path, cache) for name, path in sorted(found.modules.items())]
    files.append(("main.py", program.source.encode()))
    names = json.dumps([[name, len(content)] for name, content in files])
    return names.encode() + b"\n" + b"".join(content for _, content in files)


def is_ours(path: Path) -> bool:
    return path.is_relative_to(PACKAGE)


def _bytecode(name: str, path: Path, cache: Cache) -> tuple[str, bytes]:
    target = place(name, path)
    source = python(path).encode()
    compiler = micropython.command()
    if compiler is None:
        return target, source
    # line numbers and assertions matter in the author's own files only
    option = micropython.SMALL if is_ours(path) else micropython.LINES
    key = f"mpy-{digest(source, shown(path), compiler, option)}"
    content = cache.bytes(key, lambda: micropython.compiled(compiler, source, path, option))
    return target.removesuffix(".py") + ".mpy", content
