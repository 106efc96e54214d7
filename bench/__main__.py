"""The command behind `make bench`."""

import argparse
import asyncio
import json
import os
import platform
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from . import growth, lab, package, publish, reload, visits, weight
from .tables import tables

RESULTS = Path(__file__).parent / "results.json"
LOADS = int(os.environ.get("KOMMPY_BENCH_LOADS", "7"))
Keep = Callable[[dict[str, Any]], None]
PARTS: dict[str, Callable[[Keep], None]] = {
    "visits": lambda keep: asyncio.run(
        visits.measure(LOADS, lambda found: keep({"visits": found}))
    ),
    "weight": lambda keep: keep({"weight": weight.measure()}),
    "lab": lambda keep: keep(lab.measure()),
    "reload": lambda keep: keep({"reload": reload.measure(LOADS)}),
    "growth": lambda keep: keep(growth.measure()),
    "package": lambda keep: keep({"package": package.measure()}),
}


def main() -> None:
    """Measure what was asked for, keep it, and show all that is known."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "part", nargs="*", help=f"{', '.join(PARTS)}; all of them where none is named"
    )
    parser.add_argument(
        "--show", action="store_true", help="measure nothing, show the last results"
    )
    parser.add_argument("--publish", action="store_true", help="put the results into docs/")
    given = parser.parse_args()
    unknown = set(given.part) - set(PARTS)
    if unknown:
        parser.error(f"there is no part {unknown.pop()!r}")
    results = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}
    for part in [] if given.show else given.part or PARTS:
        print(f"measuring: {part}", flush=True)
        results.setdefault("machine", {})[part] = machine()
        PARTS[part](partial(keep, results))
    print("\n\n".join(table.text() for table in tables(results)))
    for part, each in results.get("machine", {}).items():
        busy = ", too much for figures" if each["load before"] > 1 else ""
        print(f"\n{part}: {each['date']}, load average before {each['load before']}{busy}", end="")
    print()
    if given.publish:
        publish.publish(results)


def keep(results: dict[str, Any], found: dict[str, Any]) -> None:
    """Put down what was found so far; a run may end early."""
    results.update(found)
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")


def machine() -> dict[str, Any]:
    """Say where and when it was, and whether the machine had something else to do."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "load before": round(os.getloadavg()[0], 2),
        "loads": LOADS,
    }


main()
