"""Pyodide under node: compiling, and asking what gets imported."""

import json
import subprocess
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from .cache import Cache, digest
from .errors import SiteError
from .runtime import PYODIDE, Runtimes, tool
from .stubs import CHANGES, KEPT, LATE, PARTS, STUBS, path_of, stubs
from .terminal import busy
from .zips import Files, stored, unpacked

LIBRARY = "/lib/python314.zip"  # where Pyodide keeps its standard library
BOOT = Path(__file__).parent / "boot"


@dataclass(frozen=True)
class Source:
    """Python to compile.

    Attributes:
        text: the source
        shown: the file that tracebacks name
        optimize: as in `python -O`; 2 leaves out assertions and docstrings
        main: whether it may `await` outside of a function

    """

    text: bytes
    shown: str
    optimize: int = 0
    main: bool = False

    @property
    def parts(self) -> tuple[bytes | str, ...]:
        """What the outcome depends on."""
        return self.text, self.shown, str(self.optimize), str(self.main)

    def job(self, number: int) -> dict[str, object]:
        """Say what is to be done, for `compile.py`."""
        said = {"shown": self.shown, "optimize": self.optimize, "main": self.main}
        return {"source": f"{number}.py", "target": f"{number}.pyc", **said}


class Pyodide:
    """Runs the project's own Pyodide in node; what comes out is kept."""

    def __init__(self, runtimes: Runtimes, cache: Cache) -> None:
        self.folder = runtimes.pyodide
        self.version = runtimes.version(PYODIDE)
        tools = (path.read_bytes() for path in sorted(BOOT.glob("*.py")))
        changes = str((STUBS, KEPT, PARTS, CHANGES, LATE))
        self._key = digest(self.version or "", changes, *tools)
        self._cache = cache

    def library(self) -> Path:
        """Give the standard library as it is, compiled; the archive lies beside the runtimes."""
        beside = Cache(self.folder.parent / ".kommpy")
        key = f"library-{digest(self.version or '', (BOOT / 'compile.py').read_bytes())}.zip"
        if key not in beside:
            with busy("Compiling Pyodide's standard library (once)"):
                beside.bytes(key, self._make_library)
        return beside.folder / key

    def stdlib(self) -> Files:
        """Give the compiled standard library, stubs in place of what they stand for."""
        return unpacked(self._cache.bytes(f"stdlib-{self._key}.zip", self._make_stdlib))

    def imported(self, outside: Collection[str]) -> tuple[set[str], set[str]]:
        """Tell which modules of the library are loaded where these are imported.

        Returns:
            the names of those modules, and of what cannot be imported

        """
        names = "\n".join(sorted(outside))
        key = f"imported-{digest(self._key, names)}.json"
        found = json.loads(self._cache.bytes(key, lambda: self._make_imported(names)))
        return set(found["imported"]), set(found["absent"])

    def compiled(self, sources: Collection[Source]) -> dict[Source, bytes]:
        """Compile Python, each to the content of a `.pyc`.

        Raises:
            SiteError: one of them does not parse

        """
        keys = {source: f"pyc-{digest(self._key, *source.parts)}" for source in sources}
        missing = [source for source, key in keys.items() if key not in self._cache]
        if missing:
            for source, content in self._compile(missing)[0].items():
                self._cache.bytes(keys[source], partial(bytes, content))
        return {source: self._cache.bytes(key, bytes) for source, key in keys.items()}

    def _make_library(self) -> bytes:
        return stored(self._compile([], stdlib=True)[1])

    def _make_stdlib(self) -> bytes:
        """Compile all of the library, with the stubs and what makes up for them."""
        original = unpacked((self.folder / "python_stdlib.zip").read_bytes())
        changed = stubs(original)
        changed["asyncio/__init__.py"] = original["asyncio/__init__.py"] + LATE.encode()
        changed["sitecustomize.py"] = (BOOT / "sitecustomize.py").read_bytes()
        sources = {
            name: Source(text, f"{LIBRARY}/{name}", optimize=2) for name, text in changed.items()
        }
        made, _ = self._compile(sources.values())
        files = unpacked(self.library().read_bytes())
        kept = {f"kept/{name}.pyc": files[f"{path_of(name, original)}c"] for name in KEPT}
        return stored(
            {**files, **kept, **{f"{name}c": made[each] for name, each in sources.items()}}
        )

    def _make_imported(self, names: str) -> bytes:
        with TemporaryDirectory() as folder:
            work = Path(folder)
            (work / "outside.txt").write_text(names)
            (work / "library.zip").write_bytes(stored({**self.stdlib(), "rest.txt": b"-"}))
            self._run("imported.py", work, str(work / "library.zip"))
            return (work / "imported.json").read_bytes()

    def _compile(
        self, sources: Collection[Source], *, stdlib: bool = False
    ) -> tuple[dict[Source, bytes], Files]:
        with TemporaryDirectory() as folder:
            work = Path(folder)
            jobs = [source.job(number) for number, source in enumerate(sources)]
            for source, job in zip(sources, jobs, strict=True):
                (work / str(job["source"])).write_bytes(source.text)
            (work / "job.json").write_text(json.dumps({"stdlib": stdlib, "sources": jobs}))
            self._run("compile.py", work)
            for number, message, line in json.loads((work / "errors.json").read_text()):
                shown = list(sources)[number].shown
                raise SiteError(f"SyntaxError: {message}", path=Path(shown), line=line)
            made = {
                source: (work / str(job["target"])).read_bytes()
                for source, job in zip(sources, jobs, strict=True)
            }
            library = work / "stdlib.zip"
            return made, unpacked(library.read_bytes()) if stdlib else {}

    def _run(self, script: str, work: Path, *library: str) -> None:
        run = [tool("node"), BOOT / "run.mjs", self.folder, work, BOOT / script, *library]
        done = subprocess.run(
            [str(each) for each in run], capture_output=True, text=True, check=False
        )
        if done.returncode:
            said = (done.stderr or done.stdout)[-2000:]
            raise SiteError(f"Pyodide {self.version} failed under node: {said}")
