import errno
import json
import os
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from signal import SIGINT, SIGTERM, Signals

import pytest

from kommpy.site.cli import main
from sites import Write

ROOT = Path(__file__).parents[2]


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])

    assert ended.value.code == 0
    assert "serve" in capsys.readouterr().out


@pytest.mark.parametrize("argv", [["--port", "x"], ["--port", "70000"], ["serve", "--widget", "x"]])
def test_a_wrong_argument_is_refused(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)

    assert ended.value.code == 2
    assert "error" in capsys.readouterr().err


def test_a_mistake_is_one_line_and_an_exit_code(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write({"pyscript.toml": "x ="})

    assert main(["serve"], root=root) == 1
    assert capsys.readouterr().err.startswith("error: ")


def test_what_cannot_be_read_is_one_line_too(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.chdir(site)
    monkeypatch.setattr(Path, "read_bytes", denied)

    assert main(["check"], root=site) == 1
    assert capsys.readouterr().err == "error: index.html: Permission denied\n"


def test_a_folder_that_cannot_be_made_is_one_line_too(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / ".kommpy").mkdir()
    (site / ".kommpy" / "node_modules").symlink_to(ROOT / "node_modules")
    out = site / "index.html" / "dist"

    assert main(["build", "--runtime", "mpy", "--cdn", "--out", str(out)], root=site) == 1
    assert capsys.readouterr().err.endswith("index.html: File exists\n")


@pytest.mark.parametrize("command", [["check"], ["rules"], ["rules", "/"]])
def test_what_a_configuration_prints_is_not_for_machines(
    site: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    config = site / "pages" / "config.py"
    config.write_text(f"{config.read_text()}RULES['/*'] = lambda: print('hi')\nprint('hello')\n")
    main([*command, "--json"], root=site)
    said = capsys.readouterr()

    assert json.loads(said.out)
    assert "hello" in said.err


@pytest.mark.parametrize("toml", ["", "[kommpy]\nfiles = []", "[kommpy]\nfiles = ['*.htm']"])
@pytest.mark.parametrize("command", ["check", "rules", "build"])
def test_a_site_without_pages_is_no_success(
    write: Write,
    command: str,
    toml: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = write({"pyscript.toml": toml, "dist/_headers": "# Made by kommpy", "a.txt": ""})
    monkeypatch.setattr("kommpy.site.commands.build.install", lambda root: None)

    assert main([command], root=root) == 1
    assert f"{root} has no HTML page among its files = [" in capsys.readouterr().err
    assert (root / "dist/_headers").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interrupted_build_is_no_success_and_leaves_nothing_behind(
    site: Path, ending: str
) -> None:
    """Its configuration interrupts it, which is read while the pages are written."""
    config = site / "pages" / "config.py"
    interrupt = f"""
try:
    import os, signal
except ImportError:
    pass
else:
    os.kill(os.getpid(), signal.{ending})
"""
    config.write_text(interrupt + config.read_text())
    (site / ".kommpy").mkdir()
    (site / ".kommpy" / "node_modules").symlink_to(ROOT / "node_modules")
    command = [sys.executable, "-m", "kommpy.site", "build", "--runtime", "mpy", "--cdn"]

    ended = subprocess.run(
        command,
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (130, "error: interrupted\n")
    assert {each.name for each in site.iterdir()} == {".kommpy", "index.html", "pages"}


@pytest.mark.slow
@pytest.mark.parametrize(("ending", "more"), [(SIGINT, []), (SIGTERM, ["--plain"])])
def test_serve_py_serves_the_demo_until_it_is_interrupted(ending: Signals, more: list[str]) -> None:
    command = [sys.executable, "-S", "serve.py", "--port", "0", *more]  # -S: the library alone
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            address = next(line for line in process.stdout if line.startswith("http")).split()[0]
            connection = HTTPConnection(address.split("/")[2])
            connection.request("GET", "/")
            answer = connection.getresponse()
            page = answer.read().decode()
            connection.close()
        finally:
            process.send_signal(ending)
        _, complaints = process.communicate()

    assert answer.status == 200
    assert ("/@kommpy/dev.js" in page) == (more == [])
    assert process.returncode == 0
    assert complaints == ""
