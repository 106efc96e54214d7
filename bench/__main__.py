"""The command behind `make bench`."""

import argparse
import asyncio
import json
import os
import platform
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import growth, lab, publish, visits, weight
from .tables import tables

RESULTS = Path(__file__).parent / "results.json"
LOADS = int(os.environ.get("KOMMPY_BENCH_LOADS", "7"))
PARTS: dict[str, Callable[[], dict[str, Any]]] = {
    "visits": lambda: {"visits": asyncio.run(visits.measure(LOADS))},
    "weight": lambda: {"weight": weight.measure()},
    "lab": lab.measure,
    "growth": lambda: {"growth": growth.measure()},
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
        before = os.getloadavg()[0]
        results.update(PARTS[part]())
        results.setdefault("machine", {})[part] = machine(before)
        RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    print("\n\n".join(table.text() for table in tables(results)))
    if given.publish:
        publish.publish(results)


def machine(load: float) -> dict[str, Any]:
    """Say where and when it was, and whether the machine had something else to do."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "load before": round(load, 2),
        "loads": LOADS,
    }


main()
