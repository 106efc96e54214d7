"""Part of the trimmed standard library: brings the rest of it when it is asked for.

Python imports this module by itself when it starts.
"""

import gc
import os
import sys
from _codecs import utf_16_le_encode
from zipimport import zipimporter

HERE = "/lib/python314.zip"
KEPT = f"{HERE}/kept"
REST = "/lib/rest.zip"


def fetch() -> None:
    """Fetch the whole standard library."""
    import js

    request = js.XMLHttpRequest.new()
    # an import cannot wait for a promise
    request.open("GET", js.kommpy.rest, False)
    request.overrideMimeType("text/plain; charset=x-user-defined")
    request.send()
    if request.status != 200:  # noqa: PLR2004
        raise ImportError(f"{js.kommpy.rest}: {request.status} {request.statusText}")
    with open(REST, "wb") as file:
        # each byte is the lower half of a character
        file.write(utf_16_le_encode(request.responseText)[0][::2])


def importer(name: str) -> zipimporter:
    """Give the importer that knows a module of the rest."""
    if not os.path.exists(REST):  # noqa: PTH110 - pathlib is part of the rest
        fetch()
    return zipimporter("/".join([REST, *name.split(".")[:-1]]))


class Rest:
    """Finds the modules that were left out, which the archive's `rest.txt` names."""

    names: frozenset[str] = frozenset()

    @classmethod
    def find_spec(cls, name: str, path: object, target: object = None) -> object:
        if not cls.names:
            text = zipimporter(HERE).get_data("rest.txt").decode()
            cls.names = frozenset(text.split())
        return importer(name).find_spec(name) if name in cls.names else None


def complete(namespace: dict[str, object], name: str) -> object:
    """Run a module that began as a stub, in its own namespace, for the sake of one name."""
    module = str(namespace["__name__"])
    if name.startswith("__") or namespace.pop("__getattr__", None) is None:
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    try:
        code = zipimporter(KEPT).get_code(module)
    except ImportError:
        code = importer(module).get_code(module)
    exec(code, namespace)  # noqa: S102
    if name in namespace:
        return namespace[name]
    if "__getattr__" in namespace:  # the real module's own
        return namespace["__getattr__"](name)  # type: ignore[operator]
    raise AttributeError(f"module {module!r} has no attribute {name!r}")


gc.disable()  # nothing is garbage while Python starts; `py.mjs` enables it again
sys.meta_path.append(Rest)  # type: ignore[arg-type]
