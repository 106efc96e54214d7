"""The four ways that are measured, each as a folder of static files."""

import hashlib
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import brotli

from kommpy.site.runtime import install

ROOT = Path(__file__).parent.parent
Usage = dict[str, float]

PAGES = Path(__file__).parent / "pages"
SHARED = ("package.json", "package-lock.json", ".npmrc", "node_modules", ".kommpy")
KEPT = ROOT / ".kommpy" / "bench"


@dataclass(frozen=True)
class Row:
    """One way to put a chat on a page."""

    name: str
    title: str
    has_python: bool = True
    keeps_clicks: bool = True


SNIPPET = Row("snippet", "JavaScript snippet", has_python=False)
STOCK = Row("stock", "stock PyScript + Pyodide", keeps_clicks=False)
PY = Row("py", "kommpy on Pyodide")
MPY = Row("mpy", "kommpy on MicroPython")
ROWS = (SNIPPET, STOCK, PY, MPY)


def make_widget(folder: Path) -> None:
    """Make the site that the stand-in for the widget comes from, as the vendor's is one."""
    copy(ROOT / "kommpy" / "standin" / "v2", folder / "v2")


def make(row: Row, folder: Path, widget: str) -> Path:
    """Make a row's site; gives the folder to serve."""
    if row in (PY, MPY):
        return build(row.name, folder, widget)
    page = fill("page.html", widget).replace("{head}", fill(f"{row.name}.html", widget))
    write(folder / "index.html", page.encode())
    if row is STOCK:
        runtimes = install(ROOT)
        copy(runtimes.pyscript, folder / "pyscript", "*.js", "*.css")
        copy(runtimes.pyodide, folder / "pyodide", "py*.*js*", "*.wasm", "*.zip")
        for name in ("stock.py", "stock.toml"):
            write(folder / name, (PAGES / name).read_bytes())
    return folder


def build(runtime: str, folder: Path, widget: str) -> Path:
    """Build kommpy's page from ready HTML."""
    make_project(folder, fill("config.py", widget))
    place(folder / "html" / "index.html", fill("page.html", widget).replace("{head}", "").encode())
    run_build(folder, "--site", "html", "--runtime", runtime, "--widget", "live")
    return folder / "dist"


def make_project(folder: Path, config: str) -> None:
    """Make a project with the Python of the measured page, and with this one's runtimes."""
    for name in ("main.py", "pyscript.toml"):
        place(folder / name, (PAGES / name).read_bytes())
    place(folder / "config.py", config.encode())
    for name in SHARED:
        (folder / name).symlink_to(ROOT / name)


def run_build(folder: Path, *given: str) -> Usage:
    """Run `kommpy build` in a project's folder; gives what it took."""
    return run_kommpy(folder, "build", *given)


def run_kommpy(folder: Path, *given: str) -> Usage:
    """Run a command of kommpy's in a project's folder; gives what it took."""
    command = [sys.executable, "-m", "kommpy.site", *given]
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"kommpy {given[0]} in {folder} failed")
    return {"seconds": time.perf_counter() - begin, "bytes": usage.ru_maxrss * 1024}


def fill(name: str, widget: str) -> str:
    return (PAGES / name).read_text("utf-8").replace("{widget}", f"{widget}/v2/kommunicate.app")


def copy(source: Path, target: Path, *patterns: str) -> None:
    for pattern in patterns or ("*",):
        for path in sorted(source.glob(pattern)):
            write(target / path.name, path.read_bytes())


def write(path: Path, content: bytes) -> None:
    """Write a file and the compressed copy beside it."""
    place(path, content)
    place(path.with_name(f"{path.name}.br"), compressed(content))


def place(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def compressed(content: bytes) -> bytes:
    """Compress as a build does, once: the wasm alone takes half a minute."""
    kept = KEPT / hashlib.sha256(content).hexdigest()
    if not kept.is_file():
        place(kept, brotli.compress(content))
    return kept.read_bytes()
