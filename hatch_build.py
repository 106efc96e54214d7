"""How the wheel is packed: the stand-in's many small files are one, without their comments.

Packed together they are half the size, and the wheel compresses that one file as every other.
"""

import io
import tarfile
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from rjsmin import jsmin

STANDIN = "kommpy/standin"


class Hook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts `standin.tar` into a wheel in place of the folder."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        packed = Path(mkdtemp()) / "standin.tar"
        packed.write_bytes(archive(Path(self.root) / STANDIN))
        build_data["force_include"][str(packed)] = f"{STANDIN}.tar"


def archive(folder: Path) -> bytes:
    """Pack a folder's `v2/`: the same bytes from the same files, whoever does it and when."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in sorted((folder / "v2").iterdir()):
            content = jsmin(path.read_text("utf-8")).encode()
            entry = tarfile.TarInfo(f"v2/{path.name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()
