"""What the package weighs."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .rows import ROOT


def measure() -> dict[str, int]:
    """Build wheel and sdist; gives their bytes by suffix."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "hatchling", "build", "-d", folder]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return {path.suffix: path.stat().st_size for path in Path(folder).iterdir()}
