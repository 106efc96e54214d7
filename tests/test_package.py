"""The package: how it is built, what is in it, and what a stranger does with it."""

import os
import re
import shutil
import site
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from signal import SIGINT
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
HEAVIEST = 380_000  # bytes

pytestmark = pytest.mark.slow


def build(source: Path, target: Path, *kinds: str, umask: int = 0o022) -> dict[str, Path]:
    """Build a wheel or sdist; gives the files by their suffix."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(target)]
    command += [word for kind in kinds for word in ("-t", kind)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    subprocess.run(
        command, cwd=source, env=environment, check=True, capture_output=True, umask=umask
    )
    return {path.suffix: path for path in target.iterdir()}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build wheel and sdist."""
    return build(ROOT, tmp_path_factory.mktemp("built"), "wheel", "sdist")


@pytest.fixture(scope="session")
def wheel(built: dict[str, Path]) -> Path:
    return built[".whl"]


def test_the_same_source_gives_the_same_bytes(built: dict[str, Path], tmp_path: Path) -> None:
    """Also when the wheel is made from the sdist, by someone with other habits."""
    with tarfile.open(built[".gz"]) as packed:
        packed.extractall(tmp_path, filter="data")
    [unpacked] = tmp_path.iterdir()

    wheel = build(unpacked, tmp_path / "wheel", "wheel", umask=0o077)[".whl"]
    sdist = build(ROOT, tmp_path / "sdist", "sdist", umask=0o077)[".gz"]

    assert wheel.read_bytes() == built[".whl"].read_bytes()
    assert sdist.read_bytes() == built[".gz"].read_bytes()


def test_the_index_would_take_it(built: dict[str, Path]) -> None:
    command = [sys.executable, "-m", "twine", "check", "--strict", *map(str, built.values())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_the_wheel_has_what_a_site_needs_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        names = set(packed.namelist())
    python = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "kommpy").rglob("*.py")
        if "__pycache__" not in path.parts
    }

    assert python <= names
    assert {
        "kommpy/ahead.js",
        "kommpy/hidden.js",
        "kommpy/late.js",
        "kommpy/py.typed",
        "kommpy/seed.js",
        "kommpy/site/npm/.npmrc",
        "kommpy/site/npm/package-lock.json",
        "kommpy/site/npm/package.json",
        "kommpy/site/starter/gitignore",
        "kommpy/site/starter/index.html",
        "kommpy/standin.tar",
    } <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"kommpy"}
    assert [name for name in names if "__pycache__" in name] == []


def test_the_wheel_does_not_grow_unseen(wheel: Path) -> None:
    """The browser's side alone is 145 kB of it, compressed, with its docstrings."""
    assert wheel.stat().st_size < HEAVIEST


def test_the_version_has_an_entry_in_the_changelog() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    assert f"\n## {version}\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_workflow_runs_what_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8")
    targets = re.findall(r"run: make (\S+)", workflow)

    assert "run: .ci/run\n" in workflow
    assert "package" in targets
    assert [each for each in targets if f"\n{each}:" not in makefile] == []


@pytest.fixture(scope="session")
def bin(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel where nothing else is; gives the folder with its programs."""
    venv = tmp_path_factory.mktemp("bare") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(venv / "bin" / "python")]
    install = ["install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([*pip, *install], check=True)
    return venv / "bin"


def run(bin: Path, folder: Path, program: str, *arguments: str) -> str:
    """Run one of the programs in a folder; gives what it said."""
    done = subprocess.run(
        [str(bin / program), *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_import_and_every_name_are_harmless_on_a_server(bin: Path, tmp_path: Path) -> None:
    """There is no browser: only making a `Chat` says so."""
    script = """
import sys
import kommpy

assert [name for name in sys.modules if name.startswith("kommpy.")] == []
from kommpy import *
settings = WidgetSettings(app_id="demo")
try:
    Chat(settings)
except BrowserError as error:
    print(error)
"""
    assert "a Chat needs a browser" in run(bin, tmp_path, "python", "-W", "error", "-c", script)


def test_a_bare_machine_makes_a_site_checks_it_and_serves_it(bin: Path, tmp_path: Path) -> None:
    assert "made  index.html" in run(bin, tmp_path, "kommpy", "init", "shop")
    shop = tmp_path / "shop"
    assert "pip install 'kommpy[testing]'" in run(bin, shop, "kommpy", "check")
    (shop / ".kommpy").mkdir()
    (shop / ".kommpy" / "node_modules").symlink_to(ROOT / "node_modules")

    with serving(bin, shop) as ask:
        page = ask("/pages/pricing.html")
        standin = ask("/v2/kommunicate.app")
        module = ask("/kommpy/chat.py")

    assert '"appId":"demo"' in page
    assert '"defaultBotIds":["sales-bot"]' in page
    assert "kommunicate-widget-iframe" in standin
    assert "class Chat" in module


@contextmanager
def serving(bin: Path, folder: Path) -> Iterator[Callable[[str], str]]:
    with subprocess.Popen(
        [str(bin / "kommpy"), "serve", "--port", "0"],
        cwd=folder,
        env={"PATH": "", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        try:
            host = process.stdout.readline().split("/")[2]

            def ask(path: str) -> str:
                connection = HTTPConnection(host)
                connection.request("GET", path)
                answer = connection.getresponse()
                text = answer.read().decode()
                connection.close()
                assert answer.status == 200, text
                return text

            yield ask
        finally:
            process.send_signal(SIGINT)
            process.stdout.read()
    assert process.returncode == 0


def test_a_stranger_tests_a_new_site(bin: Path, tmp_path: Path) -> None:
    """With pytest beside the wheel the fixtures are there, and nothing is configured."""
    with_pytest = tmp_path / "venv"
    shutil.copytree(bin.parent, with_pytest, symlinks=True)
    [packages] = with_pytest.glob("lib/*/site-packages")
    (packages / "pytest.pth").write_text("\n".join(site.getsitepackages()))
    run(with_pytest / "bin", tmp_path, "python", "-m", "kommpy.site", "init", "shop")

    said = run(
        with_pytest / "bin",
        tmp_path / "shop",
        "python",
        *("-m", "pytest", "-m", "not kommpy_browser", "-p", "no:cacheprovider"),
    )

    assert "3 passed" in said
    assert str(packages) in run(
        with_pytest / "bin", tmp_path, "python", "-c", "import kommpy; print(kommpy.__file__)"
    )


def test_a_test_says_what_else_has_to_be_installed(bin: Path, tmp_path: Path) -> None:
    """Where pytest is there, but nothing of `kommpy[testing]` besides."""
    venv = tmp_path / "venv"
    shutil.copytree(bin.parent, venv, symlinks=True)
    [packages] = venv.glob("lib/*/site-packages")
    for pattern in ("pytest", "pytest-[0-9]*", "_pytest", "py.py", "pluggy*", "iniconfig*"):
        for part in Path(site.getsitepackages()[0]).glob(pattern):
            (packages / part.name).symlink_to(part)
    for name in ("packaging", "pygments"):
        (packages / name).symlink_to(Path(site.getsitepackages()[0]) / name)
    run(venv / "bin", tmp_path, "python", "-m", "kommpy.site", "init", "shop")

    done = subprocess.run(
        [venv / "bin" / "python", "-m", "pytest", "-p", "kommpy.testing.plugin"],
        cwd=tmp_path / "shop",
        env={"PATH": os.defpath, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "kommpy_page needs pytest-playwright: pip install 'kommpy[testing]'" in done.stdout
    assert "kommpy_visitor reads HTML with beautifulsoup4: pip install" in done.stdout
