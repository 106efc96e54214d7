import json
from pathlib import Path

import pytest

from kommpy.site import runtime
from kommpy.site.errors import SiteError
from kommpy.site.runtime import Runtimes
from sites import Write

ROOT = Path(__file__).parents[2]


def test_all_files_that_are_served_are_installed() -> None:
    files = dict(Runtimes(ROOT / "node_modules").files())

    assert all(path.is_file() for path in files.values())
    assert "/runtime/pyscript/core.js" in files
    assert "/runtime/pyodide/pyodide.asm.wasm" in files
    assert "/runtime/micropython/micropython.mjs" in files


def test_an_installed_project_runs_no_npm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert not runtime.install(ROOT).missing()


def test_npm_files_that_are_right_already_are_not_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder may be one that can only be read."""
    (tmp_path / ".kommpy").mkdir()
    (tmp_path / ".kommpy" / "node_modules").symlink_to(ROOT / "node_modules")
    runtime.install(tmp_path)
    written = {each: each.stat().st_mtime_ns for each in (tmp_path / ".kommpy").iterdir()}
    runtime.install(tmp_path)

    assert written == {each: each.stat().st_mtime_ns for each in (tmp_path / ".kommpy").iterdir()}


def test_another_version_counts_as_missing(write: Write) -> None:
    root = write(
        {
            "package.json": json.dumps({"dependencies": {"pyodide": "2.0.0"}}),
            "node_modules/pyodide/package.json": json.dumps({"version": "1.0.0"}),
        }
    )

    assert Runtimes(root / "node_modules").missing() == ["pyodide"]


@pytest.fixture
def empty(write: Write) -> Path:
    """Write a project whose runtimes are not installed."""
    wanted = {"dependencies": {"pyodide": "2.0.0"}}
    return write({"package.json": json.dumps(wanted), "package-lock.json": "{}"})


def test_a_missing_npm_is_said_in_plain_words(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(SiteError, match=r"pip install 'kommpy\[node\]'"):
        runtime.install(empty)


def test_a_failing_npm_is_reported(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty / "npm").write_text("#!/bin/sh\nexit 1\n")
    (empty / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{empty}:/usr/bin:/bin")

    with pytest.raises(SiteError, match="npm could not fetch"):
        runtime.install(empty)


def test_the_lock_file_names_no_host() -> None:
    assert "http" not in (ROOT / "package-lock.json").read_text()


def test_pinned_versions_are_exact() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]

    assert all(version[0].isdigit() for version in wanted.values())
