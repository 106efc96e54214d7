"""The tutorial, followed to the letter in an empty folder."""

import os
import re
import site
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.documents import ROOT, Block, Document
from tests.test_package import build

pytestmark = pytest.mark.slow

TUTORIAL = Document(ROOT / "docs" / "tutorial.md")
SERVERS = ("kommpy serve", "python -m http.server")


class Reader:
    """Someone who does what the tutorial says, with what the network would bring beside them."""

    def __init__(self, folder: Path, wheels: Path) -> None:
        self.folder = folder
        self.said = ""
        self._state = folder / ".state"
        offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_FIND_LINKS": str(wheels)}
        self._environment = {"PATH": os.environ["PATH"], "HOME": str(folder), **offline}
        self._environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"

    def do(self, block: Block) -> None:
        """Type some lines, or write a file."""
        named = re.match(r"# (\S+\.py)\n", block.text)
        if named:
            (self.here / named[1]).write_text(block.text, "utf-8")
            return
        for line in block.text.splitlines():
            if line.startswith(SERVERS):
                self._look(line)
            else:
                self.said = self._run(line)
                self._bring_what_the_network_would(line)

    @property
    def here(self) -> Path:
        """The folder that the shell is in."""
        return Path(self._run("pwd").strip())

    def _run(self, line: str) -> str:
        """Type a line into the shell, which is where the last one left it."""
        leave = f"{{ export -p; echo cd $(pwd); }} > {self._state}"
        done = subprocess.run(
            self._shell(f"{line}\n{leave}"),
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        return done.stdout

    def _shell(self, script: str) -> list[str]:
        enter = f"set -e\n[ ! -f {self._state} ] || . {self._state}"
        return ["/bin/bash", "-c", f"{enter}\n{script}"]

    def _bring_what_the_network_would(self, line: str) -> None:
        if line.startswith("pip install"):
            [packages] = self.folder.glob(".venv/lib/*/site-packages")
            (packages / "others.pth").write_text("\n".join(site.getsitepackages()))
        if line.startswith("kommpy init"):
            folder = self.folder / line.rsplit(maxsplit=1)[-1] / ".kommpy"
            folder.mkdir()
            (folder / "node_modules").symlink_to(ROOT / "node_modules")

    def _look(self, line: str) -> None:
        """Start a server, see the chat in its first page, and end it."""
        port = " --port 0" if line.startswith("kommpy") else " 0"
        with self._serving(line + port) as address:
            connection = HTTPConnection(address)
            connection.request("GET", "/index.html")
            answer = connection.getresponse()
            assert answer.status == 200
            assert '"appId":"demo"' in answer.read().decode()
            connection.close()

    @contextmanager
    def _serving(self, line: str) -> Iterator[str]:
        with subprocess.Popen(
            self._shell(f"exec {line}"),
            cwd=self.folder,
            env={**self._environment, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            assert process.stdout
            try:
                said = process.stdout.readline()
                port = re.search(r":(\d+)/|port (\d+)", said)
                assert port, said
                yield f"127.0.0.1:{port[1] or port[2]}"
            finally:
                process.terminate()  # Ctrl-C is nothing to what was started in the background
                process.stdout.read()


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    build(ROOT, tmp_path / "wheels", "wheel")
    folder = tmp_path / "empty"
    folder.mkdir()
    return Reader(folder, tmp_path / "wheels")


def test_a_stranger_gets_from_nothing_to_a_tested_site(reader: Reader) -> None:
    said = []
    for block in TUTORIAL.blocks("sh", "python"):
        reader.do(block)
        said.append(reader.said)

    assert "6 passed" in "".join(said)
    dist = reader.folder / "shop" / "dist"
    assert '"defaultBotIds":["sales-bot"]' in (dist / "pages" / "pricing.html").read_text("utf-8")
    assert list(dist.glob("runtime/micropython-*"))
