"""What is to be reached, as ratios against another row of the same run."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from .rows import MPY, PY, SNIPPET, STOCK, Row

Results = dict[str, Any]

FAST = "cold, no throttle"
NET = "cold, 9 Mbit/s"
SLOW = "cold, CPU / 4"


@dataclass(frozen=True)
class Judged:
    """A figure, and what it should be at most."""

    what: str
    value: float
    bar: float
    stretch: float | None = None
    unit: str = ""

    @property
    def verdict(self) -> str:
        if self.stretch is not None and self.value <= self.stretch:
            return "stretch"
        return "yes" if self.value <= self.bar else "NO"

    def shown(self, value: float | None) -> str:
        if value is None:
            return "-"
        return f"{value:,.0f}{self.unit}" if self.unit else f"{value:.3g}"


@dataclass(frozen=True)
class Bar:
    """A measure of one row against that of another, under the same conditions."""

    what: str
    measure: str
    row: Row
    cell: str
    against: Row
    bar: float
    stretch: float

    def judged(self, visits: Results) -> Judged | None:
        own, other = (
            middle(visits[row.name][self.cell], self.measure) for row in (self.row, self.against)
        )
        if not own or not other:
            return None
        what = f"{self.what}: {self.row.title} / {self.against.title}, {self.cell}"
        return Judged(what, own / other, self.bar, self.stretch)


BARS = (
    Bar("settings in force", "settings", PY, FAST, SNIPPET, 1.05, 1.00),
    Bar("settings in force", "settings", MPY, FAST, SNIPPET, 1.05, 1.00),
    Bar("widget ready", "ready", PY, FAST, SNIPPET, 1.05, 1.00),
    Bar("widget ready", "ready", MPY, FAST, SNIPPET, 1.05, 1.00),
    Bar("widget ready", "ready", PY, SLOW, SNIPPET, 1.10, 1.03),
    Bar("widget ready", "ready", MPY, SLOW, SNIPPET, 1.10, 1.03),
    Bar("conversation", "conversation", MPY, FAST, SNIPPET, 1.05, 1.00),
    Bar("conversation", "conversation", MPY, SLOW, SNIPPET, 1.10, 1.03),
    Bar("conversation", "conversation", PY, FAST, SNIPPET, 1.6, 1.3),
    Bar("conversation", "conversation", PY, SLOW, SNIPPET, 2.3, 1.6),
    Bar("Python's start", "python's start", PY, FAST, STOCK, 0.42, 0.30),
    Bar("Python's start", "python's start", MPY, NET, STOCK, 0.07, 0.055),
)
WEIGHTS = {"Pyodide": (4_100_000, 3_800_000), "MicroPython": (300_000, 240_000)}


def middle(loads: list[dict[str, float]], measure: str) -> float | None:
    values = [each[measure] for each in loads if measure in each]
    return median(values) if values else None


def judged(results: Results) -> Iterator[Judged]:
    """Judge what was measured."""
    visits = results.get("visits")
    if visits:
        yield from filter(None, (bar.judged(visits) for bar in BARS))
    for runtime, pages in results.get("weight", {}).items():
        heaviest = max(each["bytes"] for each in pages.values())
        yield Judged(
            f"heaviest page of the demo on {runtime}", heaviest, *WEIGHTS[runtime], " bytes"
        )
    for where, calls in results.get("calls", {}).items():
        for name, each in calls.items():
            yield Judged(
                f"{name}: kommpy / by hand, {where}", each["kommpy"] / each["by hand"], 1.5
            )
    for runtime, rules in results.get("rules", {}).items():
        yield Judged(f"1,000 rules against 10 on {runtime}", rules["1000"] / rules["10"], 3, 1.2)
    for runtime, clicks in results.get("clicks", {}).items():
        yield Judged(f"1,000 triggers against 10 on {runtime}", clicks["1000"] / clicks["10"], 2)
    yield from reloads(results.get("reload", {}))
    for part, name in (("growth", "building"), ("checking", "checking")):
        if part in results:
            few, many = (results[part][pages]["seconds"] for pages in ("1000", "10000"))
            yield Judged(f"{name} 10,000 pages against 1,000", many / few, 10.5)
    if "package" in results:
        yield Judged("the wheel", results["package"][".whl"], 150_000, unit=" bytes")


def reloads(found: Results) -> Iterator[Judged]:
    """Judge the dev server's reload against a plain one."""
    for kind, ways in found.items():
        ratio = median(ways["saved"]) / median(ways["plain"])
        yield Judged(f"saved file / plain reload: {kind}", ratio, 1.3, 1.1)
