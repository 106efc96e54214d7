"""The visits as a picture: bars, drawn as SVG."""

from collections.abc import Iterator
from typing import Any

from .bars import FAST, NET, SLOW, middle
from .rows import ROWS, Row

Results = dict[str, Any]

TITLES = {FAST: "no throttle", NET: "9 Mbit/s, 60 ms", SLOW: "processor slowed 4 times"}
LEFT, WIDTH, BAR, GAP, HEAD = 210, 760, 18, 8, 34
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2933 }
.title { font-weight: 600 }
.ready { fill: #0b7285 }
.conversation { fill: #66d9e8 }
.lost { fill: #c92a2a }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .ready { fill: #22b8cf }
  .conversation { fill: #0b4f5c }
  .lost { fill: #ff8787 }
}
"""


def picture(visits: Results) -> str:
    """Draw how long a visitor waits, cold, row by row."""
    parts: list[str] = []
    top = 10
    for cell in TITLES:
        parts += panel(visits, cell, top)
        top += HEAD + len(ROWS) * (BAR + GAP) + 14
    parts += legend(top)
    size = f'viewBox="0 0 {WIDTH} {top + 30}" width="{WIDTH}" height="{top + 30}"'
    title = "<title>Milliseconds to a ready widget, and to a conversation</title>"
    inside = "\n".join([title, f"<style>{STYLE}</style>", *parts])
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>\n{inside}\n</svg>\n'


def panel(visits: Results, cell: str, top: int) -> Iterator[str]:
    longest = max(
        middle(visits[row.name][cell], measure) or 0
        for row in ROWS
        for measure in ("ready", "conversation")
    )
    scale = (WIDTH - LEFT - 130) / longest
    yield text(10, top + 16, f"Cold visit, {TITLES[cell]}", "title")
    for number, row in enumerate(ROWS):
        yield from bar(row, visits[row.name][cell], top + HEAD + number * (BAR + GAP), scale)


def bar(row: Row, loads: list[dict[str, float]], top: int, scale: float) -> Iterator[str]:
    ready = middle(loads, "ready") or 0
    conversation = middle(loads, "conversation")
    yield text(10, top + 14, row.title)
    if conversation:
        yield rectangle(top, conversation * scale, "conversation")
    yield rectangle(top, ready * scale, "ready")
    end = LEFT + max(ready, conversation or 0) * scale + 6
    said = f"{ready:,.0f} / " + (f"{conversation:,.0f} ms" if conversation else "click lost")
    yield text(end, top + 14, said, "" if conversation else "lost")


def legend(top: int) -> Iterator[str]:
    for number, (kind, said) in enumerate(
        (("ready", "widget ready"), ("conversation", "conversation, from a click made at once"))
    ):
        at = LEFT + number * 130
        yield f'<rect class="{kind}" x="{at}" y="{top}" width="12" height="12"/>'
        yield text(at + 18, top + 11, said)


def rectangle(top: int, width: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{LEFT}" y="{top}" width="{width:.0f}" height="{BAR}" rx="2"/>'


def text(x: float, y: float, said: str, kind: str = "") -> str:
    given = f' class="{kind}"' if kind else ""
    return f'<text{given} x="{x:.0f}" y="{y}">{said}</text>'
