"""The project: where its files are and how its pages start Python."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePath
from time import monotonic
from typing import Any, Literal

from .census import COUNTED
from .csp import ORDER
from .errors import SiteError

Runtime = Literal["py", "mpy"]
Source = Literal["standin", "live"]

CONFIG = "pyscript.toml"
MAIN = "pages/main.py"
FILES = ("index.html", "pages/**")
KNOWN = {"runtime", "main", "files", "csp"}


@dataclass(frozen=True)
class Project:
    """One site, as the command line and `pyscript.toml` describe it.

    Attributes:
        root: folder that the site's URLs begin at
        site: folder of ready HTML from another generator, in place of the project's own pages
        base: the path below which the site will lie, such as `/project`
        widget: the stand-in, or the vendor's own script
        runtime: overrides what the pages' script tags say
        default_runtime, main: runtime and entry of pages without a script tag of their own
        files: patterns of what belongs to the site besides kommpy
        csp: sources that the pages need besides, by directive of the Content-Security-Policy
        pyscript: what `pyscript.toml` says to PyScript itself

    """

    root: Path
    site: Path | None = None
    base: str = ""
    widget: Source = "standin"
    runtime: Runtime | None = None
    default_runtime: Runtime = "py"
    main: Path | None = None
    files: tuple[str, ...] = FILES
    csp: dict[str, list[str]] = field(default_factory=dict)
    pyscript: dict[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where the HTML is."""
        return self.site or self.root

    @property
    def counts(self) -> bool:
        """Whether the site's Python waits for a `visit` or a `page_view` anywhere."""
        now = int(monotonic())  # looked at once a second: many pages ask
        return _counts(self.root, self.main if self.site else None, self.files, now)


def read(
    root: Path,
    *,
    site: Path | None = None,
    base: str = "",
    widget: Source = "standin",
    runtime: Runtime | None = None,
) -> Project:
    """Read `pyscript.toml` in `root`, where there is one, and check what it says of kommpy."""
    root = root.resolve()
    path = root / CONFIG
    pyscript = _toml(path)
    table = pyscript.pop("kommpy", {})
    _check(table, path)
    if site is not None and not site.is_dir():
        raise SiteError(f"--site {site}: there is no such folder")
    main = _main(table, root, path)
    if site is not None and main is None:
        raise SiteError(
            f"--site {site}: no Python to add to its pages; write {MAIN}, or name another file by "
            f"main in the [kommpy] table of {CONFIG}"
        )
    return Project(
        root=root,
        site=site and site.resolve(),
        base=normal_base(base),
        widget=widget,
        runtime=runtime,
        default_runtime=table.get("runtime", "py"),
        main=main,
        files=tuple(table.get("files", FILES)),
        csp=table.get("csp", {}),
        pyscript=pyscript,
    )


def normal_base(base: str) -> str:
    """Give a base path as `/project`, or an empty text for the root.

    Raises:
        SiteError: it is no such path

    """
    parts = [part for part in base.split("/") if part]
    if not all(re.fullmatch(r"[\w.~%+@-]+", part) and part.strip(".") for part in parts):
        raise SiteError(f"--base-path {base!r} is no path such as /shop")
    return "".join(f"/{part}" for part in parts)


@lru_cache(1)
def _counts(root: Path, main: Path | None, files: tuple[str, ...], now: int) -> bool:
    patterns = [f"{each}/*.py" if each.endswith("**") else each for each in files]
    found = (path for pattern in patterns for path in root.glob(pattern))
    paths = main.parent.glob("*.py") if main else (path for path in found if path.suffix == ".py")
    return any(re.search(COUNTED, path.read_text("utf-8", "replace")) for path in paths)


def _toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SiteError(f"not valid TOML: {error}", path=path) from error


def _check(table: Any, path: Path) -> None:
    if not isinstance(table, dict):
        raise SiteError(f"kommpy is a table, [kommpy], and not {table!r}", path=path)
    unknown = sorted(set(table) - KNOWN)
    if unknown:
        names = ", ".join(sorted(KNOWN))
        raise SiteError(f"[kommpy] has no key {unknown[0]!r}; it knows {names}", path=path)
    if table.get("runtime", "py") not in ("py", "mpy"):
        wrong = table["runtime"]
        raise SiteError(
            f'[kommpy] runtime is "py" (Pyodide) or "mpy" (MicroPython), not {wrong!r}', path=path
        )
    files = table.get("files", [])
    if not (isinstance(files, list) and all(isinstance(each, str) for each in files)):
        raise SiteError('[kommpy] files is a list of patterns, such as ["pages/**"]', path=path)
    for each in files:
        if not _is_pattern(each):
            raise SiteError(
                '[kommpy] files holds patterns of paths below this folder, such as "pages/**"; '
                f"{each!r} is none",
                path=path,
            )
    for directive, sources in _table(table.get("csp", {})):
        if not (directive in ORDER and _are_sources(sources)):
            raise SiteError(
                "[kommpy.csp] holds lists of sources by directive, such as "
                f'connect-src = ["https://api.example.com"]; {directive} = {sources!r} is none',
                path=path,
            )


def _is_pattern(text: str) -> bool:
    path = PurePath(text)
    return bool(path.parts and not path.anchor) and all(
        part == "**" or not ("**" in part or part == ".." or "\0" in part) for part in path.parts
    )


def _table(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else [("csp", value)]


def _are_sources(value: Any) -> bool:
    """Tell whether these are texts that cannot end a directive."""
    return isinstance(value, list) and all(
        isinstance(each, str) and each and not set(each) & set(" ;,\r\n\t") for each in value
    )


def _main(table: dict[str, Any], root: Path, path: Path) -> Path | None:
    main = root / str(table.get("main", MAIN))
    if "main" not in table:
        return main if main.is_file() else None
    if not main.is_file():
        raise SiteError(f"[kommpy] main names {table['main']!r}, which is no file", path=path)
    return main
