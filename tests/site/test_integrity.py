import json
from pathlib import Path

import pytest

from kommpy.site import integrity
from kommpy.site.errors import SiteError
from sites import Write


def lock(word: str) -> str:
    return json.dumps({"packages": {"": {}, "node_modules/pyodide": {"integrity": word}}})


@pytest.fixture
def modules(write: Write) -> Path:
    """Write a `node_modules` as npm leaves it."""
    files = {
        "package-lock.json": lock("sha512-a"),
        "node_modules/.package-lock.json": lock("sha512-a"),
        "node_modules/pyodide/pyodide.mjs": "export {}",
        "node_modules/pyodide/pyodide.asm.wasm": "wasm",
    }
    return write(files) / "node_modules"


def check(modules: Path) -> None:
    integrity.check(modules, sorted((modules / "pyodide").iterdir()))


def test_what_was_installed_is_let_through(modules: Path) -> None:
    check(modules)
    check(modules)

    assert integrity.foreign(modules, ["pyodide"]) == []


def test_a_file_that_was_changed_is_named(modules: Path) -> None:
    check(modules)
    (modules / "pyodide" / "pyodide.mjs").write_text("evil()")

    with pytest.raises(SiteError, match=r"pyodide/pyodide\.mjs is not what npm installed"):
        check(modules)


def test_a_file_that_came_later_is_named(modules: Path) -> None:
    check(modules)
    (modules / "pyodide" / "more.mjs").write_text("evil()")

    with pytest.raises(SiteError, match=r"more\.mjs is not"):
        check(modules)


def test_another_package_has_files_of_its_own(modules: Path, write: Write) -> None:
    check(modules)
    write(
        {
            "node_modules/.package-lock.json": lock("sha512-b"),
            "node_modules/pyodide/pyodide.mjs": "export { newer }",
        }
    )

    check(modules)

    assert integrity.foreign(modules, ["pyodide"]) == ["pyodide"]


def test_what_npm_did_not_install_cannot_be_compared(modules: Path) -> None:
    (modules / ".package-lock.json").unlink()

    assert integrity.foreign(modules, ["pyodide"]) == []
