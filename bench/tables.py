"""The results as tables, for the terminal and for Markdown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from .bars import judged
from .rows import ROWS, Row

Results = dict[str, Any]

MEASURES = (
    "settings",
    "ready",
    "conversation",
    "ready, clicked",
    "python's start",
    "bytes",
    "requests",
)
WAYS = ("by hand", "bridge", "kommpy")
KILO = 1_000


@dataclass(frozen=True)
class Table:
    """A title, the head, and lines of as many cells."""

    title: str
    head: list[str]
    lines: list[list[str]]

    def text(self) -> str:
        """Write it for a terminal."""
        every = [self.head, *self.lines]
        widths = [max(len(line[at]) for line in every) for at in range(len(self.head))]
        rows = [
            line[0].ljust(widths[0])
            + "".join(
                "  " + cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)
            )
            for line in every
        ]
        return "\n".join([self.title, *rows])

    def markdown(self) -> str:
        """Write it for the documentation."""
        rule = ["---", *["---:"] * (len(self.head) - 1)]
        rows = [f"| {' | '.join(line)} |" for line in [self.head, rule, *self.lines]]
        return "\n".join([f"**{self.title}**", "", *rows])


def tables(results: Results) -> Iterator[Table]:
    """Give a table for each thing that was measured."""
    for name, make in PARTS.items():
        if name in results:
            yield from make(results[name])
    yield Table(
        "What is to be reached",
        ["", "measured", "bar", "stretch", "reached"],
        [
            [
                each.what,
                each.shown(each.value),
                each.shown(each.bar),
                each.shown(each.stretch),
                each.verdict,
            ]
            for each in judged(results)
        ],
    )


def visit_tables(visits: Results) -> Iterator[Table]:
    for cell in visits[ROWS[0].name]:
        yield Table(
            f"{cell} (milliseconds from navigation; median, and from fastest to slowest)",
            ["", *MEASURES],
            [[row.title, *line(row, visits[row.name][cell])] for row in ROWS],
        )


def line(row: Row, loads: list[dict[str, float]]) -> Iterator[str]:
    for measure in MEASURES:
        values = [each[measure] for each in loads if measure in each]
        if not values:
            yield "lost" if measure == "conversation" and loads else "-"
        elif measure in ("bytes", "requests"):
            yield f"{median(values):,.0f}"
        else:
            lost = f", {len(loads) - len(values)} lost" if len(values) < len(loads) else ""
            yield f"{median(values):,.0f} ({min(values):,.0f}-{max(values):,.0f}{lost})"


def weight_tables(weight: Results) -> Iterator[Table]:
    yield Table(
        "A first visit to the demo, the widget's own files aside",
        ["", "page", "bytes", "requests"],
        [
            [runtime, page, f"{each['bytes']:,.0f}", str(each["requests"])]
            for runtime, pages in weight.items()
            for page, each in pages.items()
        ],
    )


def call_tables(calls: Results) -> Iterator[Table]:
    for where, found in calls.items():
        yield Table(
            f"A call on {where} (microseconds)",
            ["", *WAYS, "bridge / by hand", "kommpy / by hand"],
            [[name, *ways(each)] for name, each in found.items()],
        )


def ways(times: dict[str, float]) -> Iterator[str]:
    for way in WAYS:
        yield f"{times[way]:,.1f}" if way in times else "-"
    for way in WAYS[1:]:
        yield f"{times[way] / times['by hand']:.2f}" if way in times else "-"


def count_tables(title: str) -> Any:
    def make(found: Results) -> Iterator[Table]:
        counts = list(next(iter(found.values())))
        yield Table(
            title,
            ["", *counts],
            [
                [runtime, *(f"{each[count]:.1f}" for count in counts)]
                for runtime, each in found.items()
            ],
        )

    return make


def reload_tables(reload: Results) -> Iterator[Table]:
    yield Table(
        "From a saved file to the page that shows it (milliseconds; median, fastest to slowest)",
        ["", "plain reload", "dev server, from saving"],
        [
            [kind, *(f"{median(ms):,.0f} ({min(ms):,.0f}-{max(ms):,.0f})" for ms in ways.values())]
            for kind, ways in reload.items()
        ],
    )


def growth_tables(title: str) -> Callable[[Results], Iterator[Table]]:
    def write(growth: Results) -> Iterator[Table]:
        yield Table(
            title,
            ["pages", "seconds", "memory at its peak, MB"],
            [
                [f"{int(pages):,}", f"{each['seconds']:.1f}", f"{each['bytes'] / KILO**2:.0f}"]
                for pages, each in growth.items()
            ],
        )

    return write


def package_tables(package: Results) -> Iterator[Table]:
    names = {".whl": "wheel", ".gz": "sdist"}
    rows = [[names[suffix], f"{size:,}"] for suffix, size in sorted(package.items())]
    yield Table("The package", ["", "bytes"], rows)


PARTS: dict[str, Any] = {
    "visits": visit_tables,
    "weight": weight_tables,
    "calls": call_tables,
    "rules": count_tables("Finding a path's rule, by number of rules (microseconds)"),
    "clicks": count_tables("A click, by number of triggers (microseconds)"),
    "growth": growth_tables("Prerendering and building a site"),
    "checking": growth_tables("Checking a site with `kommpy check`"),
    "package": package_tables,
    "reload": reload_tables,
}
