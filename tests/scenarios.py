"""The scenarios that are played on the fakes and in the browser: those of each `contract*.py`."""

import importlib
import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("contract*.py"))


def _read(path: Path) -> ModuleType:
    pytest.register_assert_rewrite(path.stem)
    # by the short name, as in the browser
    if str(FOLDER) not in sys.path:
        sys.path.insert(0, str(FOLDER))
    return importlib.import_module(path.stem)


def _scenarios(module: ModuleType) -> list[Callable[..., Any]]:
    """Give a module's async functions; one whose name begins with `_` helps the others."""
    return [
        function
        for name, function in inspect.getmembers(module, inspect.iscoroutinefunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]


SCENARIOS = [scenario for path in FILES for scenario in _scenarios(_read(path))]


def name_of(scenario: Callable[..., Any]) -> str:
    """Name a scenario with its file, so that `-k contract_triggers` plays those of one."""
    return f"{scenario.__module__}.{scenario.__name__}"
