"""Pyodide's standard library, trimmed to what a site's Python loads."""

from collections.abc import Collection

from .pyodide import Pyodide
from .zips import stored


def trimmed(pyodide: Pyodide, imported: Collection[str]) -> bytes:
    """Give the library as an archive of compiled modules.

    Args:
        pyodide: where it comes from
        imported: the modules to keep; what is left out comes when it is asked for

    """
    library = pyodide.stdlib()
    names = {path: module(path) for path in library}
    kept = {path for path, name in names.items() if name in imported or path.startswith("kept/")}
    # below a package that is left out as well, the package is what is asked for first
    rest = {name for name in names.values() if name not in imported and _is_next(name, imported)}
    listed = " ".join(sorted(rest)).encode()
    return stored({**{path: library[path] for path in kept}, "rest.txt": listed})


def module(path: str) -> str:
    """Give the name of the module in a compiled file."""
    return path.removesuffix(".pyc").replace("/", ".").removesuffix(".__init__")


def _is_next(name: str, imported: Collection[str]) -> bool:
    parent = name.rpartition(".")[0]
    return not parent or parent in imported
