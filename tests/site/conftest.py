"""Sites in a temporary folder."""

from pathlib import Path

import pytest

from sites import FILES, Write


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Give a function that writes files below a folder and returns the folder."""

    def write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return tmp_path

    return write


@pytest.fixture
def site(write: Write) -> Path:
    """Write a small site."""
    return write(FILES)
