"""The table in `docs/browsers.md`, as the run has filled it."""

import inspect
import re
from pathlib import Path
from types import FunctionType

from tests.engines.drivers import ENGINES, Driver

PLACE = Path(__file__).parents[2] / "docs" / "browsers.md"
_MARKED = re.compile(r"(<!-- table -->\n).*(<!-- /table -->)", re.DOTALL)

_versions: dict[str, str] = {}
_passed: dict[tuple[str, str, str], bool] = {}


def version(driver: Driver) -> None:
    """Note which version of a browser was driven."""
    _versions[driver.name] = driver.version


def outcome(check: FunctionType, engine: str, runtime: str, *, passed: bool) -> None:
    """Note what came of a check."""
    _passed[inspect.cleandoc(check.__doc__ or ""), engine, runtime] = passed


def write(runtimes: list[str]) -> None:
    """Write the table into the document, if the whole of it was run."""
    checks = list(dict.fromkeys(check for check, _, _ in _passed))
    engines = [engine.name for engine in ENGINES]
    if len(_passed) == len(checks) * len(engines) * len(runtimes) and len(_versions) == 3:
        rows = [
            ["", *(f"{name} {_versions[name]}" for name in engines)],
            ["---"] * (len(engines) + 1),
            *([check, *(_cell(check, name, runtimes) for name in engines)] for check in checks),
        ]
        table = "".join(f"| {' | '.join(row)} |\n".replace("|  |", "| |") for row in rows)
        text = _MARKED.sub(rf"\g<1>{table}\g<2>", PLACE.read_text("utf-8"))
        PLACE.write_text(text, "utf-8")


def _cell(check: str, engine: str, runtimes: list[str]) -> str:
    on = [runtime for runtime in runtimes if _passed[check, engine, runtime]]
    if len(on) == len(runtimes):
        return "yes"
    return f"on {' and '.join(on)} only" if on else "no"
