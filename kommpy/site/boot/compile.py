"""Compile what `/job/job.json` lists, in the Pyodide that will run it."""

import importlib.util
import json
import zipfile
from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]
from pathlib import Path

JOB = Path("/job")
STDLIB = "/lib/python314.zip"


def pyc(source: bytes, shown: str, *, optimize: int, flags: int = 0) -> bytes:
    """Give the content of a `.pyc` whose source is not looked for when it is loaded."""
    code = compile(source, shown, "exec", flags, dont_inherit=True, optimize=optimize)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), False))


def compile_stdlib() -> None:
    with zipfile.ZipFile(STDLIB) as files, zipfile.ZipFile("/tmp/stdlib.zip", "w") as compiled:
        for name in files.namelist():
            if name.endswith(".py"):
                content = pyc(files.read(name), f"{STDLIB}/{name}", optimize=2)
                compiled.writestr(f"{name}c", content)
    # one file: writing through to this machine is slow
    (JOB / "stdlib.zip").write_bytes(Path("/tmp/stdlib.zip").read_bytes())


def compile_source(number: int, job: dict[str, object]) -> list[object] | None:
    source = (JOB / str(job["source"])).read_bytes()
    flags = PyCF_ALLOW_TOP_LEVEL_AWAIT if job["main"] else 0
    try:
        content = pyc(source, str(job["shown"]), optimize=int(str(job["optimize"])), flags=flags)
    except SyntaxError as error:
        return [number, error.msg, error.lineno]
    (JOB / str(job["target"])).write_bytes(content)
    return None


jobs = json.loads((JOB / "job.json").read_text())
if jobs["stdlib"]:
    compile_stdlib()
errors = [error for each in enumerate(jobs["sources"]) if (error := compile_source(*each))]
(JOB / "errors.json").write_text(json.dumps(errors))
