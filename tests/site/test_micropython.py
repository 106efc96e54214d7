"""What MicroPython does not take is refused, and nothing that it does take."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kommpy.site import check as checking
from kommpy.site import micropython
from kommpy.site.census import census
from kommpy.site.entry import find
from kommpy.site.errors import SiteError
from kommpy.site.html import Document
from kommpy.site.project import read
from kommpy.site.survey import survey
from sites import FILES, INDEX, Write

RUNNER = Path(__file__).parents[1] / "micropython.mjs"
NODE = shutil.which("node") or ""
TAG = '<script type="py" src="pages/main.py"></script>'


def look(root: Path, python: str, name: str = "pages/main.py") -> None:
    (root / name).write_text(python)
    path = root / "index.html"
    project = read(root, runtime="mpy")
    entry = find(Document(path.read_bytes()), path, "/index.html", project)
    assert entry
    micropython.look(entry, census(entry.source, entry.path, entry.folder), project)


@pytest.mark.parametrize(
    "python",
    [
        "x = 1\nmatch x:\n    case 1: pass\n",
        "import asyncio\nx = [*y]\n",
        "await x\ndef f(a, /): pass\n",
        "import json\nx = {**y}\n",
        "async def g():\n    yield 1\n",
        "async def g():\n    for x in y: print((yield x))\n",
        "import json\nimport numpy\n",
        "import json\nimport numpy.linalg as n\n",
        "x = 1\nfrom dataclasses import dataclass\n",
        "x = 1\nfrom collections.abc import Callable\n",
        "import os.path\nfrom __future__ import annotations\n",
        "def f():\n    import traceback\n",
    ],
)
def test_what_it_does_not_take_is_refused_with_its_line(site: Path, python: str) -> None:
    with pytest.raises(SiteError) as caught:
        look(site, python)

    assert (caught.value.path, caught.value.line) == (site / "pages/main.py", 2)
    assert "MicroPython" in caught.value.message


@pytest.mark.parametrize(
    "python",
    [
        "x = await y\nfor z in [await x for x in y]:\n    await z\n",
        "class A:\n    x = f'{await y}'\nprint(-await z, 2 ** await z)\n",
        "x = '\\\\await'  # await\n",
        "async def f():\n    def g():\n        yield 1\n    return lambda: (yield)\n",
        "import json, asyncio, os.path, ujson, js, jsffi, pyscript, pyscript.web\n",
        "from datetime import date\nfrom os import path\nfrom string import templatelib\n",
        "try:\n    import numpy\nexcept ImportError:\n    import typing\n",
        "import sys\nif sys.implementation.name == 'cpython':\n    import typing, a.b\n",
        "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from typing import Any\n",
        "import offers, shop.cars\nfrom shop import cars\nfrom offers import nothing\n",
        "from config import RULES\nfrom kommpy import Chat\nchat = Chat(RULES)\n",
    ],
)
def test_what_it_takes_is_let_through(site: Path, write: Write, python: str) -> None:
    write({"pages/offers.py": "", "pages/shop/cars.py": ""})

    look(site, python)


def test_what_pyscript_is_to_bring_is_not_asked_for(site: Path) -> None:
    (site / "pyscript.toml").write_text('packages = ["numpy"]')

    look(site, "import numpy\n")


def test_modules_beside_are_looked_at_too(site: Path) -> None:
    (site / "pages" / "main.py").write_text("import offers\n")
    for python in ("x = 1\nx = [*y]\n", "x = 1\nimport uuid\n"):
        with pytest.raises(SiteError) as caught:
            look(site, python, "pages/offers.py")

        assert (caught.value.path, caught.value.line) == (site / "pages/offers.py", 2)


def test_a_site_is_not_built_of_what_its_runtime_does_not_take(write: Write) -> None:
    inline = '<script type="mpy">\nimport json\nx = [*json.x]\n</script>'
    root = write({**FILES, "index.html": INDEX.replace(TAG, inline)})

    with pytest.raises(SiteError) as caught:
        survey([("/index.html", root / "index.html")], read(root))

    assert (
        caught.value.line
        == (root / "index.html").read_text().splitlines().index("x = [*json.x]") + 1
    )


@pytest.mark.parametrize(("runtime", "found"), [("py", 0), ("mpy", 1)])
def test_it_is_checked(site: Path, runtime: str, found: int) -> None:
    main = site / "pages" / "main.py"
    main.write_text(main.read_text() + "import dataclasses\n")

    findings = checking.check(read(site, runtime=runtime))[0].all()  # type: ignore[arg-type]

    assert [(each.code, each.file, each.line) for each in findings if each.level == "error"] == [
        ("python", main, 5)
    ] * found


def test_without_the_compiler_its_syntax_is_not_looked_at(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(micropython, "command", lambda: None)

    look(site, "x = [*y, 'without the compiler']\n")


@pytest.mark.slow
@pytest.mark.skipif(not NODE, reason="node is not installed")
def test_it_has_just_the_modules_that_are_known(tmp_path: Path) -> None:
    script = "for name in NAMES:\n    __import__(name)\nhelp('modules')\n"
    done = subprocess.run(
        [NODE, RUNNER, tmp_path],
        input=script.replace("NAMES", repr(sorted(micropython.MODULES))),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    listed = done.stdout.partition("Plus any modules")[0].split()

    assert {each.removesuffix("/__init__").replace("/", ".") for each in listed} == set(
        micropython.MODULES
    )
