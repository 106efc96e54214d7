"""The runtimes as they are served: Pyodide's standard library compiled, which starts it sooner."""

import sys
from pathlib import Path

from .cache import Cache
from .errors import SiteError
from .pyodide import Pyodide
from .runtime import Runtimes, install


def quick_runtimes(root: Path) -> Runtimes:
    """Give a project's runtimes; as it is published, each page would compile the library again."""
    runtimes = install(root)
    pyodide = Pyodide(runtimes, Cache(root / ".kommpy" / "cache"))
    return Runtimes(runtimes.folder, pyodide.library())


if __name__ == "__main__":
    try:
        quick_runtimes(Path.cwd())
    except SiteError as error:
        sys.exit(str(error))
