"""What editors and type checkers see of the package."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = Path(__file__).with_name("typing_examples.py")

pytestmark = pytest.mark.slow


def test_mypy_agrees_with_the_examples() -> None:
    command = [sys.executable, "-m", "mypy", "--strict", str(EXAMPLES)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_pyright_agrees_with_the_examples(tmp_path: Path) -> None:
    configuration = tmp_path / "pyrightconfig.json"
    configuration.write_text(
        json.dumps(
            {
                "include": [str(EXAMPLES)],
                "extraPaths": [str(ROOT)],
                "typeCheckingMode": "standard",
                "reportUnnecessaryTypeIgnoreComment": "error",
            }
        )
    )
    command = [sys.executable, "-m", "basedpyright", "--project", str(configuration)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
